import { readFileSync, existsSync, appendFileSync, writeFileSync } from "node:fs";
import { parseExpression } from "../../../lib/terraform/expression/parse";
import { evaluate } from "../../../lib/terraform/expression/evaluate";
import { expressionOf } from "../../../lib/terraform/expression/written-values";
test("oracle", () => {
  writeFileSync("/tmp/diff.txt", "");
  for (const f of ["/tmp/a1","/tmp/a2", "/tmp/a3", "/tmp/a4"]) {
    if (!existsSync(f)) continue;
    const lines = readFileSync(f, "utf8").split("\n");
    for (const line of lines) {
      const [, e = "", want = ""] = /^(.*?)  =>  (.*)$/.exec(line) ?? [];
      if (e === "") continue;
      const p = parseExpression(`jsonencode(${e})`);
      let got: string;
      if ("problem" in p) got = "SYNTAX " + p.problem.message;
      else {
        const v = evaluate(p.expression, { resolve: () => undefined });
        got = v.kind === "unknown" ? `UNKNOWN ${v.failure?.kind} ${v.failure?.reason} [${v.expression}]` : expressionOf(v);
      }
      const norm = (s: string) => s.replace(/\\u200d/g, "\u200d");
      if (norm(got) !== norm(want)) appendFileSync("/tmp/diff.txt", `${e}\n   want ${want}\n   got  ${got}\n`);
    }
  }
});
