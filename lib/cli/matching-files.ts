import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { UsageError } from "./command";

/**
 * The sorted files and folders that a pattern with `*`, `**`, `?` or `[...]` matches. Returns the input itself if it is no
 * pattern, or if a file has this exact name. Shells do the same unless the pattern is quoted.
 *
 * @throws UsageError if nothing matches, because a misspelt pattern must not pass
 */
export function matchingFiles(input: string): readonly string[] {
  if (!/[*?[]/.test(input) || input.startsWith("git:") || existsSync(input)) return [input];
  const steps = input.split("/");
  const first = steps.findIndex((step) => /[*?[]/.test(step));
  const base = steps.slice(0, first).join("/");
  const folder = base === "" && input.startsWith("/") ? "/" : base === "" ? "." : base;
  const pattern = patternOf(steps.slice(first));
  const found = entriesIn(folder, steps.includes("**") ? Infinity : steps.length - first)
    .filter((entry) => pattern.test(entry))
    .sort()
    .map((entry) => (first === 0 ? entry : `${base}/${entry}`));
  if (found.length === 0)
    throw new UsageError("the pattern matches no file", { where: input, fix: "correct the pattern" });
  return found;
}

/** Paths in a folder, with `/`, down to a depth. Omits hidden files, as shells do. */
function entriesIn(folder: string, depth: number, prefix = ""): readonly string[] {
  if (depth < 1 || !existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap((entry) => [
      `${prefix}${entry.name}`,
      ...(entry.isDirectory() ? entriesIn(path.join(folder, entry.name), depth - 1, `${prefix}${entry.name}/`) : []),
    ]);
}

function patternOf(steps: readonly string[]): RegExp {
  const source = steps.map((step, index) => {
    const isLast = index === steps.length - 1;
    if (step === "**") return isLast ? ".+" : "(?:[^/]+/)*";
    const text = step.replace(/\[[^\]]+\]|[*?]|[^*?[]+|\[/g, (part) => {
      if (part === "*") return "[^/]*";
      if (part === "?") return "[^/]";
      if (/^\[.+\]$/.test(part)) return part.replace(/^\[!/, "[^").replace(/\\/g, "\\\\");
      return part.replace(/[.+^$()|{}[\]\\]/g, "\\$&");
    });
    return isLast ? text : `${text}/`;
  });
  return new RegExp(`^${source.join("")}$`);
}
