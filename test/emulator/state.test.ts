import { type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { at, call, ram } from "./client-styles";

const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';
const trust =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["fc.aliyuncs.com"]}}],"Version":"1"}';

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ clock: () => new Date("2026-11-25T10:00:00.123Z") });
});
afterEach(async () => {
  await emulator.close();
});

it("rotates versions: the oldest that is not the default goes, and numbers are never used again", async () => {
  await emulator.call("CreatePolicy", { PolicyName: "P", PolicyDocument: document });
  for (let change = 0; change < 6; change += 1) {
    await emulator.call("CreatePolicyVersion", {
      PolicyName: "P",
      PolicyDocument: document.replace("oss", `oss${change}`),
      SetAsDefault: "true",
      RotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
    });
  }
  const [policy] = emulator.state.policies;
  expect(policy!.versions.map(({ id }) => id)).toEqual(["v3", "v4", "v5", "v6", "v7"]);
  expect(policy!.defaultVersion).toBe("v7");
  await emulator.call("SetDefaultPolicyVersion", { PolicyName: "P", VersionId: "v3" });
  await emulator.call("CreatePolicyVersion", {
    PolicyName: "P",
    PolicyDocument: document,
    RotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
  });
  expect(emulator.state.policies[0]!.versions.map(({ id }) => id)).toEqual(["v3", "v5", "v6", "v7", "v8"]);
});

it("takes and gives tags in every form that clients write", async () => {
  const Tag = '[{"Key":"team","Value":"agents"},{"Key":"empty","Value":""}]';
  await emulator.call("CreatePolicy", { PolicyName: "P", PolicyDocument: document, Tag });
  await emulator.call("CreateRole", {
    RoleName: "R",
    AssumeRolePolicyDocument: trust,
    "Tag.1.Key": "a",
    "Tag.1.Value": "1",
  });
  const of = async (kind: string, name: string) =>
    at(await emulator.call("ListTagResources", { ResourceType: kind, ResourceNames: `["${name}"]` }), "TagResources");
  expect(await of("policy", "P")).toEqual([
    { ResourceName: "P", ResourceType: "policy", TagKey: "team", TagValue: "agents" },
    { ResourceName: "P", ResourceType: "policy", TagKey: "empty", TagValue: "" },
  ]);
  const role = { ResourceType: "role", "ResourceNames.1": "R" };
  await emulator.call("TagResources", { ...role, Tag: '[{"Key":"b","Value":"2"}]' });
  await emulator.call("UntagResources", { ...role, "TagKey.1": "a", TagKeys: '["a"]' });
  expect(await of("role", "R")).toEqual([{ ResourceName: "R", ResourceType: "role", TagKey: "b", TagValue: "2" }]);

  const created = await emulator.call("CreateResourceGroup", { Name: "team", DisplayName: "Team" });
  const id = String(at(created, "ResourceGroup.Id"));
  const group = { ResourceType: "ResourceGroup", "ResourceId.1": id };
  const version = { version: "2020-03-31" };
  await emulator.call("TagResources", { ...group, "Tag.1.Key": "c", "Tag.1.Value": "3" }, version);
  expect(at(await emulator.call("ListTagResources", group, version), "TagResources.0.TagValue")).toBe("3");
  await emulator.call("UnTagResources", { ...group, "TagKey.1": "c" }, version);
  expect(emulator.state.resourceGroups.find((one) => one.id === id)!.tags).toEqual({});
});

it.each(["A", "B"] as const)("cuts lists into pages, in style %s", async (style) => {
  for (let number = 0; number < 7; number += 1) await emulator.call("CreateUser", { UserName: `u${number}` });
  const names: unknown[] = [];
  const sizes: unknown[] = [];
  let Marker = "";
  for (;;) {
    const parameters = { MaxItems: "3", Marker };
    const { body } = await call(emulator, { version: ram, action: "ListUsers", parameters }, style);
    const users = at(body, "Users.User") as { UserName: string }[];
    names.push(...users.map(({ UserName }) => UserName));
    sizes.push(users.length);
    expect(typeof body["IsTruncated"]).toBe("boolean");
    if (body["IsTruncated"] === false) break;
    Marker = String(body["Marker"]);
    // What comes and goes between two pages moves nothing else.
    if (sizes.length === 1) await emulator.call("DeleteUser", { UserName: "u1" });
  }
  expect([names, sizes]).toEqual([
    ["u0", "u1", "u2", "u3", "u4", "u5", "u6"],
    [3, 3, 1],
  ]);
});

it("lists custom and system policies, across both kinds", async () => {
  await emulator.call("CreatePolicy", { PolicyName: "Zebra", PolicyDocument: document });
  const first = await emulator.call("ListPolicies", { MaxItems: "1" });
  expect(at(first, "Policies.Policy.0.PolicyName")).toBe("Zebra");
  const second = await emulator.call("ListPolicies", { MaxItems: "1", Marker: String(first["Marker"]) });
  expect(second).toMatchObject({ Policies: { Policy: [{ PolicyName: "AdministratorAccess", PolicyType: "System" }] } });
  const all = await emulator.call("ListPolicies", { MaxItems: "1000", PolicyType: "System" });
  expect((at(all, "Policies.Policy") as unknown[]).length).toBeGreaterThan(10);
});

it("answers a system policy in its exact case, however it was asked for", async () => {
  await emulator.call("CreateRole", { RoleName: "R", AssumeRolePolicyDocument: trust });
  await emulator.call("AttachPolicyToRole", { PolicyName: "aliyunossfullaccess", PolicyType: "System", RoleName: "r" });
  const policies = await emulator.call("ListPoliciesForRole", { RoleName: "R" });
  expect(at(policies, "Policies.Policy.0.PolicyName")).toBe("AliyunOSSFullAccess");
});

it("deletes the service-linked role that was to be deleted, not one that was made since", async () => {
  const service = { ServiceName: "fc.aliyuncs.com" };
  const role = String(at(await emulator.call("CreateServiceLinkedRole", service), "Role.RoleName"));
  const tasks = [1, 2].map(async () => emulator.call("DeleteServiceLinkedRole", { RoleName: role }));
  const [first, second] = (await Promise.all(tasks)).map((answer) => String(answer["DeletionTaskId"]));
  const poll = async (DeletionTaskId: string) => {
    const states: unknown[] = [];
    for (let times = 0; times < 3; times += 1) {
      states.push((await emulator.call("GetServiceLinkedRoleDeletionStatus", { DeletionTaskId }))["Status"]);
    }
    return states;
  };
  const done = ["IN_PROGRESS", "IN_PROGRESS", "SUCCEEDED"];
  expect(await poll(first!)).toEqual(done);
  expect(emulator.state.roles).toEqual([]);
  await emulator.call("CreateServiceLinkedRole", service);
  expect(await poll(second!)).toEqual(done);
  expect(emulator.state.roles.map(({ name }) => name)).toEqual([role]);
});

it("renames a user with everything that names it", async () => {
  await emulator.call("CreateUser", { UserName: "old" });
  await emulator.call("CreateGroup", { GroupName: "G" });
  await emulator.call("AddUserToGroup", { UserName: "old", GroupName: "G" });
  await emulator.call("AttachPolicyToUser", {
    UserName: "old",
    PolicyName: "AdministratorAccess",
    PolicyType: "System",
  });
  await emulator.call("CreateAccessKey", { UserName: "old" });
  const { id } = emulator.state.users[0]!;
  await emulator.call("UpdateUser", { UserName: "old", NewUserName: "new", NewComments: "c" });
  const { users, groups, attachments, accessKeys } = emulator.state;
  expect(users).toMatchObject([{ id, name: "new", comments: "c" }]);
  expect([groups[0]!.members, attachments[0]!.principalName, accessKeys[0]!.user]).toEqual([["new"], "new", "new"]);
});

it("keeps attachments in resource groups apart from those at account level", async () => {
  await emulator.call("CreateUser", { UserName: "alice" });
  const group = String(
    at(await emulator.call("CreateResourceGroup", { Name: "team", DisplayName: "T" }), "ResourceGroup.Id"),
  );
  const attachment = {
    PolicyName: "AdministratorAccess",
    PolicyType: "System",
    PrincipalName: "alice@1234567890123456.onaliyun.com",
    PrincipalType: "IMSUser",
    ResourceGroupId: group,
  };
  await emulator.call("AttachPolicy", attachment);
  expect(
    at(await emulator.call("ListPolicyAttachments", attachment), "PolicyAttachments.PolicyAttachment"),
  ).toMatchObject([attachment]);
  expect(at(await emulator.call("ListPoliciesForUser", { UserName: "alice" }), "Policies.Policy")).toEqual([]);
  const asked = { principal: "user/alice", action: "oss:GetObject" };
  expect(emulator.evaluate(asked)).toMatchObject({
    decision: "Depends",
    possible: ["Allow", "ImplicitDeny"],
    dependsOnResourceGroups: [group],
  });
  expect(emulator.evaluate(asked).statements.at(-1)).toMatchObject({
    policy: "AdministratorAccess",
    resourceGroupId: group,
    matches: "unknown",
  });
  const other = emulator.state.resourceGroups.find(({ id }) => id !== group)!.id;
  const answers = [group, other, null].map(
    (resourceGroupId) => emulator.evaluate({ ...asked, resourceGroupId }).decision,
  );
  expect(answers).toEqual(["Allow", "ImplicitDeny", "ImplicitDeny"]);
  const inContext = { ...asked, context: { "acs:ResourceGroupId": group } };
  expect(emulator.evaluate(inContext).decision).toBe("Allow");
  expect(() => emulator.evaluate({ ...inContext, resourceGroupId: other })).toThrow(/RAM123/);
  // Users belong to no resource group.
  expect(emulator.evaluate({ ...asked, action: "ram:ListUsers" }).decision).toBe("ImplicitDeny");
  await expect(emulator.call("DeleteResourceGroup", { ResourceGroupId: group })).rejects.toMatchObject({
    code: "DeleteConflict.ResourceGroup.Policy",
  });
  await emulator.call("DetachPolicy", attachment);
  expect(emulator.state.attachments).toEqual([]);
});

it("keeps control policies, what they are attached to and their tags", async () => {
  const PolicyDocument = '{"Version":"1","Statement":[{"Effect":"Deny","Action":"oss:*","Resource":"*"}]}';
  const created = await emulator.call("CreateControlPolicy", {
    PolicyName: "NoOss",
    PolicyDocument,
    EffectScope: "RAM",
  });
  const PolicyId = String(at(created, "ControlPolicy.PolicyId"));
  const TargetId = emulator.accountId;
  await emulator.call("AttachControlPolicy", { PolicyId, TargetId });
  const attached = await emulator.call("ListControlPolicyAttachmentsForTarget", { TargetId });
  expect(at(attached, "ControlPolicyAttachments.ControlPolicyAttachment")).toMatchObject([
    { PolicyId },
    { PolicyId: "cp-FullAliyunAccess" },
  ]);
  await expect(emulator.call("DeleteControlPolicy", { PolicyId })).rejects.toMatchObject({ status: 409 });
  const tags = { ResourceType: "ControlPolicy", "ResourceId.1": PolicyId };
  const version = { version: "2022-04-19" };
  await emulator.call("TagResources", { ...tags, "Tag.1.Key": "k", "Tag.1.Value": "v" }, version);
  expect(at(await emulator.call("ListTagResources", tags, version), "TagResources.0.TagKey")).toBe("k");
  await emulator.call("DetachControlPolicy", { PolicyId, TargetId });
  await emulator.call("DeleteControlPolicy", { PolicyId });
  expect(emulator.state.controlPolicies.map(({ name }) => name)).toEqual(["FullAliyunAccess"]);
});

it("gives a snapshot that later calls do not change", async () => {
  const before = emulator.state;
  await emulator.call("CreateUser", { UserName: "alice" });
  expect([before.users, emulator.state.users.length]).toEqual([[], 1]);
  await emulator.reset();
  expect([emulator.state.users, emulator.calls]).toEqual([[], []]);
});

it("answers where a service is with its own address, so that no client goes to the real one", async () => {
  const { body } = await call(emulator, { version: "2015-06-12", action: "DescribeEndpoints" }, "B");
  expect(at(body, "Endpoints.Endpoint.0.Endpoint")).toBe(emulator.address);
});

it("evaluates by HTTP against the live state", async () => {
  await emulator.call("CreateUser", { UserName: "alice" });
  await emulator.call("AttachPolicyToUser", {
    UserName: "alice",
    PolicyName: "AdministratorAccess",
    PolicyType: "System",
  });
  const ask = async (request: unknown) => {
    const response = await fetch(`${emulator.url}/evaluate`, { method: "POST", body: JSON.stringify(request) });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const asked = {
    principal: `acs:ram::${emulator.accountId}:user/alice`,
    action: "agentrun:DeleteAgentRuntime",
    resource: "*",
  };
  expect(await ask(asked)).toMatchObject({
    status: 200,
    body: {
      decision: "Allow",
      decidedBy: "AccountLevelIdentityBasedPolicy",
      principal: "user/alice",
      hints: [],
      statements: [
        { layer: "ControlPolicy", policy: "FullAliyunAccess" },
        { layer: "ControlPolicy", policy: "FullAliyunAccess" },
        { policy: "AdministratorAccess", attachedTo: "user/alice", statement: 0, effect: "Allow", matches: true },
      ],
    },
  });
  expect(await ask({ ...asked, principal: "user/bob" })).toMatchObject({
    status: 404,
    body: { Code: "EntityNotExist.User" },
  });
  expect(await ask({ ...asked, principal: "bob" })).toMatchObject({ status: 400, body: { Code: "MalformedRequest" } });
  expect(await ask("x")).toMatchObject({ status: 400, body: { Code: "MalformedRequest" } });
  expect(await ask({ ...asked, ressource: asked.resource })).toMatchObject({
    status: 400,
    body: { Code: "MalformedRequest", Message: expect.stringContaining("unknown member ressource") as string },
  });
  for (const action of ["nonsense", "agentrun:*", "*", "agentrun:", "${var.a}:Get"]) {
    expect(await ask({ ...asked, action })).toMatchObject({ status: 400, body: { Code: "MalformedRequest" } });
  }
  expect(await ask({ ...asked, principal: "acs:ram::9999999999999999:user/alice" })).toMatchObject({
    status: 404,
    body: { Message: expect.stringContaining("not 9999999999999999") as string },
  });
  expect((await ask({ ...asked, action: "agentrun:DeleteTol" })).body["hints"]).toEqual([
    expect.stringMatching(/does not know the action agentrun:DeleteTol; similar actions are .*agentrun:\w+/),
  ]);
  expect((await ask({ ...asked, action: "agentron:GetTool" })).body["hints"]).toEqual([
    expect.stringContaining("a service with the RAM code agentron") as string,
  ]);
});

it("makes users with their tags", async () => {
  const parameters = { UserName: "tagged", "Tag.1.Key": "team", "Tag.1.Value": "shop" };
  await emulator.call("CreateUser", parameters);
  expect(emulator.state.users.find(({ name }) => name === "tagged")?.tags).toEqual({ team: "shop" });
  await emulator.call("CreateUser", { UserName: "other", Tag: '[{"Key":"k","Value":"v"}]' });
  const { TagResources } = await emulator.call("ListTagResources", {
    ResourceType: "user",
    ResourceNames: '["other"]',
  });
  expect(TagResources).toMatchObject([{ TagKey: "k", TagValue: "v" }]);
});
