import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  type ReviewOptions,
  type ReviewReport,
  type ReviewRow,
  grantsOfSource,
  readSource,
  review,
} from "../../../lib/review";
import { type Accountants, accountChanges } from "../../../lib/review/accounting/account-changes";
import { planAccountants } from "../../../lib/review/accounting/plan-accountants";
import { stackAccountants } from "../../../lib/review/accounting/stack-accountants";
import { renderHcl } from "../../../lib/terraform/hcl-text";
import { passes } from "../../../lib/review/gate";

type Json = Readonly<Record<string, unknown>>;
/** Files of a stack's folder; `cdk.tf.json` as an object or a text. */
type Folder = Readonly<Record<string, Json | string>>;

const temporary = mkdtempSync(path.join(os.tmpdir(), "agentrun-accounting-"));
let next = 0;

afterAll(() => {
  rmSync(temporary, { recursive: true });
});

function grantsOfFolder(files: Folder) {
  const folder = path.join(temporary, String(next++), "app");
  writeFiles(folder, files);
  return grantsOfSource(readSource(path.join(folder, "cdk.tf.json")));
}

function writeFiles(folder: string, files: Folder): void {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
}

function documentOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "1", Statement: statements });
}

const allow = (Action: string, Resource: unknown = "*"): object => ({ Effect: "Allow", Action, Resource });
const deny = (Action: string, Resource: unknown = "*"): object => ({ Effect: "Deny", Action, Resource });

/** Policy `p`, attached to user `alice`. */
const attached = (document: unknown = documentOf(allow("oss:Get*"))): Json => ({
  alicloud_ram_policy: { p: { policy_name: "p", policy_document: document } },
  alicloud_ram_user_policy_attachment: {
    a: { user_name: "alice", policy_name: "${alicloud_ram_policy.p.policy_name}", policy_type: "Custom" },
  },
});

const stack = (more: Json = {}, resource: Json = attached()): Json => ({
  terraform: { required_providers: { alicloud: { source: "aliyun/alicloud", version: "1.289.0" } } },
  provider: { alicloud: [{ region: "cn-hangzhou" }] },
  resource,
  ...more,
});

const file = (json: Json | string, others: Folder = {}): Folder => ({ "cdk.tf.json": json, ...others });
const withResource = (type: string, given: Json): Folder => file(stack({}, { ...attached(), [type]: { x: given } }));
/** The same document with a part that only Terraform knows. */
const open = (expression: string, more: Json): Folder =>
  file(stack(more, attached(documentOf(allow("oss:Get*", expression)))));

type Case = readonly [title: string, before: Folder, after: Folder];

const gains: readonly Case[] = [
  [
    "an object that Terraform forgets",
    file(stack()),
    file(stack({ removed: [{ from: "alicloud_ram_user.u", lifecycle: { destroy: false } }] })),
  ],
  ["another file of variables", file(stack()), file(stack(), { "terraform.tfvars.json": { a: "b" } })],
  ["an override", file(stack()), file(stack(), { "override.tf.json": { resource: {} } })],
  ["HCL beside the stack", file(stack()), file(stack(), { "more.tf": "# nothing" })],
  ["automatic variables", file(stack(), { "x.auto.tfvars": "a = 1" }), file(stack(), { "x.auto.tfvars": "a = 2" })],
  [
    "the content of a local module",
    file(stack({ module: { m: { source: "./m" } } }), { "m/main.tf": "1" }),
    file(stack({ module: { m: { source: "./m" } } }), { "m/main.tf": "2" }),
  ],
  [
    "the content of a file that an expression reads",
    file(stack({}, attached('${file("${path.module}/p.json")}')), { "p.json": "1" }),
    file(stack({}, attached('${file("${path.module}/p.json")}')), { "p.json": "2" }),
  ],
  [
    "the content of a file with a name that is not known",
    file(stack({}, attached("${file(var.f)}")), { "p.json": "1" }),
    file(stack({}, attached("${file(var.f)}")), { "p.json": "2" }),
  ],
  [
    "a member of a group that the stack only attaches to",
    withResource("alicloud_ram_group_policy_attachment", {
      group_name: "dev",
      policy_name: "p",
      policy_type: "Custom",
    }),
    file(
      stack(
        {},
        {
          ...attached(),
          alicloud_ram_group_policy_attachment: {
            x: { group_name: "dev", policy_name: "p", policy_type: "Custom" },
          },
          alicloud_ram_user_group_attachment: { m: { group_name: "dev", user_name: "alice" } },
        },
      ),
    ),
  ],
  [
    "a member of a group that was there",
    withResource("alicloud_ram_group", { group_name: "dev" }),
    file(
      stack(
        {},
        {
          ...attached(),
          alicloud_ram_group: { x: { group_name: "dev" } },
          alicloud_ram_user_group_attachment: { m: { group_name: "dev", user_name: "alice" } },
        },
      ),
    ),
  ],
  [
    "a setting that may have been stricter outside of the input",
    file(stack()),
    withResource("alicloud_oss_account_public_access_block", { block_public_access: false }),
  ],
  [
    "a second role of one name",
    withResource("alicloud_ram_role", { role_name: "r", services: ["fc.aliyuncs.com"] }),
    file(
      stack(
        {},
        {
          ...attached(),
          alicloud_ram_role: {
            w: { role_name: "r", services: ["ecs.aliyuncs.com"] },
            x: { role_name: "r", services: ["fc.aliyuncs.com"] },
          },
        },
      ),
    ),
  ],
  [
    "an installed module",
    file(stack({ module: { m: { source: "x/y" } } }), { ".terraform/modules/m/main.tf": "1" }),
    file(stack({ module: { m: { source: "x/y" } } }), { ".terraform/modules/m/main.tf": "2" }),
  ],
  [
    "a file below node_modules with a name that is not known",
    file(stack({}, attached("${file(var.f)}")), { "node_modules/p.json": "1" }),
    file(stack({}, attached("${file(var.f)}")), { "node_modules/p.json": "2" }),
  ],
  [
    "the remote state that a resolved reference reads",
    file(stack({ data: { terraform_remote_state: { s: { backend: "local", config: { path: "a" } } } } })),
    file(stack({ data: { terraform_remote_state: { s: { backend: "local", config: { path: "b" } } } } })),
  ],
  ["a module", file(stack()), file(stack({ module: { m: { source: "x/y", version: "1.0.0" } } }))],
  ["a module in a list", file(stack()), file(stack({ module: [{ m: { source: "x/y" } }] }))],
  [
    "locals in a list",
    open("${local.r}", { locals: [{ r: "acs:oss:*:*:a/*" }] }),
    open("${local.r}", { locals: [{ r: "*" }] }),
  ],
  [
    "a variable of another script",
    open("${var.größe}", { variable: { größe: { default: "acs:oss:*:*:a/*" } } }),
    open("${var.größe}", { variable: { größe: { default: "*" } } }),
  ],
  [
    "white space in a reference",
    open("${ var . r }", { variable: { r: { default: "acs:oss:*:*:a/*" } } }),
    open("${ var . r }", { variable: { r: { default: "*" } } }),
  ],
  [
    "a reference through another one",
    open("${upper(local.a)}", { locals: { a: "${var.b}" }, variable: { b: { default: "x" } } }),
    open("${upper(local.a)}", { locals: { a: "${var.b}" }, variable: { b: { default: "y" } } }),
  ],
  [
    "the input of a resource that an expression refers to",
    file(stack({}, { ...attached("${terraform_data.d.output}"), terraform_data: { d: { input: "a" } } })),
    file(stack({}, { ...attached("${terraform_data.d.output}"), terraform_data: { d: { input: "b" } } })),
  ],
  [
    "the name of a bucket behind its id",
    file(
      stack(
        {},
        {
          ...attached(documentOf(allow("oss:*", "acs:oss:*:*:${alicloud_oss_bucket.b.id}"))),
          alicloud_oss_bucket: { b: { bucket: "a" } },
        },
      ),
    ),
    file(
      stack(
        {},
        {
          ...attached(documentOf(allow("oss:*", "acs:oss:*:*:${alicloud_oss_bucket.b.id}"))),
          alicloud_oss_bucket: { b: { bucket: "c" } },
        },
      ),
    ),
  ],
  [
    "the profile of the provider",
    file(stack()),
    file(stack({ provider: { alicloud: [{ region: "cn-hangzhou", profile: "prod" }] } })),
  ],
  [
    "a role that the provider assumes",
    file(stack()),
    file(stack({ provider: { alicloud: { assume_role: [{ role_arn: "acs:ram::2:role/r" }] } } })),
  ],
  [
    "another provider under the name",
    file(stack()),
    file(stack({ terraform: { required_providers: { alicloud: { source: "evil/alicloud" } } } })),
  ],
  [
    "a role of an instance",
    withResource("alicloud_instance", { role_name: "a" }),
    withResource("alicloud_instance", { role_name: "b" }),
  ],
  [
    "a role of a function",
    withResource("alicloud_fcv3_function", { role: "a" }),
    withResource("alicloud_fcv3_function", { role: "b" }),
  ],
  [
    "a trigger that anyone may call",
    withResource("alicloud_fcv3_trigger", { trigger_config: "{}" }),
    withResource("alicloud_fcv3_trigger", { trigger_config: '{"authType":"anonymous"}' }),
  ],
  [
    "a template",
    withResource("alicloud_ros_stack", { template_body: "a" }),
    withResource("alicloud_ros_stack", { template_body: "b" }),
  ],
  [
    "anything of Cloud Control",
    withResource("alicloud_cloud_control_resource", { desire_attributes: "a" }),
    withResource("alicloud_cloud_control_resource", { desire_attributes: "b" }),
  ],
  [
    "a shared target",
    withResource("alicloud_resource_manager_shared_target", { target_id: "1" }),
    withResource("alicloud_resource_manager_shared_target", { target_id: "2" }),
  ],
  ["a type that does not exist", file(stack()), withResource("alicloud_made_up", { size: 1 })],
  ["an argument that does not exist", withResource("alicloud_vpc", {}), withResource("alicloud_vpc", { made_up: 1 })],
  ["a type of another provider", file(stack()), withResource("aws_iam_policy", { policy: "{}" })],
  ["a block that does not exist", file(stack()), file(stack({ made_up: { a: 1 } }))],
  [
    "a provisioner",
    withResource("alicloud_vpc", {}),
    withResource("alicloud_vpc", { provisioner: { "local-exec": { command: "x" } } }),
  ],
  [
    "ignored changes that begin to apply",
    file(
      stack(
        {},
        {
          alicloud_ram_policy: {
            p: {
              policy_name: "p",
              policy_document: documentOf(allow("oss:*")),
              lifecycle: { ignore_changes: ["policy_document"] },
            },
          },
        },
      ),
    ),
    file(stack({}, { alicloud_ram_policy: { p: { policy_name: "p", policy_document: documentOf(allow("oss:*")) } } })),
  ],
  [
    "contents that change places",
    file(stack({}, { alicloud_kms_key: { a: { policy: "1" }, b: { policy: "2" } } })),
    file(stack({}, { alicloud_kms_key: { a: { policy: "2" }, b: { policy: "1" } } })),
  ],
  [
    "a type that is there twice",
    file(stack()),
    file(
      JSON.stringify(stack()).replace(
        '"resource":{',
        '"resource":{"alicloud_ram_user_policy_attachment":{"z":{"user_name":"eve","policy_name":"AdministratorAccess","policy_type":"System"}},',
      ),
    ),
  ],
  [
    "a Deny of a policy that nobody here has",
    file(stack({}, { alicloud_ram_policy: { p: { policy_name: "p", policy_document: documentOf(deny("ram:*")) } } })),
    file(
      stack({}, { alicloud_ram_policy: { p: { policy_name: "p", policy_document: documentOf(deny("ram:Delete*")) } } }),
    ),
  ],
  [
    "a Deny that is detached",
    file(stack({}, attached(documentOf(deny("ram:*"))))),
    file(stack({}, { alicloud_ram_policy: { p: { policy_name: "p", policy_document: documentOf(deny("ram:*")) } } })),
  ],
  [
    "a policy that administrators have, and perhaps others",
    file(
      stack(
        {},
        {
          ...attached(documentOf(allow("oss:Get*"))),
          alicloud_ram_user_policy_attachment: {
            a: { user_name: "alice", policy_name: "${alicloud_ram_policy.p.policy_name}", policy_type: "Custom" },
            b: { user_name: "alice", policy_name: "AdministratorAccess", policy_type: "System" },
          },
        },
      ),
    ),
    file(
      stack(
        {},
        {
          ...attached(documentOf(allow("oss:*"))),
          alicloud_ram_user_policy_attachment: {
            a: { user_name: "alice", policy_name: "${alicloud_ram_policy.p.policy_name}", policy_type: "Custom" },
            b: { user_name: "alice", policy_name: "AdministratorAccess", policy_type: "System" },
          },
        },
      ),
    ),
  ],
  [
    "a resource of a form that no page describes",
    file(stack()),
    file(stack({}, attached(documentOf(allow("oss:Get*"), allow("oss:Put*", "acs:oss:*"))))),
  ],
  [
    "an exception of such a form that is gone",
    file(stack({}, attached(documentOf({ Effect: "Allow", Action: "oss:*", NotResource: "acs:oss:*" })))),
    file(stack({}, attached(documentOf({ Effect: "Allow", Action: "oss:*", NotResource: "acs:oss:nonsense" })))),
  ],
];

const harmless: readonly Case[] = [
  [
    "a new restriction",
    file(stack()),
    withResource("alicloud_oss_account_public_access_block", { block_public_access: true }),
  ],
  [
    "users who have the same through a new group",
    file(stack({}, { ...attached(), alicloud_ram_user: { u: { name: "alice" } } })),
    file(
      stack(
        {},
        {
          ...attached(),
          alicloud_ram_user: { u: { name: "alice" } },
          alicloud_ram_user_policy_attachment: {},
          alicloud_ram_group: { g: { group_name: "team" } },
          alicloud_ram_group_membership: { m: { group_name: "team", user_names: ["alice"] } },
          alicloud_ram_group_policy_attachment: { g: { group_name: "team", policy_name: "p", policy_type: "Custom" } },
        },
      ),
    ),
  ],
  ["nothing", file(stack()), file(stack())],
  ["another order of keys", file(stack()), file(JSON.stringify(Object.fromEntries(Object.entries(stack()).reverse())))],
  ["comments of the framework", file(stack()), file(stack({ "//": { metadata: { version: "1" } } }))],
  [
    "the version of the provider",
    file(stack()),
    file(stack({ terraform: { required_providers: { alicloud: { source: "aliyun/alicloud", version: "1.290.0" } } } })),
  ],
  [
    "the backend",
    file(stack()),
    file(
      stack({
        terraform: {
          backend: { local: { path: "x" } },
          required_providers: { alicloud: { source: "aliyun/alicloud", version: "1.289.0" } },
        },
      }),
    ),
  ],
  ["the region", file(stack()), file(stack({ provider: { alicloud: [{ region: "cn-beijing" }] } }))],
  [
    "a description",
    withResource("alicloud_ram_group", { group_name: "g" }),
    withResource("alicloud_ram_group", { group_name: "g", comments: "x" }),
  ],
  [
    "tags",
    withResource("alicloud_vpc", { tags: { a: "1" } }),
    withResource("alicloud_vpc", { tags: { a: "2", b: "3" } }),
  ],
  ["a network", file(stack()), withResource("alicloud_vpc", { vpc_name: "v", cidr_block: "10.0.0.0/8" })],
  ["a private bucket", file(stack()), withResource("alicloud_oss_bucket", { bucket: "b", acl: "private" })],
  [
    "a bucket that closes",
    withResource("alicloud_oss_bucket", { acl: "public-read" }),
    withResource("alicloud_oss_bucket", { acl: "private" }),
  ],
  ["an access key that is gone", withResource("alicloud_ram_access_key", { user_name: "u" }), file(stack())],
  [
    "a login that asks for MFA",
    withResource("alicloud_ram_login_profile", { user_name: "u", mfa_bind_required: false }),
    withResource("alicloud_ram_login_profile", { user_name: "u", mfa_bind_required: true }),
  ],
  [
    "a certificate that is accepted no more",
    withResource("alicloud_ims_oidc_provider", { fingerprints: ["a", "b"] }),
    withResource("alicloud_ims_oidc_provider", { fingerprints: ["b"] }),
  ],
  [
    "a module under another name",
    file(stack({ module: { a: { source: "x/y" } } })),
    file(stack({ module: { b: { source: "x/y" } } })),
  ],
  ["a local that no expression refers to", file(stack({ locals: { a: 1 } })), file(stack({ locals: { a: 2 } }))],
  ["an output", file(stack()), file(stack({ output: { a: { value: "x" } } }))],
  ["a move", file(stack()), file(stack({ moved: [{ from: "a.b", to: "a.c" }] }))],
  ["random names", file(stack()), withResource("random_pet", { length: 2 })],
  [
    "a lifecycle that protects",
    withResource("alicloud_vpc", {}),
    withResource("alicloud_vpc", { lifecycle: { prevent_destroy: true } }),
  ],
];

const gateOf = ([, before, after]: Case, options: ReviewOptions = {}): boolean =>
  passes(review(grantsOfFolder(before), grantsOfFolder(after), options), "broadening");

/** The same folder with its stack in HCL. */
function grantsOfHcl(files: Folder) {
  const { "cdk.tf.json": json, ...others } = files;
  const stack: unknown = typeof json === "string" ? JSON.parse(json) : json;
  const folder = path.join(temporary, String(next++), "app");
  writeFiles(folder, { ...others, "main.tf": renderHcl(stack as Json) });
  return grantsOfSource(readSource(folder));
}

/** Where a folder of Terraform files differs: it is read where a stack only notices that there is a file. */
const inHcl: Readonly<Record<string, "passes" | "cannot be read" | "says more">> = {
  "another file of variables": "passes",
  "an override": "passes",
  "HCL beside the stack": "passes",
  "automatic variables": "passes",
  "an installed module": "passes",
  "the content of a local module": "cannot be read",
  "the content of a file that an expression reads": "cannot be read",
  "locals in a list": "says more",
  "a variable of another script": "says more",
  "white space in a reference": "says more",
  "a reference through another one": "says more",
  "the content of a file with a name that is not known": "says more",
  "a file below node_modules with a name that is not known": "says more",
};

const shapeOf = (row: ReviewRow): string =>
  JSON.stringify([row.kind, row.change, "name" in row ? row.name : "principal" in row ? row.principal.name : row.role]);

/** Without the one that only JSON can say. */
const inBoth = [...gains, ...harmless].filter(([title]) => title !== "a type that is there twice");

it.each(inBoth)("is the same in HCL: %s", (title, before, after) => {
  const json = review(grantsOfFolder(before), grantsOfFolder(after));
  const inFolder = (): ReviewReport => review(grantsOfHcl(before), grantsOfHcl(after));
  const difference = inHcl[title];
  if (difference === "cannot be read") {
    expect(inFolder).toThrow(/^RAM501 /);
    return;
  }
  const hcl = inFolder();
  expect(passes(hcl, "broadening")).toBe(difference === "passes" || passes(json, "broadening"));
  if (difference === undefined) expect(hcl.rows.map(shapeOf).sort()).toEqual(json.rows.map(shapeOf).sort());
});

it.each(gains)("the gate stops %s", (...one) => {
  expect(gateOf(one)).toBe(false);
});

it.each(harmless)("the gate lets pass %s", (...one) => {
  expect(gateOf(one)).toBe(true);
});

it.each(gains)("%s does not stop against itself", (title, _, after) => {
  expect(gateOf([title, after, after])).toBe(true);
});

describe.each(["stack", "plan"] as const)("accountants of a %s", (form) => {
  const own = form === "stack" ? stackAccountants : planAccountants;
  const cases = [...gains, ...harmless].map(
    ([title, before, after]) => [title, grantsOfFolder(before), grantsOfFolder(after)] as const,
  );

  it.each(own.map(({ name }) => name))("without the one for %s, no report is shorter", (name) => {
    const fewer: Accountants = {
      stack: stackAccountants.filter((one) => one.name !== name),
      plan: planAccountants.filter((one) => one.name !== name),
    };
    for (const [title, was, is] of cases) {
      const addresses = ({ rows }: ReturnType<typeof accountChanges>) => rows.map((row) => `${row.what} ${row.name}`);
      const [whole, cut] = [addresses(accountChanges(was, is)), addresses(accountChanges(was, is, {}, fewer))];
      expect([title, whole.filter((one) => !cut.includes(one))]).toEqual([title, []]);
    }
  });
});

it("with a complete input, a Deny that nobody here needs may go", () => {
  const before = file(stack({}, attached(documentOf(deny("ram:*")))));
  const after = file(stack({}, attached(documentOf(deny("ram:Delete*")))));
  expect(gateOf(["", before, after])).toBe(false);
  expect(gateOf(["", before, after], { complete: true })).toBe(true);
});

it("the input is not complete where only Terraform knows a name", () => {
  const open = (...statements: readonly object[]) =>
    file(
      stack(
        {},
        {
          ...attached(documentOf(...statements)),
          alicloud_ram_user: { u: { name: "alice" }, v: { name: "${uuid()}" } },
        },
      ),
    );
  const [before, after] = [open(deny("ram:*")), open(deny("ram:Delete*"))];
  expect(gateOf(["", before, after], { complete: true })).toBe(false);
});

it("says which reference changed, and from what to what", () => {
  const before = open("${var.central}", { variable: { central: { default: "acs:oss:*:*:a/*" } } });
  const after = open("${var.central}", { variable: { central: { default: "*" } } });
  const { rows } = review(grantsOfFolder(before), grantsOfFolder(after));
  expect(rows.map((row) => ("why" in row ? row.why : ""))).toEqual([
    expect.stringContaining('var.central: "acs:oss:*:*:a/*" → "*"'),
  ]);
});

it("two stacks whose names differ only in what looks like an alias are two", () => {
  const named = (value: string) =>
    ["shop", "shop (eu)"].flatMap((stack, index) =>
      grantsOfFolder(index === 0 ? withResource("alicloud_made_up", { value }) : file({ terraform: {} })).map(
        (model) => ({
          ...model,
          stack,
        }),
      ),
    );
  expect(passes(review(named("a"), named("b")), "broadening")).toBe(false);
  const twice = [...named("a"), ...named("a")];
  expect(() => review(twice, twice)).toThrow(/^RAM505: two stacks have the name "shop"/);
});

it("shows no value that may be a secret", () => {
  const before = withResource("alicloud_made_up", { password: "old-secret" });
  const after = withResource("alicloud_made_up", { password: "new-secret" });
  const text = JSON.stringify(review(grantsOfFolder(before), grantsOfFolder(after)));
  expect(text).toContain("password changed");
  expect(text).not.toContain("-secret");
});
