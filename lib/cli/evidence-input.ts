import { closeSync, createReadStream, openSync, readSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { pullNoteKey } from "../adopt/pull-account";
import type { EvidenceInput, EvidenceOptions, Usage } from "../evidence";
import { readEvidence } from "../evidence/read-evidence";
import { serviceCodes } from "../catalog/services";
import { foldCase } from "../policy/letter-case";
import { nearest } from "../policy/nearest";
import { compareText } from "../policy/text-list";
import { standardInput } from "../terraform/read-file";
import { shownFile } from "./arguments";
import { type Output, UsageError } from "./command";
import type { OptionDeclarations } from "./declaration";

/** Help text for evidence. */
export const aboutEvidence =
  "files or folders of a trail (JSON, JSON lines, gzip), answers of LookupEvents, rows of a log store, a log of the emulator or of Terraform; - for standard input";

/** Options about how evidence is read. */
export const evidenceOptions = {
  service: {
    value: "Name=code",
    about: "the RAM code of events with this serviceName, where the known names lack it",
    many: true,
  },
} as const satisfies OptionDeclarations;

/** Reads files and folders of evidence, and tells how far it is. */
export async function evidenceFrom(
  inputs: readonly string[],
  { service = [] }: { readonly service?: readonly string[] | undefined },
  more: Pick<EvidenceOptions, "workspace" | "caller">,
  { step, note }: Pick<Output, "step" | "note">,
): Promise<Usage> {
  const files = inputs.flatMap(filesOf);
  if (files.length === 0) throw new UsageError(`${inputs.join(", ")} has no files`);
  const services = Object.fromEntries(service.map(pairOf));
  for (const [name, code] of Object.entries(services)) {
    if (serviceCodes().includes(foldCase(code))) continue;
    const near = nearest(code, serviceCodes());
    const hint = near === undefined ? "" : `; did you mean ${near}?`;
    note(`warning: the catalog has no action of ${code}, so that events of ${name} are listed and not granted${hint}`);
  }
  return readEvidence(files.map(inputOf), {
    ...more,
    services,
    progress: ({ source, events, bytes }) => {
      step(() => `reading ${source}: ${events} events, ${Math.round(bytes / 1024 / 1024)} MB`);
    },
  });
}

function pairOf(text: string): readonly [string, string] {
  const [, name, code] = /^([^=]+)=([a-z0-9-]+)$/i.exec(text) ?? [];
  if (name === undefined || code === undefined) {
    throw new UsageError(`--service takes <serviceName>=<RAM code>, e.g. AgentRun=agentrun; found ${text}`);
  }
  return [name, code];
}

/** Whether a file begins as `agentrun-ram pull` begins a listing. */
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
  if (input === standardInput || !statSync(input).isDirectory()) return [input];
  return readdirSync(input, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .sort((a, b) => compareText(a.name, b.name))
    .flatMap((entry) => {
      const file = path.join(input, entry.name);
      if (entry.isDirectory()) return filesOf(file);
      return entry.isFile() ? [file] : [];
    });
}

function inputOf(file: string): EvidenceInput {
  const chunks = file === standardInput ? process.stdin : createReadStream(file, { highWaterMark: chunkBytes });
  // Both give bytes, because no encoding is set.
  return { name: shownFile(file), chunks: chunks as AsyncIterable<Uint8Array> };
}

const chunkBytes = 256 * 1024;
