import { NameMap } from "../name-map";
import { recordKeys, tableNames } from "./record-keys";
import type { AttachmentRecord, Records, TableName } from "./records";

/** One record that is stored, or removed (`null`). */
export type Change = {
  readonly [T in TableName]: readonly [table: T, key: string, record: Records[T] | null];
}[TableName];

/** What a call changed, and the changes that undo it, in the order of the call's changes. */
export interface Transaction {
  readonly changes: readonly Change[];
  readonly undo: readonly Change[];
}

export const noChanges: Transaction = { changes: [], undo: [] };

type Tables = { readonly [T in TableName]: NameMap<Records[T]> };

/** The records of an account, with transactions: a call makes all of its changes or none. */
export class Store {
  public readonly tables: Tables;
  /** An index of the attachments by policy, so that listing policies does not search all attachments for each. */
  private readonly uses = new NameMap<AttachmentRecord>();
  private undo: Change[] | undefined;
  private changes: Change[] = [];

  public constructor() {
    this.tables = Object.fromEntries(tableNames.map((name) => [name, new NameMap()])) as unknown as Tables; // one map per table name
  }

  public put<T extends TableName>(table: T, record: Records[T]): void {
    this.write([table, recordKeys[table](record), Object.freeze(record)] as unknown as Change); // T is the table of the record
  }

  public remove<T extends TableName>(table: T, record: Records[T]): void {
    this.write([table, recordKeys[table](record), null] as unknown as Change); // null is valid for every table
  }

  /** The attachments of a policy, sorted by principal. */
  public usesOf(policyType: string, policyName: string): readonly AttachmentRecord[] {
    return [...this.uses.startingWith(`${policyType}/${policyName}/`)];
  }

  public countUsesOf(policyType: string, policyName: string): number {
    return this.uses.countStartingWith(`${policyType}/${policyName}/`);
  }

  /** Runs a function that changes records. If it throws, its changes are undone. */
  public transaction<T>(run: () => T): { readonly result: T; readonly transaction: Transaction } {
    const undo: Change[] = [];
    this.undo = undo;
    this.changes = [];
    try {
      const result = run();
      return { result, transaction: { changes: this.changes, undo } };
    } catch (error) {
      this.revert({ changes: [], undo });
      throw error;
    } finally {
      this.undo = undefined;
      this.changes = [];
    }
  }

  /** Undoes a transaction. Later ones must have been undone before. */
  public revert({ undo }: Transaction): void {
    for (const change of [...undo].reverse()) this.apply(change);
  }

  /** Applies a change without recording it. */
  public apply(change: Change): void {
    const [table, key, record] = change;
    const records = this.tables[table] as NameMap<Records[TableName]>; // `record` is of this table
    if (table === "attachments") this.index(record ?? this.tables.attachments.get(key), record !== null);
    if (record === null) records.delete(key);
    else records.set(key, record);
  }

  public clear(): void {
    for (const change of [...this.all()]) this.write([change[0], change[1], null] as Change);
  }

  /** The changes that turn an empty store into this one. */
  public *all(): IterableIterator<Change> {
    for (const table of tableNames) {
      for (const record of this.tables[table].values()) {
        yield [table, (recordKeys[table] as (record: unknown) => string)(record), record] as unknown as Change; // as in put
      }
    }
  }

  public get size(): number {
    return tableNames.reduce((sum, table) => sum + this.tables[table].size, 0);
  }

  private write(change: Change): void {
    const [table, key] = change;
    this.undo?.push([table, key, this.tables[table].get(key) ?? null] as unknown as Change); // the previous record
    this.changes.push(change);
    this.apply(change);
  }

  private index(attachment: AttachmentRecord | undefined, isThere: boolean): void {
    if (attachment === undefined) return;
    const { policyType, policyName, principalKind, principalName, resourceGroupId = "" } = attachment;
    const key = [policyType, policyName, principalKind, principalName, resourceGroupId].join("/");
    if (isThere) this.uses.set(key, attachment);
    else this.uses.delete(key);
  }
}
