import type { MethodFacts } from "../sdk/method-facts";
import { lastName } from "./evaluate";
import type { ImportResolver } from "./resolve-import";
import type { Binding, CallExpression, Expression, Module, NameExpression, Scope } from "./syntax";

/**
 * Texts that an expression certainly has: literals, and names that get a literal once and nothing else. Unlike the values
 * of the evaluator, they must be complete. In JavaScript and Go, only constants are certain, because a variable may get a
 * value through a pattern or a pointer.
 */
export class Constants {
  public constructor(
    private readonly module: Module,
    private readonly imports: ImportResolver,
  ) {}

  /** The names of resources in a call; `undefined` if the code does not show all of them. */
  public namesIn({ named, namedAt = 0 }: MethodFacts, call: CallExpression): readonly string[] | undefined {
    if (named === undefined) return undefined;
    const positional = call.arguments.filter(({ name }) => name === undefined);
    const byName = call.arguments.find(({ name }) => name === named);
    const given = byName?.value ?? positional[namedAt]?.value;
    if (given === undefined) return undefined;
    if (given.kind !== "record") return this.textsIn(given);
    const [entry, ...more] = given.entries.filter(({ key }) => key === named);
    return entry === undefined || more.length > 0 || given.spread.length > 0 ? undefined : this.textsIn(entry.value);
  }

  private textsIn(expression: Expression): readonly string[] | undefined {
    if (expression.kind !== "list") {
      const text = this.textIn(expression);
      return text === undefined ? undefined : [text];
    }
    const texts = expression.items.flatMap((item) => this.textIn(item) ?? []);
    return texts.length === expression.items.length && texts.length > 0 ? texts : undefined;
  }

  private textIn(expression: Expression, depth = 0): string | undefined {
    switch (expression.kind) {
      case "text":
        return this.isSpread(expression.at) || expression.value.includes("\\") ? undefined : expression.value;
      case "name":
        return depth > 3 || this.isSpread(expression.at) ? undefined : this.textOf(expression, depth + 1);
      case "call": {
        // The functions of Go's SDKs that make a pointer of a text.
        const [only, ...more] = expression.arguments;
        const isPointer = this.module.language === "go" && lastName(expression.callee) === "String";
        return isPointer && only !== undefined && more.length === 0 ? this.textIn(only.value, depth) : undefined;
      }
      default:
        return undefined;
    }
  }

  /** Whether the expression here is spread into several arguments. */
  private isSpread(at: number): boolean {
    return /(\*|\.\.\.)\s*$/.test(this.module.text.slice(Math.max(0, at - 8), at));
  }

  private textOf({ name, scope: start }: NameExpression, depth: number): string | undefined {
    for (let scope: Scope | undefined = start; scope !== undefined; scope = scope.parent) {
      if (scope.kind === "class" && scope !== start) continue;
      const bindings = scope.bindings.get(name);
      if (bindings !== undefined) return this.ofBindings(name, scope, bindings, depth);
    }
    return undefined;
  }

  private ofBindings(name: string, scope: Scope, bindings: readonly Binding[], depth: number): string | undefined {
    // The declared type says nothing about the value.
    const [binding, ...more] = bindings.filter(({ source }) => source.kind !== "typed");
    if (binding?.source.kind !== "value" || more.length > 0) return undefined;
    const { value } = binding.source;
    if (value.kind === "import") return value.name === undefined ? undefined : this.imported(value, value.name, depth);
    if (value.kind !== "text") return undefined;
    const { module } = scope;
    const isCertain = module.language === "python" ? isGivenOnce(name, module.text) : binding.isConstant;
    return isCertain ? new Constants(module, this.imports).textIn(value, depth) : undefined;
  }

  /** A constant of another file of the scan. */
  private imported(
    { specifier, module }: Expression & { readonly kind: "import" },
    name: string,
    depth: number,
  ): string | undefined {
    const from = depth > 3 ? undefined : this.imports.resolve(specifier, module);
    if (from?.kind !== "module" || this.imports.isAssignedElsewhere(name)) return undefined;
    const { scope, exports, language } = from.module;
    const exported = exports.get(name);
    const own = language === "python" || (exported?.kind === "value" && exported.value.kind === "name" && exported.value.name === name); // prettier-ignore
    const bindings = own ? scope.bindings.get(name) : undefined;
    return bindings === undefined
      ? undefined
      : new Constants(from.module, this.imports).ofBindings(name, scope, bindings, depth + 1);
  }
}

/**
 * Whether a name in Python gets a value only by its one binding, and not by a form that this scan does not read as a
 * binding.
 */
function isGivenOnce(name: string, text: string): boolean {
  if (!/^[A-Za-z_]\w*$/.test(name)) return false;
  const changed = new RegExp(
    `\\b${name}\\s*(?:\\*\\*|//|>>|<<|[-+*/%&|^@:])=|\\b(?:as|for)\\s+${name}\\b|\\b(?:global|nonlocal|case)\\b[^\\n]*\\b${name}\\b`,
  );
  return !changed.test(text);
}
