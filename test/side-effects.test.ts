import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import ts from "typescript";

const root = path.join(__dirname, "..");
const { sideEffects } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  readonly sideEffects: readonly string[];
};

/** Sources that do something when they are loaded: a statement beside declarations, or an import of nothing. */
function acting(): readonly string[] {
  return readdirSync(path.join(root, "lib"), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.d)\.m?ts$/.test(file) && !file.startsWith("provider-alicloud"))
    .filter((file) => {
      const text = readFileSync(path.join(root, "lib", file), "utf8");
      return ts.createSourceFile(file, text, ts.ScriptTarget.ES2022).statements.some(acts);
    });
}

/** A loop at the top of a module fills a table of its own. */
function acts(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement)) return statement.importClause === undefined;
  return !(
    ts.isExportDeclaration(statement) ||
    ts.isVariableStatement(statement) ||
    ts.isFunctionDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isForOfStatement(statement)
  );
}

it("package.json names every module that does something when it is loaded, so that bundlers drop only others", () => {
  // This one loads the peers, which it could not do without anyway.
  const found = acting().filter((file) => file !== path.join("constructs", "index.ts"));
  const built = found.map((file) => `./dist/${file.split(path.sep).join("/").replace(/ts$/, "js")}`);
  expect(built.sort()).toEqual([...sideEffects].sort());
});
