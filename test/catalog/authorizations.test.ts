import { type KnownAction, catalogAction, leastPrivilege, service } from "cdktf-alicloud-agentrun/catalog";
import inferred from "../../lib/catalog/data/inferred-levels.json";
import { serviceFiles } from "../../lib/catalog/generated/service-files";

const files = Object.entries(serviceFiles).flatMap(([code, { authorizations }]) =>
  authorizations === undefined ? [] : [[code, authorizations()] as const],
);

it("there is a table for RAM, Resource Management and STS", () => {
  expect(files.map(([code]) => code)).toEqual(["ram", "resourcemanager", "sts"]);
});

describe.each(files)("the table of %s", (code, file) => {
  it("says where and when it was read", () => {
    expect(file.code).toBe(code);
    expect(file.read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    for (const address of Object.values(file.sources)) expect(address).toMatch(/^https:\/\//);
    const used = new Set(Object.values(file.actions).map(({ from }) => from));
    expect([...used].sort()).toEqual(Object.keys(file.sources).sort());
  });

  it.each(Object.entries(file.actions))("%s is well formed", (name, { level, resources }) => {
    const verb = /^[A-Z][a-z]*/.exec(name)?.[0] ?? "";
    expect(level).toBe((inferred.verbs as Readonly<Record<string, string>>)[verb] ?? "none");
    for (const { arn } of resources) {
      expect(arn).toMatch(/^acs:(ram|ims|resourcemanager):\*:(\{#accountId\}|system):[\w/*{#}]+$/);
    }
    const own = resources.filter(({ arn }) => arn.startsWith(`acs:${code}:`));
    for (const { type, arn } of own) expect(file.resourceTypes[type]).toContain(arn);
  });
});

/** From RAM's tables, by hand: what an action is authorized on, in an account of its own. */
const role = "acs:ram:*:1:role/*";
const user = "acs:ram:*:1:user/*";
const group = "acs:ram:*:1:group/*";
const policies = ["acs:ram:*:1:policy/*", "acs:ram:*:system:policy/*"];

it.each<[KnownAction, readonly string[], readonly string[]]>([
  ["ram:CreateRole", [role], []],
  ["ram:ListRoles", [role], []],
  ["ram:GetRole", [role], []],
  ["ram:UpdateRole", [role], []],
  ["ram:DeleteRole", [role], []],
  ["ram:ListPoliciesForRole", [role], []],
  ["ram:CreatePolicy", ["acs:ram:*:1:policy/*"], []],
  ["ram:ListPolicies", ["acs:ram:*:1:policy/*"], []],
  ["ram:DeletePolicy", ["acs:ram:*:1:policy/*"], []],
  ["ram:CreatePolicyVersion", ["acs:ram:*:1:policy/*"], []],
  ["ram:DeletePolicyVersion", ["acs:ram:*:1:policy/*"], []],
  ["ram:SetDefaultPolicyVersion", ["acs:ram:*:1:policy/*"], []],
  ["ram:GetPolicy", policies, []],
  ["ram:ListPolicyVersions", policies, []],
  ["ram:ListEntitiesForPolicy", policies, []],
  ["ram:AttachPolicyToRole", [...policies, role], []],
  ["ram:DetachPolicyFromRole", [...policies, role], []],
  ["ram:AttachPolicyToUser", [...policies, user], []],
  ["ram:DetachPolicyFromUser", [...policies, user], []],
  ["ram:AttachPolicyToGroup", [group, ...policies], []],
  ["ram:DetachPolicyFromGroup", [group, ...policies], []],
  ["ram:AddUserToGroup", [group, user], []],
  ["ram:RemoveUserFromGroup", [group, user], []],
  ["ram:CreateServiceLinkedRole", [role], ["ram:ServiceName"]],
  ["ram:DeleteServiceLinkedRole", [role], ["ram:ServiceName"]],
  ["ram:PassRole", [role], ["acs:Service"]],
  ["ram:ListUserBasicInfos", [user], []],
  ["sts:AssumeRole", [role], ["sts:ExternalId"]],
  ["resourcemanager:CreateControlPolicy", ["*"], []],
])("%s is granted on %j, with %j to tell cases apart", (action, resources, conditionKeys) => {
  const within = resources.includes("*") ? {} : { accountId: "1" };
  const { document } = leastPrivilege({ actions: [action], within });
  expect(document.statements).toHaveLength(1);
  expect([...document.statements[0]!.resources].sort()).toEqual([...resources].sort());
  expect(catalogAction(action)?.conditionKeys).toEqual(conditionKeys);
});

it("keeps what other pages say of the same action", () => {
  expect(catalogAction("ram:CreateRole")).toMatchObject({
    level: "create",
    levelInferred: true,
    provenance: ["authorization-table", "documented-policy"],
  });
  expect(catalogAction("ram:ListRolesForService")).toMatchObject({
    resources: undefined,
    provenance: ["feature-table"],
  });
  expect(service("ram")?.resourceTypes["Role"]).toEqual([
    "acs:ram:*:{#accountId}:role/{#roleName}",
    "acs:ram:*:{#accountId}:role/*",
  ]);
});
