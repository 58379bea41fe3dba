import { policyKinds } from "./policy-kind";
import type { Rule } from "./rule";
import { rules } from "./rules";
import { refusedById } from "./syntax-facts";

/** `docs/rules.md`: all findings of validation, as Markdown. Written by `npm run rules:generate`. */
export function rulesPage(): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    "# What validation finds",
    "<!-- Written by `npm run rules:generate` from the rules. A test fails if it is out of date. -->",
    "Ids are stable and never reused; titles may change. The other ids are in [Errors](reference/errors.md).",
    "## What RAM refuses",
    "Always reported, with severity `error`, and cannot be acknowledged.",
    table(
      ["id", "title"],
      Object.entries(refusedById).map(([id, { title }]) => [code(id), plain(title)]),
    ),
    "## Mistakes and bad practices that RAM accepts",
    "The pack `recommended`, the default, has the rules of severity `warning`; `strict` has all rules; `syntax` has none. `severities` sets another severity by id. Acknowledge a finding that is intended, with a reason.",
    table(
      ["id", "title", "severity", "policies"],
      sorted.map((rule) => [`[${rule.id}](#${anchor(rule)})`, plain(rule.title), rule.severity, kindsOf(rule)]),
    ),
    ...sorted.flatMap(section),
  ]
    .join("\n\n")
    .concat("\n");
}

function section(rule: Rule): readonly string[] {
  return [
    `### ${heading(rule)}`,
    plain(rule.explanation),
    `- Allowed: ${plain(rule.allowed)}\n- Source: ${plain(rule.source)}`,
  ];
}

function heading({ id, title }: Rule): string {
  return `${id}: ${plain(title)}`;
}

/** The anchor that GitHub makes of a heading. */
function anchor({ id, title }: Rule): string {
  return `${id}: ${title}`
    .toLowerCase()
    .replace(/[^\w\s-]/g, "")
    .replaceAll(" ", "-");
}

function kindsOf({ kinds }: Rule): string {
  return kinds === undefined || kinds.length === Object.keys(policyKinds).length ? "all" : kinds.join(", ");
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

/** Escapes characters with a meaning in Markdown. Those inside of words, such as `_` in addresses, have none. */
function plain(text: string): string {
  return text.replace(/[\\`*[\]<>|]/g, "\\$&");
}
