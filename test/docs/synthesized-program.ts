import path from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";

type Program = (load: NodeJS.Require, exported: object, printer: Console) => void;

/**
 * Runs a program of a page, which synthesizes.
 *
 * @param outdir a folder that does not exist, below one that does
 */
export function synthesizeProgram(code: string, outdir: string): string {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const before = process.env["CDKTF_OUTDIR"];
  process.env["CDKTF_OUTDIR"] = path.resolve(outdir);
  // The program is the page's own text.
  const run = compileFunction(outputText, ["require", "exports", "console"]) as Program;
  run(require, {}, console); // the console of the test, not of the process

  if (before === undefined) delete process.env["CDKTF_OUTDIR"];
  else process.env["CDKTF_OUTDIR"] = before;
  return outdir;
}
