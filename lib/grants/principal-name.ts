import { templateParts } from "../terraform/template";

/** A principal. `policy` stands for any holder of a policy that the input attaches to nobody. */
export interface PrincipalName {
  readonly kind: "user" | "group" | "role" | "policy";
  /** As written. RAM ignores letter case in names. */
  readonly name: string;
}

/** Reads `user:<name>`, `group:<name>` or `role:<name>`; `undefined` for any other text. */
export function principalNamed(text: string): PrincipalName | undefined {
  const [, kind, name] = /^(user|group|role):(.+)$/s.exec(text) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  return { kind: kind as PrincipalName["kind"], name }; // the pattern allows no other kind
}

/**
 * The name of a principal as ResourceManager takes it, without the account's domain. An `@` inside of an expression does
 * not begin a domain, because the value of the expression is not known.
 */
export function principalWithoutDomain(name: string): string {
  const parts = templateParts(name);
  const at = parts.map(({ kind, source }) => kind === "text" && source.includes("@")).lastIndexOf(true);
  const part = parts[at];
  if (part === undefined) return name;
  const before = parts.slice(0, at).map(({ source }) => source);
  return [...before, part.source.slice(0, part.source.lastIndexOf("@"))].join("");
}
