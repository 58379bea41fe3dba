import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";
import { call } from "../cli/support/call";
import { blocks, page } from "./pages";

const folder = mkdtempSync(path.join(tmpdir(), "first-program-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Runs a program of a page, which synthesizes into a folder of this name; returns the folder. */
function synthesize(code: string, name: string): string {
  const outdir = path.join(folder, name);
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const before = process.env["CDKTF_OUTDIR"];
  process.env["CDKTF_OUTDIR"] = outdir;
  // The program is the page's own text.
  (compileFunction(outputText, ["require", "exports"]) as (load: NodeJS.Require, exported: object) => void)(
    require,
    {},
  );
  if (before === undefined) delete process.env["CDKTF_OUTDIR"];
  else process.env["CDKTF_OUTDIR"] = before;
  return outdir;
}

it.each(["README.md", "docs/guides/start.md"])("the first program of %s synthesizes without a warning", (file) => {
  const printed = ["error", "warn"].map((method) => jest.spyOn(console, method as "error" | "warn"));
  const outdir = synthesize(blocks(page(file), "ts")[0]?.code ?? "", file.replaceAll("/", "-"));
  const manifest = JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly annotations: readonly object[] }>>;
  };
  expect(Object.values(manifest.stacks).map(({ annotations }) => annotations)).toEqual([[]]);
  expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([]);
});

it("the page to start with shows what its program grants, and what a review says of a change of it", () => {
  const start = page("docs/guides/start.md");
  const [program = ""] = blocks(start, "ts").map(({ code }) => code);
  const [review, summary] = blocks(start, "text").map(({ code }) => code);
  const before = synthesize(program, "before");
  const after = synthesize(program.replace('tools: "view"', 'tools: "manage"'), "after");
  expect(call("summary", before).out).toBe(summary);
  expect(call("review", before, after).out.split("\n")[0]).toBe(review?.trimEnd());
});
