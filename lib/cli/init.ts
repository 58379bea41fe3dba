import { lstatSync, mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { replaceFile } from "../files";
import { UsageError, cliProblemIds, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { projectFiles } from "./init/project-files";
import { packageVersion } from "./package-version";
import { isThere } from "./config/read-configuration";

/** Makes a new project. */
export const initCommand = declareCommand({
  description:
    "Writes a CDKTF app with a team in a workspace, tests of what the team may do, and CI. Overwrites nothing, and installs nothing.",
  arguments: [
    { name: "folder", about: "the folder of the project; default: the working folder", path: "write", optional: true },
  ],
  options: {
    name: { value: "name", about: "the name of the team, its workspace and its group; default: the folder's name" },
    from: { value: "file", about: "a packed library (.tgz) to install, instead of the registry's", path: "read" },
  },
  examples: ["agentrun-ram init my-team", "agentrun-ram init my-team --from cdktf-alicloud-agentrun-0.1.0.tgz"],
  run({ args: [given = "."], options }, output) {
    const folder = path.resolve(given);
    const name = nameOf(options.name, folder);
    const library = options.from === undefined ? `^${packageVersion()}` : packedLibrary(options.from, folder);
    const files = Object.entries(projectFiles({ name, library })).map(([file, text]) => ({ file, text }));
    const existing = files.map(({ file }) => file).filter((file) => isThere(path.join(folder, file)));
    if (existing.length > 0) {
      const message = `${given} already has ${existing.join(", ")}; init overwrites nothing: give a new folder`;
      throw new UsageError(message, cliProblemIds.file);
    }
    for (const { file, text } of files) {
      const target = path.join(folder, file);
      mkdirSync(path.dirname(target), { recursive: true });
      replaceFile(target, text);
    }
    output.out(
      [
        ...files.map(({ file }) => `wrote ${path.join(given, file)}`),
        "Next:",
        ...(given === "." ? [] : [`  cd ${given}`]),
        "  npm install",
        "  npm test",
        "  npm run synth && npm run summary",
      ].join("\n"),
    );
    return exitCodes.ok;
  },
});

/** @throws UsageError for a name that a package, a workspace or a group cannot have */
function nameOf(given: string | undefined, folder: string): string {
  const name = given ?? path.basename(folder);
  if (/^[a-z][a-z0-9-]{0,62}$/.test(name)) return name;
  const rule = "lower-case letters, digits and -, beginning with a letter, 63 at most";
  if (given !== undefined) throw new UsageError(`--name takes ${rule}; found ${name}`);
  throw new UsageError(`the folder's name ${name} is no name of a team (${rule}); give --name`);
}

/** @throws UsageError if there is no such file */
function packedLibrary(file: string, folder: string): string {
  if (lstatSync(file, { throwIfNoEntry: false })?.isDirectory() !== false) {
    throw new UsageError(`--from takes a packed library, as "npm pack" writes it; there is none at ${file}`);
  }
  const isGzip = readFileSync(file)
    .subarray(0, 2)
    .equals(Buffer.from([0x1f, 0x8b]));
  if (!isGzip) throw new UsageError(`--from takes a packed library, as "npm pack" writes it; ${file} is none`);
  return `file:${path.relative(folder, path.resolve(file)).split(path.sep).join("/")}`;
}
