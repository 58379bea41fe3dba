import { mkdirSync } from "node:fs";
import path from "node:path";
import { replaceFile } from "../files";
import { readFileStart } from "../terraform/read-file";
import { cliProblemIds, exitCodes, UsageError, wrongValue } from "./command";
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
      throw new UsageError(`it already has ${existing.join(", ")}, and init overwrites nothing`, {
        id: cliProblemIds.file,
        where: given,
        fix: "give a new folder",
      });
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
  if (given !== undefined) throw wrongValue("--name", name, rule, "write e.g. --name team-a");
  throw new UsageError("the folder's name cannot be the name of a team", {
    where: name,
    allowed: rule,
    fix: "give --name",
  });
}

const gzip = Buffer.from([0x1f, 0x8b]);

/** @throws UsageError if there is no such file */
function packedLibrary(file: string, folder: string): string {
  const start = readFileStart(file, gzip.length);
  const found = "problem" in start ? `${file}, which cannot be read: ${start.problem}` : `${file}, which is none`;
  if ("problem" in start || !start.value.equals(gzip)) {
    throw wrongValue("--from", found, 'a packed library, as "npm pack" writes it', "name its .tgz file");
  }
  return `file:${path.relative(folder, path.resolve(file)).split(path.sep).join("/")}`;
}
