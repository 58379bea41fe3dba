import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { registerExamples } from "../../examples/stacks";
import { CustomPolicy, PolicyStatement, Role, TrustPolicy } from "../../lib";
import type { Emulator } from "../../lib/emulator";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { RamUser } from "../../lib/provider-alicloud/ram-user";
import { callToEnd } from "../cli/support/call";
import { type HandCall, handCall, makeImported, makeNamedPrincipals } from "./support/by-hand";
import { withResourceGroups } from "./support/resource-groups";
import { scenario } from "./support/scenario";
import { type Stage, expectSuccess } from "./support/stage";
import { synthesize, synthesizeStack } from "./support/synthesize";

const folder = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-pull-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Printed = Awaited<ReturnType<typeof callToEnd>>;

/** Pulls the account by the vendor's SDK, and compares it with the code of a stack. */
async function drift(emulator: Emulator, code: string): Promise<Printed> {
  const listing = path.join(folder, "account.json");
  const pulled = await callToEnd("pull", "--out", listing, "--endpoint", emulator.address, "--force");
  expect({ code: pulled.code, err: pulled.code === 0 ? "" : pulled.err }).toEqual({ code: 0, err: "" });
  return callToEnd("review", code, "--account", listing, "--gate", "any-change");
}

function expectNoDrift({ code, out, err }: Printed): void {
  expect({ code, out: code === 0 ? "" : out, err: code === 0 ? "" : err }).toEqual({ code: 0, out: "", err: "" });
}

/** Deploys a stack, and returns its file. */
async function deploy(stage: Stage, text: string): Promise<string> {
  const workspace = stage.workspace(text);
  expectSuccess(await workspace.apply());
  return path.join(workspace.folder, "cdk.tf.json");
}

for (const [name, synthesized] of synthesize(registerExamples)) {
  scenario(`15 ${name}: deployed, pulled by the vendor's SDK, and without drift`, async (stage) => {
    await stage.byHand(makeNamedPrincipals(synthesized));
    await makeImported(stage.emulator, synthesized);
    const text = await withResourceGroups(synthesized, stage.emulator);
    expectNoDrift(await drift(stage.emulator, await deploy(stage, text)));
  });
}

const administrator = { PolicyName: "AdministratorAccess", PolicyType: "System" };
const run = { PolicyName: "run", PolicyType: "Custom" };
const anyone =
  '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["ecs.aliyuncs.com"]}}]}';
const everything = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:*","Resource":"*"}]}';

/** Changes that somebody makes in the console, one after another, with the result of the comparison after each. */
const changes: readonly (readonly [title: string, calls: readonly HandCall[], named: RegExp])[] = [
  [
    "a user has a system policy more",
    [handCall("AttachPolicyToUser", { ...administrator, UserName: "alice" })],
    /alice/,
  ],
  [
    "a role trusts another service",
    [handCall("UpdateRole", { RoleName: "runner", NewAssumeRolePolicyDocument: anyone })],
    /ecs\.aliyuncs\.com/,
  ],
  ["a policy lost a principal", [handCall("DetachPolicyFromGroup", { ...run, GroupName: "dev" })], /group dev/],
  [
    "a policy has another document",
    [handCall("CreatePolicyVersion", { PolicyName: "run", PolicyDocument: everything, SetAsDefault: "true" })],
    /ram:/,
  ],
  [
    "a user is new, with a policy",
    [handCall("CreateUser", { UserName: "eve" }), handCall("AttachPolicyToUser", { ...run, UserName: "eve" })],
    /eve/,
  ],
  [
    "a group is new, with a policy",
    [
      handCall("CreateGroup", { GroupName: "ops" }),
      handCall("AttachPolicyToGroup", { ...administrator, GroupName: "ops" }),
    ],
    /ops/,
  ],
  ["a group has a member more", [handCall("AddUserToGroup", { UserName: "eve", GroupName: "ops" })], /eve/],
  ["a role is new", [handCall("CreateRole", { RoleName: "intruder", AssumeRolePolicyDocument: anyone })], /intruder/],
  [
    "a role has a policy more",
    [handCall("AttachPolicyToRole", { ...administrator, RoleName: "intruder" })],
    /intruder/,
  ],
  ["a role lost a policy", [handCall("DetachPolicyFromRole", { ...run, RoleName: "runner" })], /role runner/],
];

scenario("15 ten changes by hand: each is found", async (stage) => {
  const text = synthesizeStack((stack) => {
    const alice = new RamUser(stack, "Alice", { name: "alice" });
    const dev = new RamGroup(stack, "Dev", { groupName: "dev" });
    const runner = new Role(stack, "Runner", { roleName: "runner", trust: TrustPolicy.forServices("fc.aliyuncs.com") });
    new CustomPolicy(stack, "Run", {
      policyName: "run",
      document: [PolicyStatement.allow({ actions: "oss:GetObject", resources: "acs:oss:*:*:bucket/*" })],
      attachTo: { users: [alice.name], groups: [dev.groupName], roles: [runner] },
    });
  });
  const code = await deploy(stage, text);
  expectNoDrift(await drift(stage.emulator, code));
  let before = "";
  for (const [title, calls, named] of changes) {
    await stage.byHand(calls);
    const { code: exitCode, out } = await drift(stage.emulator, code);
    expect({ title, exitCode, differs: out !== before }).toEqual({ title, exitCode: 2, differs: true });
    expect(out).toMatch(named);
    before = out;
  }
});
