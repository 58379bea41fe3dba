import { hasToken, literalText, splitTokens } from "./patterns/framework-token";
import { charactersOf } from "./patterns/wildcard";
import { type Problem, quote } from "./problem";
import { policyProblemIds } from "./problem-ids";

interface NameRule {
  readonly title: string;
  readonly maxLength: number;
  readonly characters: RegExp;
  readonly allowed: string;
}

/**
 * RAM's rules for names. If pages differ, the stricter one is used; older pages e.g. allow `@` and a space in role names.
 *
 * Sources: https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16) and the parameter notes
 * of CreatePolicy, CreateRole, CreateUser and CreateGroup in the RAM API 2015-05-01.
 */
const nameRules = {
  policy: {
    title: "policy name",
    maxLength: 128,
    characters: /^[A-Za-z0-9-]*$/,
    allowed: "1 to 128 letters, digits and hyphens",
  },
  role: {
    title: "role name",
    maxLength: 64,
    characters: /^[A-Za-z0-9.-]*$/,
    allowed: "1 to 64 letters, digits, periods and hyphens",
  },
  user: {
    title: "user name",
    maxLength: 64,
    characters: /^(?!-)[A-Za-z0-9._-]*$/,
    allowed: "1 to 64 letters, digits, periods, underscores and hyphens, not beginning with a hyphen",
  },
  group: {
    title: "group name",
    maxLength: 64,
    characters: /^[A-Za-z0-9._-]*$/,
    allowed: "1 to 64 letters, digits, periods, underscores and hyphens",
  },
} as const satisfies Readonly<Record<string, NameRule>>;

/** Kinds of RAM objects with a name. */
export type NameKind = keyof typeof nameRules;

/** Longest name of a kind, in characters. */
export function maxNameLength(kind: NameKind): number {
  return nameRules[kind].maxLength;
}

/** Checks the known parts of a name. Framework tokens are accepted. */
export function checkName(kind: NameKind, name: string, path: string): readonly Problem[] {
  const rule: NameRule = nameRules[kind];
  const known = literalText(name);
  const hasRightLength = name !== "" && known.length <= rule.maxLength;
  const hasRightCharacters = rule.characters.test(withTokensAsLetters(name));
  if (hasRightLength && hasRightCharacters) return [];
  const found = `the ${rule.title} ${quote(name)}`;
  const problems: Problem[] = [];
  if (!hasRightLength) {
    problems.push({
      id: policyProblemIds.nameLength,
      path,
      found: `${found} of ${known.length} characters`,
      allowed: rule.allowed,
      fix: name === "" ? "set a name, or omit it for one derived from the construct path" : "shorten it",
    });
  }
  if (!hasRightCharacters) {
    problems.push({
      id: policyProblemIds.nameCharacters,
      path,
      found,
      allowed: rule.allowed,
      fix: "replace the other characters",
    });
  }
  return problems;
}

/** The name with a letter for each token. */
function withTokensAsLetters(name: string): string {
  return splitTokens(name)
    .map(({ kind, text }) => (kind === "token" ? "x" : text))
    .join("");
}

/** Maximum length of descriptions, in characters. Source: RAM API 2015-05-01, CreatePolicy and CreateRole. */
const maxDescriptionLength = 1024;

/** Checks the description of a policy or role. RAM cannot clear a description, so an empty one is an error too. */
export function checkDescription(description: string, path: string): readonly Problem[] {
  if (description !== "" && lengthOf(description) <= maxDescriptionLength) return [];
  return [
    {
      id: policyProblemIds.description,
      path,
      found: description === "" ? "an empty description" : `a description of ${lengthOf(description)} characters`,
      allowed: `1 to ${maxDescriptionLength} characters`,
      fix: description === "" ? "describe its purpose, or omit it for the default" : "shorten it",
    },
  ];
}

/** Checks a role's maximum session duration, in seconds. Source: RAM API 2015-05-01, CreateRole. */
export function checkSessionDuration(seconds: number, path: string): readonly Problem[] {
  if (hasToken(String(seconds))) return [];
  if (Number.isInteger(seconds) && seconds >= 3600 && seconds <= 43200) return [];
  return [
    {
      id: policyProblemIds.sessionDuration,
      path,
      found: `${seconds} seconds`,
      allowed: "a whole number from 3600 to 43200 (1 to 12 hours)",
      fix: "write the duration in seconds",
    },
  ];
}

/** Length of the known parts, in characters. */
function lengthOf(text: string): number {
  return charactersOf(literalText(text)).length;
}

const tagLimits = { count: 20, key: 128, value: 256 } as const;

/** Checks the tags of a policy or role. Source: RAM API 2015-05-01, TagResources. */
export function checkTags(tags: Readonly<Record<string, string>>, path: string): readonly Problem[] {
  const entries = Object.entries(tags);
  const allowed = `up to ${tagLimits.count} tags, keys of 1 to ${tagLimits.key} and values of up to ${tagLimits.value} characters`;
  const problem = (at: string, found: string): Problem => ({
    id: policyProblemIds.tags,
    path: at,
    found,
    allowed,
    fix: "remove or shorten tags",
  });
  return [
    ...(entries.length > tagLimits.count ? [problem(path, `${entries.length} tags`)] : []),
    ...entries
      .filter(([key, value]) => key === "" || lengthOf(key) > tagLimits.key || lengthOf(value) > tagLimits.value)
      .map(([key]) => problem(`${path}.${key}`, `the tag ${quote(key)}`)),
  ];
}
