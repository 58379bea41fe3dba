import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runInNewContext } from "node:vm";
import ts from "typescript";
import * as catalog from "cdktf-alicloud-agentrun/catalog";
import * as policy from "cdktf-alicloud-agentrun/policy";
import { explainDenial, explanationText, readDenial } from "../../lib/denied";
import { readSource, stacksOf } from "../../lib/review";
import { call } from "../cli/support/call";
import { blocks, page, root, site } from "./pages";

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

const entries: Readonly<Record<string, unknown>> = {
  "cdktf-alicloud-agentrun/policy": policy,
  "cdktf-alicloud-agentrun/catalog": catalog,
};

/** Programs of pages with what the page says that they print. */
const printing = [...site.english.values()].flatMap(({ file, text }) =>
  [...text.matchAll(/^```ts\n((?:(?!^```).)*)^```\n\nIt prints:\n\n```text\n(.*?)^```/gms)].map(
    ([, program = "", shown = ""]) => ({ file, program, shown }),
  ),
);

it("pages show what their programs print", () => {
  const wrong = printing.filter(({ program, shown }) => {
    const { outputText } = ts.transpileModule(program, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    const printed: string[] = [];
    const load = (name: string): unknown => entries[name];
    const log = (...words: readonly string[]) => printed.push(`${words.join(" ")}\n`);
    runInNewContext(outputText, { exports: {}, require: load, console: { log } });
    return printed.join("") !== shown;
  });
  expect(printing.length).toBeGreaterThanOrEqual(4);
  expect(wrong).toEqual([]);
});

it("the page on who may do what shows what the summary of the examples prints", () => {
  const { out } = call("summary", path.join(root, "test/examples/golden/read-only.tf.json"));
  const [shown] = blocks(page("docs/guides/who-may-do-what.md"), "text");
  expect(out).toContain(shown?.code);
});

it("the page on console JSON shows what summary and review say of its policies", () => {
  const moving = page("docs/guides/console-json.md");
  const folder = mkdtempSync(path.join(tmpdir(), "console-json-"));
  const [policy, smaller] = ["policy.json", "smaller.json"].map((name) => path.join(folder, name));
  if (policy === undefined || smaller === undefined) return;
  writeFileSync(policy, blocks(moving, "json")[0]?.code ?? "");
  writeFileSync(smaller, call("least-privilege", "--feature", "tools=view", "--workspace", "team-a").out);
  const [summary, review] = blocks(moving, "text").map(({ code }) => code);
  expect(call("summary", policy).out).toContain(summary);
  expect(call("review", policy, smaller).out).toContain(review);
  rmSync(folder, { recursive: true });
});
