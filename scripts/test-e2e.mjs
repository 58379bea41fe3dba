/**
 * Deploys to the emulator with a Terraform-compatible engine and the alicloud provider. The engine takes the provider from its
 * registry, or from a mirror in `TF_CLI_CONFIG_FILE`.
 *
 * If the engine or the provider is missing, it prints one line with what is missing and how to get it, and passes without
 * running. Otherwise, it ends with a table of scenarios, calls and seconds.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { findExecutable, findProvider, longestInstallation } from "./find-provider.mjs";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const scratch = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-"));
try {
  process.exitCode = main();
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

function main() {
  const terraform = findExecutable("terraform");
  const tofu = findExecutable("tofu");
  const engine = terraform ?? tofu;
  if (engine === undefined) return notRun("no engine: put terraform 1.5 or later, or tofu, on the path");
  const found = findProvider(engine, path.join(scratch, "provider"));
  if (found.missing !== undefined) return notRun(found.missing);
  const foundForTofu = tofu === undefined ? undefined : findProvider(tofu, path.join(scratch, "provider-of-tofu"));
  const jest = path.join(root, "node_modules", "jest", "bin", "jest.js");
  const records = mkdtempSync(path.join(scratch, "records-"));
  const sdk = installSdk();
  const leftOut = [
    ...(foundForTofu?.folder === undefined ? ["10-tofu"] : []),
    ...(sdk.folder === undefined ? ["15-pull"] : []),
  ];
  // Must come last, because jest reads all words after it as further patterns.
  const ignored = leftOut.length === 0 ? [] : ["--testPathIgnorePatterns", ...leftOut];
  const { status } = spawnSync(
    process.execPath,
    [jest, "--ci", "--config", "jest.e2e.config.cjs", ...process.argv.slice(2), ...ignored],
    {
      cwd: root,
      stdio: ["ignore", "inherit", "inherit"],
      env: {
        ...process.env,
        E2E_ENGINE: engine,
        E2E_PROVIDERS: found.folder,
        ...(foundForTofu?.folder === undefined ? {} : { E2E_TOFU: tofu, E2E_TOFU_PROVIDERS: foundForTofu.folder }),
        ...(sdk.folder === undefined ? {} : { NODE_PATH: sdk.folder }),
        E2E_RECORDS: records,
      },
    },
  );
  const rows = readdirSync(records).flatMap((file) =>
    readFileSync(path.join(records, file), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line)),
  );
  printTable(rows);
  if (foundForTofu?.folder === undefined) {
    console.log(`e2e: scenario 10 NOT RUN (${foundForTofu?.missing ?? "no tofu on the path"})`);
  }
  if (sdk.folder === undefined) console.log(`e2e: scenario 15 NOT RUN (${sdk.missing})`);
  if (status !== 0) {
    console.log("e2e: failed");
    return 1;
  }
  console.log(`e2e: ${rows.length} passed`);
  return 0;
}

/**
 * Installs the vendor's SDK outside of the project, because only `pull` uses it: an optional peer with 41 packages.
 * Returns the folder of modules, or what is missing.
 */
function installSdk() {
  const folder = path.join(scratch, "sdk");
  const { peerDependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8"));
  const packages = Object.entries(peerDependencies)
    .filter(([name]) => name.startsWith("@alicloud/"))
    .map(([name, version]) => `${name}@${version}`);
  const options = ["--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--loglevel=error"];
  const { status, error, stderr } = spawnSync("npm", ["install", "--prefix", folder, ...options, ...packages], {
    encoding: "utf8",
    timeout: longestInstallation,
  });
  if (status === 0) return { folder: path.join(folder, "node_modules") };
  const reason = error?.code ?? (stderr.split("\n").find((line) => line.includes("npm error")) || "no reason given");
  return { missing: `${packages.join(" ")} cannot be installed: ${reason}` };
}

function notRun(why) {
  console.log(`e2e: NOT RUN (${why})`);
  return 0;
}

function printTable(rows) {
  const numberOf = ({ name }) => Number.parseInt(name, 10);
  const lines = [...rows]
    .sort((a, b) => numberOf(a) - numberOf(b) || (a.name < b.name ? -1 : 1))
    .map(({ name, passed, calls, seconds }) => [passed ? name : `FAILED ${name}`, String(calls), seconds.toFixed(1)]);
  const width = Math.max(8, ...lines.map(([name]) => name.length));
  for (const [name, calls, seconds] of [["scenario", "calls", "seconds"], ...lines]) {
    console.log(`${name.padEnd(width)}  ${calls.padStart(6)}  ${seconds.padStart(7)}`);
  }
}
