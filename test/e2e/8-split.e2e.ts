import { CustomPolicy, PolicyStatement, Role, TrustPolicy } from "../../lib";
import { PolicyDocument, split } from "../../lib/policy";
import type { HandCall } from "./support/by-hand";
import { type Permission, replayLacks } from "./support/moments";
import { scenario } from "./support/scenario";
import { type Stage, expectSuccess } from "./support/stage";
import { synthesizeStack } from "./support/synthesize";
import type { Workspace } from "./support/workspace";

const actions = ["oss:GetObject", "oss:PutObject"];

function resourceOf(number: number): string {
  return `acs:oss:*:*:bucket-${number}/*`;
}

type Buckets = readonly number[];

function buckets(from: number, to: number): Buckets {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

function statements(numbers: Buckets): readonly PolicyStatement[] {
  return numbers.map((number) => PolicyStatement.allow({ actions, resources: resourceOf(number) }));
}

/** The smallest number of statements that need this many documents. */
function fewestFor(documents: number): Buckets {
  let count = 1;
  while (split(new PolicyDocument(statements(buckets(0, count)))).length < documents) count += 1;
  return buckets(0, count);
}

/** A policy on one principal of each kind: two exist already, and the stack creates one. */
function stackOf(numbers: Buckets): string {
  return synthesizeStack((stack) => {
    const policy = new CustomPolicy(stack, "Long", {
      policyName: "long",
      document: statements(numbers),
      attachTo: { groups: ["dev"], users: ["alice"] },
    });
    new Role(stack, "Runner", {
      roleName: "runner",
      trust: TrustPolicy.forServices("fc.aliyuncs.com"),
      policies: [policy],
    });
  });
}

function permissions(numbers: Buckets): readonly Permission[] {
  return actions.flatMap((action) =>
    numbers.map((number) => ({ action, resource: resourceOf(number).replace("/*", "/object") })),
  );
}

const namedPrincipals: readonly HandCall[] = [
  { action: "CreateGroup", parameters: { GroupName: "dev" } },
  { action: "CreateUser", parameters: { UserName: "alice" } },
];

const principals = ["group dev", "user alice", "role runner"];

/** Applies other statements. Returns the kept statements that a principal lacked at some moment. */
async function change(stage: Stage, workspace: Workspace, before: Buckets, after: Buckets) {
  workspace.write(stackOf(after));
  const calls = await stage.callsDuring(async () => {
    expectSuccess(await workspace.apply());
  });
  expect(calls.some(({ action }) => action === "CreatePolicyVersion")).toBe(true);
  const kept = permissions(before.filter((number) => after.includes(number)));
  expect(kept.length).toBeGreaterThan(0);
  return replayLacks(stage.emulator.calls, calls[0]?.number ?? 0, principals, kept);
}

scenario(
  "8 a split policy grows from two documents to three, and shrinks again: nobody lacks anything",
  async (stage) => {
    const two = fewestFor(2);
    const three = fewestFor(3);
    await stage.byHand(namedPrincipals);
    const workspace = stage.workspace(stackOf(two));
    expectSuccess(await workspace.apply());
    expect(stage.emulator.state.policies).toHaveLength(2);
    expect(stage.emulator.state.attachments).toHaveLength(6);

    expect(await change(stage, workspace, two, three)).toEqual([]);
    expect(stage.emulator.state.policies).toHaveLength(3);
    expect(stage.emulator.state.attachments).toHaveLength(9);

    expect(await change(stage, workspace, three, two)).toEqual([]);
    expect(stage.emulator.state.policies).toHaveLength(2);
    expectSuccess(await workspace.destroy());
    expect(stage.emulator.state.policies).toEqual([]);
  },
);

scenario("8 a split policy is rewritten again and again: nobody lacks what stays", async (stage) => {
  await stage.byHand(namedPrincipals);
  const editions = [
    buckets(0, 150),
    buckets(30, 290),
    [...buckets(30, 60), ...buckets(200, 430)],
    [...buckets(0, 50), ...buckets(220, 260)],
    buckets(10, 330),
  ];
  const workspace = stage.workspace(stackOf(editions[0]!));
  expectSuccess(await workspace.apply());
  const counts = new Set<number>();
  for (const [index, after] of editions.slice(1).entries()) {
    expect(await change(stage, workspace, editions[index]!, after)).toEqual([]);
    counts.add(stage.emulator.state.policies.length);
  }
  expect(counts.size).toBeGreaterThan(2);
  expectSuccess(await workspace.destroy());
});
