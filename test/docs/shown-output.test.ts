import path from "node:path";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import * as policy from "cdktf-alicloud-agentrun/policy";
import { explainDenial, explanationText, readDenial } from "../../lib/denied";
import { readSource, stacksOf } from "../../lib/review";
import { call } from "../cli/support/call";
import { blocks, page, root } from "./pages";

it("the page on deploying shows what explain-denied says of the example", () => {
  const stacks = stacksOf(readSource(path.join(root, "test/examples/golden/read-only.tf.json")));
  const body = { accessDeniedDetail: { authAction: "agentrun:ListTemplates", noPermissionType: "ImplicitDeny" } };
  const explanation = explainDenial(readDenial(JSON.stringify(body), "-"), {
    stacks,
    principal: { kind: "user", name: "dashboard" },
  });
  const [shown] = blocks(page("docs/deploy.md"), "text");
  expect(explanationText(explanation)).toContain(shown?.code);
});

it("the page on rules of your own shows what its program prints", () => {
  const [program] = blocks(page("docs/own-rules.md"), "ts");
  const { outputText } = ts.transpileModule(program?.code ?? "", {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const printed: string[] = [];
  const load = (name: string): unknown => (name === "cdktf-alicloud-agentrun/policy" ? policy : undefined);
  runInNewContext(outputText, { exports: {}, require: load, console: { log: (line: string) => printed.push(line) } });
  const [shown] = blocks(page("docs/own-rules.md"), "text");
  expect(printed.map((line) => `${line}\n`).join("")).toBe(shown?.code);
});

it("the README shows what the summary of the examples prints", () => {
  const { out } = call("summary", path.join(root, "test/examples/golden/read-only.tf.json"));
  const [shown] = blocks(page("README.md"), "text");
  expect(out).toContain(shown?.code);
});
