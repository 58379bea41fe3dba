/** Rows about what only Terraform knows name what changed: every kind of reference, wherever a grant uses it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type ReviewRow, grantsOfSource, grantsOfStack, isGain, readSource, review } from "../../lib/review";
import { subjectOf } from "../../lib/review/report/row-subject";
import { stackOf } from "../../lib/terraform/synthesized-stack";

type Json = Readonly<Record<string, unknown>>;

const temporary = mkdtempSync(path.join(os.tmpdir(), "named-references-"));
let next = 0;

afterAll(() => {
  rmSync(temporary, { recursive: true });
});

function grantsOf(stack: Json, files: Readonly<Record<string, string>> = {}) {
  if (Object.keys(files).length === 0) return grantsOfStack({ ...stackOf("app", "app", stack), warnings: [] });
  const folder = path.join(temporary, String(next++), "app");
  for (const [name, text] of Object.entries({ ...files, "cdk.tf.json": JSON.stringify(stack) })) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  return grantsOfSource(readSource(folder));
}

const documentOf = (...Statement: readonly object[]): string => JSON.stringify({ Version: "1", Statement });
const allow = (Action: string, more: object = {}): object => ({ Effect: "Allow", Action, Resource: "*", ...more });
const policies = (document: string, attachment: object = {}, more: object = {}): Json => ({
  alicloud_ram_policy: { p: { policy_name: "p", policy_document: document } },
  alicloud_ram_user_policy_attachment: {
    a: {
      user_name: "alice",
      policy_name: "${alicloud_ram_policy.p.policy_name}",
      policy_type: "Custom",
      ...attachment,
    },
  },
  ...more,
});
const known = documentOf(allow("oss:Get*"));
const group = (names: unknown): Json => ({
  alicloud_ram_group_membership: { m: { group_name: "dev", user_names: names } },
});
const role = (document: string): Json => ({
  alicloud_ram_role: { r: { role_name: "r", assume_role_policy_document: document } },
});

/** Where an expression is used. */
const uses: Readonly<Record<string, (expression: string) => Json>> = {
  document: (expression) => policies(expression),
  action: (expression) => policies(documentOf(allow(expression))),
  resource: (expression) => policies(documentOf(allow("oss:Get*", { Resource: `acs:oss:*:*:${expression}` }))),
  condition: (expression) =>
    policies(documentOf(allow("oss:Get*", { Condition: { IpAddress: { "acs:SourceIp": [expression] } } }))),
  principal: (expression) => policies(known, { user_name: expression }),
  "name of a policy": (expression) => policies(known, { policy_name: expression }),
  iterator: (expression) => policies(known, { for_each: expression, user_name: "${each.value}" }),
  "member list": (expression) => group(expression),
  member: (expression) => group(["bob", expression]),
  trust: (expression) => role(expression),
  "name in a trust": (expression) =>
    role(documentOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: `acs:ram::${expression}:root` } })),
  "argument that is not compared": (expression) =>
    policies(known, {}, { alicloud_instance: { i: { role_name: expression } } }),
};

interface Change {
  readonly expression: string;
  readonly blocks?: (value: string) => Json;
  readonly resources?: (value: string) => Json;
  readonly files?: (value: string) => Readonly<Record<string, string>>;
  readonly values?: readonly [before: string, after: string];
  /** What some row says. */
  readonly names: RegExp;
}

/** What the expression refers to, and what changed in it. */
const references: Readonly<Record<string, Change>> = {
  "a variable": {
    expression: "${var.central}",
    blocks: (value) => ({ variable: { central: { default: value } } }),
    values: ["10.0.0.0/8", "0.0.0.0/0"],
    names: /var\.central: (?:default )?"10\.0\.0\.0\/8" → "0\.0\.0\.0\/0"/,
  },
  "a variable through a local": {
    expression: "${local.near}",
    blocks: (value) => ({ locals: { near: "${lower(var.deep)}" }, variable: { deep: { default: value } } }),
    names: /var\.deep: (?:default )?"a" → "b"/,
  },
  "a local that is not known": {
    expression: "${element(local.list, var.index)}",
    blocks: (value) => ({ locals: { list: ["${var.one}", value] } }),
    // It is written in place of the reference.
    names: /local\.list: .*"a" → .*"b"|\[var\.one, \\*"a\\*"\].* → .*\[var\.one, \\*"b\\*"\]|element\(.*, var\.index/,
  },
  "a file": {
    expression: "${file(var.name)}",
    files: (value) => ({ "x.json": value }),
    names: /x\.json: x\.json changed/,
  },
  "the content of a module": {
    expression: "${module.m.out}",
    blocks: () => ({ module: { m: { source: "./m" } } }),
    files: (value) => ({ "m/main.tf": value }),
    names: /m\/main\.tf: m\/main\.tf changed/,
  },
  "the source of a module": {
    expression: "${module.m.out}",
    blocks: (value) => ({ module: { m: { source: "x/y", version: value } } }),
    names: /module(?:\.| )m: version "a" → "b"/,
  },
  "an argument of a resource": {
    expression: "${terraform_data.d.input}",
    resources: (value) => ({ terraform_data: { d: { input: value } } }),
    names: /terraform_data\.d(?:\.input)?: (?:input )?"a" → "b"/,
  },
  "an attribute that an argument decides": {
    expression: "${alicloud_oss_bucket.b.id}",
    resources: (value) => ({ alicloud_oss_bucket: { b: { bucket: value } } }),
    names: /alicloud_oss_bucket\.b: bucket "a" → "b"/,
  },
  "a data source": {
    expression: "${data.alicloud_regions.d.ids[0]}",
    blocks: (value) => ({ data: { alicloud_regions: { d: { name: value } } } }),
    names: /data\.alicloud_regions\.d: name "a" → "b"/,
  },
  "a file of variables": {
    expression: "${var.central}",
    blocks: () => ({ variable: { central: {} } }),
    files: (value) => ({ "terraform.tfvars.json": JSON.stringify({ central: value }) }),
    names: /terraform\.tfvars\.json: terraform\.tfvars\.json changed/,
  },
};

function rowsOf({ expression, blocks, resources, files, values = ["a", "b"] }: Change, use: (text: string) => Json) {
  const [was, is] = values.map((value) =>
    grantsOf({ ...blocks?.(value), resource: { ...use(expression), ...resources?.(value) } }, files?.(value)),
  );
  return review(was!, is!).rows;
}

function textOf(row: ReviewRow): string {
  return `${subjectOf(row)}: ${"why" in row ? row.why : ""}`;
}

describe.each(Object.entries(references))("a change of %s", (_, change) => {
  it.each(Object.entries(uses))("is named where a grant has it as %s", (__, use) => {
    const gains = rowsOf(change, use).filter(isGain);
    const texts = gains.map(textOf).map((text) => text.replace(/^change /, ""));
    expect(texts.filter((text) => change.names.test(text))).not.toEqual([]);
    expect(texts.join("\n")).not.toMatch(/another (?:one|source)|made of/);
  });
});

describe("another expression", () => {
  it.each(Object.entries(uses))("is named where a grant has it as %s", (_, use) => {
    const [was, is] = ["one", "two"].map((name) => grantsOf({ resource: use(`\${var.${name}}`) }));
    const texts = review(was!, is!)
      .rows.filter(isGain)
      .map((row) => JSON.stringify(row));
    expect(texts.join("\n")).toMatch(/var\.two/);
    expect(texts.join("\n")).not.toMatch(/another (?:one|source)|made of/);
  });
});

/** Two policies that are not known, of `alice` and of `bob`, and another change. */
function two(first: string, second: string, variables: Readonly<Record<string, string>>) {
  const attached = (user_name: string, policy: string): Json => ({
    ...{ user_name, policy_type: "Custom", policy_name: `\${alicloud_ram_policy.${policy}.policy_name}` },
  });
  return grantsOf({
    variable: Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, { default: value }])),
    resource: {
      alicloud_ram_policy: {
        p: { policy_name: "p", policy_document: first },
        q: { policy_name: "q", policy_document: second },
      },
      alicloud_ram_user_policy_attachment: { a: attached("alice", "p"), b: attached("bob", "q") },
    },
  });
}

describe("what is not related", () => {
  const texts = (was: ReturnType<typeof two>, is: ReturnType<typeof two>) =>
    review(was, is).rows.map((row) => `${row.change} ${"certainty" in row ? row.certainty : "-"} ${textOf(row)}`);

  it.each<readonly [title: string, ...Parameters<typeof texts>, rows: readonly string[]]>([
    [
      "a change of one of two variables is named in one of two rows",
      two("${var.one}", "${var.two}", { one: "a", two: "a" }),
      two("${var.one}", "${var.two}", { one: "a", two: "b" }),
      ['loosened - user bob: var.two: "a" → "b": only Terraform knows the document'],
    ],
    [
      "each row names its own",
      two("${var.one}", "${var.two}", { one: "a", two: "a" }),
      two("${upper(var.one)}", "${var.two}", { one: "a", two: "b" }),
      [
        'loosened - user alice: policy_document "${var.one}" → "${upper(var.one)}": only Terraform knows the document',
        'loosened - user bob: var.two: "a" → "b": only Terraform knows the document',
      ],
    ],
    [
      "a certain gain stays certain",
      two(known, "${var.two}", { two: "a" }),
      two(documentOf(allow("oss:*")), "${var.two}", { two: "b" }),
      ["gained certain user alice: ", 'loosened - user bob: var.two: "a" → "b": only Terraform knows the document'],
    ],
    [
      "a certain gain beside a text that cannot be about it",
      two(documentOf(allow("ecs:Run*", { Resource: "acs:ecs:*:*:${var.one}" })), known, {}),
      two(documentOf(allow("ecs:Run*", { Resource: "acs:ecs:*:*:${var.one}" }), allow("oss:Put*")), known, {}),
      ["gained certain user alice: "],
    ],
    [
      "a gain that a text may have allowed names the text",
      two(documentOf(allow("${var.one}")), known, {}),
      two(documentOf(allow("${var.one}"), allow("oss:Put*")), known, {}),
      ["gained possible user alice: what ${var.one} stands for is not known, and may allow it before or deny it after"],
    ],
    [
      "a secret is not shown",
      two("${var.db_password}", known, { db_password: "a" }),
      two("${var.db_password}", known, { db_password: "b" }),
      ["loosened - user alice: var.db_password: changed: only Terraform knows the document"],
    ],
  ])("%s", (_, was, is, rows) => {
    expect(texts(was, is)).toEqual(rows);
  });

  it("what is called sensitive is not shown", () => {
    const stack = (value: string, use: Json): Json => ({
      variable: { a: { default: value, sensitive: true } },
      resource: use,
    });
    for (const use of Object.values(uses)) {
      const [was, is] = ["hidden-1", "hidden-2"].map((value) => grantsOf(stack(value, use("${var.a}"))));
      const { rows } = review(was!, is!);
      expect(rows.filter(isGain)).not.toEqual([]);
      expect(JSON.stringify(rows)).not.toContain("hidden-");
    }
  });

  it("of a long text, the part that differs is shown", () => {
    const long = (end: string): string => `\${jsonencode(merge(var.d, {"x"="${"y".repeat(300)}${end}"}))}`;
    const [text] = texts(two(long("one"), known, {}), two(long("two"), known, {}));
    expect(text).toMatch(/policy_document \.\.\.y{20}one.* → \.\.\.y{20}two/);
  });
});

describe("a policy that is not known", () => {
  const attached = (attachment: object): ReturnType<typeof grantsOf> =>
    grantsOf({ resource: { alicloud_ram_user_policy_attachment: { a: { user_name: "alice", ...attachment } } } });
  const custom = attached({ policy_name: "elsewhere", policy_type: "Custom" });
  const system = attached({ policy_name: "AliyunMadeUpAccess", policy_type: "System" });
  const none = grantsOf({ resource: {} });

  it.each([
    ["detached", custom, none, { change: "loosened", detached: true }],
    ["a system policy, detached", system, none, { change: "lost", detached: true }],
  ])("%s says so", (_, was, is, row) => {
    expect(review(was, is).rows).toMatchObject([{ kind: "unknown-policy", ...row }]);
  });

  it("attached is not called detached", () => {
    expect(review(none, custom).rows.every((row) => !("detached" in row))).toBe(true);
  });
});
