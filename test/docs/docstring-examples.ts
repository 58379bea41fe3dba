import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "./pages";

/** An example in a docstring. */
export interface DocstringExample {
  /** The class, the function, or the type and its member. */
  readonly of: string;
  readonly place: string;
  /** A module that has the example. */
  readonly code: string;
}

/** Files of the library that people wrote. */
const files = readdirSync(path.join(root, "lib"), { recursive: true, encoding: "utf8" })
  .map((name) => `lib/${name.split(path.sep).join("/")}`)
  .filter((file) => /\.m?ts$/.test(file) && !file.startsWith("lib/provider-alicloud/"));

interface Parsed {
  readonly file: string;
  readonly source: ts.SourceFile;
}

function parsed(file: string, text: string): Parsed {
  return { file, source: ts.createSourceFile(file, text, ts.ScriptTarget.ES2022, true) };
}

/** The exported classes that users construct or call. */
export const classes: readonly string[] = files
  .filter((file) => /^lib\/(constructs|catalog\/least-privilege)\/[^/]+$/.test(file))
  .map((file) => parsed(file, readFileSync(path.join(root, file), "utf8")))
  .flatMap(({ source }) => source.statements.filter(ts.isClassDeclaration))
  .filter((node) => hasModifier(node, ts.SyntaxKind.ExportKeyword) && !hasModifier(node, ts.SyntaxKind.AbstractKeyword))
  .map(({ name }) => name?.text ?? "");

/**
 * Examples of types and their properties are values; those of classes, functions and methods are statements of a stack.
 *
 * @param entries what each entry of the package exports, the main one first
 */
export function docstringExamples(entries: ReadonlyMap<string, readonly string[]>): readonly DocstringExample[] {
  return files
    .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }))
    .filter(({ text }) => text.includes("@example"))
    .map(({ file, text }) => parsed(file, text))
    .flatMap(({ file, source }) => examplesIn(source, file, entries));
}

function examplesIn(
  node: ts.Node,
  file: string,
  entries: ReadonlyMap<string, readonly string[]>,
): readonly DocstringExample[] {
  const own = isDocumented(node)
    ? ts
        .getJSDocTags(node)
        .filter(({ tagName }) => tagName.text === "example")
        .map((tag) => {
          const text = ts.getTextOfJSDocComment(tag.comment) ?? "";
          const line = node.getSourceFile().getLineAndCharacterOfPosition(tag.pos).line + 1;
          return { of: nameOf(node), place: `${file}:${line}`, code: moduleOf(node, text, file, entries) };
        })
    : [];
  const inside: DocstringExample[] = [];
  ts.forEachChild(node, (child) => {
    inside.push(...examplesIn(child, file, entries));
  });
  return [...own, ...inside];
}

const documented = [
  ts.isClassDeclaration,
  ts.isFunctionDeclaration,
  ts.isMethodDeclaration,
  ts.isInterfaceDeclaration,
  ts.isTypeAliasDeclaration,
  ts.isPropertySignature,
];

type Documented =
  | ts.ClassDeclaration
  | ts.FunctionDeclaration
  | ts.MethodDeclaration
  | ts.InterfaceDeclaration
  | ts.TypeAliasDeclaration
  | ts.PropertySignature;

function isDocumented(node: ts.Node): node is Documented {
  return documented.some((is) => is(node));
}

function nameOf(node: Documented): string {
  const name = node.name?.getText() ?? "";
  const { parent } = node;
  if (ts.isSourceFile(parent)) return name;
  const type = ts.findAncestor(parent, (one): one is Documented => ts.isSourceFile(one.parent) && isDocumented(one));
  return `${type?.name?.getText() ?? ""}.${name}`;
}

function moduleOf(
  node: Documented,
  text: string,
  file: string,
  entries: ReadonlyMap<string, readonly string[]>,
): string {
  const imports = importsOf(text, entries);
  if (!ts.isPropertySignature(node) && !ts.isInterfaceDeclaration(node) && !ts.isTypeAliasDeclaration(node)) {
    return inStack(imports, text);
  }
  const [type = "", property] = nameOf(node).split(".");
  const from = path.posix.relative("test", file.replace(/\.ts$/, ""));
  return [
    ...imports,
    `import type { ${type} as Type } from "${from}";`,
    /\bstack\b/.test(text) ? 'import type { TerraformStack } from "cdktf";\ndeclare const stack: TerraformStack;' : "",
    // The type may be a union of which one part has the property.
    "export type PropertyOf<T, K extends string> = T extends unknown ? (K extends keyof T ? T[K] : never) : never;",
    `export const example: ${property === undefined ? "Type" : `PropertyOf<Type, "${property}">`} = ${text};`,
  ].join("\n");
}

function importsOf(text: string, entries: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const imported = new Set<string>();
  return [...entries].flatMap(([entry, names]) => {
    const used = names.filter(
      (name) => !imported.has(name) && new RegExp(`(?<!(?<!\\.\\.)\\.|[\\w"])${name}\\b(?!["\\w]|:)`).test(text),
    );
    for (const name of used) imported.add(name);
    return used.length === 0 ? [] : [`import { ${used.join(", ")} } from "${entry}";`];
  });
}

function inStack(imports: readonly string[], text: string): string {
  const lines = text.split("\n");
  const isImport = (line: string): boolean => line.startsWith("import ");
  const body = lines.filter((line) => !isImport(line));
  return [
    'import { TerraformStack } from "cdktf";',
    ...imports,
    ...lines.filter(isImport),
    "export class Example extends TerraformStack {",
    ...(/\bawait\b/.test(text)
      ? ["  public async run(): Promise<void> {", ...body, "  }"]
      : [
          '  constructor(scope: import("constructs").Construct, id: string) {',
          "    super(scope, id);",
          ...body,
          "  }",
        ]),
    "}",
  ].join("\n");
}

function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true;
}
