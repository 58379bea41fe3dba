import { type Emulator, type Quotas, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { type Style, call, ram, resourceManager } from "./client-styles";

const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';
const trust =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["fc.aliyuncs.com"]}}],"Version":"1"}';

type Made = readonly [action: string, parameters?: Readonly<Record<string, string>>];

const policy = (PolicyName: string): Made => ["CreatePolicy", { PolicyName, PolicyDocument: document }];
const version: Made = ["CreatePolicyVersion", { PolicyName: "P", PolicyDocument: document, SetAsDefault: "true" }];
const role: Made = ["CreateRole", { RoleName: "R", AssumeRolePolicyDocument: trust }];
const user: Made = ["CreateUser", { UserName: "U" }];
const group: Made = ["CreateGroup", { GroupName: "G" }];
const join: Made = ["AddUserToGroup", { UserName: "U", GroupName: "G" }];
const custom = { PolicyName: "P", PolicyType: "Custom" };
const on = (kind: "User" | "Group" | "Role", name: string, of = custom): Made => [
  `AttachPolicyTo${kind}`,
  { ...of, [`${kind}Name`]: name },
];
const serviceLinked: Made = ["CreateServiceLinkedRole", { ServiceName: "fc.aliyuncs.com" }];
const resourceGroup: Made = ["CreateResourceGroup", { Name: "team", DisplayName: "Team" }];

interface Row {
  readonly before?: readonly Made[];
  readonly made: Made;
  readonly is: string;
  readonly quotas?: Partial<Quotas>;
}

// What the service answers: the calls before, the call, status and code.
const rows: readonly Row[] = [
  // Names and texts.
  { made: ["CreatePolicy", { PolicyDocument: document }], is: "400 MissingParameter" },
  { made: policy("no_underscore"), is: "400 InvalidParameter.PolicyName.InvalidChars" },
  { made: policy("p".repeat(129)), is: "400 InvalidParameter.PolicyName.Length" },
  { made: ["CreateRole", { ...role[1], RoleName: "a/b" }], is: "400 InvalidParameter.RoleName.InvalidChars" },
  { made: ["CreateRole", { ...role[1], RoleName: "r".repeat(65) }], is: "400 InvalidParameter.RoleName.Length" },
  { made: ["CreateRole", { ...role[1], MaxSessionDuration: "60" }], is: "400 InvalidParameter.MaxSessionDuration" },
  { made: ["CreateUser", { UserName: "-u" }], is: "400 InvalidParameter.UserName.InvalidChars" },
  { made: ["CreateUser", { UserName: "u".repeat(65) }], is: "400 InvalidParameter.UserName.Length" },
  { made: ["CreateGroup", { GroupName: "g g" }], is: "400 InvalidParameter.GroupName.InvalidChars" },
  { made: ["CreateGroup", { GroupName: "g".repeat(65) }], is: "400 InvalidParameter.GroupName.Length" },
  { made: ["CreateGroup", { GroupName: "G", Comments: "c".repeat(129) }], is: "400 InvalidParameter.Comments.Length" },
  {
    made: ["CreatePolicy", { ...policy("P")[1], Description: "d".repeat(1025) }],
    is: "400 InvalidParameter.Description.Length",
  },
  {
    before: [policy("P")],
    made: ["UpdatePolicyDescription", { PolicyName: "P", NewDescription: "" }],
    is: "400 InvalidParameter.Description.Length",
  },
  {
    before: [policy("P")],
    made: ["GetPolicy", { PolicyName: "P", PolicyType: "Other" }],
    is: "400 InvalidParameter.PolicyType",
  },
  { before: [policy("P")], made: ["GetPolicy", { PolicyName: "P" }], is: "400 MissingParameter" },
  // Documents: refused for what RAM refuses, and for nothing else.
  { made: ["CreatePolicy", { PolicyName: "P", PolicyDocument: "{" }], is: "400 MalformedPolicyDocument" },
  {
    made: ["CreatePolicy", { PolicyName: "P", PolicyDocument: document.replace("Allow", "Permit") }],
    is: "400 MalformedPolicyDocument",
  },
  {
    made: ["CreatePolicy", { PolicyName: "P", PolicyDocument: document.replace("Allow", "Permit").padEnd(6145) }],
    is: "400 MalformedPolicyDocument",
  },
  {
    made: ["CreatePolicy", { PolicyName: "P", PolicyDocument: document.replace("oss:*", `oss:${"o".repeat(6144)}`) }],
    is: "400 InvalidParameter.PolicyDocument.Length",
  },
  { made: ["CreatePolicy", { PolicyName: "P", PolicyDocument: document.padEnd(6144) }], is: "200" },
  {
    made: ["CreatePolicy", { PolicyName: "P", PolicyDocument: document.padEnd(6145) }],
    is: "400 InvalidParameter.PolicyDocument.Length",
  },
  {
    made: ["CreatePolicy", { PolicyName: "P", PolicyDocument: document.replace("oss:*", "oss:NoSuchAction") }],
    is: "200",
  },
  { made: ["CreateRole", { RoleName: "R", AssumeRolePolicyDocument: document }], is: "400 MalformedPolicyDocument" },
  // Missing.
  { made: ["GetPolicy", custom], is: "404 EntityNotExist.Policy" },
  { made: ["GetPolicy", { PolicyName: "AliyunNothing", PolicyType: "System" }], is: "404 EntityNotExist.Policy" },
  {
    before: [policy("P")],
    made: ["DeletePolicyVersion", { PolicyName: "P", VersionId: "v9" }],
    is: "404 EntityNotExist.Policy.Version",
  },
  { made: ["GetRole", { RoleName: "R" }], is: "404 EntityNotExist.Role" },
  { made: ["GetUser", { UserName: "U" }], is: "404 EntityNotExist.User" },
  { made: ["GetGroup", { GroupName: "G" }], is: "404 EntityNotExist.Group" },
  {
    before: [policy("P"), role],
    made: ["DetachPolicyFromRole", { ...custom, RoleName: "R" }],
    is: "404 EntityNotExist.Role.Policy",
  },
  {
    before: [policy("P"), user],
    made: ["DetachPolicyFromUser", { ...custom, UserName: "U" }],
    is: "404 EntityNotExist.User.Policy",
  },
  {
    before: [policy("P"), group],
    made: ["DetachPolicyFromGroup", { ...custom, GroupName: "G" }],
    is: "404 EntityNotExist.Group.Policy",
  },
  {
    before: [user, group],
    made: ["RemoveUserFromGroup", { UserName: "U", GroupName: "G" }],
    is: "404 EntityNotExist.User.Group",
  },
  { before: [user], made: ["DeleteLoginProfile", { UserName: "U" }], is: "404 EntityNotExist.User.LoginProfile" },
  { before: [user], made: ["UnbindMFADevice", { UserName: "U" }], is: "404 EntityNotExist.User.MFADevice" },
  { made: ["GetResourceGroup", { ResourceGroupId: "rg-none" }], is: "404 EntityNotExists.ResourceGroup" },
  { made: ["GetControlPolicy", { PolicyId: "cp-none" }], is: "404 EntityNotExists.ControlPolicy" },
  {
    made: ["DetachControlPolicy", { PolicyId: "cp-FullAliyunAccess", TargetId: "nobody" }],
    is: "404 EntityNotExists.Target",
  },
  {
    made: ["GetServiceLinkedRoleDeletionStatus", { DeletionTaskId: "task/none" }],
    is: "404 EntityNotExist.ServiceLinkedRole",
  },
  { before: [role], made: ["DeleteServiceLinkedRole", { RoleName: "R" }], is: "404 EntityNotExist.ServiceLinkedRole" },
  // There already; names differ in case only.
  { before: [policy("P")], made: policy("p"), is: "409 EntityAlreadyExists.Policy" },
  { before: [role], made: ["CreateRole", { ...role[1], RoleName: "r" }], is: "409 EntityAlreadyExists.Role" },
  { before: [user], made: ["CreateUser", { UserName: "u" }], is: "409 EntityAlreadyExists.User" },
  { before: [group], made: ["CreateGroup", { GroupName: "g" }], is: "409 EntityAlreadyExists.Group" },
  { before: [serviceLinked], made: serviceLinked, is: "409 EntityAlreadyExists.Role" },
  {
    before: [policy("P"), role, on("Role", "R")],
    made: on("Role", "r", { ...custom, PolicyName: "p" }),
    is: "409 EntityAlreadyExists.Role.Policy",
  },
  { before: [policy("P"), user, on("User", "U")], made: on("User", "U"), is: "409 EntityAlreadyExists.User.Policy" },
  {
    before: [policy("P"), group, on("Group", "G")],
    made: on("Group", "G"),
    is: "409 EntityAlreadyExists.Group.Policy",
  },
  { before: [user, group, join], made: join, is: "409 EntityAlreadyExists.User.Group" },
  { before: [resourceGroup], made: resourceGroup, is: "409 EntityAlreadyExists.ResourceGroup" },
  // In use.
  {
    before: [policy("P"), user, on("User", "U")],
    made: ["DeletePolicy", { PolicyName: "P" }],
    is: "409 DeleteConflict.Policy.User",
  },
  {
    before: [policy("P"), group, on("Group", "G")],
    made: ["DeletePolicy", { PolicyName: "P" }],
    is: "409 DeleteConflict.Policy.Group",
  },
  {
    before: [policy("P"), role, on("Role", "R")],
    made: ["DeletePolicy", { PolicyName: "P", CascadingDelete: "true" }],
    is: "409 DeleteConflict.Role.Policy",
  },
  {
    before: [policy("P"), version],
    made: ["DeletePolicy", { PolicyName: "P" }],
    is: "409 DeleteConflict.Policy.Version",
  },
  { before: [policy("P"), version], made: ["DeletePolicy", { PolicyName: "P", CascadingDelete: "true" }], is: "200" },
  {
    before: [policy("P"), version],
    made: ["DeletePolicyVersion", { PolicyName: "P", VersionId: "v2" }],
    is: "409 DeleteConflict.Policy.Version.Default",
  },
  {
    before: [policy("P"), role, on("Role", "R")],
    made: ["DeleteRole", { RoleName: "R" }],
    is: "409 DeleteConflict.Role.Policy",
  },
  {
    before: [policy("P"), user, on("User", "U")],
    made: ["DeleteUser", { UserName: "U" }],
    is: "409 DeleteConflict.User.Policy",
  },
  { before: [user, group, join], made: ["DeleteUser", { UserName: "U" }], is: "409 DeleteConflict.User.Group" },
  {
    before: [user, ["CreateAccessKey", { UserName: "U" }]],
    made: ["DeleteUser", { UserName: "U" }],
    is: "409 DeleteConflict.User.AccessKey",
  },
  { before: [user, group, join], made: ["DeleteGroup", { GroupName: "G" }], is: "409 DeleteConflict.Group.User" },
  {
    before: [policy("P"), group, on("Group", "G")],
    made: ["DeleteGroup", { GroupName: "G" }],
    is: "409 DeleteConflict.Group.Policy",
  },
  // Quotas.
  { before: [policy("P"), version, version, version, version], made: version, is: "409 LimitExceeded.Policy.Version" },
  {
    before: [policy("P"), version, version, version, version],
    made: [version[0], { ...version[1], RotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded" }],
    is: "200",
  },
  {
    before: [policy("P")],
    made: [version[0], { ...version[1], RotateStrategy: "Sometimes" }],
    is: "400 InvalidParameter.RotateStrategy",
  },
  { quotas: { customPolicies: 1 }, before: [policy("P")], made: policy("Q"), is: "409 LimitExceeded.Policy" },
  {
    quotas: { roles: 1 },
    before: [role],
    made: ["CreateRole", { ...role[1], RoleName: "S" }],
    is: "409 LimitExceeded.Role",
  },
  { quotas: { roles: 1 }, before: [role], made: serviceLinked, is: "200" },
  { quotas: { users: 1 }, before: [user], made: ["CreateUser", { UserName: "V" }], is: "409 LimitExceeded.User" },
  { quotas: { groups: 1 }, before: [group], made: ["CreateGroup", { GroupName: "H" }], is: "409 LimitExceeded.Group" },
  {
    quotas: { groupsPerUser: 1 },
    before: [user, group, join, ["CreateGroup", { GroupName: "H" }]],
    made: ["AddUserToGroup", { UserName: "U", GroupName: "H" }],
    is: "409 LimitExceeded.User.Group",
  },
  {
    quotas: { accessKeysPerUser: 1 },
    before: [user, ["CreateAccessKey", { UserName: "U" }]],
    made: ["CreateAccessKey", { UserName: "U" }],
    is: "409 LimitExceeded.User.AccessKey",
  },
  {
    quotas: { customPoliciesPerPrincipal: 1 },
    before: [policy("P"), policy("Q"), role, on("Role", "R")],
    made: on("Role", "R", { ...custom, PolicyName: "Q" }),
    is: "409 LimitExceeded.Role.Policy",
  },
  {
    quotas: { customPoliciesPerPrincipal: 1 },
    before: [policy("P"), user, on("User", "U")],
    made: on("User", "U", { PolicyName: "AdministratorAccess", PolicyType: "System" }),
    is: "200",
  },
  {
    quotas: { systemPoliciesPerPrincipal: 1 },
    before: [group, on("Group", "G", { PolicyName: "AdministratorAccess", PolicyType: "System" })],
    made: on("Group", "G", { PolicyName: "AliyunOSSFullAccess", PolicyType: "System" }),
    is: "409 LimitExceeded.Group.Policy",
  },
  // Service-linked roles are their service's.
  {
    before: [serviceLinked],
    made: ["DeleteRole", { RoleName: "AliyunServiceRoleForFC" }],
    is: "409 NotSupported.ServiceLinkedRole",
  },
  {
    before: [serviceLinked, policy("P")],
    made: on("Role", "AliyunServiceRoleForFC"),
    is: "409 NotSupported.ServiceLinkedRole",
  },
  {
    made: ["CreateServiceLinkedRole", { ServiceName: "fc.aliyuncs.com", Description: "mine" }],
    is: "400 InvalidParameter.CustomSuffix.NotAllowed",
  },
  { made: ["CreateServiceLinkedRole", { ServiceName: "fc" }], is: "400 InvalidParameter.ServiceName" },
  // Tags and pages.
  {
    before: [role],
    made: ["TagResources", { ResourceType: "role", ResourceNames: '["R"]', Tag: "no" }],
    is: "400 InvalidParameter.Tag",
  },
  {
    before: [role],
    made: ["TagResources", { ResourceType: "thing", ResourceNames: '["R"]', Tag: '[{"Key":"k"}]' }],
    is: "400 InvalidParameter.ResourceType",
  },
  { made: ["ListTagResources", { ResourceType: "role", ResourceNames: '["R"]' }], is: "404 EntityNotExist.Role" },
  { made: ["ListUsers", { MaxItems: "0" }], is: "400 InvalidParameter.MaxItems" },
  { made: ["ListUsers", { Marker: "nonsense" }], is: "400 InvalidParameter.Marker" },
];

const ofResourceManager = /ResourceGroup|ControlPolicy|ServiceLinked/;

describe.each<Style>(["A", "B"])("in client style %s", (style) => {
  let emulator: Emulator;
  afterEach(async () => {
    await emulator.close();
  });

  it.each(rows)("$made.0 is $is", async ({ before = [], made: [action, parameters = {}], is, quotas = {} }) => {
    emulator = await startEmulator({ quotas });
    for (const [earlier, its] of before) await emulator.call(earlier, its);
    const state = JSON.stringify(emulator.state);
    const version = ofResourceManager.test(action) ? resourceManager : ram;
    const { status, body } = await call(emulator, { version, action, parameters }, style);
    expect(status === 200 ? "200" : `${status} ${String(body["Code"])}`).toBe(is);
    // Rules of the clients: an error has a code and a message, a success neither.
    const members = Object.keys(body).map((name) => name.toLowerCase());
    if (status === 200) expect(members).not.toEqual(expect.arrayContaining(["code"]));
    else {
      expect(members).toEqual(expect.arrayContaining(["code", "message", "requestid", "hostid"]));
      expect(JSON.stringify(emulator.state)).toBe(state);
    }
    expect(members).not.toContain("success");
  });
});
