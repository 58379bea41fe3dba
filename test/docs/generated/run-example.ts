import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Fn, TerraformOutput, TerraformResource, TerraformStack, Testing, Token } from "cdktf";
import * as library from "../../../lib";
import { knownActions } from "../../../lib/catalog";
import { formatImportProblem, importPage } from "../../../lib/catalog/import";
import { run } from "../../../lib/cli/run";
import { startEmulator } from "../../../lib/emulator";
import * as policy from "../../../lib/policy";
import { AlicloudProvider } from "../../../lib/provider-alicloud/provider";
import { RamGroup } from "../../../lib/provider-alicloud/ram-group";
import { blocks, page } from "../pages";
import type { ProblemExample } from "./problem-entries";

/** An example as a page shows it: its code, and every message that it gives. */
export interface ShownExample {
  readonly language: string;
  readonly code: string;
  readonly messages: readonly string[];
}

/** The statement that a review's example compares with itself. */
const onePolicy =
  '{ "Version": "1", "Statement": [{ "Effect": "Allow", "Action": "agentrun:GetTool", "Resource": "*" }] }';
const time = "2026-11-28T00:00:00Z";

export async function runExample(example: ProblemExample): Promise<ShownExample> {
  if ("shown" in example) return { language: example.language, code: example.shown, messages: [example.message] };
  if ("program" in example) {
    return { language: "js", code: example.program, messages: await messagesOfProgram(example.program) };
  }
  if ("command" in example) return await runCommand(example.command, example.files ?? {});
  if ("page" in example) {
    const text = (blocks(page("CONTRIBUTING.md"), "text")[0]?.code ?? "").replace(...example.page);
    const { problems } = importPage(text, "sample", []);
    const [from, to] = example.page;
    return { language: "text", code: changed(from, to), messages: problems.map(formatImportProblem) };
  }
  const { kind = "identity" } = example;
  const json = "document" in example ? example.document : { Version: "1", Statement: [example.statement] };
  const options = { knowledge: knownActions, rules: ["strict"], now: time } as const;
  return {
    language: "document" in example ? "text" : "json",
    code: "document" in example ? example.document : JSON.stringify(example.statement, null, 2),
    messages: policy.validate(json, kind, options).findings.map((finding) => policy.formatFinding(finding)),
  };
}

function changed(from: string, to: string): string {
  const lines = (text: string, sign: string) =>
    text.trim() === "" ? [] : text.trim().split("\n").filter((line) => line !== "").map((line) => `${sign} ${line}`); // prettier-ignore
  return [...lines(from, "-"), ...lines(to, "+")].join("\n");
}

async function messagesOfProgram(program: string): Promise<readonly string[]> {
  const app = Testing.app();
  const [stack, otherStack] = ["team", "other"].map((id) => {
    const one = new TerraformStack(app, id);
    new AlicloudProvider(one, "alicloud", { region: "cn-hangzhou" });
    return one;
  }) as [TerraformStack, TerraformStack];
  const scope = {
    ...policy,
    ...library,
    Fn,
    RamGroup,
    TerraformOutput,
    TerraformResource,
    Token,
    otherStack,
    split: policy.split,
    stack,
    startEmulator,
  };
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the text is this folder's own; `node:vm` has other arrays
  const execute = new Function(...Object.keys(scope), `return (async () => {${program}})();`) as (
    ...values: readonly unknown[]
  ) => Promise<unknown>;
  const environment = { ...process.env };
  const thrown = await execute(...Object.values(scope)).then(
    (given) =>
      isValidation(given)
        ? new Error(given.findings.map(policy.formatFinding).join("\n"))
        : (synthError(stack) ?? synthError(otherStack)),
    (error: unknown) => error,
  );
  process.env = environment;
  const warned = stack.node
    .findAll()
    .concat(otherStack.node.findAll())
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data)));
  const lines = thrown instanceof Error ? thrown.message.split("\n").map((line) => line.trim()) : [];
  return [...lines, ...warned].map((line) => line.replace(`${process.cwd()}${path.sep}`, ""));
}

function isValidation(value: unknown): value is policy.Validation {
  return typeof value === "object" && value !== null && "findings" in value;
}

function synthError(stack: TerraformStack): unknown {
  try {
    Testing.synth(stack, true);
    return undefined;
  } catch (error) {
    return error;
  }
}

async function runCommand(command: string, files: Readonly<Record<string, string>>): Promise<ShownExample> {
  const folder = mkdtempSync(path.join(tmpdir(), "example-"));
  const before = process.cwd();
  try {
    process.chdir(folder);
    for (const [name, text] of Object.entries(files)) writeFileSync(name, text === "policy" ? onePolicy : text);
    const printed: string[] = [];
    const print = (text: string) => printed.push(text);
    await run(command.split(" "), { out: print, err: print });
    const shown = Object.entries(files)
      .filter(([, text]) => text !== "policy")
      .map(([name, text]) => `# ${name}: ${text}\n`);
    return {
      language: "sh",
      code: `${shown.join("")}npx agentrun-ram ${command}`,
      messages: printed.join("\n").split("\n"),
    };
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true });
  }
}
