import type { IConstruct } from "constructs";

/** A name in a stack. */
interface StackName {
  /** Position of the stack in the order of the app. */
  readonly position: number;
  /** The construct that has the name. */
  readonly holder: IConstruct;
}

/** The names of all stacks that were read, by key, so that a lookup need not search the stacks. */
export class StackNames {
  /** By key, the last stack first. */
  private readonly byKey = new Map<string, StackName[]>();
  private readonly keysOf = new Map<number, readonly string[]>();
  private unread = 0;

  /** Position of the first stack that was not read. */
  public get firstUnread(): number {
    while (this.has(this.unread)) this.unread += 1;
    return this.unread;
  }

  public has(position: number): boolean {
    return this.keysOf.has(position);
  }

  /** Replaces the names of a stack. */
  public set(position: number, holders: ReadonlyMap<string, IConstruct>): void {
    for (const key of this.keysOf.get(position) ?? []) {
      const others = this.listOf(key).filter((name) => name.position !== position);
      this.byKey.set(key, others);
    }
    this.keysOf.set(position, [...holders.keys()]);
    for (const [key, holder] of holders) {
      const names = this.listOf(key);
      const index = names.findIndex((name) => name.position < position);
      names.splice(index === -1 ? names.length : index, 0, { position, holder });
      this.byKey.set(key, names);
    }
  }

  /** The construct with this key in the nearest stack before a position. */
  public before(position: number, key: string): IConstruct | undefined {
    return this.listOf(key).find((name) => name.position < position)?.holder;
  }

  private listOf(key: string): StackName[] {
    return this.byKey.get(key) ?? [];
  }
}
