import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "./pages";

/** An example in a docstring. */
export interface DocstringExample {
  /** The class, or the interface and its property. */
  readonly of: string;
  readonly place: string;
  /** A module that has the example. */
  readonly code: string;
}

const folders = ["lib/constructs", "lib/catalog/least-privilege"];
const files = [
  ...folders.flatMap((folder) => readdirSync(path.join(root, folder)).map((name) => `${folder}/${name}`)),
  "lib/constructs/internal/attachment-targets.ts",
].filter((file) => file.endsWith(".ts"));

interface Documented {
  readonly file: string;
  readonly node: ts.ClassDeclaration | ts.PropertySignature;
  readonly of: string;
}

/** Exported classes, and properties of exported interfaces, with their docstrings. */
const documented: readonly Documented[] = files.flatMap((file) => {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.ES2022, true);
  return source.statements.filter(isExported).flatMap((statement): readonly Documented[] => {
    if (ts.isClassDeclaration(statement)) return [{ file, node: statement, of: statement.name?.text ?? "" }];
    if (!ts.isInterfaceDeclaration(statement)) return [];
    return statement.members
      .filter(ts.isPropertySignature)
      .map((node) => ({ file, node, of: `${statement.name.text}.${node.name.getText()}` }));
  });
});

/** The exported classes that users construct or call. */
export const classes = documented
  .filter(({ node }) => ts.isClassDeclaration(node) && !isAbstract(node))
  .map(({ of }) => of);

/** The properties of an interface. */
export function propertiesOf(name: string): readonly string[] {
  return documented.map(({ of }) => of).filter((of) => of.startsWith(`${name}.`));
}

/**
 * Examples of classes are statements of a stack; those of properties are values.
 *
 * @param names what the main entry of the library exports
 */
export function docstringExamples(names: readonly string[]): readonly DocstringExample[] {
  return documented.flatMap(({ file, node, of }) =>
    ts
      .getJSDocTags(node)
      .filter(({ tagName }) => tagName.text === "example")
      .map((tag) => {
        const text = ts.getTextOfJSDocComment(tag.comment) ?? "";
        const line = node.getSourceFile().getLineAndCharacterOfPosition(tag.pos).line + 1;
        const code = ts.isClassDeclaration(node) ? statements(text, names) : value(text, file, of);
        return { of, place: `${file}:${line}`, code };
      }),
  );
}

function statements(text: string, names: readonly string[]): string {
  const used = names.filter((name) => new RegExp(`\\b${name}\\b`).test(text));
  return [
    'import { TerraformStack } from "cdktf";',
    'import type { Construct } from "constructs";',
    `import { ${used.join(", ")} } from "cdktf-alicloud-agentrun";`,
    "export class Example extends TerraformStack {",
    "  constructor(scope: Construct, id: string) {",
    "    super(scope, id);",
    text,
    "  }",
    "}",
  ].join("\n");
}

function value(text: string, file: string, of: string): string {
  const [type = "", property = ""] = of.split(".");
  const from = path.posix.relative("test", file.replace(/\.ts$/, ""));
  return `import type { ${type} } from "${from}";\nexport const example: ${type}["${property}"] = ${text};`;
}

function isExported(statement: ts.Statement): boolean {
  return ts.canHaveModifiers(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function isAbstract(node: ts.ClassDeclaration): boolean {
  return hasModifier(node, ts.SyntaxKind.AbstractKeyword);
}

function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true;
}
