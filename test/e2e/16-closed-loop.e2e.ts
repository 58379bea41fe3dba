import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { LoggedCall } from "../../lib/emulator";
import { PolicyDocument } from "../../lib/policy";
import { callToEnd } from "../cli/support/call";
import { deployerNames } from "./support/deployer";
import { proveMinimal, recordLife } from "./support/prove-minimal";
import { scenario } from "./support/scenario";

/** The policy that `agentrun-ram generate` makes from a log of the emulator, for who deployed. */
async function generated(calls: readonly LoggedCall[]): Promise<PolicyDocument> {
  const folder = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-evidence-"));
  try {
    const log = path.join(folder, "calls.jsonl");
    writeFileSync(log, calls.map((one) => `${JSON.stringify(one)}\n`).join(""));
    const principal = `user:${deployerNames.user}`;
    const result = await callToEnd("generate", "--from", log, "--principal", principal, "--format", "policy");
    expect({ code: result.code, err: result.code === 0 ? "" : result.err }).toEqual({ code: 0, err: "" });
    return PolicyDocument.fromJson(JSON.parse(result.out));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

for (const name of ["grants", "principals"]) {
  scenario(
    `16 ${name}: what a recorded run needs is generated, is enough, and without any one of its actions a run fails`,
    async (stage) => {
      await proveMinimal(stage, name, await generated(await recordLife(stage, name)));
    },
  );
}
