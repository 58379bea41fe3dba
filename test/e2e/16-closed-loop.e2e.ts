import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LoggedCall } from "../../lib/emulator";
import { PolicyDocument } from "../../lib/policy";
import { callToEnd } from "../cli/support/call";
import { deployerNames } from "./support/deployer";
import { proveMinimal, recordLife } from "./support/prove-minimal";
import { scenario } from "./support/scenario";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-evidence-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A log of the emulator. */
function logOf(calls: readonly LoggedCall[]): string {
  const log = path.join(folder, "calls.jsonl");
  writeFileSync(log, calls.map((one) => `${JSON.stringify(one)}\n`).join(""));
  return log;
}

/** The policy that `agentrun-ram generate` makes from a log for the deploying identity. */
async function generated(log: string): Promise<PolicyDocument> {
  const principal = `user:${deployerNames.user}`;
  const result = await callToEnd("generate", "--from", log, "--principal", principal, "--format", "policy");
  expect({ code: result.code, err: result.code === 0 ? "" : result.err }).toEqual({ code: 0, err: "" });
  return PolicyDocument.fromJson(JSON.parse(result.out));
}

for (const name of ["grants", "principals"]) {
  scenario(
    `16 ${name}: what a recorded run needs is generated, is enough, and without any one of its actions a run fails`,
    async (stage) => {
      await proveMinimal(stage, name, await generated(logOf(await recordLife(stage, name))));
    },
  );

  scenario(`16 ${name}: the log of Terraform shows the calls that the emulator's own shows`, async (stage) => {
    const log = path.join(folder, "terraform.log");
    const ofEmulator = await generated(logOf(await recordLife(stage, name, log)));
    const actionsOf = ({ statements }: PolicyDocument) => [...new Set(statements.flatMap((one) => one.actions))].sort();
    expect(actionsOf(await generated(log))).toEqual(actionsOf(ofEmulator));
  });
}
