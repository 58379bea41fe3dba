/** A TypeScript expression that {@link literal} prints unchanged. */
export class Code {
  public constructor(public readonly text: string) {}
}

/** `new Construct(this, "Id", { ... })`, on one line. */
export function constructCode(construct: string, id: string, props: Readonly<Record<string, unknown>>): string {
  const text = literal(props);
  return `new ${construct}(this, ${JSON.stringify(id)}${text === "{}" ? "" : `, ${text}`});`;
}

/** A value as TypeScript. Leaves out `undefined` members. */
export function literal(value: unknown): string {
  if (value instanceof Code) return value.text;
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => `${/^[A-Za-z_$][\w$]*$/.test(key) ? key : JSON.stringify(key)}: ${literal(one)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
