import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { workspaceRoles } from "../catalog";
import { PolicyError, type Problem } from "../policy";
import { nearest } from "../policy/nearest";
import { type ModuleFiles, checkedModule, moduleNames, partsOf } from "../terraform/module-text";
import { readText } from "./arguments";
import { exitCodes, missingOption, UsageError } from "./command";
import { commandLine } from "./command-line";
import { type Given, type OptionDeclarations, declareCommand } from "./declaration";
import { generatedBy, generatedText, isGeneratedText } from "./generated-text";
import { answerTo, reportLines, requestOf, requestOptions } from "./least-privilege-request";
import { problemInFlags } from "./request-flags";
import { writeOutputs } from "./write-output";

const constructs = moduleNames.filter((name) => name !== "LeastPrivilege");

/** Options for the content of the module, not for where it is written. */
const moduleOptions = {
  ...requestOptions,
  role: { value: "role", about: "for WorkspaceAccess: the role of the members", choices: workspaceRoles },
  "without-secrets": { about: "for WorkspaceAccess: leave out actions that return secrets" },
} as const satisfies OptionDeclarations;

/** Writes a Terraform module. */
export const moduleCommand = declareCommand({
  description: `Writes a Terraform module for users without CDKTF. It grants the same as a construct (${constructs.join(", ")}) or, without a construct, least privilege for features. What the module grants is fixed; its callers choose the principals and the place. Each of --workspace, --region and --account becomes a required variable, and its value appears in the module's example; the others are optional variables. Callers give names without wildcards.`,
  arguments: [{ name: "construct", about: "the construct whose grants the module has", optional: true }],
  options: {
    ...moduleOptions,
    output: { value: "folder", about: "the folder of the module", path: "write" },
    force: { about: "replace files that something else wrote" },
  },
  examples: [
    "agentrun-ram module --feature sandboxes=manage --workspace team-a --output modules/sandboxes",
    "agentrun-ram module WorkspaceAccess --role developer --output modules/developers",
    "agentrun-ram module FlowExecutionRole --without-nodes knowledgeBase --output modules/flows",
  ],
  run({ args: [construct], options }, output) {
    const { output: folder, force } = options;
    const words = givenWords(options);
    if (folder === undefined) throw missingOption("--output", "<folder>");
    if (construct === undefined && words.length === 0) {
      throw new UsageError("neither a construct nor anything to grant", {
        where: "construct",
        allowed: constructs.join(", "),
        fix: "name a construct, or say what to grant, e.g. --feature sandboxes=manage",
      });
    }
    const made = construct === undefined ? leastPrivilegeFiles(options) : constructFiles(construct, options);
    const by = commandLine(["agentrun-ram", "module", ...(construct === undefined ? [] : [construct]), ...words]);
    const files = Object.entries(made.files).map(([name, text]) => ({
      file: path.join(folder, name),
      text: name.endsWith(".md")
        ? generatedText("the command that main.tf names", text, "markdown")
        : generatedText(by, text),
    }));
    const [replaced] = files.flatMap(({ file }) => otherMakerOf(file, by));
    for (const { file } of files) mkdirSync(path.dirname(file), { recursive: true });
    writeOutputs(files, { force, isOwn: isGeneratedText });
    for (const { file } of files) output.out(file);
    if (replaced !== undefined) output.note(`replaced: the module that ${replaced} wrote`);
    for (const line of made.report) output.note(line);
    return exitCodes.ok;
  },
});

/** The other command that made an existing file. */
function otherMakerOf(file: string, by: string): readonly string[] {
  if (path.extname(file) !== ".tf" || !existsSync(file)) return [];
  const maker = generatedBy(readText(file));
  return maker === undefined || maker === by ? [] : [maker];
}

type ModuleValues = Given<readonly [], typeof moduleOptions>["options"];

interface MadeModule {
  readonly files: ModuleFiles;
  /** Notes for the reader of the module. */
  readonly report: readonly string[];
}

function leastPrivilegeFiles(values: ModuleValues): MadeModule {
  for (const name of ["role", "without-secrets"] as const) {
    if (values[name] !== undefined && values[name] !== false)
      throw new UsageError("an option of WorkspaceAccess only", {
        where: `--${name}`,
        fix: "name this construct, or remove the option",
      });
  }
  const request = requestOf(values);
  const { report } = answerTo(request);
  return {
    files: inFlags(() => checkedModule("LeastPrivilege", request), problemInFlags),
    report: reportLines(report, values),
  };
}

/** The part of a construct's request that each option gives. */
const partOfOption: Readonly<Partial<Record<keyof ModuleValues, string>>> = {
  role: "role",
  workspace: "workspace",
  region: "region",
  account: "accountId",
  "workspace-scope": "workspaceScope",
  "without-secrets": "withoutSecrets",
  generation: "generation",
  "without-nodes": "nodes",
  credential: "secrets",
  "access-tokens": "secrets",
  "pass-role": "passRoles",
};

function constructFiles(construct: string, values: ModuleValues): MadeModule {
  const name = constructs.find((one) => one === construct);
  if (name === undefined) throw notAConstruct(construct);
  const parts = partsOf(name) ?? [];
  const options = (Object.keys(partOfOption) as readonly (keyof ModuleValues)[]).filter((option) =>
    parts.includes(partOfOption[option] ?? ""),
  );
  const useless = givenNames(values).find((option) => !options.includes(option));
  if (useless !== undefined) {
    const taken = options.length === 0 ? "no option" : options.map((option) => `--${option}`).join(", ");
    throw new UsageError(`not an option of ${name}`, { where: `--${useless}`, allowed: taken, fix: "remove it" });
  }
  const flagOfPart = (problem: Problem): Problem => {
    const option = options.find((one) => partOfOption[one] === problem.path.split(/[.[]/)[0]);
    return option === undefined ? problem : { ...problem, path: `--${option}` };
  };
  return { files: inFlags(() => checkedModule(name, constructRequest(values)), flagOfPart), report: [] };
}

function constructRequest(values: ModuleValues): object {
  const { role, workspace, region, account, generation, credential } = values;
  const secrets = {
    ...(credential === undefined ? {} : { credentials: credential }),
    ...(values["access-tokens"] ? { accessTokens: true } : {}),
  };
  const parts = {
    ...{ role, workspace, region, accountId: account, generation },
    workspaceScope: values["workspace-scope"],
    withoutSecrets: values["without-secrets"] || undefined,
    nodes: values["without-nodes"] && Object.fromEntries(values["without-nodes"].map((kind) => [kind, false])),
    secrets: Object.keys(secrets).length === 0 ? undefined : secrets,
    passRoles: values["pass-role"],
  };
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined));
}

function notAConstruct(construct: string): UsageError {
  const meant = nearest(construct, constructs);
  return new UsageError("there is no module of this name", {
    where: construct,
    allowed: constructs.join(", "),
    fix: `${meant === undefined ? "name one of them" : `did you mean ${meant}?`}; for least privilege, give --feature`,
  });
}

/** Problems with the options in place of the parts of a request. */
function inFlags(make: () => ModuleFiles, named: (problem: Problem) => Problem): ModuleFiles {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError(error.problems.map(named));
  }
}

function givenNames(values: ModuleValues): readonly (keyof ModuleValues)[] {
  const names = Object.keys(moduleOptions) as readonly (keyof ModuleValues)[]; // its own names
  return names.filter((name) => values[name] !== undefined && values[name] !== false);
}

/** The options as words of a command line, in the order of the help. */
function givenWords(values: ModuleValues): readonly string[] {
  return givenNames(values).flatMap((name) => {
    const value = values[name];
    if (value === true) return [`--${name}`];
    const texts = typeof value === "string" ? [value] : Array.isArray(value) ? (value as readonly string[]) : [];
    return texts.flatMap((text) => (text.startsWith("-") ? [`--${name}=${text}`] : [`--${name}`, text]));
  });
}
