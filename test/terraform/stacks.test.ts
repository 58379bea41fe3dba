import { review } from "../../lib/review";
import { grantsOfStacks } from "../../lib/grants/grants-of-stack";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { type Short, devPolicy, policyText, stackGrants } from "../review/support/stacks";

type Stacks = Readonly<Record<string, object>>;

function granted(stacks: Stacks) {
  const all = Object.entries(stacks).map(([name, json]) => ({
    ...stackOf(name, name, json as Readonly<Record<string, unknown>>),
    warnings: [],
  }));
  return grantsOfStacks(all);
}

/** A policy in a stack named `team.a`, and its name as an output, as the framework makes it. */
function policies(...statements: readonly Short[]): object {
  const { alicloud_ram_policy } = devPolicy(...statements);
  return {
    resource: { alicloud_ram_policy },
    output: { "cross-stack-output-alicloud_ram_policyPpolicy_name": { value: "${alicloud_ram_policy.P.policy_name}" } },
  };
}

const attach = (policyName: string, group = "ops"): object => ({
  resource: {
    alicloud_ram_group_policy_attachment: { A: { policy_name: policyName, policy_type: "Custom", group_name: group } },
  },
});

/** Attachments of policies to one group. */
const attachments = (...names: readonly string[]) => ({
  alicloud_ram_group_policy_attachment: Object.fromEntries(
    names.map((name, index) => [`A${index}`, { policy_name: name, policy_type: "Custom", group_name: "ops" }]),
  ),
});

const allowing = {
  alicloud_ram_policy: { Q: { policy_name: "q", policy_document: policyText({ allow: ["oss:Get", "oss:Put"] }) } },
};

const output = "outputs.cross-stack-output-alicloud_ram_policyPpolicy_name";
const crossStack = `\${data.terraform_remote_state.cross-stack-reference-input-teama.${output}}`;
const ofAnother = `\${data.terraform_remote_state.legacy.${output}}`;
const [get, all] = [policies({ allow: "oss:Get" }), policies({ allow: "oss:*" })];

it.each<readonly [string, before: Stacks, after: Stacks, readonly object[]]>([
  [
    "a policy of another stack, by name",
    { "team.a": get, b: attach("p") },
    { "team.a": all, b: attach("p") },
    [{ change: "gained", certainty: "certain", stack: "b", principal: { name: "ops" }, actions: ["oss:*"] }],
  ],
  [
    "a policy of another stack, by a reference of the framework",
    { "team.a": get, b: attach(crossStack) },
    { "team.a": all, b: attach(crossStack) },
    [{ change: "gained", certainty: "certain", stack: "b", principal: { name: "ops" }, policies: ["p"] }],
  ],
  [
    "a stack's own policy before that of another one",
    { "team.a": get, b: { resource: devPolicy({ allow: "oss:Get" }) } },
    { "team.a": get, b: { resource: devPolicy({ allow: "oss:*" }) } },
    [{ change: "gained", stack: "b", principal: { name: "dev" } }],
  ],
  [
    "a policy that two other stacks have",
    { "team.a": get, c: get, b: attach("p") },
    { "team.a": all, c: get, b: attach("p") },
    [
      { kind: "unknown-policy", change: "loosened", stack: "b" },
      { change: "lost", stack: "b" },
    ],
  ],
  [
    "a Deny of a policy of another stack",
    {
      "team.a": policies({ deny: "oss:Get" }),
      b: { resource: { ...attachments("p", "${alicloud_ram_policy.Q.policy_name}"), ...allowing } },
    },
    {
      "team.a": policies({ deny: "oss:Put" }),
      b: { resource: { ...attachments("p", "${alicloud_ram_policy.Q.policy_name}"), ...allowing } },
    },
    [
      { change: "gained", stack: "b" },
      { change: "loosened", stack: "b", principal: { kind: "policy", name: "p" } },
      { change: "lost", stack: "b" },
    ],
  ],
  ["nothing changed", { "team.a": all, b: attach(crossStack) }, { "team.a": all, b: attach(crossStack) }, []],
])("stacks: %s", (_, before, after, expected) => {
  expect(review(granted(before), granted(after)).rows).toMatchObject(expected);
});

it("a remote state that a user reads may be of any stack", () => {
  const [, b] = granted({ "team.a": all, b: attach(ofAnother) });
  expect(b?.principals[0]?.account).toMatchObject([{ document: undefined }]);
});

it("of two policies of one name in a stack, a reference means one, and the other may be meant", () => {
  const both = (document: string) => ({
    alicloud_ram_policy: {
      P: { policy_name: "p", policy_document: document },
      Q: { policy_name: "p", policy_document: policyText({ allow: "oss:Get" }) },
    },
  });
  const by = (name: string) => ({
    alicloud_ram_user_policy_attachment: { A: { user_name: "u", policy_name: name, policy_type: "Custom" } },
  });
  const rows = (name: string) =>
    review(
      stackGrants({ ...both(policyText({ allow: "oss:Get" })), ...by(name) }),
      stackGrants({ ...both(policyText({ allow: "oss:*" })), ...by(name) }),
    ).rows;
  expect(rows("p")).toMatchObject([{ kind: "unknown-policy", change: "loosened" }, { change: "lost" }]);
  expect(rows("${alicloud_ram_policy.P.policy_name}")).toMatchObject([{ change: "gained", actions: ["oss:*"] }]);
  // Whoever else has the other one gains; whom this one is attached to may, because the account has one of them.
  expect(rows("${alicloud_ram_policy.Q.policy_name}")).toMatchObject([
    { certainty: "certain", principal: { kind: "policy", name: "p" } },
    { kind: "unknown-policy", principal: { kind: "user", name: "u" } },
  ]);
});

it("members that are no list are an error", () => {
  const membership = { alicloud_ram_group_membership: { M: { group_name: "g", user_names: { a: 1 } } } };
  expect(() => stackGrants(membership)).toThrow(
    /RAM501 shop: alicloud_ram_group_membership\.M\.user_names is not a list/,
  );
});
