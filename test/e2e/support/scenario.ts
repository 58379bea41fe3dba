import { appendFileSync } from "node:fs";
import path from "node:path";
import { type EmulatorOptions, startEmulator } from "../../../lib/emulator";
import { Stage } from "./stage";

/**
 * A test with an account of its own. Leaves a row for the table at the end of the suite.
 *
 * @param name begins with the scenario's number
 */
export function scenario(name: string, body: (stage: Stage) => Promise<void>, options: EmulatorOptions = {}): void {
  it(name, async () => {
    const started = performance.now();
    const stage = new Stage(await startEmulator(options));
    let passed = false;
    try {
      await body(stage);
      passed = true;
    } finally {
      const seconds = (performance.now() - started) / 1000;
      record({ name, passed, calls: stage.httpCalls, seconds });
      await stage.close();
    }
  });
}

function record(row: Readonly<Record<string, unknown>>): void {
  const folder = process.env["E2E_RECORDS"];
  if (folder === undefined) return;
  // One file for each worker of the test runner, so that none waits for another.
  appendFileSync(path.join(folder, `${process.pid}.jsonl`), `${JSON.stringify(row)}\n`);
}
