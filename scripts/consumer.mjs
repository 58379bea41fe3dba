/** Makes projects as users have them: outside the repository, with the packed library installed. */
import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The environment of programs: without checks for updates, and without variables of the caller that could help. */
const env = { ...process.env, CHECKPOINT_DISABLE: "1", CI: "1" };

/** Runs a program and returns its standard output. If it fails, throws with both outputs. */
export function run(command, args, options = {}) {
  try {
    return execFileSync(command, args, { encoding: "utf8", stdio: "pipe", env, ...options });
  } catch (error) {
    throw failure(command, args, error);
  }
}

/** The same, while other programs run. */
export async function runBeside(command, args, options = {}) {
  try {
    const { stdout } = await promisify(execFile)(command, args, { encoding: "utf8", env, ...options });
    return stdout;
  } catch (error) {
    throw failure(command, args, error);
  }
}

function failure(command, args, error) {
  const message = `${command} ${args.join(" ")} failed:\n${error.stdout ?? ""}${error.stderr ?? ""}`;
  return new Error(message, { cause: error });
}

const folders = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder that is removed when the process ends. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "agentrun-consumer-"));
  folders.push(folder);
  return folder;
}

/** Packs a package as it is; this one needs a build. Returns the tarball's path, and npm's list of its content. */
export function pack(folder, cwd = root) {
  const report = run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], { cwd });
  const [content] = Object.values(JSON.parse(report));
  return { tarball: path.join(folder, content.filename), content };
}

/** Makes a project with these dependencies, and `overrides` of npm where given, and installs it. */
export async function install(folder, { dependencies, overrides }) {
  writeFileSync(path.join(folder, "package.json"), JSON.stringify({ private: true, dependencies, overrides }));
  await runBeside("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"], {
    cwd: folder,
  });
}

/**
 * Terraform JSON of the synthesized stacks in an output folder, by name, with keys in their order. Leaves out what depends on
 * the framework's version or the output folder.
 */
export function synthesizedStacks(outputFolder) {
  const stacks = path.join(outputFolder, "stacks");
  const names = readdirSync(stacks).sort();
  return new Map(names.map((name) => [name, comparable(readFileSync(path.join(stacks, name, "cdk.tf.json"), "utf8"))]));
}

function comparable(text) {
  const stack = JSON.parse(text, (key, value) => (key === "//" ? undefined : value));
  delete stack.terraform.backend;
  return JSON.stringify(stack, undefined, 2);
}
