/** Module names for each framework: `cdktf` becomes `cdktn`. All other names stay. */
import ts from "typescript";

export const packageNames = { cdktf: "cdktf-alicloud-agentrun", cdktn: "cdktn-alicloud-agentrun" };

const renamed = new Map([
  ["cdktf", "cdktn"],
  [packageNames.cdktf, packageNames.cdktn],
]);

/**
 * Converts JavaScript or TypeScript from cdktf to cdktn and its package: in every import, export, `require`, `import()` and
 * type. All other text stays.
 */
export function forCdktn(code, fileName = "code.ts") {
  const source = ts.createSourceFile(fileName, code, ts.ScriptTarget.ES2022);
  let result = "";
  let end = 0;
  for (const specifier of specifiersOf(source)) {
    const [, name, rest] = /^((?:@[^/]*\/)?[^/]*)(.*)$/.exec(specifier.text);
    const start = specifier.getStart(source) + 1;
    result += code.slice(end, start) + (renamed.get(name) ?? name) + rest;
    end = specifier.end - 1;
  }
  return result + code.slice(end);
}

/** In the order of the text. */
function specifiersOf(source) {
  const found = [];
  const visit = (node) => {
    const specifier = specifierOf(node);
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) found.push(specifier);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found.sort((one, other) => one.pos - other.pos);
}

function specifierOf(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier;
  if (ts.isExternalModuleReference(node)) return node.expression;
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined;
  if (ts.isModuleDeclaration(node)) return node.name;
  if (ts.isCallExpression(node) && loadsModule(node.expression)) return node.arguments[0];
  return undefined;
}

function loadsModule(callee) {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === "require");
}
