import { existsSync } from "node:fs";
import path from "node:path";
import { Script } from "node:vm";
import { App, TerraformStack, Testing } from "cdktf";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import ts from "typescript";
import { importIdOf } from "../../lib/adopt/import-id";
import { importPage } from "../../lib/catalog/import";
import type { Construct } from "constructs";
import { PolicyDocument, type Rule } from "../../lib/policy";
import type { Comparison } from "../../lib/policy/evaluate/comparisons";
import { viewOf } from "../../lib/policy/validate/policy-view";
import type { Renderer } from "../../lib/review/renderer";
import type { ReviewReport } from "../../lib/review";
import type { RamResource } from "../../lib/terraform/ram-resources/ram-resource";
import { blocks, page, root } from "./pages";

const contributing = page("CONTRIBUTING.md");

/** Sections that list files, by their headings. */
const recipes = contributing.text
  .split(/^## /m)
  .filter((section) => section.startsWith("Add a "))
  .map((text) => ({ title: text.split("\n")[0] ?? "", text }));

/** The files that a recipe lists, in the first column of its table. */
function filesOf(text: string): readonly string[] {
  const cells = [...text.matchAll(/^\| (`[^|]*?) +\|/gm)].map(([, cell = ""]) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, file = ""]) => file));
}

/** The worked example of a recipe, compiled and run as the file that its first line names. */
function exampleOf(title: string): Readonly<Record<string, unknown>> {
  const recipe = recipes.find((one) => one.title === title);
  const [example] = blocks({ file: title, text: recipe?.text ?? "" }, "ts");
  const code = example?.code ?? "";
  const file = /^\/\/ (\S+\.ts)\n/.exec(code)?.[1] ?? "";
  const { outputText } = ts.transpileModule(code, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } }); // prettier-ignore
  const exported: Record<string, unknown> = {};
  const load = (name: string): unknown =>
    jest.requireActual(name.startsWith(".") ? path.join(root, path.dirname(file), name) : name);
  const run = new Script(`(exports, require) => {${outputText}}`).runInThisContext() as (
    exports: object,
    require: (name: string) => unknown,
  ) => void; // the text is such a function
  run(exported, load);
  return exported;
}

it("has a recipe for everything that contributors add", () => {
  const kinds = ["rule", "condition operator", "construct", "resource type", "renderer", "catalog page"];
  expect(recipes.map(({ title }) => title)).toEqual(kinds.map((kind) => `Add a ${kind}`));
});

it.each(recipes.map(({ title, text }) => [title, text]))("%s: every file that it lists exists", (_, text) => {
  const files = filesOf(text);
  expect(files.length).toBeGreaterThanOrEqual(4);
  expect(files.filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
});

it("the example of a rule finds what it says", () => {
  const { check } = exampleOf("Add a rule")["longSid"] as Rule;
  const found = (Sid: string) => {
    const Statement = [{ Sid, Effect: "Allow", Action: "oss:GetObject", Resource: "*" }];
    const policy = PolicyDocument.fromJson(JSON.stringify({ Version: "1", Statement }));
    return check(viewOf({ kind: "identity", policy }, 100), undefined);
  };
  expect(found("x".repeat(64))).toEqual([]);
  expect(found("x".repeat(65))).toEqual([{ path: "Statement[0].Sid", found: "65 characters", fix: "shorten the Sid" }]);
});

it("the example of an operator compares", () => {
  const compare = exampleOf("Add a condition operator")["stringStartsWith"] as Comparison;
  expect([compare("ab", "abc"), compare("b", "abc")]).toEqual([true, false]);
});

it("the example of a construct synthesizes", () => {
  type Constructor = new (scope: Construct, id: string) => Construct;
  const TemplateReader = exampleOf("Add a construct")["TemplateReader"] as Constructor;
  const stack = new TerraformStack(new App(), "s");
  new AlicloudProvider(stack, "alicloud");
  new TemplateReader(stack, "Reader");
  expect(Testing.synth(stack, true)).toContain("agentrun:ListTemplates");
});

it("the example of a resource type is imported by its id", () => {
  const rows = exampleOf("Add a resource type")["teamMemberships"] as Readonly<Record<string, RamResource>>;
  const { import: rule } = rows["alicloud_ram_team_membership"]!;
  const read = (argument: string) => (argument === "team_name" ? "dev" : "");
  expect(rule && importIdOf(rule, rule.identity(read, read))).toBe("dev");
});

it("the example of a renderer renders", () => {
  const { render } = exampleOf("Add a renderer")["verdictLine"] as Renderer<"verdict", ReviewReport>;
  const report: ReviewReport = {
    version: 1,
    verdict: "unchanged",
    rows: [],
    unchanged: { principals: 1, trusts: 0 },
    acknowledged: [],
  };
  expect(render(report)).toBe("unchanged: 0 changes");
});

it("the example of a catalog page is imported, under the code that the command names", () => {
  const [example] = blocks(contributing, "text");
  const { page: imported, problems } = importPage(example?.code ?? "", "sample", []);
  expect(problems).toEqual([]);
  expect(imported).toMatchObject({ code: "sample", actions: { GetItem: { level: "get" } } });
});
