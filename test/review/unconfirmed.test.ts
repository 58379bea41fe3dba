/** Reviews and tests of what rests on a system policy whose document in RAM may be another one than the catalog's. */
import { systemPolicy, systemPolicyNames } from "cdktf-alicloud-agentrun/catalog";
import { grantsOf as grantsUnderTest } from "cdktf-alicloud-agentrun/testing";
import { type ReviewRow, grantsOfStack, review, summarize } from "../../lib/review";
import { policyText as attachedText } from "../../lib/review/summary/matrix-text";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { type Resources, policyText } from "./support/stacks";

/** `AliyunECSFullAccess` is known by an older product page only. Its copy allows `ecs:*`. */
const unconfirmed = "AliyunECSFullAccess";

const nothing: Resources = { alicloud_ram_group: { G: { group_name: "dev" } } };

function attached(policyName: string): Resources {
  const attachment = { group_name: "dev", policy_name: policyName, policy_type: "System" };
  return { ...nothing, alicloud_ram_group_policy_attachment: { S: attachment } };
}

/** The same with a custom policy that allows `ecs:StopInstance`. */
function withCustom(base: Resources, condition: object = {}): Resources {
  const attachment = { group_name: "dev", policy_name: "${alicloud_ram_policy.P.policy_name}", policy_type: "Custom" };
  const json = JSON.parse(policyText({ allow: "ecs:StopInstance" })) as { Statement: object[] };
  const document = { ...json, Statement: json.Statement.map((statement) => ({ ...statement, ...condition })) };
  return {
    ...base,
    alicloud_ram_policy: { P: { policy_name: "p", policy_document: JSON.stringify(document) } },
    alicloud_ram_group_policy_attachment: { ...base["alicloud_ram_group_policy_attachment"], C: attachment },
  };
}

const modelsOf = (resource: Resources) =>
  grantsOfStack({ ...stackOf("shop", "shop.json", { resource }), warnings: [] });

const rowsOf = (before: Resources, after: Resources): readonly ReviewRow[] =>
  review(modelsOf(before), modelsOf(after)).rows;

function linesOf(before: Resources, after: Resources): readonly string[] {
  return rowsOf(before, after).map((row) => {
    const certainty = "certainty" in row ? row.certainty : "unknown";
    return `${row.kind} ${row.change} ${certainty} ${row.kind === "permission" ? row.policies.join() : ""}`.trim();
  });
}

const onlyWithMfa = { Condition: { Bool: { "acs:MFAPresent": "true" } } };
const confirmed = "AliyunVPCReadOnlyAccess";

it.each<[string, Resources, Resources, readonly string[]]>([
  [
    "is attached",
    nothing,
    attached(unconfirmed),
    [`permission gained possible ${unconfirmed}`, "unknown-policy gained unknown"],
  ],
  [
    "is detached",
    attached(unconfirmed),
    nothing,
    [`permission lost possible ${unconfirmed}`, "unknown-policy lost unknown"],
  ],
  ["stays", attached(unconfirmed), attached(unconfirmed), []],
  [
    "stays, while a custom policy allows what its copy allows",
    attached(unconfirmed),
    withCustom(attached(unconfirmed)),
    ["permission gained possible p"],
  ],
  [
    "stays, while a custom policy no longer allows what its copy allows",
    withCustom(attached(unconfirmed)),
    attached(unconfirmed),
    ["permission lost possible p"],
  ],
  [
    "comes with a custom policy that allows a part of it for certain",
    nothing,
    withCustom(attached(unconfirmed)),
    ["permission gained certain p", `permission gained possible ${unconfirmed}`, "unknown-policy gained unknown"],
  ],
  [
    "comes with a custom policy that allows a part of it under a condition, which is certain for itself",
    nothing,
    withCustom(attached(unconfirmed), onlyWithMfa),
    ["permission gained certain p", `permission gained possible ${unconfirmed}`, "unknown-policy gained unknown"],
  ],
  ["is confirmed, and is attached", nothing, attached(confirmed), [`permission gained certain ${confirmed}`]],
])("an unconfirmed document makes changes possible only: the policy %s", (_, before, after, lines) => {
  expect([...new Set(linesOf(before, after))].sort()).toEqual([...lines].sort());
});

it("a condition of a certain policy is not passed over by an unconfirmed one", () => {
  const [row] = rowsOf(nothing, withCustom(attached(unconfirmed), onlyWithMfa)).filter(
    (one) => one.kind === "permission" && one.certainty === "certain",
  );
  expect(row).toMatchObject({ witness: { context: { "acs:MFAPresent": "true" } } });
});

it.each(systemPolicyNames().filter((name) => systemPolicy(name)?.documentCertainty === "unconfirmed"))(
  "%s gives no certain row",
  (name) => {
    for (const lines of [linesOf(nothing, attached(name)), linesOf(attached(name), nothing)]) {
      expect(lines.filter((line) => line.includes(" possible "))).not.toEqual([]);
      expect(lines.filter((line) => line.includes(" certain"))).toEqual([]);
    }
  },
);

it("a summary marks the policy, and gives nothing that it allows for certain", () => {
  const [scope] = summarize(modelsOf(attached(unconfirmed))).stacks[0]!.principals[0]!.scopes;
  expect(attachedText(scope!.policies[0]!)).toBe(`unconfirmed: system policy ${unconfirmed}`);
  expect(scope!.policies[0]).toMatchObject({
    known: true,
    unconfirmed: expect.stringMatching(/older product page/) as string,
  });
  const access = scope!.statements.flatMap(({ allowed }) => allowed.map((action) => action.access));
  expect([...new Set(access)]).toEqual(["conditional"]);
});

it("a test neither allows nor denies by the policy, and allows what another policy allows", () => {
  const group = grantsUnderTest({ resource: withCustom(attached(unconfirmed)) }).group("dev");
  const doubt =
    /group dev has the policy AliyunECSFullAccess, and the catalog has only an unconfirmed copy.*it is not known whether/;
  expect(() => group.allows("ecs:DeleteInstance")).toThrow(doubt);
  expect(() => group.denies("oss:PutObject")).toThrow(doubt);
  expect(group.allows("ecs:StopInstance")).toBe(true);
});
