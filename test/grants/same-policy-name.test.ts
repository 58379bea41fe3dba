import { grantsOfStacks } from "../../lib/grants/grants-of-stack";
import type { GrantModel } from "../../lib/grants/grant-model";
import { readStack } from "../../lib/terraform/synthesized-stack";
import { policyText } from "../review/support/stacks";

const [get, put] = ["oss:Get", "oss:Put"].map((allow) => policyText({ allow }));
const byName = "p";
const byReference = "${alicloud_ram_policy.P.policy_name}";

function role(account: string, name: string): object {
  return { assume_role: [{ role_arn: `acs:ram::${account}:role/${name}` }] };
}

/** What the policy of the group `dev` may be. */
function meaningOf(models: readonly GrantModel[]): string {
  const [policy] =
    models.flatMap(({ principals }) => principals).find(({ principal }) => principal.name === "dev")?.account ?? [];
  if (policy?.oneOf !== undefined) return policy.oneOf.why;
  if (policy?.document === undefined) return "unknown";
  return policy.orElse === undefined ? "its own" : "its own, or the other";
}

/** A stack for an account, with a policy `p` of this document. An attachment gives it to the group `dev`. */
function stackText(provider: object | undefined, document: string | undefined, attached?: string): string {
  return JSON.stringify({
    ...(provider === undefined ? {} : { provider: { alicloud: [provider] } }),
    resource: {
      alicloud_ram_policy: { P: { policy_name: "p", policy_document: document } },
      ...(attached === undefined
        ? {}
        : {
            alicloud_ram_group_policy_attachment: {
              A: { policy_name: attached, policy_type: "Custom", group_name: "dev" },
            },
          }),
    },
  });
}

it.each<readonly [string, object | undefined, object | undefined, string, string | undefined, string]>([
  ["by name, of one account", { profile: "a" }, { profile: "a" }, byName, put, "its own, or the other"],
  ["by reference, of one account", { profile: "a" }, { profile: "a" }, byReference, put, "its own, or the other"],
  ["without providers", undefined, undefined, byName, put, "its own, or the other"],
  [
    "in two regions of one account",
    { region: "cn-hangzhou" },
    { region: "cn-beijing" },
    byName,
    put,
    "its own, or the other",
  ],
  ["of the environment's account and another", undefined, { profile: "b" }, byName, put, "its own"],
  ["of two accounts", { profile: "a" }, { profile: "b" }, byName, put, "its own"],
  ["of two accounts, by reference", { profile: "a" }, { profile: "b" }, byReference, put, "its own"],
  [
    "of an account that only Terraform knows",
    { profile: "a" },
    { profile: "${var.p}" },
    byName,
    put,
    "its own, or the other",
  ],
  ["by roles of one account", role("1", "a"), role("1", "b"), byName, put, "its own, or the other"],
  ["by roles of two accounts", role("1", "a"), role("2", "a"), byName, put, "its own"],
  ["by a role and the id of its account", role("1", "a"), { account_id: "1" }, byName, put, "its own, or the other"],
  [
    "by an id that one lacks",
    { profile: "a", account_id: "1" },
    { profile: "a" },
    byName,
    put,
    "its own, or the other",
  ],
  [
    "by the id of a user and a role",
    { account_id: "1", ...role("2", "a") },
    role("2", "b"),
    byName,
    put,
    "its own, or the other",
  ],
  ["of one account, and equal", { profile: "a" }, { profile: "a" }, byName, get, "its own"],
  ["of one account, and unknown", { profile: "a" }, { profile: "a" }, byName, "${var.d}", "its own, or the other"],
])("stacks have policies of one name, %s", (_, own, other, attached, document, expected) => {
  const models = grantsOfStacks([
    { ...readStack("one", "one.json", stackText(own, get, attached)), warnings: [] },
    { ...readStack("two", "two.json", stackText(other, document)), warnings: [] },
  ]);
  expect(meaningOf(models)).toBe(expected);
});

it.each<readonly [title: string, own: string, other: string, attached: string, provider: string, expected: string]>([
  ["the own name is open", "${var.n}", "q", "p", "a", "2 policies may be meant, including one outside of the input"],
  ["the own name cannot be it", "x-${var.n}", "q", "p", "a", "unknown"],
  ["the other name is open", "p", "${var.n}", "p", "a", "its own, or the other"],
  ["the other name cannot be it", "p", "x-${var.n}", "p", "a", "its own"],
  ["the other name is open, in another account", "p", "${var.n}", "p", "b", "its own"],
  [
    "only another account has the name",
    "q",
    "p",
    "p",
    "b",
    "2 policies may be meant, including one outside of the input",
  ],
  ["by reference, the own name is open", "${var.n}", "q", byReference, "a", "its own, or the other"],
  ["by reference, both names are open", "${var.n}-r", "s-${var.m}", byReference, "a", "its own, or the other"],
  ["by reference, both names are open and differ", "${var.n}-r", "${var.n}-w", byReference, "a", "its own"],
])("what a policy's name means where %s", (_, own, other, attached, provider, expected) => {
  const text = (profile: string, name: string, document: string | undefined, to?: string) =>
    stackText({ profile }, document, to).replace('"policy_name":"p"', `"policy_name":${JSON.stringify(name)}`);
  const models = grantsOfStacks([
    { ...readStack("one", "one.json", text("a", own, get, attached)), warnings: [] },
    { ...readStack("two", "two.json", text(provider, other, put)), warnings: [] },
  ]);
  expect(meaningOf(models)).toBe(expected);
});
