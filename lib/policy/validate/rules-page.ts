import { policyKinds } from "./policy-kind";
import type { Rule } from "./rule";
import { rules } from "./rules";
import { refusedById } from "./syntax-facts";

/** `docs/rules.md`: everything that validation looks for, as Markdown. Written by `npm run rules:generate`. */
export function rulesPage(): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    "# What validation finds",
    "<!-- Written by `npm run rules:generate` from the rules themselves; a test fails where it is out of date. -->",
    "Ids are stable and never mean anything else later; titles may be reworded. What other ids mean is in the [README](../README.md#what-is-checked-at-synth).",
    "## What RAM refuses",
    "Found whatever rules are asked for, always of severity `error`, and nothing that can be acknowledged.",
    table(
      ["id", "title"],
      Object.entries(refusedById).map(([id, { title }]) => [code(id), plain(title)]),
    ),
    "## What RAM takes and people regret",
    "The pack `recommended`, which is the default, has the rules of severity `warning`; `strict` has all; `syntax` has none. Another severity is set by id (`severities`), and what is meant to be so is acknowledged, with a reason.",
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

/** As GitHub makes it of a heading. */
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

/** Text whose characters mean nothing to Markdown. Those of addresses, such as `_`, mean nothing inside a word anyway. */
function plain(text: string): string {
  return text.replace(/[\\`*[\]<>|]/g, "\\$&");
}
