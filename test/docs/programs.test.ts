import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import * as library from "../../lib";
import { classes, docstringExamples, propertiesOf } from "./docstring-examples";
import { blocks, pages, root } from "./pages";

const examples = docstringExamples(Object.keys(library));

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

it("pages and docstrings show programs that compile", () => {
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
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true }, host);
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const index = [...files.keys()].indexOf(file?.fileName ?? "");
    return `${programs[index]?.place ?? file?.fileName ?? ""}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
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

it("constructs, and where a request is for, have an example", () => {
  const shown = new Set(examples.map((example) => example.of));
  const wanted = [
    ...classes.filter((name) => Object.hasOwn(library, name)),
    ...["Within", "AttachmentTargets"].flatMap(propertiesOf),
    "LeastPrivilegeRequest.features",
  ];
  // Its request has them.
  const others = ["LeastPrivilege"];
  expect(wanted.length).toBeGreaterThan(30);
  expect(wanted.filter((name) => !shown.has(name) && !others.includes(name))).toEqual([]);
});
