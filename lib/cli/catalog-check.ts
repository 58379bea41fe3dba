import { statSync } from "node:fs";
import { serviceFiles } from "../catalog/generated/service-files";
import { type SdkList, actionWords, pageChanges, pageCodes, sdkChanges, sdkListOfJson } from "../catalog/import";
import { standardInput } from "../terraform/standard-input";
import { readText, shownFile } from "./arguments";
import { type ExitCode, type Output, UsageError, exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { readPage } from "./imported-file";
import { readSdkPackage } from "./sdk-package";

/** Compares authorization pages and SDKs with the catalog. */
export const catalogCheck = declareCommand({
  description:
    "Compares authorization pages and SDKs with the catalog. Lists what the catalog lacks (+), and what only the catalog has (-). A changed fact is listed twice.",
  arguments: [
    {
      name: "page",
      about:
        "a RAM authorization page, copied as text or Markdown; or the operations of an SDK: its unpacked package for Python, Go or TypeScript, or a JSON file",
      path: "read",
      many: true,
    },
  ],
  options: {
    code: { value: "RAM code", about: "the service of the only input; default: the code that the input states" },
    changelog: { about: "print the lines for the changelog instead" },
  },
  examples: [
    "agentrun-ram catalog check page.txt",
    "agentrun-ram catalog check page.txt --code agentrun",
    "agentrun-ram catalog check facts/agentrun-page.md facts/alibabacloud_agentrun20250910-5.7.5 --changelog",
  ],
  run({ args: [inputs], options: { code, changelog } }, output) {
    if (code !== undefined && inputs.length > 1)
      throw new UsageError("it is for a single input, and there are several", {
        where: "--code",
        fix: "remove it, or check one input at a time",
      });
    const found = inputs.map((input) => check(input, code, changelog, output));
    if (found.includes(exitCodes.usage)) return exitCodes.usage;
    const differs = found.includes(exitCodes.found);
    if (changelog && !differs) output.out("no change");
    return differs ? exitCodes.found : exitCodes.ok;
  },
});

function check(input: string, code: string | undefined, changelog: boolean, output: Output): ExitCode {
  const isFolder = input !== standardInput && statSync(input, { throwIfNoEntry: false })?.isDirectory() === true;
  const text = isFolder ? "" : readText(input);
  const list = isFolder ? readSdkPackage(input) : sdkListIn(text, shownFile(input));
  return list === undefined
    ? checkPage(text, input, code ?? codeIn(text, shownFile(input)), changelog, output)
    : checkSdk(input, { ...list, code: code ?? list.code }, changelog, output);
}

function checkPage(text: string, file: string, code: string, changelog: boolean, output: Output): ExitCode {
  const known = knownPage(code);
  if (known === undefined) {
    const codes = Object.keys(serviceFiles).filter((one) => knownPage(one) !== undefined);
    throw new UsageError("the catalog has no page of this code", {
      where: code === "" ? "an empty code" : code,
      allowed: codes.join(", "),
      fix: "give one of them with --code",
    });
  }
  const page = readPage(text, file, code, output);
  if (page === undefined) return exitCodes.usage;
  const { added, removed, breaking } = pageChanges(known, page);
  if (changelog && breaking.length > 0) {
    output.out(`- BREAKING: ${code} no longer has ${[...breaking].sort().join(", ")}`);
  }
  for (const fact of removed) output.out(changelog ? `- was: ${fact}` : `- ${fact}`);
  for (const fact of added) output.out(changelog ? `- now: ${fact}` : `+ ${fact}`);
  if (breaking.length > 0 && !changelog) {
    output.out(`BREAKING: policies with ${breaking.join(", ")} would become ineffective`);
  }
  if (added.length + removed.length > 0) return exitCodes.found;
  if (!changelog) output.out(`${code}: the page and the catalog agree (catalog read on ${known.read})`);
  return exitCodes.ok;
}

function checkSdk(input: string, { code = "", operations }: SdkList, changelog: boolean, output: Output): ExitCode {
  const files = Object.hasOwn(serviceFiles, code) ? serviceFiles[code] : undefined;
  if (files === undefined) {
    const codes = Object.keys(serviceFiles).join(", ");
    const why = code === "" ? "it does not say of which service" : `the catalog has no service ${code}`;
    throw new UsageError(`a list of operations, but ${why}`, {
      where: shownFile(input),
      allowed: codes,
      fix: "give one of them with --code",
    });
  }
  const known = files.sdk?.();
  const { added, removed, back } = sdkChanges(code, operations, known);
  const was = changelog ? "- was: " : "- ";
  const now = changelog ? "- now: " : "+ ";
  for (const name of removed) output.out(`${was}operation ${code}:${name}`);
  for (const name of added) output.out(`${now}operation ${code}:${name}: ${actionWords(code, name)}`);
  for (const name of back) output.out(`${now}operation ${code}:${name}: no longer retired`);
  if (added.length + removed.length + back.length > 0) return exitCodes.found;
  const basis =
    known === undefined
      ? "actions; it has no list of operations"
      : `${operations.length} operations, read on ${known.read}`;
  if (!changelog) output.out(`${code}: the SDK and the catalog agree (${basis})`);
  return exitCodes.ok;
}

/** The operations in a text; `undefined` for a page. */
function sdkListIn(whole: string, input: string): SdkList | undefined {
  const text = whole.trim();
  if (!/^[[{]/.test(text)) return undefined;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return undefined; // a page may begin with a bracket
  }
  const list = sdkListOfJson(json);
  if (list === undefined) {
    throw new UsageError("JSON, but no list of operations", {
      where: input,
      fix: 'write {"code": "agentrun", "operations": ["GetTool"]}',
    });
  }
  return list;
}

function knownPage(code: string) {
  return Object.hasOwn(serviceFiles, code) ? serviceFiles[code]?.page?.() : undefined;
}

/** The RAM code that a page states and lists actions for. Prefers a code for which the catalog has a page. */
function codeIn(text: string, file: string): string {
  const codes = pageCodes(text);
  const code = codes.find((one) => knownPage(one) !== undefined) ?? codes[0];
  if (code === undefined) {
    throw new UsageError("it states no RAM code with actions", {
      where: file,
      fix: "name an authorization page or a list of operations; if it is a page, give its code with --code",
    });
  }
  return code;
}
