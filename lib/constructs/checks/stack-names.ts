/** A name in a stack. */
interface StackName {
  /** Position of the stack in the order of the app. */
  readonly position: number;
  /** Path of the construct that has the name. */
  readonly path: string;
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
  public set(position: number, paths: ReadonlyMap<string, string>): void {
    for (const key of this.keysOf.get(position) ?? []) {
      const others = this.listOf(key).filter((name) => name.position !== position);
      this.byKey.set(key, others);
    }
    this.keysOf.set(position, [...paths.keys()]);
    for (const [key, path] of paths) {
      const names = this.listOf(key);
      const index = names.findIndex((name) => name.position < position);
      names.splice(index === -1 ? names.length : index, 0, { position, path });
      this.byKey.set(key, names);
    }
  }

  /** The path with this key in the nearest stack before a position. */
  public before(position: number, key: string): string | undefined {
    return this.listOf(key).find((name) => name.position < position)?.path;
  }

  private listOf(key: string): StackName[] {
    return this.byKey.get(key) ?? [];
  }
}
