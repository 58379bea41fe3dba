import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import {
  type CallExpression,
  type Node,
  ScriptTarget,
  type SourceFile,
  SyntaxKind,
  createSourceFile,
  forEachChild,
  isBinaryExpression,
  isCallExpression,
  isIdentifier,
  isNoSubstitutionTemplateLiteral,
  isObjectLiteralExpression,
  isPropertyAssignment,
  isStringLiteral,
  isTemplateExpression,
} from "typescript";
import { accessClasses } from "../../lib/catalog";
import { flowNodeKinds } from "../../lib/catalog/flow-nodes";
import { secretFlags } from "../../lib/cli/request-flags";
import { en } from "../../studio/src/language/en";

const sources = path.join(__dirname, "..", "..", "studio", "src");

const sourceFiles = readdirSync(sources, { recursive: true, encoding: "utf8" }).filter(
  (name) => name.endsWith(".ts") && !name.startsWith("language"),
);

/** Elements of policies, which are the same in every language. */
const names = new Set(["Statement[]"]);

/** Attributes that people read or hear. */
const spoken = new Set(["aria-label", "aria-description", "placeholder", "title", "alt"]);

/** The literal texts of an expression, with `…` in place of what is computed. */
function literalIn(node: Node): string | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => literal.text).join("");
}

/** Arguments of a call that are shown. */
function shownBy({ expression, arguments: given }: CallExpression): readonly Node[] {
  const name = isIdentifier(expression) ? expression.text : "";
  switch (name) {
    case "el":
      return given.slice(2);
    case "fill":
    case "append":
      return given.slice(1);
    case "button":
    case "group":
    case "note":
      return given.slice(0, 1);
    case "fold":
    case "lazyFold":
      return given.slice(1, 2);
    case "codeBlock":
      return given.slice(1, 2);
    default:
      return [];
  }
}

/** Whether texts in a node are looked at on their own, or are only compared. */
function isComputed(node: Node): boolean {
  if (isCallExpression(node) || isObjectLiteralExpression(node)) return true;
  return isBinaryExpression(node) && compares.has(node.operatorToken.kind);
}

const compares: ReadonlySet<SyntaxKind> = new Set([
  SyntaxKind.EqualsEqualsEqualsToken,
  SyntaxKind.ExclamationEqualsEqualsToken,
]);

/** Texts that the page shows and that are not in the tables of its languages. */
function literalTexts(file: SourceFile): readonly string[] {
  const found: string[] = [];
  const shown = (node: Node): void => {
    const text = literalIn(node);
    if (text !== undefined && /\p{L}/u.test(text) && !names.has(text)) found.push(text);
    else if (text === undefined && !isComputed(node)) forEachChild(node, shown);
  };
  const visit = (node: Node): void => {
    if (isCallExpression(node)) for (const one of shownBy(node)) shown(one);
    if (isPropertyAssignment(node) && isStringLiteral(node.name) && spoken.has(node.name.text)) shown(node.initializer);
    forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function textsOf(code: string): readonly string[] {
  return literalTexts(createSourceFile("page.ts", code, ScriptTarget.ES2022, true));
}

it("finds texts that are written into the page", () => {
  const code = `
    el("p", { class: "note" }, "Read this", messages.fine, isNew ? "New" : undefined);
    el("p", {}, ...items.map((one) => el("b", { "aria-label": \`Remove \${one}\` }, one)));
    button("Go", () => store.set("go", "1"));
  `;
  expect(textsOf(code)).toEqual(["Read this", "New", "Remove ", "Go"]);
});

it("has every text that it shows in the tables of its languages", () => {
  const found = sourceFiles.flatMap((name) =>
    textsOf(readFileSync(path.join(sources, name), "utf8")).map((text) => `${name}: ${text}`),
  );
  expect(found).toEqual([]);
});

it("uses every text of its languages", () => {
  // Words of the catalog, by which texts are looked up.
  const looked = new Set([...accessClasses, ...flowNodeKinds, ...Object.values(secretFlags).map(({ part }) => part)]);
  const code = sourceFiles.map((name) => readFileSync(path.join(sources, name), "utf8")).join("\n");
  const words = new Set(code.match(/\w+/g));
  expect(Object.keys(en).filter((name) => !words.has(name) && !(looked as ReadonlySet<string>).has(name))).toEqual([]);
});
