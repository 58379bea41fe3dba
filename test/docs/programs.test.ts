import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { blocks, pages, root } from "./pages";

/** TypeScript blocks of every page, each as a module of its own: the file that its first line names, if it names one. */
const programs = [
  ...new Map(
    pages
      .flatMap((page) => blocks(page, "ts", "typescript"))
      // The same program is in both languages.
      .map(({ file, line, code }) => [code, { place: `${file}:${line}`, code }]),
  ).values(),
];

it("pages show programs that compile", () => {
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
