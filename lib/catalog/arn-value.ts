import { type Problem, hasToken, literalText, quote } from "../policy";
import { catalogProblemIds } from "./problem-ids";

/** The kind of a value in an ARN. */
export type ArnPart = "region" | "account" | "name";

interface PartRule {
  /** Matches the value, without framework tokens. */
  readonly pattern: RegExp;
  readonly allowed: string;
  readonly fix: string;
}

/**
 * Narrow on purpose: no page documents the characters of AgentRun's names, but quotes, dollar signs, commas and the
 * like come from pasted lists and templates, and an ARN with them silently matches nothing.
 */
const rules: Readonly<Record<ArnPart, PartRule>> = {
  region: {
    pattern: /^[a-z0-9*-]*$/,
    allowed: "a region id: lower-case letters, digits and hyphens; * matches any text",
    fix: 'write it as in "cn-hangzhou", or "*" for all',
  },
  account: {
    pattern: /^(\d*|\*)$/,
    allowed: "the digits of an account id, or *",
    fix: 'write the digits as a text, e.g. "1234567890123456", or "*" for all',
  },
  name: {
    pattern: /^[^\s/:{}?"'`$,\\\p{Cc}\P{ASCII}]*$/u,
    allowed:
      "ASCII text without white space, slash, backslash, colon, braces, question mark, quotes, $ or comma; * matches any text",
    fix: 'write the name, or "*" for all',
  },
};

/** RAM627 for a value that cannot be part of an ARN. Framework tokens are accepted. */
export function checkArnValue(value: unknown, path: string, part: ArnPart = "name"): readonly Problem[] {
  const { pattern, allowed, fix } = rules[part];
  const literal = typeof value === "string" ? literalText(value) : "";
  const isPart = typeof value === "string" && (literal !== "" || hasToken(value)) && pattern.test(literal);
  if (isPart) return [];
  const found = value === undefined ? "no value" : quote(value);
  return [{ id: catalogProblemIds.arnValue, path, found, allowed, fix }];
}
