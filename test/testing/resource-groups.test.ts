import { TerraformStack, Testing } from "cdktf";
import { SystemPolicy } from "cdktf-alicloud-agentrun";
import { type PrincipalUnderTest, grantsOf } from "cdktf-alicloud-agentrun/testing";
import { ResourceManagerResourceGroup } from "../../lib/provider-alicloud/resource-manager-resource-group";

const tool = "acs:agentrun:cn-hangzhou:1234567890123456:workspaces/a/tools/t";
const groupId = (name: string) => `\${alicloud_resource_manager_resource_group.${name}.id}`;
const allow = (Condition?: object) => ({
  Effect: "Allow",
  Action: "agentrun:*Tool",
  Resource: "*",
  ...(Condition === undefined ? {} : { Condition }),
});

/** The resources of a stack that creates two resource groups: `a` and `b` are their addresses, `team-a` their names. */
const stack = (statements: readonly object[], attachedIn: readonly string[] = [], names = ["a", "b"]) => ({
  alicloud_resource_manager_resource_group: Object.fromEntries(
    names.map((name) => [name, { resource_group_name: `team-${name}`, display_name: name }]),
  ),
  alicloud_ram_policy: {
    P: { policy_name: "p", policy_document: JSON.stringify({ Version: "1", Statement: statements }) },
  },
  ...(attachedIn.length === 0
    ? { alicloud_ram_group_policy_attachment: { P: { group_name: "dev", policy_name: "p", policy_type: "Custom" } } }
    : {
        alicloud_resource_manager_policy_attachment: Object.fromEntries(
          attachedIn.map((resource_group_id, index) => [
            `P${index}`,
            {
              ...{ policy_name: "p", policy_type: "Custom", principal_type: "IMSGroup" },
              ...{ principal_name: "dev@1.onaliyun.com", resource_group_id },
            },
          ]),
        ),
      }),
});
const dev = (...given: Parameters<typeof stack>): PrincipalUnderTest =>
  grantsOf({ resource: stack(...given) }).group("dev");
const equals = (...ids: readonly string[]) => allow({ StringEquals: { "acs:ResourceGroupId": ids } });
const other = (...ids: readonly string[]) => allow({ StringNotEquals: { "acs:ResourceGroupId": ids } });
const answer = (principal: PrincipalUnderTest, resourceGroup?: string | null) => {
  const { decision } = principal.explain(
    "agentrun:GetTool",
    tool,
    resourceGroup === undefined ? {} : { resourceGroup },
  );
  return decision;
};

const both: readonly (readonly [string, PrincipalUnderTest])[] = [
  ["attached in the group", dev([allow()], [groupId("a")])],
  ["a condition on the group", dev([equals(groupId("a"))])],
];

describe.each(both)("%s of one team", (_, principal) => {
  it.each<[string | null | undefined, string]>([
    ["team-a", "Allow"],
    ["TEAM-A", "Allow"],
    [groupId("a"), "Allow"],
    ["team-b", "ImplicitDeny"],
    [groupId("b"), "ImplicitDeny"],
    [null, "ImplicitDeny"],
    // It may be the id that the group will have.
    ["rg-1", "Depends"],
    ["${var.group}", "Depends"],
  ])("in %s: %s", (group, decision) => {
    expect(answer(principal, group)).toBe(decision);
  });

  it("is neither allowed nor denied where the group is not given", () => {
    for (const world of ["open", "closed"] as const) {
      expect([
        principal.allows("agentrun:GetTool", tool, { world }),
        principal.denies("agentrun:GetTool", tool, { world }),
      ]).toEqual([false, false]);
    }
  });
});

it.each<[string, readonly object[], string | undefined, string]>([
  ["a condition", [equals("rg-1")], "rg-1", "Allow"],
  ["one of several", [equals("rg-0", "rg-1")], "rg-1", "Allow"],
  ["another group", [equals("rg-1")], "rg-2", "ImplicitDeny"],
  ["ids have a letter case", [equals("rg-1")], "rg-A1", "ImplicitDeny"],
  ["an exception", [other("rg-1")], "rg-1", "ImplicitDeny"],
  ["outside of an exception", [other("rg-1")], "rg-2", "Allow"],
  ["an exception, the group not given", [other("rg-1")], undefined, "Depends"],
  ["a refusal", [allow(), { ...equals("rg-1"), Effect: "Deny" }], "rg-1", "ExplicitDeny"],
  ["a refusal elsewhere", [allow(), { ...equals("rg-1"), Effect: "Deny" }], "rg-2", "Allow"],
  ["a refusal, the group not given", [allow(), { ...equals("rg-1"), Effect: "Deny" }], undefined, "Depends"],
])("conditions are about the group of the resource: %s", (_, statements, group, decision) => {
  expect(answer(dev(statements), group)).toBe(decision);
});

it("takes the group from the context", () => {
  const principal = dev([equals("rg-1")], ["rg-1", "rg-2"]);
  const inGroup = (id: string | null) => ({ context: { "acs:resourceGroupID": id } });
  expect(principal.allows("agentrun:GetTool", tool, inGroup("rg-1"))).toBe(true);
  expect(principal.denies("agentrun:GetTool", tool, inGroup("rg-2"))).toBe(true);
  expect(principal.denies("agentrun:GetTool", tool, inGroup(null))).toBe(true);
  expect(() => principal.allows("agentrun:GetTool", tool, { ...inGroup("rg-2"), resourceGroup: "rg-1" })).toThrow(
    "RAM123",
  );
});

it.each([
  ["taem-a", /no resource group is "taem-a".*: team-a, team-b/],
  ["", /no resource group/],
  ["${TfToken[TOKEN.7]}", /only the framework knows/],
])("a misspelt group is no denial: %s", (resourceGroup, message) => {
  const ask = () => dev([allow()], [groupId("a")]).denies("agentrun:GetTool", tool, { resourceGroup });
  expect(ask).toThrow(message);
});

it("says who may do it in which resource group", () => {
  const grants = grantsOf({ resource: stack([allow()], [groupId("a")]) });
  const found = (resourceGroup?: string) =>
    grants.whoCan("agentrun:GetTool", tool, resourceGroup === undefined ? {} : { resourceGroup });
  expect(found("team-a")).toMatchObject([{ name: "dev", decision: "Allow", onAll: true }]);
  expect(found("team-b")).toEqual([]);
  expect(found()).toMatchObject([{ name: "dev", decision: "Depends", onAll: false, resourceGroup: groupId("a") }]);
  expect(found()[0]?.why.join()).toContain(`resource group ${groupId("a")}`);
});

it("does not take for the same what two stacks call the same", () => {
  const app = Testing.app();
  for (const team of ["a", "b"]) {
    const one = new TerraformStack(app, team);
    const group = new ResourceManagerResourceGroup(one, "Group", {
      resourceGroupName: `team-${team}`,
      displayName: team,
    });
    new SystemPolicy(one, "Policy", {
      policyName: team === "a" ? "AliyunAgentRunReadOnlyAccess" : "AliyunAgentRunInvokeOnlyAccess",
      attachTo: { users: ["u"], resourceGroup: { id: group.id, accountAlias: "1" } },
    });
  }
  const user = grantsOf(app).user("u");
  expect(answer(user, "team-a")).toBe("Depends");
  expect(user.explain("agentrun:InvokeRuntime", "*", { resourceGroup: "team-a" }).decision).toBe("Depends");
});
