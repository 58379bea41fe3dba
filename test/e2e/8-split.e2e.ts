import { CustomPolicy, PolicyStatement, Role, TrustPolicy } from "../../lib";
import { PolicyDocument, split } from "../../lib/policy";
import { type Permission, replayLacks } from "./support/moments";
import { scenario } from "./support/scenario";
import { type Stage, expectSuccess } from "./support/stage";
import { synthesizeStack } from "./support/synthesize";
import type { Workspace } from "./support/workspace";

const actions = ["oss:GetObject", "oss:PutObject"];

function resourceOf(number: number): string {
  return `acs:oss:*:*:bucket-${number}/*`;
}

function statements(count: number): readonly PolicyStatement[] {
  return Array.from({ length: count }, (_, number) =>
    PolicyStatement.allow({ actions, resources: resourceOf(number) }),
  );
}

/** The fewest statements that take so many documents. */
function countFor(documents: number): number {
  let count = 1;
  while (split(new PolicyDocument(statements(count))).length < documents) count += 1;
  return count;
}

/** One policy on a principal of each kind: two that were there before, and one that the stack makes. */
function stackOf(count: number): string {
  return synthesizeStack((stack) => {
    const policy = new CustomPolicy(stack, "Long", {
      policyName: "long",
      document: statements(count),
      attachTo: { groups: ["dev"], users: ["alice"] },
    });
    new Role(stack, "Runner", {
      roleName: "runner",
      trust: TrustPolicy.forServices("fc.aliyuncs.com"),
      policies: [policy],
    });
  });
}

function permissions(count: number): readonly Permission[] {
  return actions.flatMap((action) =>
    Array.from({ length: count }, (_, number) => ({ action, resource: resourceOf(number).replace("/*", "/object") })),
  );
}

const principals = ["group dev", "user alice", "role runner"];

/** Applies another number of statements, and answers with what somebody lacked on the way, of `kept` statements. */
async function change(stage: Stage, workspace: Workspace, count: number, kept: number) {
  workspace.write(stackOf(count));
  const calls = await stage.callsDuring(async () => {
    expectSuccess(await workspace.apply());
  });
  expect(calls.some(({ action }) => action === "CreatePolicyVersion")).toBe(true);
  return replayLacks(stage.emulator.calls, calls[0]?.number ?? 0, principals, permissions(kept));
}

scenario(
  "8 a split policy grows from two documents to three, and shrinks again: nobody lacks anything",
  async (stage) => {
    const two = countFor(2);
    const three = countFor(3);
    await stage.byHand([
      { action: "CreateGroup", parameters: { GroupName: "dev" } },
      { action: "CreateUser", parameters: { UserName: "alice" } },
    ]);
    const workspace = stage.workspace(stackOf(two));
    expectSuccess(await workspace.apply());
    expect(stage.emulator.state.policies).toHaveLength(2);
    expect(stage.emulator.state.attachments).toHaveLength(6);

    expect(await change(stage, workspace, three, two)).toEqual([]);
    expect(stage.emulator.state.policies).toHaveLength(3);
    expect(stage.emulator.state.attachments).toHaveLength(9);

    expect(await change(stage, workspace, two, two)).toEqual([]);
    expect(stage.emulator.state.policies).toHaveLength(2);
    expectSuccess(await workspace.destroy());
    expect(stage.emulator.state.policies).toEqual([]);
  },
);
