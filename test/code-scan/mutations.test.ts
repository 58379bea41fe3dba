/** Sources that nobody would write: a scan reads them, and finds nothing that is not there. */
import path from "node:path";
import fc from "fast-check";
import { needsOf } from "../../lib/code-scan";
import { scanFiles } from "../../lib/code-scan/scan";
import { type SourceFile, sourceFiles } from "../../lib/code-scan/source-files";

const repositories = ["python-low-level", "python-high-level", "typescript", "go-service", "deployment", "shell-scripts"]; // prettier-ignore
const samples = repositories.map((name) => sourceFiles(path.join(__dirname, "repositories", name)));
const pieces = ["(", ")", "{", "}", "[", "]", '"', "'", "`", "\n", "    ", ",", ".", "=", ":", "import", "def ", "class ", "${", "*", "\\", "//", "#", "é𝒳", "\u2028", "await ", "return "]; // prettier-ignore

interface Mutation {
  readonly sample: number;
  readonly file: number;
  readonly at: number;
  readonly length: number;
  readonly kind: "remove" | "repeat" | "insert" | "truncate" | "move";
  readonly piece: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  sample: fc.nat({ max: samples.length - 1 }),
  file: fc.nat(20),
  at: fc.nat(4000),
  length: fc.nat(120),
  kind: fc.constantFrom("remove", "repeat", "insert", "truncate", "move"),
  piece: fc.constantFrom(...pieces),
});

function mutated(text: string, { at, length, kind, piece }: Mutation): string {
  const from = text.length === 0 ? 0 : at % text.length;
  const part = text.slice(from, from + length);
  const before = text.slice(0, from);
  const after = text.slice(from + length);
  if (kind === "remove") return before + after;
  if (kind === "repeat") return before + part + part + after;
  if (kind === "insert") return before + piece + part + after;
  return kind === "truncate" ? before : after + before + part;
}

function expectNothingInvented(files: readonly SourceFile[]): void {
  const scan = scanFiles({ files, unread: [], skipped: [], otherLanguages: new Map() });
  const lines = new Map(files.map(({ file, text }) => [file, text.split("\n")]));
  for (const { sites } of needsOf(scan).needs) {
    for (const { file, line, symbol } of sites) expect(lines.get(file)?.[line - 1]).toContain(symbol);
  }
  for (const { file, line } of [...scan.unknown, ...scan.unread]) {
    expect(lines.get(file)?.[line - 1]).toBeDefined();
  }
}

it("reads mutated sources, and finds nothing that is not in them", () => {
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const files = [...(samples[mutations[0]!.sample]?.files ?? [])];
      for (const one of mutations) {
        const index = one.file % files.length;
        const target = files[index]!;
        files[index] = { ...target, text: mutated(target.text, one) };
      }
      expectNothingInvented(files);
    }),
    { numRuns: 100, seed: 7 },
  );
});

const deep = 5_000;

it.each([
  ["brackets in Python", "a.py", "(".repeat(deep)],
  ["calls in Python", "a.py", `x = f${"(f".repeat(deep)}${")".repeat(deep)}`],
  ["members in JavaScript", "a.js", `x${".y()".repeat(deep)}`],
  ["objects in JavaScript", "a.ts", `x = ${"{a:".repeat(deep)}1${"}".repeat(deep)}`],
  ["blocks in Go", "a.go", `package a\nfunc f() ${"{".repeat(deep)}${"}".repeat(deep)}`],
  ["sums in Python", "a.py", `x = ${"1 + ".repeat(deep)}1`],
  ["lists in YAML", "a.yaml", `agentrun: ${"[".repeat(deep)}${"]".repeat(deep)}`],
  ["substitutions in shell", "a.sh", `${"$(aliyun agentrun ".repeat(deep)}x${")".repeat(deep)}`],
])("reads deep %s", (_, file, text) => {
  const kind = ({ py: "python", go: "go", yaml: "yaml", sh: "shell" } as const)[file.slice(2)] ?? "javascript";
  expectNothingInvented([{ file, kind, text }]);
});

it.each([
  ["a class that inherits from itself", "a.py", "from alibabacloud_agentrun20250910.client import Client\nclass A(B): pass\nclass B(A): pass\nA().get_tool()\n"], // prettier-ignore
  ["functions that call each other", "a.py", "def f(x): return g(x)\ndef g(x): return f(x)\nf(g(f)).get_tool()\n"],
  ["modules that import each other", "a.py", "from a import *\nfrom .a import y\ny.get_tool()\n"],
  ["names of Object's members", "a.ts", "import { constructor, toString, __proto__ } from '@agentrun/sdk';\nnew constructor().toString(); toString.constructor(); __proto__.hasOwnProperty('x');\n"], // prettier-ignore
])("follows %s to an end", (_, file, text) => {
  expectNothingInvented([{ file, kind: file.endsWith("py") ? "python" : "javascript", text }]);
});
