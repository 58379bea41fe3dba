import { type Problem, hasToken, literalText, quote } from "../policy";
import { catalogProblemIds } from "./problem-ids";

/** What stands in one part of an ARN. */
export type ArnPart = "region" | "account" | "name";

interface PartRule {
  /** What known text, tokens aside, may look like. */
  readonly pattern: RegExp;
  readonly allowed: string;
  readonly fix: string;
}

/**
 * Deliberately narrow: no page says which names AgentRun takes, but quotes, dollar signs, commas and the like come from
 * pasted lists and templates, and an ARN with them silently matches nothing.
 */
const rules: Readonly<Record<ArnPart, PartRule>> = {
  region: {
    pattern: /^[a-z0-9*-]*$/,
    allowed: "a region id: lower-case letters, digits and hyphens; * stands for any text",
    fix: 'write it as in "cn-hangzhou", or "*" for all',
  },
  account: {
    pattern: /^(\d*|\*)$/,
    allowed: "the digits of an account id, or *",
    fix: 'write the account id in quotes, or "*" for all',
  },
  name: {
    pattern: /^[^\s/:{}?"'`$,\\\p{Cc}\P{ASCII}]*$/u,
    allowed:
      "ASCII text without white space, slash, backslash, colon, braces, question mark, quotes, $ or comma; * stands for any text",
    fix: 'write the name, or "*" for all',
  },
};

/** RAM627 for a value that cannot be one part of an ARN. Framework tokens are taken as they are. */
export function checkArnValue(value: unknown, path: string, part: ArnPart = "name"): readonly Problem[] {
  const { pattern, allowed, fix } = rules[part];
  const literal = typeof value === "string" ? literalText(value) : "";
  const isPart = typeof value === "string" && (literal !== "" || hasToken(value)) && pattern.test(literal);
  if (isPart) return [];
  const found = value === undefined ? "no value" : quote(value);
  return [{ id: catalogProblemIds.arnValue, path, found, allowed, fix }];
}
