import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import * as library from "../../lib";
import * as catalog from "../../lib/catalog";
import * as emulator from "../../lib/emulator";
import * as evidence from "../../lib/evidence";
import * as policy from "../../lib/policy";
import * as testing from "../../lib/testing";
import { classes, docstringExamples } from "./docstring-examples";
import { propGroups } from "./prop-groups";
import { publicEntries, withoutDocstring } from "./public-symbols";
import { blocks, pages, root } from "./pages";

const examples = docstringExamples(
  new Map([
    ["cdktf-alicloud-agentrun", Object.keys(library)],
    ...Object.entries({ policy, catalog, evidence, testing, emulator }).map(
      ([name, entry]) => [`cdktf-alicloud-agentrun/${name}`, Object.keys(entry)] as const,
    ),
    ["cdktf-alicloud-agentrun/provider-alicloud/provider", ["AlicloudProvider"]],
  ]),
);

/** TypeScript blocks of every page and examples of docstrings, each as a module of its own: the file that its first line names, if it names one. */
const programs = [
  ...new Map(
    pages
      .flatMap((page) => blocks(page, "ts", "typescript"))
      // The same program is in both languages.
      .map(({ file, line, code }) => [code, { place: `${file}:${line}`, code }]),
  ).values(),
  ...examples,
];

let program: ts.Program;
/** Where the modules of the program are from. */
const places = new Map<string, string>();

beforeAll(() => {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => readFileSync(file, "utf8")) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const fileOf = (code: string, index: number): string =>
    path.join(root, /^\/\/ (\S+\.ts)\n/.exec(code)?.[1] ?? `test/program-${index}.ts`);
  const files = new Map(
    programs.map(({ code }, index) => [
      fileOf(code, index),
      /^(import|export)\b/m.test(code) ? code : `${code}\nexport {};`,
    ]),
  );
  for (const [index, { code, place }] of programs.entries()) places.set(fileOf(code, index), place);
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  program = ts.createProgram([...files.keys(), ...publicEntries], { ...options, noEmit: true }, host);
});

it("pages and docstrings show programs that compile", () => {
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const place = places.get(file?.fileName ?? "") ?? file?.fileName ?? "";
    return `${place}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
  expect(programs.length).toBeGreaterThanOrEqual(12);
  expect(problems).toEqual([]);
});

it("JSON in pages is JSON", () => {
  const wrong = pages
    .flatMap((page) => blocks(page, "json"))
    .filter(({ code }) => {
      try {
        JSON.parse(code);
        return false;
      } catch {
        return true;
      }
    });
  expect(wrong).toEqual([]);
});

it("every construct, and every object and list in its props, has an example", () => {
  const shown = new Set(examples.map((example) => example.of));
  const wanted = classes.filter((name) => Object.hasOwn(library, name));
  expect(wanted.length).toBeGreaterThan(20);
  expect(wanted.filter((name) => !shown.has(name))).toEqual([]);
  const { all, withoutExample } = propGroups(program, wanted);
  expect(all.length).toBeGreaterThan(50);
  expect(withoutExample).toEqual([]);
});

it("every public symbol has a docstring, and every member of those that users write", () => {
  expect(withoutDocstring(program)).toEqual([]);
});
