import { type FileHandle, open, readFile, rename } from "node:fs/promises";
import { isAccountId } from "../account/ids";
import { EmulatorError } from "../emulator-error";
import { emulatorProblemIds } from "../problem-ids";
import { tableNames } from "./record-keys";
import { isRecordOf } from "./record-shapes";
import { type Change, Store } from "./store";

/**
 * The state file: a header line, then one line per call with its changes. Lines are only appended. If the process is
 * killed, at most the last line is incomplete, and its call got no response. At every start, and when the file has grown
 * too long, it is rewritten to a temporary file that then replaces it.
 */
const format = "agentrun-ram-emulator";
const formatVersion = 1;

interface Header {
  readonly format: string;
  readonly version: number;
  readonly accountId: string;
}

/** The file is rewritten when more lines have been appended than the number of records plus this number. */
const spareLines = 10_000;

/** Reads a state file. `undefined` if it does not exist or is empty. @throws EmulatorError if it is not a valid state file */
export async function readStateFile(
  file: string,
): Promise<{ readonly accountId: string; readonly store: Store } | undefined> {
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new EmulatorError(
      `cannot read the state file ${file}: ${(error as Error).message}`,
      emulatorProblemIds.stateFile,
    );
  });
  if (text === undefined || text === "") return undefined;
  const lines = text.split("\n");
  lines.pop(); // empty, or an incomplete line whose call got no response
  const header = parseLine(file, 1, lines[0] ?? "") as Partial<Header> | null;
  if (header?.format !== format)
    throw new EmulatorError(`${file} is not a state file of the emulator`, emulatorProblemIds.stateFile);
  if (header.version !== formatVersion || typeof header.accountId !== "string") {
    throw new EmulatorError(
      `${file} is a state file of format version ${String(header.version)}; this emulator reads version ${formatVersion}`,
      emulatorProblemIds.stateFile,
    );
  }
  if (!isAccountId(header.accountId)) throw broken(file, 1);
  const store = new Store();
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    const changes = parseLine(file, index + 1, line);
    if (!Array.isArray(changes) || !changes.every(isChange)) throw broken(file, index + 1);
    for (const change of changes) store.apply(change);
  }
  return { accountId: header.accountId, store };
}

function parseLine(file: string, number: number, line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw number === 1
      ? new EmulatorError(`${file} is not a state file of the emulator`, emulatorProblemIds.stateFile)
      : broken(file, number);
  }
}

function broken(file: string, number: number): EmulatorError {
  return new EmulatorError(
    `the state file ${file} is damaged at line ${number}; delete it to start with an empty account`,
    emulatorProblemIds.stateFile,
  );
}

function isChange(value: unknown): value is Change {
  if (!Array.isArray(value) || value.length !== 3) return false;
  const [name, key, record] = value as readonly unknown[];
  const table = tableNames.find((one) => one === name);
  if (table === undefined || typeof key !== "string") return false;
  return record === null || isRecordOf(table, key, record);
}

/** Writes changes to the state file. Changes that arrive during a write are written together afterwards. */
export class StateFile {
  private waiting: { readonly line: string; readonly done: (error?: Error) => void }[] = [];
  private writing: Promise<void> | undefined;
  private handle: FileHandle | undefined;
  private lines = 0;
  private mustRewrite = true;
  private isClosed = false;

  public constructor(
    private readonly file: string,
    private readonly accountId: string,
    private readonly store: Store,
  ) {}

  /**
   * Resolves when these changes and all earlier ones are on disk. A call without changes also waits for earlier changes,
   * because its response may show them.
   *
   * @throws EmulatorError if the file cannot be written
   */
  public async save(changes: readonly Change[]): Promise<void> {
    if (changes.length === 0 && this.writing === undefined && !this.mustRewrite) return;
    if (this.isClosed) throw new EmulatorError("the emulator is closed");
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error): void => {
        if (error === undefined) resolve();
        else reject(error);
      };
      this.waiting.push({ line: changes.length === 0 ? "" : `${JSON.stringify(changes)}\n`, done });
      this.writing ??= this.writeWaiting();
    });
  }

  /** Rewrites the whole file. @throws EmulatorError if it cannot be written */
  public async renew(): Promise<void> {
    this.mustRewrite = true;
    await this.save([]);
  }

  public async close(): Promise<void> {
    this.isClosed = true;
    await this.writing;
    await this.handle?.close();
    this.handle = undefined;
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      const failure = await this.write(batch.map(({ line }) => line)).then(
        () => undefined,
        (error: unknown) =>
          new EmulatorError(
            `cannot write the state file ${this.file}: ${(error as Error).message}`,
            emulatorProblemIds.stateFile,
          ),
      );
      for (const { done } of batch) done(failure);
    }
    this.writing = undefined;
  }

  private async write(lines: readonly string[]): Promise<void> {
    if (this.handle === undefined || this.mustRewrite || this.lines > this.store.size + spareLines) {
      await this.rewrite(); // includes the changes of `lines`
      return;
    }
    const text = lines.join("");
    if (text === "") return;
    try {
      await this.handle.appendFile(text);
      await this.handle.datasync();
      this.lines += lines.length;
    } catch (error) {
      this.mustRewrite = true; // the file may end in an incomplete line
      throw error;
    }
  }

  private async rewrite(): Promise<void> {
    this.mustRewrite = true;
    await this.handle?.close();
    this.handle = undefined;
    const temporary = `${this.file}.${process.pid}.tmp`;
    const header: Header = { format, version: formatVersion, accountId: this.accountId };
    const lines = [...this.store.all()].map((change) => JSON.stringify([change]));
    this.mustRewrite = false; // a `renew` during the awaits below must cause another rewrite
    try {
      const handle = await open(temporary, "w", 0o600);
      try {
        await handle.writeFile(`${[JSON.stringify(header), ...lines].join("\n")}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, this.file);
      this.handle = await open(this.file, "a");
    } catch (error) {
      this.mustRewrite = true;
      throw error;
    }
    this.lines = 0;
  }
}
