/** Small repositories against the public SDKs, with the calls that a person finds in them. */
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { catalogAction } from "cdktf-alicloud-agentrun/catalog";
import { type CodeScan, type CodeUse, needsOf, scanFolder } from "../../lib/code-scan";

interface Expected {
  /** Operations and actions by place and symbol. */
  readonly calls: Readonly<Record<string, string>>;
  /** Operations that are called only where something is set. */
  readonly perhaps?: Readonly<Record<string, string>>;
  /** Places that are not known, with the kind. */
  readonly unknown: readonly string[];
  readonly unread: readonly string[];
}

const folder = path.join(__dirname, "repositories");
const names = readdirSync(path.join(__dirname, "expected")).map((file) => file.replace(".json", ""));

function found({ uses, unknown, unread }: CodeScan): Expected {
  return {
    calls: merged(uses, ({ operations, actions, passes }) => [
      ...operations,
      ...actions.map(({ action }) => action),
      ...passes.map(({ role }) => `passes ${role}`),
    ]),
    perhaps: merged(uses, ({ perhaps }) => perhaps.flatMap(({ operations }) => operations)),
    unknown: unknown.map(({ file, line, kind }) => `${file}:${line} ${kind}`).sort(),
    unread: unread.map(({ file, line }) => `${file}:${line}`),
  };
}

function merged(
  uses: readonly CodeUse[],
  textsOf: (use: CodeUse) => readonly string[],
): Readonly<Record<string, string>> {
  const all = new Map<string, Set<string>>();
  for (const use of uses) {
    const key = `${use.file}:${use.line} ${use.symbol}`;
    for (const text of textsOf(use)) all.set(key, (all.get(key) ?? new Set()).add(text));
  }
  return Object.fromEntries([...all].map(([key, texts]) => [key, [...texts].sort().join(" ")]));
}

it.each(names)("finds in %s what a person finds", (name) => {
  const expected = JSON.parse(readFileSync(path.join(__dirname, "expected", `${name}.json`), "utf8")) as Expected;
  expect(found(scanFolder(path.join(folder, name)))).toEqual({
    perhaps: {},
    ...expected,
    unknown: [...expected.unknown].sort(),
  });
});

it.each(names)("grants for %s only actions of the catalog, each with a line that has its symbol", (name) => {
  const { needs } = needsOf(scanFolder(path.join(folder, name)));
  expect(needs.length).toBeGreaterThan(0);
  for (const { action, sites } of needs) {
    expect(catalogAction(action)?.name).toBe(action);
    expect(sites.length).toBeGreaterThan(0);
    for (const { file, line, symbol } of sites) {
      expect(readFileSync(path.join(folder, name, file), "utf8").split("\n")[line - 1]).toContain(symbol);
    }
  }
});
