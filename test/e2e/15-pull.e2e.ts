import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { registerExamples } from "../../examples/stacks";
import { CustomPolicy, PolicyStatement, Role, TrustPolicy } from "../../lib";
import type { Emulator } from "../../lib/emulator";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { RamUser } from "../../lib/provider-alicloud/ram-user";
import { callToEnd } from "../cli/support/call";
import { type HandCall, makeImported, makeNamedPrincipals } from "./support/by-hand";
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

/** The output folder of a stack, as synth writes it. */
function outputOf(name: string, text: string): string {
  const output = path.join(folder, name);
  mkdirSync(path.join(output, "stacks", name), { recursive: true });
  writeFileSync(path.join(output, "stacks", name, "cdk.tf.json"), text);
  const stack = { name, synthesizedStackPath: `stacks/${name}/cdk.tf.json`, workingDirectory: `stacks/${name}` };
  const manifest = {
    version: "0.20.12",
    stacks: { [name]: { ...stack, constructPath: name, annotations: [], dependencies: [] } },
  };
  writeFileSync(path.join(output, "manifest.json"), JSON.stringify(manifest));
  return output;
}

async function deploy(stage: Stage, text: string): Promise<void> {
  expectSuccess(await stage.workspace(text).apply());
}

for (const [name, synthesized] of synthesize(registerExamples)) {
  scenario(`15 ${name}: deployed, pulled by the vendor's SDK, and without drift`, async (stage) => {
    await stage.byHand(makeNamedPrincipals(synthesized));
    await makeImported(stage.emulator, synthesized);
    const text = await withResourceGroups(synthesized, stage.emulator);
    await deploy(stage, text);
    expectNoDrift(await drift(stage.emulator, outputOf(name, text)));
  });
}

const administrator = { PolicyName: "AdministratorAccess", PolicyType: "System" };
const run = { PolicyName: "run", PolicyType: "Custom" };
const anyone =
  '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["ecs.aliyuncs.com"]}}]}';
const everything = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:*","Resource":"*"}]}';

/** Changes that somebody makes at the console, one after the other, and what the comparison then names. */
const changes: readonly (readonly [title: string, calls: readonly HandCall[], named: RegExp])[] = [
  ["a user has a system policy more", [make("AttachPolicyToUser", { ...administrator, UserName: "alice" })], /alice/],
  [
    "a role trusts another service",
    [make("UpdateRole", { RoleName: "runner", NewAssumeRolePolicyDocument: anyone })],
    /ecs\.aliyuncs\.com/,
  ],
  ["a policy lost a principal", [make("DetachPolicyFromGroup", { ...run, GroupName: "dev" })], /group dev/],
  [
    "a policy has another document",
    [make("CreatePolicyVersion", { PolicyName: "run", PolicyDocument: everything, SetAsDefault: "true" })],
    /ram:/,
  ],
  [
    "a user is new, with a policy",
    [make("CreateUser", { UserName: "eve" }), make("AttachPolicyToUser", { ...run, UserName: "eve" })],
    /eve/,
  ],
  [
    "a group is new, with a policy",
    [make("CreateGroup", { GroupName: "ops" }), make("AttachPolicyToGroup", { ...administrator, GroupName: "ops" })],
    /ops/,
  ],
  ["a group has a member more", [make("AddUserToGroup", { UserName: "eve", GroupName: "ops" })], /eve/],
  ["a role is new", [make("CreateRole", { RoleName: "intruder", AssumeRolePolicyDocument: anyone })], /intruder/],
  ["a role has a policy more", [make("AttachPolicyToRole", { ...administrator, RoleName: "intruder" })], /intruder/],
  ["a role lost a policy", [make("DetachPolicyFromRole", { ...run, RoleName: "runner" })], /role runner/],
];

function make(action: string, parameters: Readonly<Record<string, string>>): HandCall {
  return { action, parameters };
}

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
  await deploy(stage, text);
  const output = outputOf("code", text);
  expectNoDrift(await drift(stage.emulator, output));
  let before = "";
  for (const [title, calls, named] of changes) {
    await stage.byHand(calls);
    const { code, out } = await drift(stage.emulator, output);
    expect({ title, code, differs: out !== before }).toEqual({ title, code: 2, differs: true });
    expect(out).toMatch(named);
    before = out;
  }
});
