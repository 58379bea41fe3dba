import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "./pages";

/** The modules whose symbols the reference of the API has. */
export const publicEntries: readonly string[] = (
  JSON.parse(readFileSync(path.join(root, "docs/typedoc.json"), "utf8")) as { readonly entryPoints: readonly string[] }
).entryPoints.map((file) => path.join(root, "docs", file));

/** Rooms whose types users write or call. The other rooms answer with records, whose members say it by their names. */
const writtenByUsers = ["constructs", "catalog", "testing"];

/** Public symbols without a docstring, and members without one of those that users write; tags alone are none. */
export function withoutDocstring(program: ts.Program): readonly string[] {
  const checker = program.getTypeChecker();
  const hasText = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length > 0;
  const found = publicEntries.flatMap((entry) => {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    if (module === undefined) throw new Error(`${entry} is no module`);
    return checker.getExportsOfModule(module).flatMap((exported) => {
      const symbol = isAlias(exported) ? checker.getAliasedSymbol(exported) : exported;
      const members = roomOf(symbol).some((room) => writtenByUsers.includes(room)) ? membersOf(symbol) : [];
      return [
        ...(hasText(symbol) ? [] : [symbol.name]),
        ...members.filter((member) => !hasText(member)).map((member) => `${symbol.name}.${member.name}`),
      ];
    });
  });
  return [...new Set(found)].sort();
}

function isAlias({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Alias) !== 0;
}

/** The room in which a symbol is declared. */
function roomOf({ declarations = [] }: ts.Symbol): readonly string[] {
  return declarations.map((one) => path.relative(root, one.getSourceFile().fileName).split(path.sep)[1] ?? "");
}

/** Public members of a class, and members of an interface. */
function membersOf({ flags, members, exports }: ts.Symbol): readonly ts.Symbol[] {
  if ((flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface)) === 0) return [];
  const all = [
    ...(members?.values() ?? []),
    ...((flags & ts.SymbolFlags.Class) === 0 ? [] : (exports?.values() ?? [])),
  ];
  return all.filter(({ name, declarations: [declaration] = [] }) => {
    if (declaration === undefined || name === "prototype" || /^(__|#)/.test(name)) return false;
    const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
    return !ts.isTypeParameterDeclaration(declaration) && (ts.getCombinedModifierFlags(declaration) & hidden) === 0;
  });
}
