import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { CustomPolicy, FunctionComputeServiceLinkedRole, PolicyStatement, Role, TrustPolicy } from "../../lib";
import type { FaultKind, LoggedCall } from "../../lib/emulator";
import { adopt, listingOf } from "./support/adopt";
import type { HandCall } from "./support/by-hand";
import { scenario } from "./support/scenario";
import { type Stage, contentOf } from "./support/stage";
import { synthesizeStack } from "./support/synthesize";
import type { Workspace } from "./support/workspace";

/** One resource of every kind that constructs create. One of them can be changed. */
function stackOf(action: string): string {
  return synthesizeStack((stack) => {
    const role = new Role(stack, "Runner", {
      roleName: "runner",
      trust: TrustPolicy.forServices("fc.aliyuncs.com"),
      description: `may ${action}`,
    });
    new CustomPolicy(stack, "Run", {
      policyName: "run",
      document: [PolicyStatement.allow({ actions: action, resources: "acs:oss:*:*:bucket/*" })],
      attachTo: { roles: [role], users: ["alice"], groups: ["dev"] },
    });
    new FunctionComputeServiceLinkedRole(stack, "FunctionCompute", { protectFromDestroy: false });
  });
}

const principals: readonly HandCall[] = [
  { action: "CreateGroup", parameters: { GroupName: "dev" } },
  { action: "CreateUser", parameters: { UserName: "alice" } },
];
const wholeContent = [
  "group dev",
  "policy run",
  "role AliyunServiceRoleForFC",
  "role runner",
  "run on group dev in account",
  "run on role runner in account",
  "run on user alice in account",
  "user alice",
];
const emptyContent = ["group dev", "user alice"];

/** The calls that apply, change and destroy make. Each of them fails once. */
const writes = {
  apply: [
    "CreateRole",
    "CreatePolicy",
    "AttachPolicyToRole",
    "AttachPolicyToUser",
    "AttachPolicyToGroup",
    "CreateServiceLinkedRole",
  ],
  change: ["UpdateRole", "CreatePolicyVersion"],
  destroy: [
    "DetachPolicyFromRole",
    "DetachPolicyFromUser",
    "DetachPolicyFromGroup",
    "DeletePolicy",
    "DeleteRole",
    "DeleteServiceLinkedRole",
  ],
} as const;
const reads = [
  "GetRole",
  "GetPolicy",
  "ListTagResources",
  "ListPoliciesForRole",
  "ListPoliciesForUser",
  "ListPoliciesForGroup",
];

const passing: readonly (readonly [string, FaultKind])[] = [
  ["throttling", { kind: "throttle" }],
  ["503 ServiceUnavailable", { kind: "error", status: 503, code: "ServiceUnavailable" }],
  ["500 InternalError", { kind: "error", status: 500 }],
  ["dropped connections", { kind: "drop" }],
  ["lost answers", { kind: "lose-answer" }],
];

for (const [name, kind] of passing) {
  scenario(`6 ${name}: once on every call that changes something`, async (stage) => {
    await stage.byHand(principals);
    await deployWithFaults(stage, kind, writes);
  });
}

scenario("6 throttling: once on every call that reads", async (stage) => {
  await stage.byHand(principals);
  await deployWithFaults(stage, { kind: "throttle" }, { apply: reads, change: [], destroy: [] });
});

type Steps = Readonly<Record<"apply" | "change" | "destroy", readonly string[]>>;

async function deployWithFaults(stage: Stage, kind: FaultKind, actions: Steps): Promise<void> {
  const workspace = stage.workspace(stackOf("oss:GetObject"));
  await withFaults(stage, kind, actions.apply, () => settle(stage, workspace, () => workspace.apply()));
  expect(contentOf(stage.emulator.state)).toEqual(wholeContent);

  workspace.write(stackOf("oss:PutObject"));
  await withFaults(stage, kind, actions.change, () => settle(stage, workspace, () => workspace.apply()));
  expect(stage.emulator.state.policies[0]?.versions.at(-1)?.document).toContain("oss:PutObject");
  expect(contentOf(stage.emulator.state)).toEqual(wholeContent);

  await withFaults(stage, kind, actions.destroy, () => settle(stage, workspace, () => workspace.destroy()));
  expect(contentOf(stage.emulator.state)).toEqual(emptyContent);
}

/** Runs a function while calls fail. Every fault must occur. */
async function withFaults(
  stage: Stage,
  kind: FaultKind,
  actions: readonly string[],
  something: () => Promise<void>,
): Promise<void> {
  const faults = actions.map((action) => stage.emulator.fault({ ...kind, action }));
  await something();
  expect(faults.filter(({ happened }) => happened === 0).map(({ rule }) => rule.action)).toEqual([]);
  for (const fault of faults) fault.remove();
}

/**
 * Repeats a step until it succeeds, as our page on errors describes: unchanged or, if something exists that the engine does
 * not know, after adopting it. The page must explain every failure.
 */
async function settle(
  stage: Stage,
  workspace: Workspace,
  step: () => Promise<{ code: number; output: string }>,
): Promise<void> {
  for (let attempt = 1; attempt <= 3; attempt += 1) {
    let code = -1;
    let output = "";
    const calls = await stage.callsDuring(async () => {
      ({ code, output } = await step());
    });
    if (code === 0) return;
    const codes = unexpectedCodes(calls);
    // A closed connection has no code; the provider reports EOF.
    for (const found of codes.length === 0 ? ["EOF"] : codes) expectExplained(found);
    if (attempt === 3) throw new Error(`failed three times\n${codes.join(", ")}\n${output}`);
    if (codes.some((found) => found.startsWith("EntityAlreadyExists"))) {
      expect(adopt(workspace, await listingOf(stage.emulator), "--write").code).toBe(0);
    }
  }
}

/** Codes of calls that failed without an injected fault, in the order of their appearance. */
function unexpectedCodes(calls: readonly LoggedCall[]): readonly string[] {
  return [...new Set(calls.flatMap(({ code, fault }) => (code === undefined || fault !== undefined ? [] : [code])))];
}

function expectExplained(code: string): void {
  const page = path.join(__dirname, "..", "..", "docs", "troubleshooting.md");
  if (!existsSync(page)) return;
  const text = readFileSync(page, "utf8");
  const names = [code, `${code.split(".")[0] ?? ""}.`];
  expect({ code, explained: names.some((one) => text.includes(one)) }).toEqual({ code, explained: true });
}
