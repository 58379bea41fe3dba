import { unchecked } from "cdktf-alicloud-agentrun/catalog";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";

const document = (...Statement: readonly object[]) => JSON.stringify({ Version: "1", Statement });
const attach = (who: object, policy: string) => ({ ...who, policy_name: policy, policy_type: "Custom" });
const tools = (workspace: string) => `acs:agentrun:*:*:workspaces/${workspace}/tools/*`;

/** Everyone has something else: all tools, those of one workspace, all under a condition, all in a resource group. */
const grants = () =>
  grantsOf({
    variable: { who: { type: "string" } },
    resource: {
      alicloud_ram_policy: {
        All: {
          policy_name: "all",
          policy_document: document({ Effect: "Allow", Action: "agentrun:*", Resource: "*" }),
        },
        Team: {
          policy_name: "team",
          policy_document: document({ Effect: "Allow", Action: "agentrun:*Tool", Resource: tools("a") }),
        },
        Mfa: {
          policy_name: "mfa",
          policy_document: document({
            Effect: "Allow",
            Action: "agentrun:GetTool",
            Resource: "*",
            Condition: { Bool: { "acs:MFAPresent": "true" } },
          }),
        },
        No: { policy_name: "no", policy_document: document({ Effect: "Deny", Action: "*", Resource: "*" }) },
      },
      alicloud_ram_group_policy_attachment: { Admins: attach({ group_name: "admins" }, "all") },
      alicloud_ram_role_policy_attachment: { Team: attach({ role_name: "team" }, "team") },
      alicloud_ram_user_group_attachment: {
        Alice: { user_name: "alice", group_name: "admins" },
        Eve: { user_name: "eve", group_name: "admins" },
        Mallory: { user_name: "mallory", group_name: "elsewhere" },
      },
      alicloud_ram_user_policy_attachment: {
        Bob: attach({ user_name: "bob" }, "mfa"),
        Eve: attach({ user_name: "eve" }, "no"),
        Who: attach({ user_name: "${var.who}" }, "team"),
      },
      alicloud_ram_user: { Carol: { name: "carol" } },
      alicloud_resource_manager_policy_attachment: {
        Dan: {
          policy_name: "all",
          policy_type: "Custom",
          principal_type: "IMSUser",
          principal_name: "dan",
          resource_group_id: "rg-1",
        },
      },
    },
  });

const answers = (...request: Parameters<ReturnType<typeof grants>["whoCan"]>) =>
  grants()
    .whoCan(...request)
    .map(({ kind, name, decision, onAll }) => `${kind} ${name}: ${decision}${onAll ? " on all" : ""}`);

// Every user may be the one of whom only Terraform knows the name.
const maybe = ["user carol: Depends", "user dan: Depends"];
const outside = "user mallory: Depends on all";

it.each<readonly [Parameters<typeof answers>, readonly string[]]>([
  [
    ["agentrun:GetTool"],
    [
      "group admins: Allow on all",
      "role team: Allow",
      "user ${var.who}: Allow",
      "user alice: Allow on all",
      "user bob: Depends on all",
      "user carol: Depends",
      "user dan: Allow",
      outside,
    ],
  ],
  [
    ["agentrun:GetTool", tools("b"), { context: { "acs:MFAPresent": null }, resourceGroup: null }],
    ["group admins: Allow on all", "user alice: Allow on all", outside],
  ],
  [
    ["agentrun:GetTool", tools("a"), { context: { "acs:MFAPresent": "true" }, resourceGroup: "rg-2" }],
    [
      "group admins: Allow on all",
      "role team: Allow on all",
      "user ${var.who}: Allow on all",
      "user alice: Allow on all",
      "user bob: Allow on all",
      ...maybe.map((one) => `${one} on all`),
      outside,
    ],
  ],
  [[unchecked("quux:Get")], [outside]],
])("%j", (request, expected) => {
  expect(answers(...request)).toEqual(expected);
});

it("says an example, and what it depends on", () => {
  const found = grants().whoCan("agentrun:GetTool");
  const of = (name: string) => found.find((one) => one.name === name);
  expect(of("team")).toMatchObject({ resource: expect.stringContaining("workspaces/a/tools/") as string, why: [] });
  expect(of("dan")).toMatchObject({ resourceGroup: "rg-1", why: [] });
  expect(of("bob")?.why).toEqual(["acs:MFAPresent Bool true"]);
  expect(of("carol")?.why).toEqual(["may have what the user ${var.who} has, whose name only Terraform knows"]);
  expect(of("mallory")?.why).toContain("is in the group elsewhere, about which the stack says nothing");
});

it.each([
  ["agentrun:GetTol", undefined, /perhaps agentrun:GetTool/],
  ["agentrun:GetTool", "acs:agentrun:*:*:workspace/a/tools/*", /does not authorize/],
])("nobody is no answer to a misspelt question: %s", (action, resource, message) => {
  expect(() => grants().whoCan(action, resource)).toThrow(message);
});
