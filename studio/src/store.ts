/** The values of the page's fields by name. A field without a value is not in it. */
export type Fields = ReadonlyMap<string, string>;

/** Longest state that is kept in the address, in characters. Browsers cut off addresses of a few megabytes. */
export const longestFragment = 200_000;

/** The fields as the fragment of an address, without `#`; `undefined` if they are too long for one. */
export function fragmentOf(fields: Fields): string | undefined {
  const text = new URLSearchParams([...fields].sort(([a], [b]) => (a < b ? -1 : 1))).toString();
  return text.length > longestFragment ? undefined : text;
}

/** The fields in the fragment of an address. */
export function fieldsIn(fragment: string): Fields {
  const pairs = new URLSearchParams(fragment.replace(/^#/, ""));
  return new Map([...pairs].filter(([name, value]) => name !== "" && value !== ""));
}

/** Whether a box is ticked. An address may have anything in its field. */
export function isTicked(fields: Fields, name: string): boolean {
  return fields.get(name) === "1";
}

/** The state of the page: what people typed and ticked. Everything that is shown is computed from it. */
export class Store {
  private readonly values: Map<string, string>;
  private readonly listeners: ((name: string) => void)[] = [];

  public constructor(fields: Fields) {
    this.values = new Map(fields);
  }

  public get fields(): Fields {
    return this.values;
  }

  public get(name: string): string {
    return this.values.get(name) ?? "";
  }

  /** Sets a field, or removes it with an empty text. */
  public set(name: string, value: string): void {
    if (this.get(name) === value) return;
    if (value === "") this.values.delete(name);
    else this.values.set(name, value);
    for (const listener of this.listeners) listener(name);
  }

  /** Replaces all fields, without telling the listeners. */
  public replaceAll(fields: Fields): void {
    this.values.clear();
    for (const [name, value] of fields) this.values.set(name, value);
  }

  public onChange(listener: (name: string) => void): void {
    this.listeners.push(listener);
  }
}
