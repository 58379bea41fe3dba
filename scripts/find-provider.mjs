import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Milliseconds. For slower downloads, a mirror is better. */
export const longestInstallation = 120_000;

/** The first executable of that name on the PATH. */
export function findExecutable(name) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => path.join(folder, name)).find(isExecutable);
}

/**
 * Installs the provider that synthesized stacks require into a folder, as the engine itself does. Returns the folder of
 * installed providers, or what is missing. Without a network, it ends within seconds.
 */
export function findProvider(engine, folder) {
  const name = path.basename(engine);
  const golden = new URL("../test/examples/golden/foundation.tf.json", import.meta.url);
  const { required_providers } = JSON.parse(readFileSync(golden, "utf8")).terraform;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify({ terraform: { required_providers } }));
  const { status, error, stderr } = spawnSync(engine, ["init", "-input=false", "-no-color"], {
    cwd: folder,
    encoding: "utf8",
    timeout: longestInstallation,
    killSignal: "SIGKILL",
    env: { ...process.env, CHECKPOINT_DISABLE: "1", TF_REGISTRY_CLIENT_TIMEOUT: "5", TF_REGISTRY_DISCOVERY_RETRY: "0" },
  });
  if (status === 0) return { folder: path.join(folder, ".terraform", "providers") };
  const { source, version } = required_providers.alicloud;
  const why =
    error?.code === "ETIMEDOUT"
      ? `was not there after ${longestInstallation / 1000} s`
      : `was not found (${reasonIn(stderr)})`;
  const how = "let it reach its registry, or name a filesystem mirror in TF_CLI_CONFIG_FILE";
  return { missing: `no provider: ${source} ${version} ${why} by "${name} init"; ${how}` };
}

/** The engine's error message on one line, without the frame around it. */
function reasonIn(stderr) {
  const words = stderr.replace(/[│╷╵]/g, " ").replace(/\s+/g, " ").trim();
  const reason = words.replace(/^.*?Error: /, "").replace(/^Failed to query available provider packages /, "");
  return reason.length > 240 ? `${reason.slice(0, 240).replace(/ \S*$/, "")} …` : reason || "no reason given";
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
