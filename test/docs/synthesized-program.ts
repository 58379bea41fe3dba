import path from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";

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
  (compileFunction(outputText, ["require", "exports"]) as (load: NodeJS.Require, exported: object) => void)(
    require,
    {},
  );
  if (before === undefined) delete process.env["CDKTF_OUTDIR"];
  else process.env["CDKTF_OUTDIR"] = before;
  return outdir;
}
