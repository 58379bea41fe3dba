import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import { blocks, pages } from "./pages";

const outdir = mkdtempSync(path.join(tmpdir(), "first-program-"));

afterAll(() => {
  rmSync(outdir, { recursive: true });
});

it("the first program of the README synthesizes without a warning", () => {
  const readme = pages.find(({ file }) => file === "README.md");
  const [first] = readme === undefined ? [] : blocks(readme, "ts");
  const { outputText } = ts.transpileModule(first?.code ?? "", {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const printed = ["error", "warn"].map((method) => jest.spyOn(console, method as "error" | "warn"));
  const before = process.env["CDKTF_OUTDIR"];
  process.env["CDKTF_OUTDIR"] = outdir;
  // The program is the README's own text.
  (compileFunction(outputText, ["require", "exports"]) as (load: NodeJS.Require, exported: object) => void)(
    require,
    {},
  );
  if (before === undefined) delete process.env["CDKTF_OUTDIR"];
  else process.env["CDKTF_OUTDIR"] = before;
  const manifest = JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly annotations: readonly object[] }>>;
  };
  expect(Object.values(manifest.stacks).map(({ annotations }) => annotations)).toEqual([[]]);
  expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([]);
});
