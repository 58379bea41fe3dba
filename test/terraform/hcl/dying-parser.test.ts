import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { ParserWorker } from "../../../lib/terraform/hcl/parse-hcl";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("dying-parser");
const good = { name: "good.tf", text: "a = 1\n" };

it("says that a file is nested too deeply, and reads the next one", () => {
  file("deep/main.tf", `locals {\n  a = ${"[".repeat(30_000)}\n}\n`);
  file("good/main.tf", 'output "o" {\n  value = "x"\n}\n');
  expect(() => readTerraformFolder(`${folder}/deep`)).toThrow(
    /^RAM501 \S+main\.tf: its parser \S+ cannot read it \(it is nested too deeply\)/,
  );
  expect(readTerraformFolder(`${folder}/good`).outputs?.get("o")).toBe("x");
});

/** Dies as a program of Go does: its runtime writes to standard error, and nobody answers. */
const dying = file(
  "dying.js",
  `const fs = require("fs");
exports.parse = async (name) => {
  if (name === "good.tf") return { a: 1 };
  fs.writeSync(2, new TextEncoder().encode("panic: index out of range\\n\\ngoroutine 1 [running]:\\nmain.main()\\n"));
  console.warn("exit code:", 2);
  return new Promise(() => {});
};`,
);

it("says of what the parser dies, without the trace of Go, and does not wait for an answer", () => {
  const worker = new ParserWorker(dying);
  const answers = worker.parse([good, { name: "bad.tf", text: "" }, good]);
  expect(answers).toEqual([
    { json: { a: 1 } },
    { problem: "its parser @cdktn/hcl2json cannot read it (panic: index out of range)" },
  ]);
  expect(worker.isBroken).toBe(true);
});
