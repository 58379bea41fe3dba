import { statSync } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { replaceFile } from "../../files";
import { EmulatorError } from "../emulator-error";
import { type FileIdentity, identityOf, isSameFile } from "./file-identity";
import { firstChecksum, headerText, lineOf } from "./state-format";
import { type Store, type Transaction, noChanges } from "./store";
import { stateFileError } from "./state-file-error";

/** The file is rewritten when more lines have been appended than the number of records plus this number. */
const spareLines = 10_000;

interface Waiting {
  readonly transaction: Transaction;
  readonly done: (error?: Error) => void;
}

/**
 * Writes transactions to the state file, in order. Those that arrive during a write are written together afterwards. At
 * every start, if it has grown too long, and if it was deleted, the whole file is written to a temporary file, which
 * then replaces it.
 *
 * If a write fails, every transaction that is not on the disk is undone, and its call gets an error.
 */
export class StateFile {
  private waiting: Waiting[] = [];
  private writing: Promise<void> | undefined;
  private handle: FileHandle | undefined;
  private lines = 0;
  private checksum = "";
  private mustRewrite = true;
  private isClosed = false;

  /** @param known the file as it was read; `undefined` if there was none */
  public constructor(
    private readonly file: string,
    private readonly accountId: string,
    private readonly store: Store,
    private known?: FileIdentity,
  ) {}

  /**
   * Resolves when this transaction and all earlier ones are on disk. A call without changes also waits for earlier
   * changes, because its response may show them.
   *
   * @throws EmulatorError if the file cannot be written. The transaction has been undone.
   */
  public async save(transaction: Transaction): Promise<void> {
    if (transaction.changes.length === 0 && this.writing === undefined) return;
    await this.queue(transaction);
  }

  /** Rewrites the whole file. @throws EmulatorError if it cannot be written. The transaction has been undone. */
  public async renew(transaction: Transaction = noChanges): Promise<void> {
    this.mustRewrite = true;
    await this.queue(transaction);
  }

  public async close(): Promise<void> {
    this.isClosed = true;
    await this.writing;
    await this.handle?.close();
    this.handle = undefined;
  }

  private async queue(transaction: Transaction): Promise<void> {
    if (this.isClosed) {
      this.store.revert(transaction);
      throw new EmulatorError("the emulator is closed");
    }
    await new Promise<void>((resolve, reject) => {
      const done = (error?: Error): void => {
        if (error === undefined) resolve();
        else reject(error);
      };
      this.waiting.push({ transaction, done });
      this.writing ??= this.writeWaiting();
    });
  }

  private async writeWaiting(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting;
      this.waiting = [];
      try {
        await this.write(batch);
        for (const { done } of batch) done();
      } catch (error) {
        const { message } = error as Error; // only the operating system and `checkKnown` throw here
        this.undo(batch, stateFileError(this.file, `the state file cannot be written: ${message}`));
      }
    }
    this.writing = undefined;
  }

  /**
   * Undoes all calls that are not on the disk, including those that arrived since, because they may depend on the
   * others.
   */
  private undo(batch: readonly Waiting[], failure: EmulatorError): void {
    this.mustRewrite = true;
    const all = [...batch, ...this.waiting];
    this.waiting = [];
    for (const { transaction } of [...all].reverse()) this.store.revert(transaction);
    for (const { done } of all) done(failure);
  }

  /** Reads the store synchronously before the first `await`, because calls change it during the write. */
  private async write(batch: readonly Waiting[]): Promise<void> {
    const isThere = this.checkKnown();
    if (!isThere || this.handle === undefined || this.mustRewrite || this.lines > this.store.size + spareLines) {
      await this.rewrite(); // the store has the changes of the batch
      return;
    }
    const texts = batch.flatMap(({ transaction: { changes } }) =>
      changes.length === 0 ? [] : [JSON.stringify(changes)],
    );
    if (texts.length > 0) await this.append(this.handle, texts);
  }

  private async append(handle: FileHandle, texts: readonly string[]): Promise<void> {
    const { known } = this;
    if (known === undefined) return;
    let { checksum } = this;
    const lines = texts.map((text) => {
      const { line, checksum: next } = lineOf(text, checksum);
      checksum = next;
      return line;
    });
    const text = Buffer.from(lines.join(""));
    const bytes = known.bytes + text.length;
    try {
      await writeAt(handle, text, known.bytes);
      await handle.datasync();
      // Not synchronized: after a crash of the system, the header may be old. Lines after its byte count are still read.
      await writeAt(handle, Buffer.from(headerText(this.accountId, bytes)), 0);
    } catch (error) {
      await handle.truncate(known.bytes).catch(() => undefined); // the next write replaces the file in any case
      this.known = identityOf(await handle.stat({ bigint: true }));
      throw error;
    }
    this.known = { ...known, bytes };
    if (!this.checkKnown()) throw new Error("it was deleted");
    this.lines += lines.length;
    this.checksum = checksum;
  }

  /** @returns false if there is no file. @throws Error if there is another file or content than was written */
  private checkKnown(): boolean {
    const stats = statSync(this.file, { bigint: true, throwIfNoEntry: false });
    if (stats === undefined) return false;
    const found = identityOf(stats);
    if (this.known === undefined || !isSameFile(found, this.known)) throw new Error("another program replaced it");
    if (found.bytes !== this.known.bytes) throw new Error("another program changed it");
    return true;
  }

  private async rewrite(): Promise<void> {
    let checksum = firstChecksum(this.accountId);
    const lines = [...this.store.all()].map((change) => {
      const { line, checksum: next } = lineOf(JSON.stringify([change]), checksum);
      checksum = next;
      return line;
    });
    const body = lines.join("");
    const bytes = Buffer.byteLength(headerText(this.accountId, 0)) + Buffer.byteLength(body);
    replaceFile(this.file, `${headerText(this.accountId, bytes)}${body}`, 0o600);
    this.known = identityOf(statSync(this.file, { bigint: true }));
    this.mustRewrite = false;
    const old = this.handle;
    this.handle = undefined;
    await old?.close();
    this.handle = await open(this.file, "r+");
    this.lines = 0;
    this.checksum = checksum;
  }
}

async function writeAt(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  for (let at = 0; at < bytes.length;) {
    const { bytesWritten } = await handle.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}
