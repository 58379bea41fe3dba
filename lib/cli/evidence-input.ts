import { closeSync, createReadStream, openSync, readSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { pullNoteKey } from "../adopt/pull-account";
import type { EvidenceInput, EvidenceOptions, Usage } from "../evidence";
import { readEvidence } from "../evidence/read-evidence";
import { serviceCodes } from "../catalog/services";
import { foldCase } from "../policy/letter-case";
import { nearest } from "../policy/nearest";
import { compareText } from "../policy/text-list";
import { standardInput, whyNotOpened } from "../terraform/read-file";
import { UnreadableStackError } from "../terraform/unreadable-stack-error";
import { isUtf16, utf16 } from "../terraform/utf16";
import { correctFile, shownFile } from "./arguments";
import { InputError, type Output, UsageError, cliProblemIds, wrongValue } from "./command";
import type { OptionDeclarations } from "./declaration";

/** Help text for evidence files. */
export const aboutEvidence =
  "files or folders of a trail (JSON, JSON lines, gzip), answers of LookupEvents, rows of a log store, a log of the emulator or of Terraform; - for standard input";

/** Options for reading evidence. */
export const evidenceOptions = {
  service: {
    value: "Name=code",
    about: "the RAM code for events with this serviceName, if the library does not know it",
    many: true,
  },
} as const satisfies OptionDeclarations;

/** Reads files and folders of evidence, and reports progress. */
export async function evidenceFrom(
  inputs: readonly string[],
  { service = [] }: { readonly service?: readonly string[] | undefined },
  more: Pick<EvidenceOptions, "workspace" | "caller">,
  { step, note }: Pick<Output, "step" | "note">,
): Promise<Usage> {
  const files = inputs.flatMap(filesOf);
  if (files.length === 0)
    throw new UsageError("a folder without files", { where: inputs.join(", "), fix: "name the files of a trail" });
  const services = Object.fromEntries(service.map(pairOf));
  for (const [name, code] of Object.entries(services)) {
    if (serviceCodes().includes(foldCase(code))) continue;
    const near = nearest(code, serviceCodes());
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    note(`warning: the catalog has no action of ${code}, so that events of ${name} are listed and not granted${hint}`);
  }
  const usage = await readEvidence(files.map(inputOf), {
    ...more,
    services,
    progress: ({ source, events, bytes }) => {
      step(() => `reading ${source}: ${events} events, ${Math.round(bytes / 1024 / 1024)} MB`);
    },
  });
  checkReadable(usage, inputs);
  return usage;
}

/** Unreadable evidence would look as if nothing were used. @throws InputError RAM501 */
function checkReadable({ counts: { events, dropped }, bad: [first] }: Usage, inputs: readonly string[]): void {
  if (first === undefined || events !== dropped.badLine) return;
  const why = `nothing in it can be read; ${first.place}: ${first.why}`;
  throw new InputError(new UnreadableStackError(inputs.map(shownFile).join(", "), why).message);
}

function pairOf(text: string): readonly [string, string] {
  const [, name, code] = /^([^=]+)=([a-z0-9-]+)$/i.exec(text) ?? [];
  if (name === undefined || code === undefined) {
    throw wrongValue("--service", text, "<serviceName>=<RAM code>", "write e.g. --service AgentRun=agentrun");
  }
  return [name, code];
}

/** Whether a file begins like a listing of `agentrun-ram pull`. */
export function isPulledListing(file: string): boolean {
  if (file === standardInput || !statSync(file).isFile()) return false;
  const opened = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(listingStart);
    const text = bytes.toString("utf8", 0, readSync(opened, bytes));
    return text.replace(/\s/g, "").startsWith(`{"${pullNoteKey}"`);
  } finally {
    closeSync(opened);
  }
}

const listingStart = 256;

/** The files of a folder and its subfolders, sorted, without hidden ones. */
function filesOf(input: string): readonly string[] {
  if (input === standardInput) return [input];
  if (!isFolder(input)) {
    const problem = whyNotOpened(input);
    if (problem !== undefined) throw notReadable(input, problem);
    return [input];
  }
  return readdirSync(input, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const file = path.join(input, entry.name);
      return entry.isSymbolicLink() && isFolder(file) ? [] : filesOf(file); // a link to a folder may lead back
    });
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() === true;
}

function inputOf(file: string): EvidenceInput {
  return { name: shownFile(file), chunks: chunksOf(file) };
}

/** The bytes of a file, with the same checks that all commands make before they read a text file. */
async function* chunksOf(file: string): AsyncIterable<Uint8Array> {
  const stream = file === standardInput ? process.stdin : createReadStream(file, { highWaterMark: chunkBytes });
  let isFirst = true;
  // Both give bytes, because no encoding is set.
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    if (isFirst && isUtf16(chunk)) throw notReadable(file, utf16);
    isFirst = false;
    yield chunk;
  }
}

function notReadable(file: string, problem: string): UsageError {
  return new UsageError(`cannot be read: ${problem}`, {
    id: cliProblemIds.file,
    where: shownFile(file),
    fix: correctFile,
  });
}

const chunkBytes = 256 * 1024;
