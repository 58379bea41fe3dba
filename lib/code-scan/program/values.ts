import type { MethodFacts, SdkClass, SdkPackage } from "../sdk/method-facts";
import type { ClassSyntax, Expression, FunctionSyntax, Module, RecordEntry } from "./syntax";

/** A class of an SDK, or of the scanned files. */
export type ClassValue =
  { readonly from: "sdk"; readonly class: SdkClass } | { readonly from: "files"; readonly class: ClassSyntax };

/** What an expression may be, as far as a scan follows it. */
export type Value =
  | { readonly kind: "instance"; readonly of: ClassValue }
  | { readonly kind: "class"; readonly of: ClassValue }
  | { readonly kind: "module"; readonly module: Module }
  /** A folder of Python modules without a file of its own. */
  | { readonly kind: "folder"; readonly folder: string }
  | { readonly kind: "package"; readonly package: SdkPackage }
  | { readonly kind: "function"; readonly function: FunctionSyntax }
  | { readonly kind: "method"; readonly facts: MethodFacts; readonly class: SdkClass }
  | { readonly kind: "constructor"; readonly class: SdkClass }
  | { readonly kind: "sdk function"; readonly title: string; readonly facts: MethodFacts }
  | { readonly kind: "list"; readonly items: readonly Expression[]; readonly elements: readonly Value[] }
  | { readonly kind: "record"; readonly entries: readonly RecordEntry[]; readonly spread: readonly Expression[] }
  | { readonly kind: "text"; readonly value: string };

/** Maximum number of different values of one expression. */
const mostValues = 16;

/** The values without repetition. */
export function distinct(values: readonly Value[]): readonly Value[] {
  if (values.length < 2) return values;
  const found: Value[] = [];
  for (const value of values) {
    if (found.length < mostValues && !found.some((one) => isSame(one, value))) found.push(value);
  }
  return found;
}

function isSame(one: Value, other: Value): boolean {
  if (one.kind !== other.kind) return false;
  switch (one.kind) {
    case "instance":
    case "class":
      return other.kind === one.kind && other.of.class === one.of.class;
    case "module":
      return other.kind === one.kind && other.module === one.module;
    case "folder":
      return other.kind === one.kind && other.folder === one.folder;
    case "package":
      return other.kind === one.kind && other.package.title === one.package.title;
    case "function":
      return other.kind === one.kind && other.function === one.function;
    case "method":
    case "sdk function":
      return other.kind === one.kind && other.facts === one.facts;
    case "constructor":
      return other.kind === one.kind && other.class === one.class;
    case "list":
      return other.kind === one.kind && other.items === one.items && other.elements === one.elements;
    case "record":
      return other.kind === one.kind && other.entries === one.entries;
    case "text":
      return other.kind === one.kind && other.value === one.value;
  }
}
