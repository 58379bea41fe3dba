import { type FileHandle, open } from "node:fs/promises";
import { constants } from "node:fs";
import { isAccountId } from "../account/ids";
import { checkRegular } from "../../files";
import { EmulatorError } from "../emulator-error";
import { type FileIdentity, identityOf } from "./file-identity";
import { tableNames } from "./record-keys";
import { isRecordOf } from "./record-shapes";
import { firstChecksum, formatVersion, headerText, readHeader, textOfLine } from "./state-format";
import { type Change, Store } from "./store";
import { stateFileError } from "./state-file-error";

/** What a state file holds. */
export interface ReadState {
  readonly accountId: string;
  readonly store: Store;
  readonly identity: FileIdentity;
}

/**
 * Reads a state file. `undefined` if it does not exist.
 *
 * @throws EmulatorError RAM803 for a file that is not a state file, is damaged, or has a second name (a hard link)
 */
export async function readStateFile(file: string): Promise<ReadState | undefined> {
  const content = await contentOf(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    if (error instanceof EmulatorError) throw error;
    throw stateFileError(file, `the state file cannot be read: ${(error as Error).message}`);
  });
  if (content === undefined) return undefined;
  const { bytes, identity } = content;
  if (bytes.length === 0)
    throw stateFileError(file, "the state file is empty", "delete it to start with an empty account");
  const [first = Buffer.alloc(0)] = linesOf(bytes);
  const header = readHeader(first.toString("utf8"));
  if (header === undefined) throw stateFileError(file, "not a state file of the emulator");
  const reader = readers.get(header.version);
  if (reader === undefined) {
    throw stateFileError(
      file,
      `a state file of format version ${String(header.version)}; this emulator reads version ${formatVersion}`,
    );
  }
  const { accountId } = header;
  if (typeof accountId !== "string" || !isAccountId(accountId)) throw damaged(file, 1);
  const store = new Store();
  for (const change of reader(file, bytes, accountId, header.bytes)) store.apply(change);
  return { accountId, store, identity };
}

async function contentOf(file: string): Promise<{ readonly bytes: Buffer; readonly identity: FileIdentity }> {
  // Opening a named pipe would wait for a writer.
  const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    await checkOnlyName(file, handle);
    const bytes = await handle.readFile();
    return { bytes, identity: identityOf(await handle.stat({ bigint: true })) };
  } finally {
    await handle.close();
  }
}

/** The lock is beside one name of the file: with a second name, two emulators could each have a lock. */
async function checkOnlyName(file: string, handle: FileHandle): Promise<void> {
  const stats = await handle.stat();
  checkRegular(stats);
  if (stats.nlink === 1) return;
  throw stateFileError(
    file,
    `the state file has ${stats.nlink} names (hard links), and another emulator could use another one`,
    "copy it",
  );
}

type Reader = (file: string, bytes: Buffer, accountId: string, durable: unknown) => Iterable<Change>;

const readers: ReadonlyMap<unknown, Reader> = new Map<unknown, Reader>([
  [1, changesWithoutChecksums],
  [formatVersion, checkedChanges],
]);

function* changesWithoutChecksums(file: string, bytes: Buffer): Iterable<Change> {
  for (const [index, line] of linesOf(bytes).entries()) {
    if (index > 0 && line.at(-1) === newline) yield* changesIn(line.toString("utf8"), file, index + 1);
  }
}

function* checkedChanges(file: string, bytes: Buffer, accountId: string, durable: unknown): Iterable<Change> {
  const lines = linesOf(bytes);
  const durableBytes = Number(durable);
  if (!lines[0]?.equals(Buffer.from(headerText(accountId, durableBytes)))) throw damaged(file, 1);
  if (bytes.length < durableBytes) {
    const found = `the state file is cut off: it has ${bytes.length} of ${durableBytes} bytes`;
    throw stateFileError(file, found, restoreIt);
  }
  let checksum = firstChecksum(accountId);
  let at = lines[0].length;
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const isWhole = line.at(-1) === newline;
    if (!isWhole && at >= durableBytes) return; // a process was killed here, and the call got no response
    const read = isWhole ? textOfLine(line.subarray(0, -1), checksum) : undefined;
    if (read === undefined) throw damaged(file, index + 1);
    yield* changesIn(read.text, file, index + 1);
    checksum = read.checksum;
    at += line.length;
  }
}

const newline = 0x0a;

/** Lines with their ends. The last may have none. */
function linesOf(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = bytes.indexOf(newline, at);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(at, next));
    at = next;
  }
  return lines;
}

function changesIn(text: string, file: string, number: number): readonly Change[] {
  let changes: unknown;
  try {
    changes = JSON.parse(text) as unknown;
  } catch {
    throw damaged(file, number);
  }
  if (!Array.isArray(changes) || !changes.every(isChange)) throw damaged(file, number);
  return changes;
}

function isChange(value: unknown): value is Change {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [name, key, record] = value as readonly unknown[];
  const table = tableNames.find((one) => one === name);
  if (table === undefined || typeof key !== "string") return false;
  return record === null || isRecordOf(table, key, record);
}

const restoreIt = "restore it, or delete it to start with an empty account";

function damaged(file: string, line: number): EmulatorError {
  return stateFileError(`${file}:${line}`, "the state file is damaged here", restoreIt);
}
