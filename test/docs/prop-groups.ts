import path from "node:path";
import ts from "typescript";
import { root } from "./pages";

/**
 * The props of constructs whose value is an object or a list, also inside other props, and those of them without an example. A
 * prop has one if its docstring, or that of its type, has an `@example`, or if every object and list inside it has one. Instances
 * of classes and policies as JSON have documentation of their own.
 *
 * @param classes names of the constructs
 */
export function propGroups(
  program: ts.Program,
  classes: readonly string[],
): { readonly all: readonly string[]; readonly withoutExample: readonly string[] } {
  const checker = program.getTypeChecker();
  const shown = new Map<string, boolean>();
  for (const type of constructedClasses()) {
    const props = type.getConstructSignatures()[0]?.getParameters()[2];
    if (props !== undefined) for (const group of groupsIn(checker.getTypeOfSymbol(props))) visit(group);
  }
  const all = [...shown.keys()].sort();
  return { all, withoutExample: all.filter((name) => shown.get(name) === false) };

  function constructedClasses(): readonly ts.Type[] {
    const entry = program.getSourceFile(path.join(root, "lib/constructs/index.ts"));
    const module = entry && checker.getSymbolAtLocation(entry);
    if (module === undefined) throw new Error("no module of constructs");
    return checker
      .getExportsOfModule(module)
      .filter(({ name }) => classes.includes(name))
      .map((one) => checker.getTypeOfSymbol(checker.getAliasedSymbol(one)));
  }

  /** Notes a prop and those inside it. Returns whether it has an example. */
  function visit(prop: ts.Symbol): boolean {
    const name = nameOf(prop);
    const known = shown.get(name);
    if (known !== undefined) return known;
    shown.set(name, true); // a type inside itself
    const parts = objectsIn(checker.getTypeOfSymbol(prop));
    const inside = parts.flatMap(groupsIn).map(visit);
    const hasOwn = hasExample(prop) || parts.flatMap(symbolsOf).some(hasExample);
    const isShown = hasOwn || (inside.length > 0 && inside.every(Boolean));
    shown.set(name, isShown);
    return isShown;
  }

  function groupsIn(type: ts.Type): readonly ts.Symbol[] {
    return objectsIn(type)
      .flatMap((one) => (checker.isArrayLikeType(one) ? [] : one.getProperties()))
      .filter((prop) => isOwn(prop) && objectsIn(checker.getTypeOfSymbol(prop)).length > 0);
  }

  /** The docstrings that a type, or the elements of a list, may have. */
  function symbolsOf(type: ts.Type): readonly (ts.Symbol | undefined)[] {
    const elements = checker.isArrayLikeType(type) ? checker.getTypeArguments(type as ts.TypeReference) : []; // of any array
    return [type.aliasSymbol, type.getSymbol(), ...elements.flatMap(objectsIn).flatMap(symbolsOf)];
  }
}

/** The objects and lists that a value of a type may be. */
function objectsIn(type: ts.Type): readonly ts.Type[] {
  if (type.isUnion()) return type.types.flatMap(objectsIn);
  if (type.isIntersection()) return type.types.some((one) => objectsIn(one).length === 0) ? [] : [type];
  if ((type.flags & ts.TypeFlags.Object) === 0) return [];
  const symbol = type.getSymbol();
  const isClass = (symbol?.declarations ?? []).some((one) => ts.isClassDeclaration(one));
  return isClass || symbol?.name.endsWith("Json") === true ? [] : [type];
}

/** Whether a property is declared in the library, and may have a docstring. */
function isOwn({ declarations: [declaration] = [] }: ts.Symbol): boolean {
  const file = declaration === undefined ? "" : path.relative(root, declaration.getSourceFile().fileName);
  return file.startsWith(`lib${path.sep}`) && declaration !== undefined && ts.isPropertySignature(declaration);
}

function nameOf({ name, declarations: [declaration] = [] }: ts.Symbol): string {
  const type = ts.findAncestor(
    declaration,
    (node): node is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
      ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node),
  );
  return `${type?.name.text ?? ""}.${name}`;
}

function hasExample(symbol: ts.Symbol | undefined): boolean {
  return symbol?.getJsDocTags().some(({ name }) => name === "example") === true;
}
