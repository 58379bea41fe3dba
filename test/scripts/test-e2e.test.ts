import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "..", "..");
const folder = mkdtempSync(path.join(tmpdir(), "test-e2e-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Names of the scenarios that would run, by an engine that has every provider. */
function scenarios(...args: readonly string[]): readonly string[] {
  const engine = path.join(folder, "terraform");
  writeFileSync(engine, "#!/bin/sh\nexit 0\n");
  chmodSync(engine, 0o755);
  const script = path.join(root, "scripts", "test-e2e.mjs");
  const { stdout } = spawnSync(process.execPath, [script, ...args, "--listTests"], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, PATH: folder },
  });
  return stdout.split("\n").flatMap((line) => /\/test\/e2e\/(.+)\.e2e\.ts$/.exec(line)?.[1] ?? []);
}

it("runs the scenarios that are named, and without tofu all but its own", () => {
  expect(scenarios("6-faults")).toEqual(["6-faults"]);
  expect(scenarios("2-versions", "3-adopt").slice().sort()).toEqual(["2-versions", "3-adopt"]);
  const all = scenarios();
  expect(all).toContain("1-examples");
  expect(all).not.toContain("10-tofu");
});
