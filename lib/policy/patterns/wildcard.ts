/**
 * RAM's patterns: `*` matches any text, including none and slashes; `?` matches one character. They cannot be escaped.
 * Source: RAM's pages on policy structure and on conditional operators, 2026.
 */
import { memoized } from "../memoized";

/** Whether a text contains wildcards. */
export function isPattern(text: string): boolean {
  return /[*?]/.test(text);
}

/** Splits by code point if necessary, so that `?` also matches characters outside of the basic plane. */
export function charactersOf(text: string): ArrayLike<string> {
  return /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
}

/** Whether a pattern matches a text. Takes at most time proportional to the product of the lengths. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (/^[^*?\ud800-\udfff]*\*?$/.test(pattern)) {
    // Most patterns are a plain text or a prefix.
    return pattern.endsWith("*") ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
  }
  return matches(charactersOf(pattern), charactersOf(text));
}

function matches(pattern: ArrayLike<string>, text: ArrayLike<string>): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    if (pattern[p] === "*") {
      star = p++;
      resume = t;
    } else if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[t])) {
      p++;
      t++;
    } else if (star !== -1) {
      p = star + 1;
      t = ++resume;
    } else return false;
  }
  while (pattern[p] === "*") p++;
  return p === pattern.length;
}

/** Whether both patterns match some common text. */
export function patternsOverlap(a: string, b: string): boolean {
  return !beginOtherwise(a, b) && overlap(charactersOf(a), charactersOf(b));
}

/** Whether the characters before the first wildcard already differ, as for most patterns. */
function beginOtherwise(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const [x = "", y = ""] = [a[index], b[index]];
    if ("*?".includes(x) || "*?".includes(y)) return false;
    if (x !== y) return true;
  }
  return false;
}

/**
 * Whether a pattern matches any text of a template such as `workspaces/{#workspaceName}/tools/{#toolName}`. A variable
 * is a name, so it contains no slash.
 */
export function overlapsTemplate(template: string, pattern: string): boolean {
  if (template === pattern || template === "*" || pattern === "*") return true;
  if (isPattern(template) || isPattern(pattern)) return overlapsCharacters(template, pattern);
  // Neither a name nor a literal character contains a slash, so the parts can be compared separately.
  const parts = templateParts(template);
  const texts = pattern.split("/");
  return parts.length === texts.length && parts.every((part, index) => partOverlaps(part, texts[index] ?? ""));
}

/** The text between two slashes of a template. */
interface TemplatePart {
  readonly text: string;
  readonly kind: "literal" | "variable" | "mixed";
}

/** Cached, because the templates are few and the patterns many. */
const templateParts = memoized((template): readonly TemplatePart[] =>
  template.split("/").map((text) => {
    if (!text.includes("{#")) return { text, kind: "literal" };
    return { text, kind: isVariable(text) ? "variable" : "mixed" };
  }),
);

function isVariable(text: string): boolean {
  return /^\{#\w+\}$/.test(text);
}

/** For a text without slashes and wildcards. */
function partOverlaps({ text, kind }: TemplatePart, other: string): boolean {
  return kind === "variable" || text === other || (kind === "mixed" && overlapsCharacters(text, other));
}

function overlapsCharacters(template: string, pattern: string): boolean {
  const characters = template.split(/(\{#\w+\})/).flatMap((part) => (part.startsWith("{#") ? name : Array.from(part)));
  return overlap(characters, charactersOf(pattern));
}

/** A variable of a template. */
const name = "{#}";

function overlap(a: ArrayLike<string>, b: ArrayLike<string>): boolean {
  // reachable[j]: some text matches the first i characters of a and the first j of b.
  let reachable = [true];
  for (let j = 1; j <= b.length; j++) reachable[j] = reachable[j - 1] === true && b[j - 1] === "*";
  for (let i = 1; i <= a.length; i++) {
    const x = a[i - 1];
    const isLong = x === "*" || x === name;
    const next = [reachable[0] === true && isLong];
    for (let j = 1; j <= b.length; j++) {
      const y = b[j - 1];
      // `*` matches nothing, or one more character of the other pattern.
      if (y === "*") next[j] = next[j - 1] === true || reachable[j] === true;
      else if (isLong) next[j] = reachable[j] === true || (next[j - 1] === true && !(x === name && y === "/"));
      else next[j] = reachable[j - 1] === true && (x === y || x === "?" || y === "?");
    }
    reachable = next;
  }
  return reachable[b.length] === true;
}
