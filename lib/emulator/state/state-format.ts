import { createHash } from "node:crypto";

/**
 * The state file: a header line, then one line per call with its changes. Lines are only appended.
 *
 * Every line begins with a checksum of itself and all lines before it. The header has a fixed length, and says how many
 * bytes are certainly on the disk. Damaged, missing and moved lines are therefore detected. If the process is killed,
 * at most the last line is incomplete. It is after those bytes, and its call got no response.
 */
const format = "agentrun-ram-emulator";

/** Version 1 had no checksums. Such a file is read, and rewritten in this version at the start. */
export const formatVersion = 2;

/** The content of the first line, in every version. */
export interface Header {
  readonly version: unknown;
  readonly accountId: unknown;
  /** Bytes of the file that are on the disk. */
  readonly bytes: unknown;
}

/** The header line. */
export function headerText(accountId: string, bytes: number): string {
  const header = { format, version: formatVersion, accountId, bytes: String(bytes).padStart(15, "0") };
  return `${JSON.stringify({ ...header, checksum: checksum(JSON.stringify(header)) })}\n`;
}

/** Reads a header line. `undefined` for another program's file. */
export function readHeader(line: string): Header | undefined {
  try {
    const found = JSON.parse(line) as unknown;
    if (typeof found !== "object" || found === null || !("format" in found) || found.format !== format)
      return undefined;
    return { version: undefined, accountId: undefined, bytes: undefined, ...found };
  } catch {
    return undefined;
  }
}

/** The checksum that the first line of changes continues. */
export function firstChecksum(accountId: string): string {
  return checksum(accountId);
}

/** A line, and the checksum that the next one continues. */
export function lineOf(text: string, previous: string): { readonly line: string; readonly checksum: string } {
  const own = checksum(previous, text);
  return { line: `${own} ${text}\n`, checksum: own };
}

/** The text of a line, without the checksum; `undefined` if that is wrong. */
export function textOfLine(
  line: Buffer,
  previous: string,
): { readonly text: string; readonly checksum: string } | undefined {
  const own = checksum(previous, line.subarray(checksumLength + 1));
  if (line.toString("latin1", 0, checksumLength + 1) !== `${own} `) return undefined;
  return { text: line.toString("utf8", checksumLength + 1), checksum: own };
}

const checksumLength = 16;

function checksum(...parts: readonly (string | Buffer)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex").slice(0, checksumLength);
}
