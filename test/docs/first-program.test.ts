import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { call } from "../cli/support/call";
import { blocks, page, site } from "./pages";
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

const guides = [...site.english.values()].filter(({ file }) => file.startsWith("docs/guides/"));
const whole = [...site.english.values()].flatMap((one) =>
  blocks(one, "ts").flatMap(({ code, line }) =>
    /^app\.synth\(\);$/m.test(code) ? [[`${one.file}:${line}`, code] as const] : [],
  ),
);

it.each(whole)("the program of %s synthesizes", (place, code) => {
  for (const method of ["error", "warn", "log"] as const) jest.spyOn(console, method).mockReturnValue();
  const outdir = synthesizeProgram(code, path.join(folder, place.replace(/\W/g, "-")));
  expect(readdirSync(path.join(outdir, "stacks"))).not.toEqual([]);
});

it("guides with constructs begin with a whole program", () => {
  const first = guides.filter((guide) =>
    blocks(guide, "ts").some(({ code }) => code.includes("new TerraformStack(new App()")),
  );
  const places = new Set(whole.map(([place]) => place.split(":")[0]));
  expect(first.map(({ file }) => file).filter((file) => !places.has(file))).toEqual([]);
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

it("the page on a 403 shows what explain-denied says of a call of the first program's group", () => {
  const denied = page("docs/guides/denied-call.md");
  const [answer] = blocks(denied, "json");
  const [shown] = blocks(denied, "text");
  const file = path.join(folder, "answer.json");
  writeFileSync(file, answer?.code ?? "");
  const [program] = blocks(page("docs/guides/start.md"), "ts");
  const stacks = synthesizeProgram(program?.code ?? "", path.join(folder, "denied"));
  expect(call("explain-denied", file, "--stack", stacks, "--principal", "group:agent-team").out).toContain(shown?.code);
});
