import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { catalogProblemIds, constructProblemIds, policyProblemIds } from "../lib";
import { importProblemIds } from "../lib/catalog/import";
import { emulatorProblemIds } from "../lib/emulator";

const root = path.join(__dirname, "..");

/** TypeScript blocks of the README, each as it stands. */
const programs = [...readFileSync(path.join(root, "README.md"), "utf8").matchAll(/^```ts\n(.*?)^```$/gms)].map(
  ([, code = ""]) => code,
);

it("shows programs that compile", () => {
  const { config } = ts.readConfigFile(path.join(root, "tsconfig.json"), (file) => readFileSync(file, "utf8")) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const files = new Map(programs.map((code, index) => [path.join(root, "test", `readme-${index}.ts`), code]));
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  const fileExists = host.fileExists.bind(host);
  host.readFile = (file) => files.get(file) ?? readFile(file);
  host.fileExists = (file) => files.has(file) || fileExists(file);
  const program = ts.createProgram([...files.keys()], { ...options, noEmit: true }, host);
  const problems = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => ({
    file: file?.fileName,
    message: ts.flattenDiagnosticMessageText(messageText, "\n"),
  }));
  expect(programs.length).toBeGreaterThanOrEqual(3);
  expect(problems).toEqual([]);
});

it("says what every exit code means", () => {
  const text = readFileSync(path.join(root, "README.md"), "utf8").replace(/\s+/g, " ");
  const codes = ["0 for", "1 for", "2 for", "3 for an explicit deny", "4 for an implicit deny", "5 where it depends"];
  expect(codes.filter((code) => !text.includes(code))).toEqual([]);
});

it("names every problem id", () => {
  const text = readFileSync(path.join(root, "README.md"), "utf8");
  const ranges = [...text.matchAll(/`RAM(\d{3})`(?: to `RAM(\d{3})`)?/g)].map(([, from, to = from]) => [
    Number(from),
    Number(to),
  ]);
  const missing = [
    ...Object.values(policyProblemIds),
    ...Object.values(constructProblemIds),
    ...Object.values(catalogProblemIds),
    ...Object.values(importProblemIds),
    ...Object.values(emulatorProblemIds),
  ].filter((id) => {
    const number = Number(id.slice(3));
    return !ranges.some(([from = 0, to = 0]) => from <= number && number <= to);
  });
  expect(missing).toEqual([]);
});
