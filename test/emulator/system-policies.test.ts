import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  type Emulator,
  type EmulatorOptions,
  EmulatorError,
  type GivenSystemPolicies,
  startEmulator,
} from "cdktf-alicloud-agentrun/emulator";
import { at } from "./client-styles";

const ecs = { Version: "1", Statement: [{ Effect: "Allow", Action: "ecs:*", Resource: "*" }] } as const;
const systemPolicies: GivenSystemPolicies = { AliyunECSFullAccess: ecs, AliyunVPCFullAccess: null };

const started: Emulator[] = [];

async function start(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(options);
  started.push(emulator);
  return emulator;
}

afterEach(() => Promise.all(started.splice(0).map((emulator) => emulator.close())));

const decide = (emulator: Emulator, action: string) => emulator.evaluate({ principal: "user/alice", action });

it("knows those of the catalog, and says how to give others", async () => {
  const emulator = await start();
  await emulator.call("CreateUser", { UserName: "alice" });
  const attachment = { UserName: "alice", PolicyType: "System", PolicyName: "AliyunNewServiceFullAccess" };
  await expect(emulator.call("AttachPolicyToUser", attachment)).rejects.toMatchObject({
    code: "EntityNotExist.Policy",
    message: expect.stringContaining("--system-policies") as string,
  });
});

it("shows an unconfirmed document, and takes what the policy says for unknown", async () => {
  const emulator = await start();
  await emulator.call("CreateUser", { UserName: "alice" });
  const policy = { PolicyType: "System", PolicyName: "AliyunECSFullAccess" };
  await emulator.call("AttachPolicyToUser", { UserName: "alice", ...policy });
  const read = await emulator.call("GetPolicy", policy);
  expect(at(read, "DefaultPolicyVersion.PolicyDocument")).toContain('"ecs:*"');
  expect(at(read, "Policy.Description")).toMatch(
    /^The emulator has only an unconfirmed copy of this policy: printed on/,
  );
  expect(decide(emulator, "ecs:RunInstances")).toMatchObject({
    decision: "Depends",
    unknownPolicies: ["AliyunECSFullAccess"],
  });
});

it("takes others with their documents or names, and keeps them in the state file", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "emulator-"));
  const stateFile = path.join(folder, "state");
  let emulator = await start({ systemPolicies, stateFile });
  await emulator.call("CreateUser", { UserName: "alice" });
  for (const PolicyName of ["aliyunECSfullaccess", "AliyunVPCFullAccess"]) {
    await emulator.call("AttachPolicyToUser", { UserName: "alice", PolicyType: "System", PolicyName });
  }
  const read = await emulator.call("GetPolicy", { PolicyType: "System", PolicyName: "AliyunECSFullAccess" });
  expect(at(read, "DefaultPolicyVersion.PolicyDocument")).toBe(JSON.stringify(ecs));
  const { Policies } = await emulator.call("ListPolicies", { PolicyType: "System", MaxItems: "1000" });
  const listed = JSON.stringify(Policies);
  for (const name of ["AdministratorAccess", "AliyunECSFullAccess", "AliyunVPCFullAccess"]) {
    expect(listed).toContain(`"${name}"`);
  }
  await emulator.close();

  emulator = await start({ stateFile });
  // What is known by name only may hold a Deny.
  expect(decide(emulator, "ecs:RunInstances")).toMatchObject({
    decision: "Depends",
    unknownPolicies: ["AliyunVPCFullAccess"],
  });
  const detached = { UserName: "alice", PolicyType: "System", PolicyName: "AliyunVPCFullAccess" };
  await emulator.call("DetachPolicyFromUser", detached);
  expect(decide(emulator, "ecs:RunInstances").decision).toBe("Allow");
  await emulator.close();
  emulator = await start({ stateFile, systemPolicies });
  await emulator.reset();
  await emulator.call("GetPolicy", { PolicyType: "System", PolicyName: "AliyunECSFullAccess" });
  await emulator.close();
  rmSync(folder, { recursive: true });
});

it("takes the document of one that the catalog knows by name only", async () => {
  const PolicyName = "AliyunOSSFullAccess";
  const document = { ...ecs, Statement: [{ ...ecs.Statement[0], Action: "oss:*" }] };
  const emulator = await start({ systemPolicies: { [PolicyName]: document } });
  await emulator.call("CreateUser", { UserName: "alice" });
  await emulator.call("AttachPolicyToUser", { UserName: "alice", PolicyType: "System", PolicyName });
  expect(decide(emulator, "oss:GetObject")).toMatchObject({ decision: "Allow", unknownPolicies: [] });
});

it.each<readonly [string, unknown, string]>([
  ["a list", [ecs], "must be an object with a document or null for each name"],
  ["a name that is none", { "Aliyun ECS": ecs }, "the name must have 1 to 128"],
  ["a name in another case", { AliyunOssFullAccess: ecs }, "write the name as AliyunOSSFullAccess"],
  ["a document that is none", { AliyunECSFullAccess: { Version: "1" } }, "system policy AliyunECSFullAccess: "],
  ["no document", { AliyunECSFullAccess: undefined }, "system policy AliyunECSFullAccess: "],
])("refuses %s", async (_, given, message) => {
  const refused = start({ systemPolicies: given as GivenSystemPolicies });
  await expect(refused).rejects.toThrow(EmulatorError);
  await expect(refused).rejects.toThrow(message);
});
