import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "./pages";

/** The modules whose symbols the reference of the API has. */
export const publicEntries: readonly string[] = (
  JSON.parse(readFileSync(path.join(root, "docs/typedoc.json"), "utf8")) as { readonly entryPoints: readonly string[] }
).entryPoints.map((file) => path.join(root, "docs", file));

/** Rooms in which every member has a docstring, also of what the library answers with. */
const documentedWhole = ["constructs", "catalog", "testing"];

/**
 * What has no docstring of text, as `Type.member`: public symbols, public methods, and every member of a type that a caller
 * writes: one that public functions take, directly or inside another type, and that none returns. Members of records that the
 * library answers with may say it by their names.
 */
export function withoutDocstring(program: ts.Program): readonly string[] {
  const checker = program.getTypeChecker();
  const undocumented = (symbol: ts.Symbol): boolean => symbol.getDocumentationComment(checker).length === 0;
  const symbols = publicEntries.flatMap((entry) => exportsOf(program, entry));
  const members = symbols.flatMap((symbol) => membersOf(symbol).map((member) => ({ symbol, member })));
  const signatures = [
    ...symbols.flatMap((symbol) => [symbol, symbol.members?.get(ts.InternalSymbolName.Constructor)]),
    ...members.map(({ member }) => member),
  ].flatMap((symbol) => (symbol?.declarations ?? []).flatMap(publicSignature));
  const returned = typesIn(
    signatures.map(({ type }) => type),
    checker,
    ts.isParameter, // of a method of what is returned, which the caller writes
  );
  const written = typesIn(
    signatures.flatMap(({ parameters }) => parameters.map(({ type }) => type)),
    checker,
  );
  return [
    ...symbols.filter(undocumented).map(({ name }) => name),
    ...members
      .filter(({ member }) => isMethod(member) || documentedWhole.includes(roomOf(member)))
      .filter(({ member }) => undocumented(member))
      .map(({ symbol, member }) => `${symbol.name}.${member.name}`),
    ...[...written]
      .filter((symbol) => !returned.has(symbol))
      .flatMap((symbol) => propertiesOf(symbol, checker).filter(({ property }) => undocumented(property)))
      .map(({ name }) => name),
  ]
    .filter((name, index, all) => all.indexOf(name) === index)
    .sort();
}

/**
 * The named types of the library that some types are made of.
 *
 * @param skips nodes that are not entered
 */
function typesIn(
  roots: readonly (ts.Node | undefined)[],
  checker: ts.TypeChecker,
  skips: (node: ts.Node) => boolean = () => false,
): ReadonlySet<ts.Symbol> {
  const found = new Set<ts.Symbol>();
  const visit = (node: ts.Node): void => {
    if (skips(node)) return;
    if (ts.isTypeReferenceNode(node) || ts.isExpressionWithTypeArguments(node)) {
      const name = checker.getSymbolAtLocation(ts.isTypeReferenceNode(node) ? node.typeName : node.expression);
      if (name !== undefined) add(target(name, checker));
    }
    ts.forEachChild(node, visit);
  };
  const add = (symbol: ts.Symbol): void => {
    if (found.has(symbol) || roomOf(symbol) === "") return;
    found.add(symbol);
    for (const declaration of symbol.declarations ?? []) if (isObjectType(declaration)) visit(declaration);
  };
  for (const node of roots) if (node !== undefined) visit(node);
  return found;
}

/** The properties that a type declares, also those of objects inside it. */
function propertiesOf(
  { name: type, declarations = [] }: ts.Symbol,
  checker: ts.TypeChecker,
): readonly { readonly name: string; readonly property: ts.Symbol }[] {
  const inside = (node: ts.Node, of: string): ReturnType<typeof propertiesOf> => {
    if (!ts.isPropertySignature(node)) return childrenOf(node).flatMap((child) => inside(child, of));
    const name = `${of}.${node.name.getText()}`;
    const property = checker.getSymbolAtLocation(node.name);
    const deeper = childrenOf(node).flatMap((child) => inside(child, name));
    return property === undefined || isMark(node) ? deeper : [{ name, property }, ...deeper];
  };
  return declarations.filter(isObjectType).flatMap((declaration) => inside(declaration, type));
}

function childrenOf(node: ts.Node): readonly ts.Node[] {
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  return children;
}

function isObjectType(node: ts.Node): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration {
  return ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node);
}

/** The function that a declaration is, or that a constant has. Private ones are none. */
function publicSignature(node: ts.Declaration): readonly ts.SignatureDeclaration[] {
  if (ts.isVariableDeclaration(node)) {
    return node.initializer !== undefined && ts.isFunctionLike(node.initializer) ? [node.initializer] : [];
  }
  return ts.isFunctionLike(node) && !isHidden(node) ? [node] : [];
}

function exportsOf(program: ts.Program, entry: string): readonly ts.Symbol[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (module === undefined) throw new Error(`${entry} is no module`);
  return checker.getExportsOfModule(module).map((symbol) => target(symbol, checker));
}

/** What a name that is imported or exported again stands for. */
function target(symbol: ts.Symbol, checker: ts.TypeChecker): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

function isMethod({ flags }: ts.Symbol): boolean {
  return (flags & ts.SymbolFlags.Method) !== 0;
}

/** The room of the library in which a symbol is declared; `""` outside of the library, and for generated bindings. */
function roomOf({ declarations: [declaration] = [] }: ts.Symbol): string {
  if (declaration === undefined) return "";
  const [top, room = ""] = path.relative(root, declaration.getSourceFile().fileName).split(path.sep);
  return top === "lib" && room !== "provider-alicloud" ? room : "";
}

/** A member that tells the types of a union apart: `kind: "delay"`, or `actions?: undefined`. */
function isMark({ type }: ts.PropertySignature): boolean {
  return (
    type !== undefined &&
    (ts.isLiteralTypeNode(type) || [ts.SyntaxKind.UndefinedKeyword, ts.SyntaxKind.NeverKeyword].includes(type.kind))
  );
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
    return !ts.isTypeParameterDeclaration(declaration) && !isHidden(declaration);
  });
}

/** Whether users cannot call it, or are told not to. */
function isHidden(declaration: ts.Declaration): boolean {
  const hidden = ts.ModifierFlags.Private | ts.ModifierFlags.Protected;
  const isInternal = ts.getJSDocTags(declaration).some(({ tagName }) => tagName.text === "internal");
  return isInternal || (ts.getCombinedModifierFlags(declaration) & hidden) !== 0;
}
