/* eslint-disable @typescript-eslint/no-require-imports -- optional packages, which only a scan loads */
import type { Tree } from "@lezer/common";
import { ScanError, scanProblemIds } from "./problem-ids";

export interface Parser {
  parse(text: string): Tree;
}

/** Forms of JavaScript that are parsed differently. */
export type Dialect = "js" | "ts" | "jsx" | "tsx";

const packages = ["@lezer/python", "@lezer/javascript", "@lezer/go", "yaml"] as const;

/**
 * Loads an optional package.
 *
 * @throws ScanError RAM536 if it is not installed
 */
export function optionally<Loaded>(load: () => Loaded): Loaded {
  try {
    return load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new ScanError(
      "scan needs parsers that are not installed",
      `run npm install --save-dev ${packages.join(" ")} first`,
      scanProblemIds.parsers,
    );
  }
}

/** @throws ScanError RAM536 */
export function pythonParser(): Parser {
  return optionally(() => (require("@lezer/python") as typeof import("@lezer/python")).parser);
}

/** @throws ScanError RAM536 */
export function goParser(): Parser {
  return optionally(() => (require("@lezer/go") as typeof import("@lezer/go")).parser);
}

const dialects: Readonly<Record<Dialect, string>> = { js: "", ts: "ts", jsx: "jsx", tsx: "ts jsx" };
const javascript = new Map<Dialect, Parser>();

/** @throws ScanError RAM536 */
export function javascriptParser(dialect: Dialect): Parser {
  const known = javascript.get(dialect);
  if (known !== undefined) return known;
  const { parser } = optionally(() => require("@lezer/javascript") as typeof import("@lezer/javascript"));
  const made = parser.configure({ dialect: dialects[dialect] });
  javascript.set(dialect, made);
  return made;
}

/** @throws ScanError RAM536 */
export function yamlParser(): typeof import("yaml") {
  return optionally(() => require("yaml") as typeof import("yaml"));
}
