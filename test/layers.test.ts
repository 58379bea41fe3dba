import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

interface Room {
  readonly room: string;
  readonly about: string;
  readonly packages: readonly string[];
  readonly rooms?: readonly string[];
  readonly framework?: true;
  readonly frameworkless?: readonly string[];
}

/** A message of the rule `rooms/imports`, or an error that kept lint from reading the file. */
interface Refusal {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

const root = path.join(__dirname, "..");
const rooms = JSON.parse(readFileSync(path.join(root, "scripts/rooms.json"), "utf8")) as readonly Room[];

/** Every way to name a module. Each is one line. */
const forms: readonly ((name: string) => string)[] = [
  (name) => `import "${name}";`,
  (name) => `import { a } from "${name}";`,
  (name) => `import * as a from "${name}";`,
  (name) => `import type { A } from "${name}";`,
  (name) => `import { type A } from "${name}";`,
  (name) => `import a = require("${name}");`,
  (name) => `export { a } from "${name}";`,
  (name) => `export type { A } from "${name}";`,
  (name) => `export * from "${name}";`,
  (name) => `void import("${name}");`,
  (name) => `void import(\`${name}\`);`,
  (name) => `require("${name}");`,
  (name) => `type A = import("${name}").A;`,
  (name) => `type A = typeof import("${name}");`,
  (name) => `declare module "${name}" {}`,
];

/** Lines that lint refuses in every room. @param lib the relative path to lib/, with a slash */
const waysRound = (lib: string): readonly string[] => [
  `void import(name);`,
  "void import(`../${name}`);",
  `require(name);`,
  `require.resolve("../policy");`,
  `const load = require;`,
  `module.require("../policy");`,
  `process.getBuiltinModule("node:fs");`,
  `import { createRequire } from "node:module";`,
  `/// <reference types="cdktf" />`,
  `/// <reference path="../policy/index.ts" />`,
  `import "${lib}";`,
  `import "${lib}index";`,
  `import "${lib}../dist/policy";`,
  `import "${lib}../test/policy";`,
  `import "..\\\\policy";`,
  `import "cdktf-alicloud-agentrun";`,
  `import "cdktf-alicloud-agentrun/policy";`,
  `import "file:///policy";`,
  `import "/policy";`,
  `import "#policy";`,
  `import "fs";`,
  `import "lodash";`,
];

/** The generated bindings are not linted: nobody writes them. */
const written = rooms.filter(({ room }) => room !== "provider-alicloud" && room !== "index.ts");
const packages = ["node:fs", "node:fs/promises", "cdktf", "cdktf/lib/app", "constructs", "commander"];

/** A file to lint, and for each line whether it must be refused. */
interface Probe {
  readonly file: string;
  readonly lines: readonly (readonly [code: string, isRefused: boolean])[];
}

function probe(room: Room, folder: string, isFrameworkless: boolean): Probe {
  const depth = folder.split("/").length;
  const to = (target: string): string => `${"../".repeat(depth)}${target}`;
  const framework = room.framework === true && !isFrameworkless;
  const names = [
    ...packages.map((name) => [name, !mayImportPackage(room, name, isFrameworkless)] as const),
    ...rooms.flatMap((target, index) => {
      const isRefused =
        index > rooms.indexOf(room) ||
        (target !== room && room.rooms?.includes(target.room) === false) ||
        (target.framework === true && !framework);
      const frameworkless = (target.frameworkless ?? []).map((part) => part.replace(/\.ts$/, ""));
      return [
        [to(target.room.replace(/\.ts$/, "")), isRefused] as const,
        [`./x/../${to(target.room.replace(/\.ts$/, ""))}`, isRefused] as const,
        ...frameworkless.map((part) => {
          const isAbove = index > rooms.indexOf(room) || room.rooms?.includes(target.room) === false;
          return [to(`${target.room}/${part}`), isAbove] as const;
        }),
      ];
    }),
  ];
  const lines = names.flatMap(([name, isRefused]) => forms.map((form) => [form(name), isRefused] as const));
  return {
    file: `lib/${folder}/probe.ts`,
    lines: [...lines, ...waysRound(to("")).map((line) => [line, true] as const)],
  };
}

function mayImportPackage({ packages: allowed, framework }: Room, name: string, isFrameworkless: boolean): boolean {
  if (name.startsWith("node:")) return allowed.includes("node:");
  return allowed.includes(name.split("/")[0] ?? "") && !(framework === true && isFrameworkless);
}

const probes = written.flatMap((room) => [
  probe(room, room.room, false),
  probe(room, `${room.room}/nested/deeply`, false),
  ...(room.frameworkless ?? [])
    .filter((part) => !part.endsWith(".ts"))
    .map((part) => probe(room, `${room.room}/${part}`, true)),
]);

/**
 * Lints the probes and all of lib/ by the project's own configuration: only the rule of rooms, without types, and without
 * comments that turn it off. A process of its own, because jest cannot load the configuration, which is an ES module.
 */
function lint(): { readonly probes: readonly Refusal[]; readonly lib: readonly Refusal[] } {
  const program = `
    import { readFileSync } from "node:fs";
    import { ESLint } from "eslint";
    const eslint = new ESLint({
      allowInlineConfig: false,
      ruleFilter: ({ ruleId }) => ruleId === "rooms/imports",
      overrideConfig: [{ files: ["**/*.ts"], languageOptions: { parserOptions: { projectService: false } } }],
    });
    const refusals = (file, { messages }) =>
      messages
        .filter(({ ruleId, fatal }) => ruleId === "rooms/imports" || fatal)
        .map(({ line, message }) => ({ file, line, message }));
    const probes = [];
    for (const { file, code } of JSON.parse(readFileSync(0, "utf8"))) {
      const [result] = await eslint.lintText(code, { filePath: file });
      probes.push(...refusals(file, result));
    }
    const lib = (await eslint.lintFiles(["lib"])).flatMap((result) => refusals(result.filePath, result));
    console.log(JSON.stringify({ probes, lib }));`;
  const input = probes.map(({ file, lines }) => ({ file, code: lines.map(([code]) => code).join("\n") }));
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], {
    cwd: root,
    encoding: "utf8",
    input: JSON.stringify(input),
    maxBuffer: 1 << 26,
  });
  return JSON.parse(printed) as ReturnType<typeof lint>;
}

describe("lint", () => {
  let refused: ReturnType<typeof lint>;
  beforeAll(() => {
    refused = lint();
  }, 120_000);

  it.each(probes)("refuses in $file what its room may not import, and nothing else", ({ file, lines }) => {
    const actual = new Set(refused.probes.filter((one) => one.file === file).map(({ line }) => line - 1));
    const wrong = lines.flatMap(([code, isRefused], index) =>
      actual.has(index) === isRefused ? [] : [`${isRefused ? "passes" : "refused"}: ${code}`],
    );
    expect(wrong).toEqual([]);
  });

  it("finds nothing in lib, even where a comment turns the rule off", () => {
    expect(refused.lib).toEqual([]);
  });

  it.each([
    ["lib/review/probe.ts", 'import "cdktf";'],
    ["lib/review/probe.ts", 'import "../constructs";'],
    ["lib/emulator/probe.ts", 'import "../adopt";'],
    ["lib/emulator/probe.ts", 'import "../denied";'],
    ["lib/policy/probe.ts", 'import "node:fs";'],
    ["lib/policy/probe.ts", 'import type { A } from "../catalog";'],
    ["lib/constructs/deployer/probe.ts", 'import "cdktf";'],
    ["lib/catalog/probe.ts", 'export * from "../terraform";'],
  ])("refuses in %s the line %s", (file, code) => {
    const index = probes.find((one) => one.file === file)?.lines.findIndex(([line]) => line === code) ?? -1;
    expect(index).toBeGreaterThanOrEqual(0);
    expect(refused.probes.some((one) => one.file === file && one.line === index + 1)).toBe(true);
  });
});

it("the README shows the rooms in the order in which they may import one another", () => {
  const block = /## Architecture\n\n```text\n([^`]*)```/.exec(readFileSync(path.join(root, "README.md"), "utf8"))?.[1];
  const shown = block?.split("\n").filter((line) => line.startsWith("lib/"));
  expect(shown).toEqual(
    rooms.map(({ room, about }) => `lib/${room}${room.endsWith(".ts") ? "" : "/"}`.padEnd(24) + about),
  );
});
