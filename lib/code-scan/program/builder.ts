import type {
  Argument,
  Block,
  CallExpression,
  ClassSyntax,
  Expression,
  FunctionSyntax,
  IndexExpression,
  Language,
  MemberExpression,
  Module,
  Scope,
  Source,
} from "./syntax";

/** A file whose expressions are nested more deeply than people write. */
export class TooDeepError extends Error {}

/** Maximum nesting depth of expressions and statements. */
const deepest = 800;

/** Collects the content of a file, while its tree is walked in the order of the text. */
export class ModuleBuilder {
  public readonly module: Module;
  public scope: Scope;
  public block: Block = { parent: undefined, isLoop: false };
  public function: FunctionSyntax | undefined;
  public class: ClassSyntax | undefined;
  private depth = 0;

  /** @param shared the scope that the files of a package share */
  public constructor(file: string, language: Language, text: string, shared?: Scope) {
    const module = {
      file,
      language,
      text,
      exports: new Map<string, Source>(),
      exportStars: [],
      members: [],
      indexes: [],
      calls: [],
      imports: [],
      taken: [],
    };
    const scope: Scope = {
      kind: "module",
      parent: shared,
      bindings: new Map(),
      stars: [],
      get module() {
        return whole;
      },
    };
    const whole: Module = { ...module, scope };
    this.module = whole;
    this.scope = scope;
  }

  /** @throws TooDeepError */
  public nested<Result>(run: () => Result): Result {
    this.depth += 1;
    if (this.depth > deepest) throw new TooDeepError();
    try {
      return run();
    } finally {
      this.depth -= 1;
    }
  }

  public inBlock(run: () => void, isLoop = false): void {
    const outer = this.block;
    this.block = { parent: outer, isLoop };
    run();
    this.block = outer;
  }

  /** Runs a function for the inside of a function or class. */
  public inScope(kind: "function" | "class", inside: FunctionSyntax | ClassSyntax, run: () => void): void {
    const { scope, block, function: outerFunction, class: outerClass } = this;
    this.scope = { kind, parent: scope, bindings: new Map(), stars: [], module: this.module };
    this.block = { parent: block, isLoop: false };
    if ("parameters" in inside) this.function = inside;
    else this.class = inside;
    run();
    Object.assign(this, { scope, block, function: outerFunction, class: outerClass });
  }

  /** @param isConstant whether the declaration forbids further assignments to the name */
  public bind(name: string, source: Source, at: number, scope: Scope = this.scope, isConstant = false): void {
    const binding = { at, block: this.block, source, isConstant };
    const known = scope.bindings.get(name);
    if (known === undefined) scope.bindings.set(name, [binding]);
    else known.push(binding);
  }

  public import(specifier: string, at: number, name?: string): Source {
    return valueSource(this.importExpression(specifier, at, name));
  }

  public importExpression(specifier: string, at: number, name?: string): Expression {
    this.module.imports.push({ specifier, at });
    return { kind: "import", specifier, name, module: this.module };
  }

  public name(name: string, at: number): Expression {
    return { kind: "name", name, at, scope: this.scope, block: this.block };
  }

  /** @param isRead false for the target of an assignment */
  public member(object: Expression, name: string, at: number, isRead = true): MemberExpression {
    const member: MemberExpression = { kind: "member", object, name, at };
    if (isRead) this.module.members.push(member);
    return member;
  }

  public index(object: Expression, index: Expression | undefined, at: number, isRead = true): IndexExpression {
    const made: IndexExpression = { kind: "index", object, index, at };
    if (isRead) this.module.indexes.push(made);
    return made;
  }

  public call(callee: Expression, given: readonly Argument[], at: number, end: number): CallExpression {
    const call: CallExpression = { kind: "call", callee, arguments: given, at, end };
    if (callee.kind === "member" || callee.kind === "index" || callee.kind === "call") callee.call = call;
    this.module.calls.push(call);
    return call;
  }

  /** A member that is taken out of a value, e.g. by destructuring. */
  public take(of: Source, name: string, at: number): Source {
    this.module.taken.push({ of, name, at });
    return { kind: "member", of, name, at };
  }

  /**
   * Adds a value to a list or a map that has a name or is a field.
   *
   * @param selfName the name of the surrounding object, e.g. `self`
   */
  public addElement(into: Expression, item: Expression, at: number, selfName: string | undefined): void {
    const source = valueSource({ kind: "list", items: [item] });
    if (into.kind === "name") {
      let scope: Scope | undefined = this.scope;
      while (scope !== undefined && !scope.bindings.has(into.name)) scope = scope.parent;
      const declared = scope;
      // It keeps its other elements, so it is not a new value.
      if (declared !== undefined) this.inBlock(() => { this.bind(into.name, source, at, declared); }); // prettier-ignore
    } else if (into.kind === "member" && into.object.kind === "name" && into.object.name === selfName) {
      if (this.class !== undefined) this.field(this.class, into.name, source);
    }
  }

  public field(of: ClassSyntax, name: string, source: Source): void {
    const known = of.fields.get(name);
    if (known === undefined) of.fields.set(name, [source]);
    else known.push(source);
  }
}

/** Methods that put their last argument into a list or a map. */
export const addingMethods: ReadonlySet<string> = new Set([
  ...["append", "add", "push", "unshift", "insert", "set", "setdefault", "appendleft"],
]);

export function newFunction(name: string): FunctionSyntax {
  return {
    name,
    parameters: [],
    returns: [],
    returnType: undefined,
    isProperty: false,
    class: undefined,
    given: new Map(),
  };
}

export function newClass(name: string, module: Module): ClassSyntax {
  return { name, bases: [], fields: new Map(), methods: new Map(), isInterface: false, module };
}

export function valueSource(value: Expression): Source {
  return { kind: "value", value };
}
