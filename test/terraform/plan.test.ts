import { review } from "../../lib/review";
import type { GrantModel } from "../../lib/grants/grant-model";
import { grantsOfStack } from "../../lib/grants/grants-of-stack";
import { planStack } from "../../lib/terraform/plan";
import { policyText } from "../review/support/stacks";

type Json = Readonly<Record<string, unknown>>;

/** A resource of a plan: its address, what is known of it, and what the rest refers to. */
type Planned = readonly [address: string, values: Json, references?: Readonly<Record<string, readonly string[]>>];

/** What else the configuration in a plan says: module calls, and more of resources by address. */
interface More {
  readonly calls?: Json;
  readonly resources?: Readonly<Record<string, Json>>;
}

const parts = (address: string) => /^((?:module\.\w+(?:\[[^\]]*\])?\.)*)((\w+)\.(\w+))(.*)$/.exec(address) ?? [];

function configured(all: readonly Planned[], prefix: string, { calls, resources }: More): Json {
  const own = new Map<string, Json>();
  for (const [address, , references = {}] of all) {
    const [, modules = "", resource = ""] = parts(address);
    if (modules.replace(/\[[^\]]*\]/g, "") !== prefix) continue;
    const expressions = Object.fromEntries(Object.entries(references).map(([name, to]) => [name, { references: to }]));
    own.set(resource, { address: resource, expressions, ...resources?.[resource] });
  }
  return { resources: [...own.values()], ...(calls === undefined ? {} : { module_calls: calls }) };
}

function granted(all: readonly Planned[], more: More = {}): readonly GrantModel[] {
  const resources = all.map(([address, values]) => {
    const [, , , type = "", name = ""] = parts(address);
    return { address, mode: "managed", type, name, values };
  });
  const root = configured(all, "", more);
  const plan = { planned_values: { root_module: { resources } }, configuration: { root_module: root } };
  return grantsOfStack(planStack("plan", "plan.json", { format_version: "1.2", ...plan }));
}

const get = policyText({ allow: "oss:Get" });
const all = policyText({ allow: "*" });
const attachment = "alicloud_ram_group_policy_attachment";

function policy(address: string, document: string, name?: string): Planned {
  const values = { policy_document: document, ...(name === undefined ? {} : { policy_name: name }) };
  return [`alicloud_ram_policy.${address}`, values, name === undefined ? { policy_name: ["random_id.x.hex"] } : {}];
}

function attached(address: string, group: string, ...to: readonly string[]): Planned {
  return [`${attachment}.${address}`, { group_name: group, policy_type: "Custom" }, { policy_name: to }];
}

/** In a module, the attachment of a policy that comes by a variable. */
const inModule = (address: string): Planned => [
  `${address}.${attachment}.a`,
  { group_name: "dev", policy_type: "Custom" },
  { policy_name: ["var.policy_name"] },
];

function callingWith(to: readonly string[], more: Json = {}): More {
  const own = configured([inModule("module.m")], "module.m.", {});
  return { calls: { m: { expressions: { policy_name: { references: to } }, module: own, ...more } } };
}

const readerAndAdmin = [policy("reader", get, "reader"), policy("admin", all, "admin")];
const keyed = (two: string) => [policy('p["one"]', get, "p1"), policy('p["two"]', two, "p2")];
const each = [attached('a["one"]', "dev", "alicloud_ram_policy.p", "each.key")];
const eachToo = [...each, attached('a["two"]', "ops", "alicloud_ram_policy.p", "each.key")];
const eachValue = ["one", "two"].map((key) => attached(`a["${key}"]`, key, "each.value.policy_name", "each.value"));
const forEachPolicy = { [`${attachment}.a`]: { for_each_expression: { references: ["alicloud_ram_policy.p"] } } };
const random = (document: string) => [policy("dev", document), policy("ops", get)];
const toRandom = ["dev", "ops"].map((one) => attached(one, one, `alicloud_ram_policy.${one}.policy_name`));
const eitherOf = [attached("a", "dev", "var.c", "alicloud_ram_policy.p.id", "alicloud_ram_policy.q.id")];
const aliased = (document: string) => [policy("p", document, "p"), policy("q", get, "p")];
const byName: Planned = [`${attachment}.a`, { group_name: "dev", policy_type: "Custom", policy_name: "p" }];
const ofAliases = {
  resources: Object.fromEntries(
    Object.entries({ "alicloud_ram_policy.p": "a", "alicloud_ram_policy.q": "b", [`${attachment}.a`]: "a" }).map(
      ([address, alias]) => [address, { provider_config_key: `alicloud.${alias}` }],
    ),
  ),
};

it.each<readonly [string, before: readonly GrantModel[], after: readonly GrantModel[], readonly string[]]>([
  [
    "an attachment in a module, whose policy comes by a variable",
    granted([...readerAndAdmin, inModule("module.m")], callingWith(["alicloud_ram_policy.reader.id"])),
    granted([...readerAndAdmin, inModule("module.m")], callingWith(["alicloud_ram_policy.admin.id"])),
    ["gained certain group dev in plan: *"],
  ],
  [
    "instances of a module",
    granted(
      [...keyed(get), inModule('module.m["one"]'), inModule('module.m["two"]')],
      callingWith(["alicloud_ram_policy.p", "each.key"]),
    ),
    granted(
      [...keyed(all), inModule('module.m["one"]'), inModule('module.m["two"]')],
      callingWith(["alicloud_ram_policy.p", "each.key"]),
    ),
    ["gained certain group dev in plan: *"],
  ],
  [
    "an output of a module",
    ...(([get, all] as const).map((document) =>
      granted(
        [["module.iam.alicloud_ram_policy.p", { policy_document: document }], attached("a", "dev", "module.iam.name")],
        {
          calls: {
            iam: {
              module: { outputs: { name: { expression: { references: ["alicloud_ram_policy.p.policy_name"] } } } },
            },
          },
        },
      ),
    ) as [readonly GrantModel[], readonly GrantModel[]]),
    ["gained certain group dev in plan: *"],
  ],
  [
    "policies whose names refer to the same value",
    granted([...random(get), ...toRandom]),
    granted([...random(all), ...toRandom]),
    ["gained certain group dev in plan: *"],
  ],
  [
    "a policy of several, by the same key",
    granted([...keyed(get), ...eachToo]),
    granted([...keyed(all), ...eachToo]),
    ["gained certain group ops in plan: *"],
  ],
  [
    "a policy of several, which are what is repeated over",
    granted([...keyed(get), ...eachValue], { resources: forEachPolicy }),
    granted([...keyed(all), ...eachValue], { resources: forEachPolicy }),
    ["gained certain group two in plan: *"],
  ],
  [
    "a policy of several, by its key",
    granted([...keyed(get), attached("a", "dev", 'alicloud_ram_policy.p["two"].id', "alicloud_ram_policy.p")]),
    granted([...keyed(all), attached("a", "dev", 'alicloud_ram_policy.p["two"].id', "alicloud_ram_policy.p")]),
    ["gained certain group dev in plan: *"],
  ],
  [
    "one policy or another",
    granted([policy("p", get, "p"), policy("q", get, "q"), ...eitherOf]),
    granted([policy("p", all, "p"), policy("q", get, "q"), ...eitherOf]),
    [
      "gained certain policy p in plan: *",
      expect.stringMatching(/^loosened possible group dev in plan: .*3 policies may be meant/),
    ],
  ],
  [
    "one policy or another, both unchanged",
    granted([policy("p", get, "p"), policy("q", all, "q"), ...eitherOf]),
    granted([policy("p", get, "p"), policy("q", all, "q"), ...eitherOf]),
    [],
  ],
  [
    "policies of one name in the accounts of two providers",
    granted([...aliased(get), byName], ofAliases),
    granted([...aliased(all), byName], ofAliases),
    ["gained certain group dev in plan (a): *"],
  ],
  [
    "policies of one name where the providers are not known",
    granted([...aliased(get), byName]),
    granted([...aliased(all), byName]),
    [
      "loosened possible group dev in plan: its document was known before: 2 policies of the input have this name",
      "lost certain group dev in plan: oss:Get",
    ],
  ],
])("a plan: %s", (_, before, after, expected) => {
  const rows = review(before, after).rows.map((row) => {
    if (row.kind === "permission") {
      const { kind, name } = row.principal;
      return `${row.change} ${row.certainty} ${kind} ${name} in ${row.stack}: ${row.actions.join(",")}`;
    }
    if (row.kind !== "unknown-policy") return row.kind;
    return `${row.change} possible ${row.principal.kind} ${row.principal.name} in ${row.stack}: ${row.why}`;
  });
  expect(rows).toEqual(expected);
});

it.each<readonly [string, Json, RegExp]>([
  ["resources that are no list", { resources: "x" }, /RAM501 plan\.json: resources is not a list/],
  ["a resource that is no object", { resources: [1] }, /resources\[0\] is not an object/],
  [
    "values that are no object",
    { resources: [{ address: "alicloud_ram_policy.p", type: "alicloud_ram_policy", values: "x" }] },
    /values of alicloud_ram_policy\.p is not an object/,
  ],
  ["modules that are no list", { child_modules: { a: 1 } }, /child_modules is not a list/],
])("says what is wrong with a plan: %s", (_, root, message) => {
  const json = { format_version: "1.2", planned_values: { root_module: root } };
  expect(() => planStack("plan", "plan.json", json)).toThrow(message);
});

it("an item of a list that is not known is none of that name", () => {
  const [model] = granted([["alicloud_ram_group_membership.m", { group_name: "g", user_names: ["u", null] }]]);
  expect(model?.principals.map(({ principal }) => principal.name)).toEqual([
    "${alicloud_ram_group_membership.m.user_names[1]}",
    "u",
  ]);
});
