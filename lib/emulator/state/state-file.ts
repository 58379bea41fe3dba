import { type FileHandle, open, readFile, rename } from "node:fs/promises";
import { isAccountId } from "../account/ids";
import { EmulatorError } from "../emulator-error";
import { emulatorProblemIds } from "../problem-ids";
import { tableNames } from "./record-keys";
import { isRecordOf } from "./record-shapes";
import { type Change, Store } from "./store";

/**
 * The state file: a first line that says what it is, then one line per call with the changes it made. Lines are only
 * added, so that a kill leaves at most a last line without its end, which belongs to a call that was not answered. From
 * time to time, and at every start, the file is written anew beside itself and renamed over the old one.
 */
const format = "agentrun-ram-emulator";
const formatVersion = 1;

interface Header {
  readonly format: string;
  readonly version: number;
  readonly accountId: string;
}

/** Lines that may be added before the file is written anew: as many as there are records, and so many more. */
const spareLines = 10_000;

/** What a state file holds; `undefined` where there is none. @throws EmulatorError for a file that is none */
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
  lines.pop(); // what stands after the last end of a line was never answered
  const header = parseLine(file, 1, lines[0] ?? "") as Partial<Header> | null;
  if (header?.format !== format)
    throw new EmulatorError(`${file} is no state file of the emulator`, emulatorProblemIds.stateFile);
  if (header.version !== formatVersion || typeof header.accountId !== "string") {
    throw new EmulatorError(
      `${file} is a state file of another version of the emulator (${String(header.version)})`,
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
      ? new EmulatorError(`${file} is no state file of the emulator`, emulatorProblemIds.stateFile)
      : broken(file, number);
  }
}

function broken(file: string, number: number): EmulatorError {
  return new EmulatorError(
    `the state file ${file} is broken at line ${number}; delete it to begin anew`,
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

/** Writes changes to the file, those of many calls at once while the disk is busy. */
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
   * Resolves when the changes are on the disk, and all that were made before: an answer tells of nothing that a kill
   * could take back, even where its own call changed nothing.
   *
   * @throws EmulatorError where they cannot be written
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

  /** Writes everything anew. @throws EmulatorError where it cannot be written */
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
      await this.rewrite(); // which holds what the lines say
      return;
    }
    const text = lines.join("");
    if (text === "") return;
    try {
      await this.handle.appendFile(text);
      await this.handle.datasync();
      this.lines += lines.length;
    } catch (error) {
      this.mustRewrite = true; // the file may end in half a line
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
    this.mustRewrite = false; // what changes from here on comes by its own line, or asks for another rewrite
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
