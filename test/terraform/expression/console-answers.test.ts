import { readFileSync } from "node:fs";
import path from "node:path";
import { type Value, evaluate, functionNames, parseExpression } from "../../../lib/terraform/expression";
import answers from "./console-answers.json";
import lineTexts from "./line-texts.json";
import { known } from "./evaluated";

const rows = answers.values.map(([expression = "", json = ""]) => [expression, json] as const);

test.each(rows)("%s", (expression, json) => {
  expect(known(`jsonencode(${expression})`)).toEqual({ kind: "text", text: json.normalize("NFC") });
});

test.each(answers.errors)("%s fails", (expression) => {
  expect(known(expression)).toMatchObject({ kind: "unknown", failure: { reason: expect.any(String) as string } });
});

test("line breaks, comments and heredocs", () => {
  const source = readFileSync(path.join(__dirname, "line-texts.txt"), "utf8").replace("locals ", "");
  const parsed = parseExpression(source);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  const text: Value = { kind: "text", text: "N" };
  const value = evaluate(parsed.expression, { resolve: () => ({ value: text, used: 1 }) });
  for (const [name, expected] of Object.entries<unknown>(lineTexts.values)) {
    const json = known(`jsonencode(all.${name})`, { all: value });
    expect([name, json.kind === "text" ? JSON.parse(json.text) : json]).toEqual([name, expected]);
  }
});

test("every function has an answer, but for those of files and those that are never known", () => {
  const asked = JSON.stringify(answers);
  const without = functionNames().filter((name) => !new RegExp(`\\b${name}\\(`).test(asked));
  expect(without).toEqual(
    [
      ...["abspath", "base64gzip", "bcrypt", "ephemeralasnull", "file", "filebase64"],
      ...["filebase64sha256", "filebase64sha512", "fileexists", "filemd5", "fileset", "filesha1", "filesha256"],
      ...["filesha512", "issensitive", "list", "map", "pathexpand", "plantimestamp", "rsadecrypt"],
      ...["templatefile", "timestamp", "type", "uuid", "uuidv5", "yamldecode", "yamlencode"],
    ].sort(),
  );
});
