/**
 * Writes ES modules for bundlers beside the CommonJS modules of dist/: `dist/policy/index.mjs` and all that it loads.
 *
 * Specifiers get the extension that ES modules need. Data that CommonJS requires on first use becomes an import of JSON.
 */
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

/** Rooms that browsers can load: they need no Node, and import only one another. */
const entries = ["policy/index.ts", "catalog/index.ts"];

/**
 * @param sources folder of the TypeScript sources, e.g. `lib`
 * @param folder where the compiled sources are, e.g. `dist`; modules that are newer than their sources stay
 */
export function writeEsModules(sources, folder) {
  const waiting = [...entries];
  const known = new Set(waiting);
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    const source = path.join(sources, file);
    const target = path.join(folder, file.replace(/\.ts$/, ".mjs"));
    if (!isNewer(target, source)) {
      writeFileSync(target, toEsModule(source));
    }
    for (const [, specifier] of readFileSync(target, "utf8").matchAll(/ from "(.+)\.mjs";$/gm)) {
      const imported = path.join(path.dirname(file), `${specifier}.ts`);
      if (!known.has(imported)) waiting.push(imported);
      known.add(imported);
    }
  }
}

function isNewer(target, source) {
  const made = statSync(target, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return [source, fileURLToPath(import.meta.url)].every((input) => made > statSync(input).mtimeMs);
}

function toEsModule(file) {
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ES2022,
      isolatedModules: true,
      removeComments: true,
    },
    transformers: { after: [(context) => (source) => withEsSpecifiers(context, source, file)] },
  });
  return outputText;
}

function withEsSpecifiers(context, source, file) {
  const { factory } = context;
  const data = [];

  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      const { modifiers, importClause, moduleSpecifier, attributes } = node;
      return factory.updateImportDeclaration(node, modifiers, importClause, specifierOf(moduleSpecifier), attributes);
    }
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      const { modifiers, isTypeOnly, exportClause, moduleSpecifier, attributes } = node;
      const specifier = specifierOf(moduleSpecifier);
      return factory.updateExportDeclaration(node, modifiers, isTypeOnly, exportClause, specifier, attributes);
    }
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "require") {
      return importedData(node.arguments[0]);
    }
    return ts.visitEachChild(node, visit, context);
  };

  const specifierOf = ({ text }) => {
    if (!text.startsWith(".")) throw new Error(`${file} loads ${text}, which a browser does not have`);
    const target = path.join(path.dirname(file), text);
    if (existsSync(`${target}.ts`)) return factory.createStringLiteral(`${text}.mjs`);
    if (existsSync(path.join(target, "index.ts"))) return factory.createStringLiteral(`${text}/index.mjs`);
    throw new Error(`${file}: no source of ${text}`);
  };

  const importedData = (specifier) => {
    if (!ts.isStringLiteral(specifier) || !specifier.text.endsWith(".json")) {
      throw new Error(`${file} requires ${specifier.getText()}, which is no data`);
    }
    const name = factory.createUniqueName("data");
    const isJson = factory.createImportAttribute(factory.createIdentifier("type"), factory.createStringLiteral("json"));
    data.push(
      factory.createImportDeclaration(
        undefined,
        factory.createImportClause(undefined, name, undefined),
        factory.createStringLiteral(specifier.text),
        factory.createImportAttributes(factory.createNodeArray([isJson])),
      ),
    );
    return name;
  };

  const visited = ts.visitEachChild(source, visit, context);
  return factory.updateSourceFile(visited, [...data, ...visited.statements]);
}
