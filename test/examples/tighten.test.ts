import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../lib/cli/run";

const root = path.join(__dirname, "../..");
const golden = path.join(root, "examples/tighten/pull-request.md");

it("the example of tightening shows the pull request that its command makes", async () => {
  const readme = readFileSync(path.join(root, "examples/tighten/README.md"), "utf8");
  const [, words = ""] = /npx agentrun-ram (.+) > examples\/tighten\/pull-request\.md/.exec(readme) ?? [];
  let out = "";
  const code = await run(words.split(" "), { out: (text) => (out += `${text}\n`), err: () => undefined });
  expect(code).toBe(2);
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(golden, out);
  expect(out).toBe(readFileSync(golden, "utf8"));
});
