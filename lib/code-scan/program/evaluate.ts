import type { MethodFacts, SdkClass } from "../sdk/method-facts";
import type { ImportResolver } from "./resolve-import";
import type {
  Binding,
  Block,
  CallExpression,
  ClassSyntax,
  Expression,
  FunctionSyntax,
  Module,
  NameExpression,
  Scope,
  Source,
} from "./syntax";
import { type Value, distinct } from "./values";

/** Maximum number of steps of a scan, so that no program can keep it busy forever. */
const mostSteps = 20_000_000;

/** Maximum depth to which values are followed through functions and modules. */
const deepest = 120;

/** Maximum number of callers whose arguments are read for one parameter. */
const mostCallers = 40;

const nothing: readonly Value[] = [];

/** Follows values through names, functions, classes and modules of a scan, on demand. */
export class Evaluator {
  private readonly known = new Map<Expression, readonly Value[]>();
  private readonly open = new Set<Expression | Source>();
  private readonly callers = new Map<string, CallExpression[]>();
  private depth = 0;
  private steps = 0;
  /** Number of times that an open expression was asked for again, or that the limit was reached. */
  private cut = 0;
  public isExhausted = false;

  public constructor(
    modules: readonly Module[],
    public readonly imports: ImportResolver,
  ) {
    for (const { calls } of modules) {
      for (const call of calls) {
        const name = lastName(call.callee);
        if (name === undefined) continue;
        const known = this.callers.get(name);
        if (known === undefined) this.callers.set(name, [call]);
        else known.push(call);
      }
    }
  }

  public evaluate(expression: Expression): readonly Value[] {
    const known = this.known.get(expression);
    if (known !== undefined) return known;
    if (this.open.has(expression) || this.depth > deepest || this.isOver()) {
      this.cut += 1;
      return nothing;
    }
    const before = this.cut;
    this.open.add(expression);
    this.depth += 1;
    const found = distinct(this.compute(expression));
    this.depth -= 1;
    this.open.delete(expression);
    // A result that was cut off is not cached, because it may be complete from elsewhere.
    if (this.cut === before || this.depth === 0) this.known.set(expression, found);
    return found;
  }

  private isOver(): boolean {
    this.steps += 1;
    if (this.steps > mostSteps) this.isExhausted = true;
    return this.isExhausted;
  }

  private compute(expression: Expression): readonly Value[] {
    switch (expression.kind) {
      case "name":
        return this.lookUp(expression);
      case "member":
        return this.evaluate(expression.object).flatMap((value) => this.memberOf(value, expression.name));
      case "index": {
        const { index } = expression;
        return this.evaluate(expression.object).flatMap((value) => {
          if (index?.kind === "text" && value.kind !== "list") return this.memberOf(value, index.value);
          return value.kind === "list" ? value.elements : recordValues(value).flatMap((one) => this.evaluate(one));
        });
      }
      case "call":
        return this.resultOf(expression);
      case "text":
        return [{ kind: "text", value: expression.value }];
      case "record":
        return [{ kind: "record", entries: expression.entries, spread: expression.spread }];
      case "list": {
        const elements = distinct(expression.items.flatMap((item) => this.evaluate(item)));
        return [{ kind: "list", items: expression.items, elements }];
      }
      case "function":
        return [{ kind: "function", function: expression.function }];
      case "class":
        return [{ kind: "class", of: { from: "files", class: expression.class } }];
      case "either":
        return expression.options.flatMap((option) => this.evaluate(option));
      case "instance":
        return this.instancesOf(expression.type);
      case "import":
        return this.importedValues(expression.specifier, expression.name, expression.module);
      case "unknown":
        return nothing;
    }
  }

  public sourceValues(source: Source): readonly Value[] {
    switch (source.kind) {
      case "value":
        return this.evaluate(source.value);
      case "member":
        return this.sourceValues(source.of).flatMap((value) => this.memberOf(value, source.name));
      case "part": {
        const { of, index } = source;
        return this.sourceValues(of).flatMap((value) => {
          if (value.kind !== "list") return index === 0 ? [value] : nothing;
          const item = value.items[index];
          return item === undefined ? value.elements : this.evaluate(item);
        });
      }
      case "element":
        return this.sourceValues(source.of).flatMap((value) => (value.kind === "list" ? value.elements : nothing)); // prettier-ignore
      case "typed":
        return this.instancesOf(source.type);
      case "self":
        return [{ kind: source.isClass ? "class" : "instance", of: { from: "files", class: source.class } }];
      case "parameter":
        return this.parameterValues(source);
    }
  }

  private importedValues(specifier: string, name: string | undefined, module: Module): readonly Value[] {
    const found = this.imports.resolve(specifier, module);
    if (name === undefined) return found === undefined ? nothing : [found];
    const members = found === undefined ? nothing : this.memberOf(found, name);
    if (members.length > 0 || module.language !== "python") return members;
    const submodule = this.imports.resolve(`${specifier}${specifier.endsWith(".") ? "" : "."}${name}`, module);
    return submodule === undefined ? nothing : [submodule];
  }

  private lookUp({ name, at, scope: start, block }: NameExpression): readonly Value[] {
    const { module } = start;
    for (let scope: Scope | undefined = start; scope !== undefined; scope = scope.parent) {
      if (scope.kind === "class" && scope !== start) continue; // its names are not variables of its methods
      const bindings = scope.bindings.get(name);
      if (bindings === undefined) continue;
      // Files of a package have no order.
      const reaching = scope.module === module ? reachingBindings(bindings, at, block, scope !== start) : bindings;
      return reaching.flatMap(({ source }) => this.sourceValues(source));
    }
    for (let scope: Scope | undefined = start; scope !== undefined; scope = scope.parent) {
      for (const specifier of scope.stars) {
        const found = this.imports.resolve(specifier, module);
        const values = found === undefined ? nothing : this.memberOf(found, name);
        if (values.length > 0) return values;
      }
    }
    return nothing;
  }

  public memberOf(value: Value, name: string): readonly Value[] {
    switch (value.kind) {
      case "instance":
      case "class":
        return value.of.from === "sdk"
          ? sdkMember(value.of.class, name)
          : this.memberOfClass(value.of.class, name, value.kind === "class");
      case "module":
        return this.exported(value.module, name);
      case "folder":
        return [this.imports.below(value.folder, name)].flatMap((one) => one ?? []);
      case "package": {
        const found = value.package.member(name);
        if (found === undefined) return nothing;
        if (found.kind === "package") return [found];
        if (found.kind === "class") return [{ kind: "class", of: { from: "sdk", class: found.class } }];
        if (found.kind === "constructor") return [found];
        return [{ kind: "sdk function", title: found.title, facts: found.facts }];
      }
      case "record": {
        const entry = value.entries.find(({ key }) => key === name);
        if (entry !== undefined) return this.evaluate(entry.value);
        return value.spread.flatMap((one) => this.evaluate(one)).flatMap((one) => this.memberOf(one, name));
      }
      case "method":
        return name === "bind" ? [value] : nothing;
      default:
        return nothing;
    }
  }

  private memberOfClass(from: ClassSyntax, name: string, isClass: boolean): readonly Value[] {
    const method = from.methods.get(name);
    if (method?.isProperty === true && !isClass) return this.returned(method);
    const fields = (from.fields.get(name) ?? []).flatMap((source) => this.sourceValues(source));
    const own = method === undefined ? fields : [...fields, { kind: "function", function: method } as const];
    if (own.length > 0 || method !== undefined || from.fields.has(name)) return own;
    if (this.openBases.has(from)) return nothing; // it inherits from itself
    this.openBases.add(from);
    const inherited = this.basesOf(from).flatMap((base) =>
      this.memberOf(isClass || base.kind !== "class" ? base : { kind: "instance", of: base.of }, name),
    );
    this.openBases.delete(from);
    return inherited;
  }

  private readonly openBases = new Set<ClassSyntax>();

  private readonly openClasses = new Set<ClassSyntax>();

  public basesOf(from: ClassSyntax): readonly Value[] {
    if (this.openClasses.has(from)) return nothing;
    this.openClasses.add(from);
    const found = from.bases.flatMap((base) => this.evaluate(base)).filter(({ kind }) => kind === "class");
    this.openClasses.delete(from);
    return found;
  }

  private readonly openExports = new Set<string>();

  private exported(module: Module, name: string): readonly Value[] {
    const key = `${module.file}\n${name}`;
    if (this.openExports.has(key)) return nothing;
    this.openExports.add(key);
    const found = this.exportedValues(module, name);
    this.openExports.delete(key);
    return found;
  }

  private exportedValues(module: Module, name: string): readonly Value[] {
    if (module.language !== "javascript") {
      const scope = module.language === "go" ? (module.scope.parent ?? module.scope) : module.scope;
      const bindings = scope.bindings.get(name);
      if (bindings !== undefined) return bindings.flatMap(({ source }) => this.sourceValues(source));
      const starred = module.scope.stars.flatMap((specifier) => {
        const found = this.imports.resolve(specifier, module);
        return found === undefined ? nothing : this.memberOf(found, name);
      });
      if (starred.length > 0 || module.language === "go" || !module.file.endsWith("__init__.py")) return starred;
      const folder = module.file.replace(/\/?__init__\.py$/, "");
      return [this.imports.below(folder, name)].flatMap((one) => one ?? []);
    }
    const own = module.exports.get(name);
    if (own !== undefined) return this.sourceValues(own);
    const whole = module.exports.get("=");
    if (whole !== undefined) {
      const values = this.sourceValues(whole);
      const members = values.flatMap((value) => this.memberOf(value, name));
      return members.length === 0 && name === "default" ? values : members;
    }
    return module.exportStars.flatMap((specifier) => {
      const found = this.imports.resolve(specifier, module);
      return found === undefined ? nothing : this.memberOf(found, name);
    });
  }

  private resultOf(call: CallExpression): readonly Value[] {
    const special = this.specialResult(call);
    if (special !== undefined) return special;
    return this.evaluate(call.callee).flatMap((value): readonly Value[] => {
      switch (value.kind) {
        case "class":
          return [{ kind: "instance", of: value.of }];
        case "constructor":
          return [{ kind: "instance", of: { from: "sdk", class: value.class } }];
        case "function":
          return this.returned(value.function);
        case "method":
          return resultsOf(value.facts, value.class);
        case "instance":
          // An object that is called returns the result of its `__call__`.
          return this.memberOf(value, "__call__").flatMap((one) => (one.kind === "function" ? this.returned(one.function) : nothing)); // prettier-ignore
        default:
          return nothing;
      }
    });
  }

  /** Results of built-in functions. */
  private specialResult({ callee, arguments: given }: CallExpression): readonly Value[] | undefined {
    const [first, second] = given.map(({ value }) => value);
    const name = lastName(callee) ?? "";
    if (first === undefined) return this.elementsFrom(callee, name);
    if (callee.kind === "name" && this.evaluate(callee).length === 0) {
      if (name === "getattr" && second?.kind === "text") {
        return this.evaluate(first).flatMap((value) => this.memberOf(value, second.value));
      }
      if (name === "Depends") return this.evaluate(first).flatMap((one) => (one.kind === "function" ? this.returned(one.function) : nothing)); // prettier-ignore
      if (passing.has(name)) return this.evaluate(first);
      if (name === "next") return this.elements(first);
      if (name === "append") {
        const added = given.slice(1).flatMap(({ value }) => this.evaluate(value));
        return [{ kind: "list", items: [], elements: distinct([...this.elements(first), ...added]) }];
      }
      if (name === "super") return undefined;
    }
    if (callee.kind !== "member") return undefined;
    if (passing.has(name) && this.evaluate(callee).length === 0) return this.evaluate(first);
    if (name === "then" || name === "map" || name === "flatMap") {
      const results = this.evaluate(first).flatMap((one) => (one.kind === "function" ? this.returned(one.function) : nothing)); // prettier-ignore
      if (this.evaluate(callee).length > 0) return undefined;
      return name === "then" ? results : [{ kind: "list", items: [], elements: distinct(results) }];
    }
    return this.elementsFrom(callee, name);
  }

  private elementsFrom(callee: Expression, name: string): readonly Value[] | undefined {
    if (callee.kind !== "member" || !ofLists.has(name)) return undefined;
    const values = this.evaluate(callee.object);
    const elements = values.flatMap((value) =>
      value.kind === "list" ? value.elements : recordValues(value).flatMap((one) => this.evaluate(one)),
    );
    if (elements.length === 0) return undefined;
    return sameAsList.has(name) ? [{ kind: "list", items: [], elements: distinct(elements) }] : elements;
  }

  private elements(expression: Expression): readonly Value[] {
    return this.evaluate(expression).flatMap((value) => (value.kind === "list" ? value.elements : nothing));
  }

  private readonly openFunctions = new Set<FunctionSyntax>();

  /** What a function returns, by its declared type or else by its body. */
  private returned(from: FunctionSyntax): readonly Value[] {
    if (this.openFunctions.has(from)) {
      this.cut += 1;
      return nothing;
    }
    this.openFunctions.add(from);
    const typed = from.returnType === undefined ? nothing : this.instancesOf(from.returnType);
    const useful = typed.filter((value) => !isInterface(value));
    const found = useful.length > 0 ? useful : [...typed, ...from.returns.flatMap((one) => this.evaluate(one))];
    this.openFunctions.delete(from);
    return found;
  }

  private parameterValues(source: Source & { kind: "parameter" }): readonly Value[] {
    const { function: from, index } = source;
    const parameter = from.parameters[index];
    if (parameter === undefined) return nothing;
    const typed = parameter.type === undefined ? nothing : this.instancesOf(parameter.type);
    if (typed.some((value) => !isInterface(value))) return typed;
    if (this.open.has(source)) {
      this.cut += 1;
      return nothing;
    }
    this.open.add(source);
    const given = from.given.get(index);
    const found = [
      ...typed,
      ...(parameter.byDefault === undefined ? nothing : this.evaluate(parameter.byDefault)),
      ...(given === undefined ? nothing : this.sourceValues(given)),
      ...this.argumentsFor(from, index, parameter.name),
    ];
    this.open.delete(source);
    return distinct(found);
  }

  /** The arguments of callers for a parameter. */
  private argumentsFor(from: FunctionSyntax, index: number, name: string): readonly Value[] {
    return this.callsOf(from).flatMap((call) => {
      const argument =
        call.arguments.find((one) => one.name === name) ??
        call.arguments.filter((one) => one.name === undefined)[index];
      return argument === undefined ? nothing : this.evaluate(argument.value);
    });
  }

  private readonly knownCalls = new Map<FunctionSyntax, readonly CallExpression[]>();

  /** The calls of a function, as far as they are found by its name. */
  private callsOf(from: FunctionSyntax): readonly CallExpression[] {
    const known = this.knownCalls.get(from);
    if (known !== undefined) return known;
    const before = this.cut;
    const isConstructor = from.class !== undefined && ["__init__", "constructor"].includes(from.name);
    const names = isConstructor ? [from.class?.name ?? "", from.name, "super"] : [from.name];
    const calls = names
      .flatMap((one) => (one === "" ? [] : (this.callers.get(one) ?? []).slice(0, mostCallers)))
      .filter((call) => this.isCallOf(call, from));
    if (this.cut === before) this.knownCalls.set(from, calls);
    return calls;
  }

  private isCallOf({ callee }: CallExpression, from: FunctionSyntax): boolean {
    return this.evaluate(callee).some((value) =>
      value.kind === "function"
        ? value.function === from
        : value.kind === "class" && value.of.from === "files" && this.constructorOf(value.of.class) === from,
    );
  }

  private constructorOf(from: ClassSyntax, depth = 0): FunctionSyntax | undefined {
    const own = from.methods.get("__init__") ?? from.methods.get("constructor");
    if (own !== undefined || depth > 10) return own;
    const [base] = this.basesOf(from);
    return base?.kind === "class" && base.of.from === "files"
      ? this.constructorOf(base.of.class, depth + 1)
      : undefined;
  }

  /** Objects of a type. */
  public instancesOf(type: Expression): readonly Value[] {
    switch (type.kind) {
      case "either":
        return type.options.flatMap((option) => this.instancesOf(option));
      case "list": {
        const elements = distinct(type.items.flatMap((item) => this.instancesOf(item)));
        return [
          {
            kind: "list",
            items: type.items.map((item) => ({ kind: "instance", type: item, arguments: [] })),
            elements,
          },
        ];
      }
      case "index": {
        const given = type.index?.kind === "list" ? type.index.items : [];
        const name = lastName(type.object) ?? "";
        if (listTypes.test(name)) {
          const last = mapTypes.test(name) ? given.slice(-1) : given;
          return [{ kind: "list", items: [], elements: distinct(last.flatMap((one) => this.instancesOf(one))) }];
        }
        if (name === "ReturnType" || name === "Awaited") {
          const called = given.flatMap((one) => this.evaluate(one)).flatMap((one) => (one.kind === "function" ? this.returned(one.function) : nothing)); // prettier-ignore
          if (called.length > 0) return called;
        }
        if (name === "Type" || name === "type") return given.flatMap((one) => this.evaluate(one));
        const own = this.instancesOf(type.object);
        return own.length > 0 ? own : given.flatMap((one) => this.instancesOf(one));
      }
      case "record":
        return [{ kind: "record", entries: type.entries, spread: type.spread }];
      default:
        return this.evaluate(type).flatMap(
          (value): readonly Value[] =>
          value.kind === "class" ? [{ kind: "instance", of: value.of }] : value.kind === "instance" || value.kind === "record" || value.kind === "list" ? [value] : nothing, // prettier-ignore
        );
    }
  }
}

/** Functions whose result is their first argument, or has the same elements. */
const passing: ReadonlySet<string> = new Set([
  ...[
    "partial",
    "list",
    "tuple",
    "sorted",
    "iter",
    "aiter",
    "reversed",
    "set",
    "create_task",
    "ensure_future",
    "wait_for",
  ],
  ...[
    "shield",
    "run",
    "run_until_complete",
    "to_thread",
    "freeze",
    "promisify",
    "asyncio_run",
    "cast",
    "enter_context",
  ],
  ...["enter_async_context", "all", "allSettled", "memo", "once", "resolve", "closing", "aclosing"],
]);

/** Methods of lists and maps that return their elements. */
const ofLists: ReadonlySet<string> = new Set([
  ...[
    "get",
    "pop",
    "values",
    "find",
    "at",
    "shift",
    "filter",
    "slice",
    "setdefault",
    "copy",
    "reverse",
    "sort",
    "concat",
  ],
]);

const sameAsList: ReadonlySet<string> = new Set(["values", "filter", "slice", "copy", "reverse", "sort", "concat"]);

const mapTypes = /^(dict|Dict|Mapping|MutableMapping|Map|ReadonlyMap|Record|map|defaultdict)$/;
const listTypes =
  /^(list|List|Sequence|Iterable|Iterator|AsyncIterator|AsyncIterable|Generator|AsyncGenerator|Collection|Set|set|frozenset|FrozenSet|tuple|Tuple|Array|ReadonlyArray|deque|dict|Dict|Mapping|MutableMapping|Map|ReadonlyMap|Record|map|defaultdict)$/;

/** The last name of a path such as `a.b`. */
export function lastName(expression: Expression): string | undefined {
  return expression.kind === "name" || expression.kind === "member" ? expression.name : undefined;
}

function isInterface(value: Value): boolean {
  return value.kind === "instance" && value.of.from === "files" && value.of.class.isInterface;
}

function recordValues(value: Value): readonly Expression[] {
  return value.kind === "record" ? [...value.entries.map((entry) => entry.value), ...value.spread] : [];
}

function sdkMember(from: SdkClass, name: string): readonly Value[] {
  const facts = from.method(name);
  if (facts === undefined) return nothing;
  const method: Value = { kind: "method", facts, class: from };
  // The parts of a sandbox are objects, not methods.
  return facts.returns?.includes(".") === true ? resultsOf(facts, from) : [method];
}

/** What a method of an SDK returns. */
function resultsOf({ returns = "" }: MethodFacts, from: SdkClass): readonly Value[] {
  const isList = returns.startsWith("[");
  const found = returns
    .replace(/^\[|\]$/g, "")
    .split("|")
    .flatMap((name): readonly Value[] => {
      const of = name === "" ? undefined : from.sibling(name);
      return of === undefined ? [] : [{ kind: "instance", of: { from: "sdk", class: of } }];
    });
  return isList && found.length > 0 ? [{ kind: "list", items: [], elements: found }] : found;
}

/**
 * The bindings whose values a name may have: the last one before it that always runs, those after that one in branches, and
 * later ones of a loop around both. From within a function, names outside may also be bound later.
 */
function reachingBindings(
  bindings: readonly Binding[],
  at: number,
  block: Block,
  isOutside: boolean,
): readonly Binding[] {
  if (bindings.length === 1) return bindings;
  const before: Binding[] = [];
  for (let index = bindings.length - 1; index >= 0; index--) {
    const binding = bindings[index];
    if (binding === undefined || binding.at > at) continue;
    // If two are at the same place, the first one has the type and the second one the value.
    before.unshift(binding);
    if (isAround(binding.block, block) && bindings[index - 1]?.at !== binding.at) break;
  }
  const after = bindings.filter(
    (binding) => binding.at > at && (isOutside || sharesLoop(binding.block, block) || before.length === 0),
  );
  return [...before, ...after];
}

function isAround(outer: Block, inner: Block): boolean {
  for (let block: Block | undefined = inner; block !== undefined; block = block.parent) {
    if (block === outer) return true;
  }
  return false;
}

function sharesLoop(one: Block, other: Block): boolean {
  for (let block: Block | undefined = other; block !== undefined; block = block.parent) {
    if (block.isLoop && isAround(block, one)) return true;
  }
  return false;
}
