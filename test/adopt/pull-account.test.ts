/** An account is pulled from the emulator, is the same as the code that made it, and differs after each change by hand. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { App, TerraformStack } from "cdktf";
import { CustomPolicy, Role, SystemPolicy, TrustPolicy } from "cdktf-alicloud-agentrun";
import { type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { PolicyDocument, PolicyStatement } from "cdktf-alicloud-agentrun/policy";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { RamGroup } from "cdktf-alicloud-agentrun/provider-alicloud/ram-group";
import { RamGroupMembership } from "cdktf-alicloud-agentrun/provider-alicloud/ram-group-membership";
import { RamUser } from "cdktf-alicloud-agentrun/provider-alicloud/ram-user";
import { ResourceManagerResourceGroup } from "cdktf-alicloud-agentrun/provider-alicloud/resource-manager-resource-group";
import { readListing } from "../../lib/adopt";
import { type AccountCall, PullError, pullAccount } from "../../lib/adopt/pull-account";
import { placeOf } from "../../lib/cli/ram-client";
import { resumable } from "../../lib/cli/pull-progress";
import { call } from "../cli/support/call";
import { temporaryFiles } from "../support/temporary-files";

const { folder, file } = temporaryFiles("pull");

const read = PolicyStatement.allow({ actions: "agentrun:GetTool", resources: "*" });
const trust = TrustPolicy.forServices("fc.aliyuncs.com");
const output = path.join(folder, "cdktf.out");
const app = new App({ outdir: output });
const stack = new TerraformStack(app, "team");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
new RamUser(stack, "Alice", { name: "alice" });
new RamGroup(stack, "Dev", { groupName: "dev" });
new RamGroupMembership(stack, "Members", { groupName: "dev", userNames: ["alice"] });
const role = new Role(stack, "Run", { roleName: "run", trust });
new CustomPolicy(stack, "Read", { policyName: "read", document: [read], attachTo: { groups: ["dev"], roles: [role] } });
new SystemPolicy(stack, "Oss", { policyName: "AliyunOSSReadOnlyAccess", attachTo: { users: ["alice"] } });
app.synth();

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
  const make = async (action: string, parameters: Readonly<Record<string, string>>) =>
    emulator.call(action, parameters);
  await make("CreateUser", { UserName: "alice" });
  await make("CreateGroup", { GroupName: "dev" });
  await make("AddUserToGroup", { UserName: "alice", GroupName: "dev" });
  await make("CreateRole", { RoleName: "run", AssumeRolePolicyDocument: trust.toText() });
  await make("CreatePolicy", { PolicyName: "read", PolicyDocument: new PolicyDocument([read]).toText() });
  await make("AttachPolicyToGroup", { PolicyName: "read", PolicyType: "Custom", GroupName: "dev" });
  await make("AttachPolicyToRole", { PolicyName: "read", PolicyType: "Custom", RoleName: "run" });
  await make("AttachPolicyToUser", { PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System", UserName: "alice" });
});
afterEach(async () => {
  await emulator.close();
});

const versions = { ram: "2015-05-01", resourcemanager: "2020-03-31", sts: "2015-04-01" } as const;
const direct: AccountCall = async (api, action, parameters) =>
  emulator.call(action, parameters, { version: versions[api] });

async function pulled(): Promise<string> {
  return file("account.json", JSON.stringify(await pullAccount(direct)));
}

const drift = async () => call("review", output, "--account", await pulled(), "--gate", "any-change");

it("makes only calls that read, and is complete", async () => {
  const before = emulator.calls.length;
  const listing = await pullAccount(direct);
  const actions = emulator.calls.slice(before).map(({ action }) => action);
  expect(actions.filter((action) => !/^(Get|List)/.test(action))).toEqual([]);
  const schema = JSON.parse(
    readFileSync(path.join(__dirname, "../../schema/account-listing.schema.json"), "utf8"),
  ) as object;
  expect(new Ajv2020({ strict: true }).validate(schema, listing)).toBe(true);
  expect(listing["AgentrunRamListing"]).toEqual({
    version: 1,
    account: "1234567890123456",
    complete: true,
    missing: [],
  });
});

it("finds no drift where the account is as the code", async () => {
  const { code, out } = await drift();
  expect(out).toMatch(/^Unchanged|nobody may do more|No change/i);
  expect(code).toBe(0);
});

const admin = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "ram:*", Resource: "*" }] });

it.each<[string, readonly (readonly [string, Readonly<Record<string, string>>])[], RegExp]>([
  [
    "a policy has another document",
    [["CreatePolicyVersion", { PolicyName: "read", PolicyDocument: admin, SetAsDefault: "true" }]],
    /may now ram:/,
  ],
  [
    "a role trusts another service",
    [
      [
        "UpdateRole",
        { RoleName: "run", NewAssumeRolePolicyDocument: TrustPolicy.forServices("ecs.aliyuncs.com").toText() },
      ],
    ],
    /ecs\.aliyuncs\.com/,
  ],
  [
    "a user has a further policy",
    [
      ["AttachPolicyToUser", { PolicyName: "read", PolicyType: "Custom", UserName: "alice" }],
      ["RemoveUserFromGroup", { UserName: "alice", GroupName: "dev" }],
    ],
    /alice/,
  ],
  [
    "a user has a system policy more",
    [["AttachPolicyToUser", { PolicyName: "AdministratorAccess", PolicyType: "System", UserName: "alice" }]],
    /alice/,
  ],
  [
    "a system policy is detached",
    [["DetachPolicyFromUser", { PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System", UserName: "alice" }]],
    /no longer oss:/,
  ],
  [
    "a user is new",
    [
      ["CreateUser", { UserName: "bob" }],
      ["AddUserToGroup", { UserName: "bob", GroupName: "dev" }],
    ],
    /bob/,
  ],
  [
    "a group is new, with a policy",
    [
      ["CreateGroup", { GroupName: "ops" }],
      ["AttachPolicyToGroup", { PolicyName: "read", PolicyType: "Custom", GroupName: "ops" }],
    ],
    /ops/,
  ],
  ["a role is new", [["CreateRole", { RoleName: "other", AssumeRolePolicyDocument: trust.toText() }]], /other/],
  [
    "a policy is detached from the role",
    [["DetachPolicyFromRole", { PolicyName: "read", PolicyType: "Custom", RoleName: "run" }]],
    /role run/,
  ],
  ["a member has left", [["RemoveUserFromGroup", { UserName: "alice", GroupName: "dev" }]], /alice/],
])("finds that %s", async (_, changes, expected) => {
  for (const [action, parameters] of changes) await emulator.call(action, parameters);
  const { code, out } = await drift();
  expect(out).toMatch(expected);
  expect(code).toBe(2);
});

it("is an input of other commands, and of adopt", async () => {
  const listing = await pulled();
  expect(call("summary", listing).out).toContain("group dev");
  expect(call("lint", listing).code).toBe(0);
  expect(call("review", listing, listing, "--gate", "any-change").code).toBe(0);
  expect(call("adopt", output, "--listing", listing).out).toContain("alicloud_ram_role");
  expect(readListing(readFileSync(listing, "utf8"), listing).accountId).toBe("1234567890123456");
});

it("reads all pages", async () => {
  for (let index = 0; index < 230; index += 1) await emulator.call("CreateUser", { UserName: `u${index}` });
  const { users } = readListing(JSON.stringify(await pullAccount(direct)), "listing");
  expect(users).toMatchObject({ isComplete: true });
  expect(users?.entries).toHaveLength(231);
});

it("says which calls of ResourceManager failed, and is then not complete", async () => {
  const refusing: AccountCall = async (api, action, parameters) => {
    if (action === "ListControlPolicies") throw new PullError("ListControlPolicies failed with NoPermission");
    return direct(api, action, parameters);
  };
  expect((await pullAccount(refusing))["AgentrunRamListing"]).toMatchObject({
    complete: false,
    missing: ["ListControlPolicies: ListControlPolicies failed with NoPermission"],
  });
});

it("is complete without a resource directory, which control policies belong to", async () => {
  const without: AccountCall = async (api, action, parameters) => {
    if (action === "ListControlPolicies") throw new PullError("failed", "ResourceDirectoryNotInUse");
    return direct(api, action, parameters);
  };
  expect((await pullAccount(without))["AgentrunRamListing"]).toMatchObject({ complete: true, missing: [] });
});

it("goes on where an interrupted pull ended", async () => {
  const partial = path.join(folder, "account.json.partial");
  let left = 7;
  const failing: AccountCall = async (...given) => {
    left -= 1;
    if (left < 0) throw new PullError("GetRole failed with Throttling");
    return direct(...given);
  };
  await expect(pullAccount(resumable(failing, partial).call)).rejects.toThrow("Throttling");
  let made = 0;
  const counting: AccountCall = async (...given) => {
    made += 1;
    return direct(...given);
  };
  const again = resumable(counting, partial);
  expect(again.known).toBe(7);
  expect(await pullAccount(again.call)).toMatchObject({ AgentrunRamListing: { complete: true } });
  const whole = emulator.calls.length;
  expect(made).toBeLessThan(whole - 7);
  again.done();
});

it.each([
  "example.com",
  "127.0.0.1.example.com",
  "aliyuncs.com.example.com",
  "http://169.254.169.254",
  "notaliyuncs.com",
])("sends no credentials to %s", (host) => {
  expect(() => placeOf(host)).toThrow(/gets no credentials/);
});

it.each([
  ["127.0.0.1:4566", true],
  ["http://localhost:4566/", true],
  ["ram.aliyuncs.com", false],
])("takes %s", (host, isLocal) => {
  expect(placeOf(host).isLocal).toBe(isLocal);
});

it("says how to install the SDK where it is missing", () => {
  const { code, err } = call("pull", "--out", path.join(folder, "none.json"), "--endpoint", "127.0.0.1:1");
  expect([code, err]).toEqual([1, expect.stringMatching(/npm install @alicloud\/ram20150501/)]);
});

it("knows the resource groups of the code by their names", async () => {
  const { ResourceGroup } = await emulator.call("CreateResourceGroup", { Name: "team", DisplayName: "Team" });
  const { Id: id } = ResourceGroup as { readonly Id: string };
  const scoped = path.join(folder, "scoped.out");
  const code = new App({ outdir: scoped });
  const team = new TerraformStack(code, "team");
  new AlicloudProvider(team, "alicloud", { region: "cn-hangzhou" });
  const group = new ResourceManagerResourceGroup(team, "Group", { resourceGroupName: "team", displayName: "Team" });
  const ops = new RamGroup(team, "Ops", { groupName: "ops" });
  new SystemPolicy(team, "Oss", {
    policyName: "AliyunOSSReadOnlyAccess",
    attachTo: { groups: [ops.groupName], resourceGroup: { id: group.id, accountAlias: emulator.accountId } },
  });
  code.synth();
  await emulator.call("CreateGroup", { GroupName: "ops" });
  const attachment = { PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System", ResourceGroupId: id };
  const principal = { PrincipalType: "IMSGroup", PrincipalName: `ops@group.${emulator.accountId}.onaliyun.com` };
  await emulator.call("AttachPolicy", { ...attachment, ...principal });
  const { out } = call("review", scoped, "--account", await pulled());
  expect(out).not.toContain("group ops");
  expect(out).toContain("group dev");
});
