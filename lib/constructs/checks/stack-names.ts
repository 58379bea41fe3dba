/** A name in a stack. */
interface StackName {
  /** Position of the stack in the order of the app. */
  readonly position: number;
  /** Path of the construct that has the name. */
  readonly path: string;
}

/** The names of all stacks that were read, to look up who has a name without going through the stacks. */
export class StackNames {
  /** By key; in each list the last stack comes first. */
  private readonly byKey = new Map<string, StackName[]>();
  private readonly keysOf = new Map<number, readonly string[]>();
  private unread = 0;

  /** Position of the first stack whose names are not set. */
  public get firstUnread(): number {
    while (this.has(this.unread)) this.unread += 1;
    return this.unread;
  }

  public has(position: number): boolean {
    return this.keysOf.has(position);
  }

  /** Sets the paths of the names of a stack, by key, and forgets those that it had before. */
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

  /** The path that has a key in the nearest stack before a position. */
  public before(position: number, key: string): string | undefined {
    return this.listOf(key).find((name) => name.position < position)?.path;
  }

  private listOf(key: string): StackName[] {
    return this.byKey.get(key) ?? [];
  }
}
