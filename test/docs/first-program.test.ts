import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { call } from "../cli/support/call";
import { blocks, page } from "./pages";
import { synthesizeProgram } from "./synthesized-program";

const folder = mkdtempSync(path.join(tmpdir(), "first-program-"));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

it.each(["README.md", "docs/guides/start.md"])("the first program of %s synthesizes without a warning", (file) => {
  const printed = ["error", "warn"].map((method) => jest.spyOn(console, method as "error" | "warn"));
  const outdir = synthesizeProgram(
    blocks(page(file), "ts")[0]?.code ?? "",
    path.join(folder, file.replaceAll("/", "-")),
  );
  const manifest = JSON.parse(readFileSync(path.join(outdir, "manifest.json"), "utf8")) as {
    readonly stacks: Readonly<Record<string, { readonly annotations: readonly object[] }>>;
  };
  expect(Object.values(manifest.stacks).map(({ annotations }) => annotations)).toEqual([[]]);
  expect(printed.flatMap(({ mock }) => mock.calls)).toEqual([]);
});

it("the page to start with shows what its program grants, and a picture with what a review says of a change of it", () => {
  const start = page("docs/guides/start.md");
  const [program = ""] = blocks(start, "ts").map(({ code }) => code);
  const [summary] = blocks(start, "text").map(({ code }) => code);
  const before = synthesizeProgram(program, path.join(folder, "before"));
  const after = synthesizeProgram(program.replace('tools: "view"', 'tools: "manage"'), path.join(folder, "after"));
  expect(call("summary", before).out).toBe(summary);
  const [verdict = ""] = call("review", before, after).out.split("\n");
  for (const file of ["README.md", "README.zh-CN.md", "docs/guides/start.md", "docs/zh/guides/start.md"]) {
    expect(page(file).text).toContain(`${verdict}](`);
  }
});
