import { grantsOfStack, review, type ReviewReport, type ReviewRow } from "../../lib/review";
import { passes } from "../../lib/review/gate";
import { planStack } from "../../lib/terraform/plan";
import { ramResources } from "../../lib/terraform/ram-resources";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { type Resources, devPolicy, policyText, trustText } from "./support/stacks";

/** What a `cdk.tf.json` has beside resources. */
type Stack = Readonly<Record<string, unknown>>;

function grantsOf(stack: Stack) {
  return grantsOfStack({ ...stackOf("shop", "shop.json", stack), warnings: [] });
}

function reviewOf(before: Stack, after: Stack): ReviewReport {
  return review(grantsOf(before), grantsOf(after));
}

/** A row in one line. */
function lineOf(row: ReviewRow): string {
  const possibly = "certainty" in row && row.certainty === "possible" ? "possibly " : "";
  switch (row.kind) {
    case "existence":
    case "unknown":
      return `${row.change} ${row.what} ${row.name}`;
    case "trust":
      return `${possibly}${row.change} ${row.role} trusts ${row.trusted.name}`;
    case "unknown-policy":
      return `${row.change} ${row.principal.kind} ${row.principal.name} policy ${row.policy}`;
    case "permission":
      return `${possibly}${row.change} ${row.principal.kind} ${row.principal.name} ${row.actions.join(" ")}`;
  }
}

const text = policyText({ allow: "oss:Get" });
const wider = policyText({ allow: "oss:*" });
const service = trustText({ Service: "fc.aliyuncs.com" });

/** A policy of this document on group `dev`. */
function dev(document: unknown, more: object = {}): Resources {
  return {
    ...devPolicy({ allow: "oss:Get" }),
    alicloud_ram_policy: { P: { policy_name: "p", policy_document: document, ...more } },
  };
}

function role(trust: unknown): Resources {
  return { alicloud_ram_role: { R: { role_name: "Runtime", assume_role_policy_document: trust } } };
}

function stack(resource: Resources, more: object = {}): Stack {
  return { resource, ...more };
}

/** A data source that assembles a document of one action. */
function assembled(action: string, more: object = {}): object {
  const statement = [{ effect: "Allow", action: [action], resource: ["*"], ...more }];
  return { data: { alicloud_ram_policy_document: { d: { statement } } } };
}

const fromData = dev("${data.alicloud_ram_policy_document.d.document}");
const members = (names: unknown): Resources => ({
  alicloud_ram_group: { G: { group_name: "g" } },
  alicloud_ram_group_membership: { M: { group_name: "g", user_names: names } },
});
const user = (policy: string, more: object = {}): object => ({
  user_name: "u",
  policy_name: policy,
  policy_type: "Custom",
  ...more,
});
const onUser = (attachments: Readonly<Record<string, object>>, document = text): Resources => ({
  alicloud_ram_policy: { P: { policy_name: "p", policy_document: document } },
  alicloud_ram_user_policy_attachment: attachments,
});
const all = (names: string): object => user("p", { for_each: names, user_name: "${each.value}" });
const one = (type: string, given: object): Resources => ({ [type]: { X: given } });
const outside: Resources = {
  alicloud_ram_user_group_attachment: { M: { user_name: "u", group_name: "elsewhere" } },
};
const made: Resources = { alicloud_ram_user: { U: { name: "u" } } };

// Each row: what it shows, the stack before and after, and the rows of the report.
it.each<readonly [string, Stack, Stack, readonly string[]]>([
  [
    "a local is read",
    stack(dev("${local.d}"), { locals: { d: text } }),
    stack(dev("${local.d}"), { locals: { d: wider } }),
    ["gained group dev oss:*"],
  ],
  [
    "a local in a text is read",
    stack(dev(policyText({ allow: "oss:${local.a}" })), { locals: { a: "Get" } }),
    stack(dev(text)),
    [],
  ],
  [
    "a local that is made of others is compared by them",
    stack(dev("${local.d}"), { locals: { d: "${file(local.f)}", f: "a.json" } }),
    stack(dev("${local.d}"), { locals: { d: "${file(local.f)}", f: "b.json" } }),
    ["loosened group dev policy p"],
  ],
  [
    "a document of a data source is read",
    stack(fromData, assembled("oss:Get")),
    stack(fromData, assembled("oss:*")),
    ["gained group dev oss:*"],
  ],
  [
    "a document of a data source that says the same",
    stack(fromData, assembled("oss:Get", { condition: { operator: "Bool", variable: "k", values: ["true"] } })),
    stack(dev(policyText({ allow: "oss:Get", if: { Bool: { k: "true" } } }))),
    [],
  ],
  [
    "a data source with blocks that are not known is compared by what it is made of",
    stack(fromData, assembled("oss:Get", { condition: "${var.c}" })),
    stack(fromData, assembled("oss:*", { condition: "${var.c}" })),
    ["loosened group dev policy p"],
  ],
  [
    "a data source with a list that is not known",
    stack(fromData, assembled("oss:Get", { resource: "${var.r}" })),
    stack(fromData, assembled("oss:*", { resource: "${var.r}" })),
    ["gained group dev oss:*"],
  ],
  [
    "another data source",
    stack(dev("${data.local_file.d.content}"), { data: { local_file: { d: { filename: "a" } } } }),
    stack(dev("${data.local_file.d.content}"), { data: { local_file: { d: { filename: "b" } } } }),
    ["loosened group dev policy p"],
  ],
  [
    "an expression with another text",
    stack(dev('${jsonencode(merge(var.d, {"Version"="1"}))}')),
    stack(dev('${jsonencode(merge(var.d, {"Version"="2"}))}')),
    ["loosened group dev policy p"],
  ],
  [
    "a policy that is no longer known",
    stack(dev(text)),
    stack(dev("${var.d}")),
    ["loosened group dev policy p", "lost group dev oss:Get"],
  ],
  [
    "a policy that is known now",
    stack(dev("${var.d}")),
    stack(dev(text)),
    ["possibly gained group dev oss:Get", "loosened group dev policy p"],
  ],
  [
    "another default of a variable in a document",
    stack(dev(policyText({ allow: "${var.a}" })), { variable: { a: { default: "oss:Get" } } }),
    stack(dev(policyText({ allow: "${var.a}" })), { variable: { a: { default: "*" } } }),
    ["loosened value ${var.a}"],
  ],
  [
    "another default of a variable in a name",
    stack(onUser({ A: user("p", { user_name: "${var.u}" }) }), { variable: { u: { default: "alice" } } }),
    stack(onUser({ A: user("p", { user_name: "${var.u}" }) }), { variable: { u: { default: "mallory" } } }),
    ["loosened value ${var.u}"],
  ],
  [
    "another default of a variable in a trust",
    stack(role(trustText({ RAM: "acs:ram::${var.a}:root" })), { variable: { a: { default: "1" } } }),
    stack(role(trustText({ RAM: "acs:ram::${var.a}:root" })), { variable: { a: { default: "2" } } }),
    ["loosened value ${var.a}"],
  ],
  [
    "another description of a variable",
    stack(dev(policyText({ allow: "${var.a}" })), { variable: { a: { description: "one" } } }),
    stack(dev(policyText({ allow: "${var.a}" })), { variable: { a: { description: "other" } } }),
    [],
  ],
  [
    "statement blocks are read",
    stack(dev(undefined, { statement: [{ effect: "Allow", action: ["oss:Get"], resource: ["*"] }] })),
    stack(dev(undefined, { statement: [{ effect: "Allow", action: ["oss:*"], resource: ["*"] }] })),
    ["gained group dev oss:*"],
  ],
  [
    "an expression with quotes in a statement block is one value",
    stack(dev(undefined, { statement: [{ effect: "Allow", action: ['${f("a")}'], resource: ["*"] }] })),
    stack(dev(undefined, { statement: [{ effect: "Allow", action: ['${f("b")}'], resource: ["*"] }] })),
    ['possibly gained group dev ${f("b")}', 'possibly lost group dev ${f("a")}'],
  ],
  [
    "an action becomes one that is not known",
    stack(dev(text)),
    stack(dev(policyText({ allow: "${var.a}" }))),
    ["possibly gained group dev ${var.a}", "lost group dev oss:Get"],
  ],
  [
    "a resource becomes one whose whole ARN is not known",
    stack(dev(policyText({ allow: "oss:Get", on: "acs:oss:*:*:a" }))),
    stack(dev(policyText({ allow: "oss:Get", on: "${alicloud_oss_bucket.B.arn}" }))),
    ["possibly gained group dev oss:Get", "lost group dev oss:Get"],
  ],
  [
    "a resource whose whole ARN is not known is one of all",
    stack(dev(text)),
    stack(dev(policyText({ allow: "oss:Get", on: "${alicloud_oss_bucket.B.arn}" }))),
    ["lost group dev oss:Get"],
  ],
  [
    "services and users of a role are read",
    stack(one("alicloud_ram_role", { name: "R", services: ["ecs.aliyuncs.com"] })),
    stack(one("alicloud_ram_role", { name: "R", services: ["ecs.aliyuncs.com"], ram_users: ["acs:ram::99:root"] })),
    ["gained R trusts acs:ram::99:root"],
  ],
  ["a trust that is no longer known", stack(role(service)), stack(role("${var.t}")), ["gained trust of role Runtime"]],
  [
    "a trust that is known now",
    stack(role("${var.t}")),
    stack(role(service)),
    ["possibly gained Runtime trusts fc.aliyuncs.com"],
  ],
  ["a trust of another expression", stack(role("${f(1)}")), stack(role("${f(2)}")), ["loosened trust of role Runtime"]],
  [
    "a new role whose trust is not known",
    stack({}),
    stack(role("${var.t}")),
    ["gained trust of role Runtime", "added role Runtime"],
  ],
  ["a role with an unknown trust goes", stack(role("${var.t}")), stack({}), ["removed role Runtime"]],
  [
    "members that are no longer known have not left",
    stack(members(["u"])),
    stack(members("${var.users}")),
    ["gained member list of group g"],
  ],
  [
    "members that are known now",
    stack(members("${var.users}")),
    stack(members(["u"])),
    ["loosened member list of group g"],
  ],
  [
    "members of another default",
    stack(members("${var.users}"), { variable: { users: { default: ["u"] } } }),
    stack(members("${var.users}"), { variable: { users: { default: ["u", "v"] } } }),
    ["loosened member list of group g"],
  ],
  [
    "members that a local lists",
    stack(members("${local.users}"), { locals: { users: ["u"] } }),
    stack(members("${local.users}"), { locals: { users: ["u", "v"] } }),
    ["gained membership of v in g", "added membership v in g"],
  ],
  [
    "a set that is iterated",
    stack(onUser({ A: all('${toset(["u"])}') })),
    stack(onUser({ A: all('${toset(["u", "v"])}') })),
    ["gained user v oss:Get"],
  ],
  [
    "a set that is written out",
    stack(onUser({ A: all('${toset(["u", "v"])}') })),
    stack(onUser({ A: user("p"), B: user("p", { user_name: "v" }) })),
    [],
  ],
  [
    "a map that is iterated",
    stack({
      ...onUser({ A: user("${alicloud_ram_policy.P[each.key].policy_name}", { for_each: { p: text } }) }),
      alicloud_ram_policy: {
        P: { for_each: { p: text }, policy_name: "${each.key}", policy_document: "${each.value}" },
      },
    }),
    stack({
      ...onUser({ A: user("${alicloud_ram_policy.P[each.key].policy_name}", { for_each: { p: text, q: wider } }) }),
      alicloud_ram_policy: {
        P: { for_each: { p: text, q: wider }, policy_name: "${each.key}", policy_document: "${each.value}" },
      },
    }),
    ["gained user u oss:*"],
  ],
  [
    "a map of objects",
    stack(onUser({})),
    stack(
      onUser({
        A: user("${each.value.policy}", { for_each: { u: { policy: "p" } }, user_name: '${format("%s", each.key)}' }),
      }),
    ),
    ["gained user u oss:Get"],
  ],
  [
    "none becomes one",
    stack(onUser({ A: user("p", { count: 0 }) })),
    stack(onUser({ A: user("p", { count: 1 }) })),
    ["gained user u oss:Get"],
  ],
  [
    "a count with its index",
    stack(onUser({ A: user("p", { count: 1, user_name: "u${count.index}" }) })),
    stack(onUser({ A: user("p", { count: "2", user_name: "u${count.index}" }) })),
    ["gained user u1 oss:Get"],
  ],
  [
    "a count that is not known",
    stack(onUser({ A: user("p", { count: "${var.n}" }) }), { variable: { n: { default: 0 } } }),
    stack(onUser({ A: user("p", { count: "${var.n}" }) }), { variable: { n: { default: 1 } } }),
    ["loosened number of alicloud_ram_user_policy_attachment.A"],
  ],
  [
    "an iterator that is not known names whom it is about",
    stack(onUser({})),
    stack(onUser({ A: all("${var.users}") })),
    ["gained number of alicloud_ram_user_policy_attachment.A", "gained user ${each.value of var.users} oss:Get"],
  ],
  ["a module", stack({}), stack({}, { module: { m: { source: "./m" } } }), ["gained module m"]],
  [
    "a module with other arguments",
    stack({}, { module: { m: { source: "./m", admins: "${var.a}" } }, variable: { a: { default: "x" } } }),
    stack({}, { module: { m: { source: "./m", admins: "${var.a}" } }, variable: { a: { default: "y" } } }),
    ["loosened module m"],
  ],
  ["a module goes", stack({}, { module: { m: { source: "./m" } } }), stack({}), ["loosened module m"]],
  [
    "a user joins a group that is elsewhere",
    stack({}),
    stack(outside),
    ["gained membership of u in elsewhere", "added membership u in elsewhere"],
  ],
  [
    "a user who may do something leaves a group that is elsewhere",
    stack({ ...onUser({ A: user("p") }), ...made, ...outside }),
    stack({ ...onUser({ A: user("p") }), ...made }),
    ["loosened membership of u in elsewhere", "removed membership u in elsewhere"],
  ],
  [
    "a user who may do nothing leaves a group that is elsewhere",
    stack({ ...made, ...outside }),
    stack(made),
    ["loosened membership of u in elsewhere", "removed membership u in elsewhere"],
  ],
  [
    "a user goes, and its groups with it",
    stack({ ...onUser({ A: user("p"), B: user("guard") }), ...made, ...outside }),
    stack(onUser({})),
    ["removed membership u in elsewhere", "removed user u", "lost user u oss:Get", "lost user u policy guard"],
  ],
  [
    "a policy that is not in the input is detached from someone who may do something",
    stack(onUser({ A: user("p"), B: user("guard") })),
    stack(onUser({ A: user("p") })),
    ["loosened user u policy guard"],
  ],
  [
    "a policy that is not in the input is detached from someone who may do nothing",
    stack({ ...onUser({ B: user("guard") }), ...made }),
    stack({ ...onUser({}), ...made }),
    ["loosened user u policy guard"],
  ],
  [
    "a policy of ResourceManager",
    stack({
      ...onUser({ A: user("r") }),
      ...one("alicloud_resource_manager_policy", { policy_name: "r", policy_document: text }),
    }),
    stack({
      ...onUser({ A: user("r") }),
      ...one("alicloud_resource_manager_policy", { policy_name: "r", policy_document: wider }),
    }),
    ["gained user u oss:*"],
  ],
  [
    "a role of ResourceManager",
    stack({}),
    stack(one("alicloud_resource_manager_role", { role_name: "R", assume_role_policy_document: service })),
    ["gained R trusts fc.aliyuncs.com", "added role R"],
  ],
  [
    "a control policy goes",
    stack(one("alicloud_resource_manager_control_policy", { policy_document: text })),
    stack({}),
    ["loosened resource alicloud_resource_manager_control_policy.X"],
  ],
  [
    "a control policy says something else",
    stack(one("alicloud_resource_manager_control_policy", { policy_document: text })),
    stack(one("alicloud_resource_manager_control_policy", { policy_document: wider })),
    ["loosened resource alicloud_resource_manager_control_policy.X"],
  ],
  [
    "a key goes, which is less",
    stack(one("alicloud_ram_access_key", { user_name: "u" })),
    stack({}),
    ["lost resource alicloud_ram_access_key.X"],
  ],
  [
    "a second key of one user",
    stack(one("alicloud_ram_access_key", { user_name: "u" })),
    stack({ alicloud_ram_access_key: { X: { user_name: "u" }, Y: { user_name: "u" } } }),
    ["gained resource alicloud_ram_access_key.Y"],
  ],
  [
    "a key under another address",
    stack(one("alicloud_ram_access_key", { user_name: "u" })),
    stack({ alicloud_ram_access_key: { Y: { user_name: "u" } } }),
    [],
  ],
  [
    "a bucket, by what says who may use it",
    stack(one("alicloud_oss_bucket", { bucket: "b", acl: "private" })),
    stack(one("alicloud_oss_bucket", { bucket: "b", acl: "public-read" })),
    ["loosened resource alicloud_oss_bucket.X"],
  ],
  [
    "a bucket, by something else",
    stack(one("alicloud_oss_bucket", { bucket: "b", acl: "private", storage_class: "IA" })),
    stack(one("alicloud_oss_bucket", { bucket: "c", acl: "private" })),
    [],
  ],
])("%s", (_, before, after, expected) => {
  const report = reviewOf(before, after);
  expect(report.rows.map(lineOf)).toEqual(expected);
  expect(passes(report, "broadening")).toBe(!expected.some((line) => /^(possibly )?(gained|loosened) /.test(line)));
  for (const stackBefore of [before, after]) {
    expect(reviewOf(stackBefore, stackBefore)).toMatchObject({ verdict: "unchanged", rows: [] });
  }
});

const notReviewed = [...ramResources].flatMap(([type, { notReviewed: row }]) =>
  row === undefined ? [] : [[type, row] as const],
);

it.each(notReviewed)(
  "a change of %s is a row, whatever it says",
  (type, { arguments: [argument = "x"] = [], onlyAllows, opens = {} }) => {
    const [before, after] = [stack(one(type, { [argument]: "a" })), stack(one(type, { [argument]: "b" }))];
    const resource = `resource ${type}.X`;
    expect(reviewOf(stack({}), after).rows.map(lineOf)).toEqual([`gained ${resource}`]);
    const isLoss = onlyAllows === true || argument in opens;
    expect(passes(reviewOf(before, stack({})), "broadening")).toBe(isLoss);
    if (!isLoss) expect(reviewOf(before, stack({})).rows.map(lineOf)).toEqual([`loosened ${resource}`]);
    expect(passes(reviewOf(before, after), "broadening")).toBe(false);
  },
);

it.each<readonly [string, Stack, readonly string[] | undefined]>([
  ["nothing where all is known", stack(devPolicy({ allow: "oss:Get" })), undefined],
  ["nothing of single values", stack(dev(policyText({ allow: "oss:Get", on: "${var.r}" }))), undefined],
  ["documents", stack(dev("${var.d}")), ["policy p"]],
  [
    "trusts, members, iterators and modules, in order",
    stack(
      { ...role("${var.t}"), ...members("${var.m}"), ...onUser({ A: all("${var.users}") }) },
      { module: { m: { source: "./m" } } },
    ),
    ["member list of group g", "module m", "number of alicloud_ram_user_policy_attachment.A", "trust of role Runtime"],
  ],
])("says what it could not compare: %s", (_, same, expected) => {
  expect(reviewOf(same, same)).toMatchObject({ verdict: "unchanged", rows: [] });
  expect(reviewOf(same, same).notCompared).toEqual(expected);
});

/** A plan with a policy on group `dev`, and a role, whose documents are known at apply only. */
function plan(references: readonly string[], more: object = {}) {
  const resource = (type: string, name: string, values: object) => ({
    ...{ address: `${type}.${name}`, mode: "managed", type, name, values },
  });
  const resources = [
    resource("alicloud_ram_policy", "P", { policy_name: "p" }),
    resource("alicloud_ram_group_policy_attachment", "A", {
      policy_name: "p",
      policy_type: "Custom",
      group_name: "dev",
    }),
    resource("alicloud_ram_group_membership", "M", { group_name: "dev" }),
  ];
  const configured = {
    root_module: {
      resources: [
        { address: "alicloud_ram_policy.P", expressions: { policy_document: { references } } },
        { address: "alicloud_ram_group_membership.M", expressions: { user_names: { references: ["var.users"] } } },
      ],
    },
  };
  const json = { planned_values: { root_module: { resources } }, configuration: configured, ...more };
  return grantsOfStack(planStack("plan", "plan.json", json));
}

it("says what of a plan is known only at apply", () => {
  const same = review(plan(["alicloud_oss_bucket.b.id"]), plan(["alicloud_oss_bucket.b.id"]));
  expect(same).toMatchObject({
    verdict: "unchanged",
    rows: [],
    notCompared: ["member list of group dev", "policy p"],
  });
  const other = review(plan(["alicloud_oss_bucket.b.id"]), plan(["alicloud_oss_bucket.c.id"]));
  expect(other.rows.map(lineOf)).toEqual(["loosened group dev policy p"]);
  const users = (value: readonly string[]) => plan(["alicloud_oss_bucket.b.id"], { variables: { users: { value } } });
  expect(review(users(["a"]), users(["a", "b"])).rows.map(lineOf)).toEqual(["loosened member list of group dev"]);
});

it("a Deny that may be gone counts where another stack allows", () => {
  const models = (guard: Readonly<Record<string, object>>) => [
    ...grantsOfStack({ ...stackOf("one", "one", stack({ ...onUser(guard), ...made })), warnings: [] }),
    ...grantsOfStack({ ...stackOf("two", "two", stack(onUser({ A: user("p") }))), warnings: [] }),
  ];
  expect(review(models({ B: user("guard") }), models({})).rows.map(lineOf)).toEqual(["loosened user u policy guard"]);
});

const x = "${var.x}";
const allow = (resource: string, more: object = {}): object => ({
  Effect: "Allow",
  Action: ["oss:GetObject"],
  Resource: [resource],
  ...more,
});
const deny = (resource: string | readonly string[], more: object = {}): object => ({
  ...allow("*", more),
  Effect: "Deny",
  Resource: [resource].flat(),
});
const [bucketA, bucketB] = ["acs:oss:*:*:a", "acs:oss:*:*:b"];

// What is not known may be just what a Deny refused.
it.each<readonly [string, readonly object[], readonly object[], readonly string[]]>([
  ["of an unknown resource", [allow(x), deny(bucketA)], [allow(x)], ["possibly loosened group dev oss:GetObject"]],
  [
    "of a resource, for an unknown one",
    [allow(bucketA), deny(x)],
    [allow(bucketA)],
    ["possibly loosened group dev oss:GetObject"],
  ],
  [
    "of an unknown part of a resource",
    [allow(`acs:oss:*:*:${x}`), deny(bucketA)],
    [allow(`acs:oss:*:*:${x}`)],
    ["possibly loosened group dev oss:GetObject"],
  ],
  [
    "of what an unknown condition allows",
    [
      allow(bucketA, { Condition: { StringEquals: { k: [x] } } }),
      deny(bucketA, { Condition: { StringEquals: { k: ["v"] } } }),
    ],
    [allow(bucketA, { Condition: { StringEquals: { k: [x] } } })],
    ["possibly loosened group dev oss:GetObject"],
  ],
  [
    "narrower",
    [allow(x), deny([bucketA, bucketB])],
    [allow(x), deny(bucketB)],
    ["possibly loosened group dev oss:GetObject"],
  ],
  ["in two of one", [allow(x), deny([bucketA, bucketB])], [allow(x), deny(bucketA), deny(bucketB)], []],
  ["in one of two", [allow(x), deny(bucketA), deny(bucketB)], [allow(x), deny([bucketA, bucketB])], []],
  ["wider", [allow(x), deny(bucketA)], [allow(x), deny("*")], ["possibly lost group dev oss:GetObject"]],
  ["of another action", [allow(x), deny(bucketA, { Action: ["ecs:*"] })], [allow(x)], []],
  [
    "of another service's resource",
    [allow(`acs:oss:*:*:${x}`), deny("acs:ecs:*:*:a")],
    [allow(`acs:oss:*:*:${x}`)],
    [],
  ],
])("a Deny that is gone or changed: %s", (title, before, after, expected) => {
  const document = (statements: readonly object[]): string => JSON.stringify({ Version: "1", Statement: statements });
  const [was, is] = [grantsOf(stack(dev(document(before)))), grantsOf(stack(dev(document(after))))];
  expect(review(was, is, { complete: true }).rows.map(lineOf)).toEqual(expected);
  // A policy elsewhere may allow what was refused.
  const refusesAsMuch = ["wider", "in two of one", "in one of two"].includes(title);
  expect(passes(review(was, is), "broadening")).toBe(refusesAsMuch);
  expect(reviewOf(stack(dev(document(after))), stack(dev(document(after)))).rows).toEqual([]);
});
