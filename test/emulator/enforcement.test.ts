import { type Emulator, type EmulatorOptions, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { systemPolicy, systemPolicyNames } from "cdktf-alicloud-agentrun/catalog";
import { TrustPolicy, workloadIdentityArn } from "cdktf-alicloud-agentrun/policy";
import { type Answer, at, call, ram, resourceManager, sts } from "./client-styles";

const account = "1234567890123456";
const arn = (rest: string) => `acs:ram:*:${account}:${rest}`;
const fcTrust =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["fc.aliyuncs.com"]}}],"Version":"1"}';
const trustIn = (principal: string) => fcTrust.replace('{"Service":["fc.aliyuncs.com"]}', `{"RAM":["${principal}"]}`);

type Statement = Readonly<Record<string, unknown>>;
const allow = (Action: string | string[], Resource: string | string[], Condition?: unknown): Statement => ({
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const policyOf = (...Statement: Statement[]) => JSON.stringify({ Version: "1", Statement });

let emulator: Emulator;
let now = new Date("2026-11-25T10:00:00Z");
afterEach(async () => {
  await emulator.close();
});

async function start(options: EmulatorOptions = {}): Promise<void> {
  now = new Date("2026-11-25T10:00:00Z");
  emulator = await startEmulator({ enforce: true, clock: () => now, ...options });
}

let count = 0;
async function attach(kind: "User" | "Role" | "Group", name: string, ...statements: Statement[]): Promise<string> {
  count += 1;
  const PolicyName = `p${count}`;
  await emulator.call("CreatePolicy", { PolicyName, PolicyDocument: policyOf(...statements) });
  await emulator.call(`AttachPolicyTo${kind}`, { PolicyName, PolicyType: "Custom", [`${kind}Name`]: name });
  return PolicyName;
}

/** A user with a key, who may do what the statements say. */
async function user(name: string, ...statements: Statement[]): Promise<string> {
  await emulator.call("CreateUser", { UserName: name });
  if (statements.length > 0) await attach("User", name, ...statements);
  return String(at(await emulator.call("CreateAccessKey", { UserName: name }), "AccessKey.AccessKeyId"));
}

const codeOf = ({ status, body }: Answer) => (status === 200 ? 200 : `${status} ${String(body["Code"])}`);

it("lets the account itself do everything, and nobody whose key it does not know anything", async () => {
  await start();
  const root = await call(emulator, { version: ram, action: "ListRoles", accessKeyId: emulator.rootAccessKeyId });
  expect(codeOf(root)).toBe(200);
  const stranger = await call(emulator, { version: ram, action: "ListRoles", accessKeyId: "LTAI-unknown" });
  expect(codeOf(stranger)).toBe("403 InvalidAccessKeyId.NotFound");
});

it("refuses with the detail that the service gives", async () => {
  await start();
  const accessKeyId = await user("alice");
  const made = { version: ram, action: "GetRole", parameters: { RoleName: "R" }, accessKeyId };
  const { status, body } = await call(emulator, made);
  expect(status).toBe(403);
  expect(body).toMatchObject({
    Code: "NoPermission",
    Message: expect.stringContaining(`user/alice needs ram:GetRole on ${arn("role/R")}`) as string,
    AccessDeniedDetail: {
      AuthAction: "ram:GetRole",
      AuthPrincipalType: "SubUser",
      AuthPrincipalDisplayName: emulator.state.users[0]!.id,
      AuthPrincipalOwnerId: account,
      NoPermissionType: "ImplicitDeny",
      PolicyType: "AccountLevelIdentityBasedPolicy",
      EncodedDiagnosticMessage: expect.any(String) as string,
    },
  });
  await attach("User", "alice", { Effect: "Deny", Action: "ram:Get*", Resource: "*" }, allow("ram:*", "*"));
  expect(at((await call(emulator, made)).body, "AccessDeniedDetail.NoPermissionType")).toBe("ExplicitDeny");
});

// What one call needs: the statements, and the outcome with them. Names of parameters as in the API.
const rows: readonly [version: string, action: string, Record<string, string>, Statement[], number | string][] = [
  [
    ram,
    "CreateRole",
    { RoleName: "N", AssumeRolePolicyDocument: fcTrust },
    [allow("ram:CreateRole", arn("role/*"))],
    200,
  ],
  [
    ram,
    "CreateRole",
    { RoleName: "N", AssumeRolePolicyDocument: fcTrust },
    [allow("ram:CreateRole", arn("user/*"))],
    "403 NoPermission",
  ],
  [ram, "GetRole", { RoleName: "r" }, [allow("ram:GetRole", arn("role/R"))], 200],
  [ram, "GetRole", { RoleName: "missing" }, [allow("ram:GetRole", arn("role/*"))], "404 EntityNotExist.Role"],
  [
    ram,
    "AttachPolicyToRole",
    { RoleName: "R", PolicyName: "P", PolicyType: "Custom" },
    [allow("ram:AttachPolicyToRole", [arn("role/R"), arn("policy/P")])],
    200,
  ],
  [
    ram,
    "AttachPolicyToRole",
    { RoleName: "R", PolicyName: "P", PolicyType: "Custom" },
    [allow("ram:AttachPolicyToRole", arn("role/R"))],
    "403 NoPermission",
  ],
  [
    ram,
    "AttachPolicyToRole",
    { RoleName: "R", PolicyName: "AdministratorAccess", PolicyType: "System" },
    [allow("ram:AttachPolicyToRole", [arn("role/R"), arn("policy/*")])],
    "403 NoPermission",
  ],
  [
    ram,
    "AttachPolicyToRole",
    { RoleName: "R", PolicyName: "AdministratorAccess", PolicyType: "System" },
    [allow("ram:AttachPolicyToRole", [arn("role/R"), "acs:ram:*:system:policy/AdministratorAccess"])],
    200,
  ],
  [
    ram,
    "ListTagResources",
    { ResourceType: "role", ResourceNames: '["R"]' },
    [allow("ram:ListTagResources", arn("role/R"))],
    200,
  ],
  [
    ram,
    "ListTagResources",
    { ResourceType: "role", ResourceNames: '["R"]' },
    [allow("ram:ListTagResources", arn("policy/R"))],
    "403 NoPermission",
  ],
  [ram, "DeletePolicy", { PolicyName: "P" }, [allow("ram:DeletePolicy", arn("policy/P"))], 200],
  [
    ram,
    "DeletePolicy",
    { PolicyName: "P", CascadingDelete: "true" },
    [allow("ram:DeletePolicy", arn("policy/P"))],
    "403 NoPermission",
  ],
  [
    ram,
    "DeletePolicy",
    { PolicyName: "P", CascadingDelete: "true" },
    [allow(["ram:DeletePolicy", "ram:DeletePolicyVersion", "ram:ListPolicyVersions"], arn("policy/P"))],
    200,
  ],
  [
    resourceManager,
    "CreateServiceLinkedRole",
    { ServiceName: "fc.aliyuncs.com" },
    [allow("ram:CreateServiceLinkedRole", "*", { StringEquals: { "ram:ServiceName": "fc.aliyuncs.com" } })],
    200,
  ],
  [
    resourceManager,
    "CreateServiceLinkedRole",
    { ServiceName: "agentrun.fc.aliyuncs.com" },
    [allow("ram:CreateServiceLinkedRole", "*", { StringEquals: { "ram:ServiceName": "fc.aliyuncs.com" } })],
    "403 NoPermission",
  ],
  [
    resourceManager,
    "CreateResourceGroup",
    { Name: "team", DisplayName: "Team" },
    [allow("ram:CreateResourceGroup", arn("resourcegroup/*"))],
    200,
  ],
  [
    resourceManager,
    "ListControlPolicyAttachmentsForTarget",
    { TargetId: account },
    [allow("resourcemanager:List*", "*")],
    200,
  ],
  [ram, "ListRoles", {}, [allow("ram:ListRoles", "*", { IpAddress: { "acs:SourceIp": "127.0.0.0/8" } })], 200],
  [
    ram,
    "ListRoles",
    {},
    [allow("ram:ListRoles", "*", { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } })],
    "403 NoPermission",
  ],
  [
    ram,
    "ListRoles",
    {},
    [allow("ram:ListRoles", "*", { Bool: { "acs:SecureTransport": "true" } })],
    "403 NoPermission",
  ],
  [
    ram,
    "ListRoles",
    {},
    [allow("ram:ListRoles", "*", { DateLessThan: { "acs:CurrentTime": "2026-12-01T00:00:00Z" } })],
    200,
  ],
  [
    ram,
    "ListRoles",
    {},
    [allow("ram:ListRoles", "*", { StringEquals: { "acs:SomethingElse": "x" } })],
    "403 NoPermission",
  ],
  [sts, "GetCallerIdentity", {}, [], 200],
];

it.each(rows)("%s %s %j", async (version, action, parameters, statements, expected) => {
  await start();
  await emulator.call("CreateRole", { RoleName: "R", AssumeRolePolicyDocument: fcTrust });
  await emulator.call("CreatePolicy", { PolicyName: "P", PolicyDocument: policyOf(allow("oss:*", "*")) });
  const accessKeyId = await user("alice", ...statements);
  expect(codeOf(await call(emulator, { version, action, parameters, accessKeyId }))).toBe(expected);
});

describe("whatever else a call carries", () => {
  const session = { RoleArn: `acs:ram::${account}:role/Admin`, RoleSessionName: "ci" };

  it("is the role that is assumed the one that is decided on", async () => {
    await start();
    await emulator.call("CreateRole", { RoleName: "Admin", AssumeRolePolicyDocument: fcTrust });
    const anyone = trustIn(`acs:ram::${account}:root`);
    await emulator.call("CreateRole", { RoleName: "low", AssumeRolePolicyDocument: anyone });
    const accessKeyId = await user("bob", allow("sts:AssumeRole", arn("role/low")));
    const assume = async (parameters: Record<string, string>) =>
      codeOf(await call(emulator, { version: sts, action: "AssumeRole", parameters, accessKeyId }));
    expect(await assume({ ...session, RoleName: "low" })).toBe("403 NoPermission");
    expect(await assume({ ...session, RoleArn: `acs:ram::${account}:role/low` })).toBe(200);
  });

  it("is the service of a role the one that the role is of", async () => {
    await start();
    await emulator.call("CreateServiceLinkedRole", { ServiceName: "agentrun.fc.aliyuncs.com" });
    const onlyFc = { StringEquals: { "ram:ServiceName": "fc.aliyuncs.com" } };
    const accessKeyId = await user("kim", allow("ram:*ServiceLinkedRole*", "*", onlyFc));
    const parameters = { RoleName: "AliyunServiceRoleForAgentRun", ServiceName: "fc.aliyuncs.com" };
    const made = { version: resourceManager, action: "DeleteServiceLinkedRole", parameters, accessKeyId };
    expect(codeOf(await call(emulator, made))).toBe("403 NoPermission");
    expect(emulator.state.deletionTasks).toEqual([]);
  });
});

// Someone who may do everything but what a Deny says: the Deny hits however the call says what it is about.
it.each([
  ["TagResources", { ResourceType: "policy", ResourceNames: '["P","Other"]', Tag: '[{"Key":"k","Value":"v"}]' }],
  ["TagResources", { ResourceType: "policy", ResourceNames: '["P","P"]', Tag: '[{"Key":"k","Value":"v"}]' }],
  ["TagResources", { ResourceType: "policy", "ResourceNames.1": "Other", "ResourceNames.2": "p", "Tag.1.Key": "k" }],
  ["UntagResources", { ResourceType: "policy", ResourceNames: '["Other","P"]', TagKey: '["k"]' }],
  ["CreateAccessKey", { UserName: "alice" }],
  ["CreateAccessKey", {}],
] as readonly [string, Record<string, string>][])("has a Deny hit %s %j", async (action, parameters) => {
  await start();
  for (const PolicyName of ["P", "Other"]) {
    await emulator.call("CreatePolicy", { PolicyName, PolicyDocument: policyOf(allow("oss:*", "*")) });
  }
  const denied = { Effect: "Deny", Action: "*", Resource: [arn("policy/P"), arn("user/alice")] };
  const accessKeyId = await user("alice", allow("*", "*"), denied);
  const { status, body } = await call(emulator, { version: ram, action, parameters, accessKeyId });
  expect([status, at(body, "AccessDeniedDetail.NoPermissionType")]).toEqual([403, "ExplicitDeny"]);
});

it.each([
  ["kim", "403 NoPermission"],
  ["KIM", "403 NoPermission"],
  ["\u212Aim", "404 EntityNotExist.User"], // the Kelvin sign, whose lower case is k
])("finds nobody by a name that no Deny on it hits: %s", async (UserName, expected) => {
  await start();
  await emulator.call("CreateUser", { UserName: "kim" });
  const denied = { Effect: "Deny", Action: "*", Resource: arn("user/kim") };
  const accessKeyId = await user("alice", allow("*", "*"), denied);
  expect(codeOf(await call(emulator, { version: ram, action: "GetUser", parameters: { UserName }, accessKeyId }))).toBe(
    expected,
  );
});

it("takes calls about access keys that name no user for the caller's own", async () => {
  await start();
  const accessKeyId = await user("alice", allow("ram:*AccessKey*", arn("user/alice")));
  expect(codeOf(await call(emulator, { version: ram, action: "ListAccessKeys", accessKeyId }))).toBe(200);
  const parameters = { UserName: "bob" };
  const ofBob = { version: ram, action: "ListAccessKeys", parameters, accessKeyId };
  expect(codeOf(await call(emulator, ofBob))).toBe("403 NoPermission");
});

it("counts policies that are attached in a resource group, for calls about that group alone", async () => {
  await start();
  const groups: string[] = [];
  for (const Name of ["one", "two"]) {
    const created = await emulator.call("CreateResourceGroup", { Name, DisplayName: Name });
    groups.push(String(at(created, "ResourceGroup.Id")));
  }
  const accessKeyId = await user("alice");
  const inGroup = { PrincipalName: "alice", PrincipalType: "IMSUser", ResourceGroupId: groups[0]! };
  await emulator.call("AttachPolicy", { ...inGroup, PolicyName: "AdministratorAccess", PolicyType: "System" });
  const make = async (action: string, parameters: Record<string, string> = {}, version = resourceManager) =>
    codeOf(await call(emulator, { version, action, parameters, accessKeyId }));
  expect(await make("GetResourceGroup", { ResourceGroupId: groups[0]! })).toBe(200);
  expect(await make("GetResourceGroup", { ResourceGroupId: groups[1]! })).toBe("403 NoPermission");
  expect(await make("ListResourceGroups")).toBe("403 NoPermission");
  expect(await make("ListUsers", { ResourceGroupId: groups[0]! }, ram)).toBe("403 NoPermission");
  expect(await make("GetUser", { UserName: "alice", ResourceGroupId: groups[0]! }, ram)).toBe("403 NoPermission");
});

it("knows in which resource group a call's resource is", async () => {
  await start();
  const created = await emulator.call("CreateResourceGroup", { Name: "one", DisplayName: "one" });
  const group = String(at(created, "ResourceGroup.Id"));
  const accessKeyId = await user(
    "alice",
    allow("ram:*", "*", { StringEquals: { "acs:ResourceGroupId": group } }),
    allow("resourcemanager:*", "*", { StringEquals: { "acs:ResourceGroupId": group } }),
  );
  const make = async (action: string, parameters: Record<string, string> = {}, version = resourceManager) =>
    codeOf(await call(emulator, { version, action, parameters, accessKeyId }));
  expect(await make("GetResourceGroup", { ResourceGroupId: group })).toBe(200);
  const others = emulator.state.resourceGroups.filter(({ id }) => id !== group);
  expect(await make("GetResourceGroup", { ResourceGroupId: others[0]!.id })).toBe("403 NoPermission");
  // Users are in no resource group, whatever a call says.
  expect(await make("GetUser", { UserName: "alice", ResourceGroupId: group }, ram)).toBe("403 NoPermission");
});

it("never lets through what it cannot decide, and says why", async () => {
  await start();
  const accessKeyId = await user("alice", allow("ram:ListRoles", "*", { Bool: { "acs:MFAPresent": "true" } }));
  const { status, body } = await call(emulator, { version: ram, action: "ListRoles", accessKeyId });
  expect([status, body["Message"]]).toEqual([403, expect.stringContaining("depends on acs:MFAPresent") as string]);
});

it("counts the policies of groups, and the control policies of every level", async () => {
  await start();
  const accessKeyId = await user("alice");
  const list = async () => codeOf(await call(emulator, { version: ram, action: "ListRoles", accessKeyId }));
  await emulator.call("CreateGroup", { GroupName: "dev" });
  await attach("Group", "dev", allow("ram:ListRoles", "*"));
  expect(await list()).toBe("403 NoPermission");
  await emulator.call("AddUserToGroup", { GroupName: "dev", UserName: "alice" });
  expect(await list()).toBe(200);
  const PolicyDocument = policyOf({ Effect: "Deny", Action: "ram:List*", Resource: "*" });
  const created = await emulator.call("CreateControlPolicy", { PolicyName: "NoList", PolicyDocument });
  const PolicyId = String(at(created, "ControlPolicy.PolicyId"));
  await emulator.call("AttachControlPolicy", { PolicyId, TargetId: "r-emulator" });
  const { body } = await call(emulator, { version: ram, action: "ListRoles", accessKeyId });
  expect(at(body, "AccessDeniedDetail.PolicyType")).toBe("ControlPolicy");
});

it("takes system policies of which only the name is known to grant nothing", async () => {
  await start();
  const accessKeyId = await user("alice");
  const PolicyName = systemPolicyNames().find((name) => systemPolicy(name)?.document === undefined)!;
  await emulator.call("AttachPolicyToUser", { PolicyName, PolicyType: "System", UserName: "alice" });
  const { status, body } = await call(emulator, { version: ram, action: "ListRoles", accessKeyId });
  expect([status, body["Message"]]).toEqual([
    403,
    expect.stringContaining(`no confirmed document of ${PolicyName} and`) as string,
  ]);
  const asked = { principal: "user/alice", action: "ram:ListRoles" };
  const open = { decision: "Depends", decidedBy: undefined, unknownPolicies: [PolicyName] };
  expect(emulator.evaluate(asked)).toMatchObject({ ...open, possible: ["ImplicitDeny", "Allow", "ExplicitDeny"] });
  await attach("User", "alice", allow("ram:List*", "*"));
  expect(emulator.evaluate(asked)).toMatchObject({ ...open, possible: ["Allow", "ExplicitDeny"] });
  await attach("User", "alice", { Effect: "Deny", Action: "ram:List*", Resource: "*" });
  expect(emulator.evaluate(asked)).toMatchObject({ decision: "ExplicitDeny", possible: ["ExplicitDeny"] });
});

describe("sessions", () => {
  const roleArn = `acs:ram::${account}:role/deployer`;
  const assume = async (accessKeyId: string, more: Record<string, string> = {}) =>
    call(emulator, {
      version: sts,
      action: "AssumeRole",
      parameters: { RoleArn: roleArn, RoleSessionName: "ci", ...more },
      accessKeyId,
    });
  const keysOf = ({ body }: Answer) => ({
    accessKeyId: String(at(body, "Credentials.AccessKeyId")),
    securityToken: String(at(body, "Credentials.SecurityToken")),
  });

  async function deployer(trusted: string): Promise<void> {
    await emulator.call("CreateRole", { RoleName: "deployer", AssumeRolePolicyDocument: trustIn(trusted) });
    await attach("Role", "deployer", allow(["ram:ListRoles", "ram:ListUsers"], "*"));
  }

  it("are given to whom both the own policies and the trust of the role allow it", async () => {
    await start();
    await deployer(`acs:ram::${account}:user/alice`);
    const alice = await user("alice");
    const bob = await user("bob", allow("sts:AssumeRole", arn("role/deployer")));
    expect(codeOf(await assume(alice))).toBe("403 NoPermission");
    expect(codeOf(await assume(bob))).toBe("403 NoPermission");
    await attach("User", "alice", allow("sts:AssumeRole", `acs:ram::${account}:role/deployer`));
    expect(codeOf(await assume(alice))).toBe(200);
    expect(codeOf(await assume(emulator.rootAccessKeyId))).toBe("403 NoPermission");
  });

  it("may do what their role and their own policy both allow, with their token, until they expire", async () => {
    await start();
    await deployer(`acs:ram::${account}:root`);
    const alice = await user("alice", allow("sts:AssumeRole", "*"));
    const keys = keysOf(await assume(alice, { Policy: policyOf(allow("ram:ListUsers", "*")), DurationSeconds: "900" }));
    const make = async (action: string, with_: Partial<typeof keys> = keys) =>
      codeOf(await call(emulator, { version: ram, action, ...with_ }));
    expect(await make("ListUsers")).toBe(200);
    expect(await make("ListRoles")).toBe("403 NoPermission");
    expect(await make("ListUsers", { accessKeyId: keys.accessKeyId })).toBe(
      "400 InvalidSecurityToken.MismatchWithAccessKey",
    );
    const identity = await call(emulator, { version: sts, action: "GetCallerIdentity", ...keys });
    expect(identity.body["Arn"]).toBe(`acs:ram::${account}:assumed-role/deployer/ci`);
    now = new Date(now.getTime() + 900_000);
    expect(await make("ListUsers")).toBe("400 InvalidSecurityToken.Expired");
  });

  it.each([
    ["StringEquals", "partner", { ExternalId: "partner" }, 200],
    ["StringEquals", "partner", { ExternalId: "other" }, "403 NoPermission"],
    ["StringEquals", "partner", {}, "403 NoPermission"],
  ])("%s sts:ExternalId %s, with %j: %s", async (operator, value, given: Record<string, string>, expected) => {
    await start();
    const trust = JSON.parse(trustIn(`acs:ram::${account}:root`)) as { readonly Statement: readonly [Statement] };
    const Statement = [{ ...trust.Statement[0], Condition: { [operator]: { "sts:ExternalId": value } } }];
    const AssumeRolePolicyDocument = JSON.stringify({ ...trust, Statement });
    await emulator.call("CreateRole", { RoleName: "deployer", AssumeRolePolicyDocument });
    expect(codeOf(await assume(await user("alice", allow("sts:AssumeRole", "*")), given))).toBe(expected);
  });

  it("end with their role, and are not those of another one that gets its name", async () => {
    await start();
    await deployer(`acs:ram::${account}:root`);
    const keys = keysOf(await assume(await user("alice", allow("sts:AssumeRole", "*"))));
    const make = async () => codeOf(await call(emulator, { version: ram, action: "ListUsers", ...keys }));
    expect(await make()).toBe(200);
    const { policyName } = emulator.state.attachments.find(({ principalKind }) => principalKind === "role")!;
    const attachment = { RoleName: "deployer", PolicyName: policyName, PolicyType: "Custom" };
    await emulator.call("DetachPolicyFromRole", attachment);
    await emulator.call("DeleteRole", { RoleName: "deployer" });
    expect(await make()).toBe("400 InvalidSecurityToken.RoleDeleted");
    await emulator.call("CreateRole", { RoleName: "deployer", AssumeRolePolicyDocument: fcTrust });
    await emulator.call("AttachPolicyToRole", attachment);
    expect(await make()).toBe("400 InvalidSecurityToken.RoleDeleted");
  });

  it.each([
    [{ RoleArn: "deployer" }, "400 InvalidParameter.RoleArn"],
    [{ RoleArn: `acs:ram::${account}:role/none` }, "404 EntityNotExist.Role"],
    [{ RoleSessionName: "x" }, "400 InvalidParameter.RoleSessionName"],
    [{ DurationSeconds: "60" }, "400 InvalidParameter.DurationSeconds"],
    [{ DurationSeconds: "7200" }, "400 InvalidParameter.DurationSeconds"],
    [{ Policy: "{}" }, "400 InvalidParameter.PolicyGrammar"],
    [
      { Policy: policyOf(allow("ram:ListUsers", `acs:ram:*:*:user/${"u".repeat(2048)}`)) },
      "400 InvalidParameter.PolicySize",
    ],
  ])("are refused for %j", async (more: Record<string, string>, expected) => {
    await start();
    await deployer(`acs:ram::${account}:root`);
    expect(codeOf(await assume(await user("alice", allow("sts:AssumeRole", "*")), more))).toBe(expected);
  });
});

it("refuses a key that was made inactive or deleted", async () => {
  await start();
  const accessKeyId = await user("alice", allow("ram:*", "*"));
  const make = async () => codeOf(await call(emulator, { version: ram, action: "ListRoles", accessKeyId }));
  expect(await make()).toBe(200);
  await emulator.call("UpdateAccessKey", { UserName: "alice", UserAccessKeyId: accessKeyId, Status: "Inactive" });
  expect(await make()).toBe("403 InvalidAccessKeyId.Inactive");
  await emulator.call("DeleteAccessKey", { UserName: "alice", UserAccessKeyId: accessKeyId });
  expect(await make()).toBe("403 InvalidAccessKeyId.NotFound");
});

describe("roles that a service assumes", () => {
  const service = "workload.agentidentity.aliyuncs.com";
  const identity = { region: "cn-hangzhou", accountId: account, name: "shop-agent" };
  const key = "sts:RequestContext/agentidentity:WorkloadIdentityArn";
  const roleArn = `acs:ram::${account}:role/Agent`;
  const context = { [key]: workloadIdentityArn(identity) };

  async function agent(trust: string): Promise<void> {
    await start();
    await emulator.call("CreateRole", { RoleName: "Agent", AssumeRolePolicyDocument: trust });
    await attach("Role", "Agent", allow("ram:ListRoles", "*"));
  }

  it("have a session for the workload identity that the trust policy names", async () => {
    await agent(TrustPolicy.forWorkloadIdentity(identity).toText());
    const answer = await emulator.assumeRole({ service, roleArn, context });
    const session = {
      accessKeyId: String(at(answer, "Credentials.AccessKeyId")),
      securityToken: String(at(answer, "Credentials.SecurityToken")),
    };
    const make = async (action: string) => codeOf(await call(emulator, { version: ram, action, ...session }));
    expect([await make("ListRoles"), await make("ListUsers")]).toEqual([200, "403 NoPermission"]);
    expect(emulator.calls.find(({ principal }) => principal === `service/${service}`)?.status).toBe(200);
    const posted = await fetch(`${emulator.url}/assume-role`, {
      method: "POST",
      body: JSON.stringify({ service, roleArn, context }),
    });
    expect(posted.status).toBe(200);
  });

  it.each<[string, object, string]>([
    ["another identity", { context: { [key]: `${context[key]}2` } }, "NoPermission"],
    ["no identity", { context: {} }, "NoPermission"],
    ["another service", { service: "fc.aliyuncs.com" }, "NoPermission"],
    ["a role that does not exist", { roleArn: `${roleArn}2` }, "EntityNotExist.Role"],
    ["a misspelt member", { contxt: {} }, "MalformedRequest"],
    ["a context that is none", { context: { [key]: 1 } }, "MalformedRequest"],
    ["a session name that is none", { sessionName: "x y" }, "InvalidParameter.RoleSessionName"],
  ])("are refused: %s", async (_, other, code) => {
    await agent(TrustPolicy.forWorkloadIdentity(identity).toText());
    await expect(emulator.assumeRole({ service, roleArn, context, ...other })).rejects.toMatchObject({ code });
    expect(emulator.state.sessions).toEqual([]);
  });

  it("need sts:SetContext for a context", async () => {
    const trust = new TrustPolicy([{ principals: { Service: service } }]);
    await agent(trust.toText());
    await expect(emulator.assumeRole({ service, roleArn, context })).rejects.toThrow(/sts:SetContext/);
    await expect(emulator.assumeRole({ service, roleArn })).resolves.toMatchObject({ Credentials: {} });
  });
});
