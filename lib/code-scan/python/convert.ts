import type { SyntaxNode, Tree } from "@lezer/common";
import { ModuleBuilder, addingMethods, newClass, newFunction, valueSource } from "../program/builder";
import {
  type Argument,
  type Expression,
  type FunctionSyntax,
  type Module,
  type Source,
  unknownExpression,
} from "../program/syntax";
import { childrenOf, unquoted } from "../program/tree-text";

/**
 * A Python file as the scan reads it.
 *
 * @throws TooDeepError
 */
export function pythonModule(file: string, text: string, tree: Tree): Module {
  const converter = new PythonConverter(file, text);
  converter.statements(tree.topNode);
  return converter.builder.module;
}

const punctuation: ReadonlySet<string> = new Set(["(", ")", "[", "]", "{", "}", ",", ":", ";", "*", "**", ".", "->"]);

/** Decorators after which a method is read like a value. */
const properties: ReadonlySet<string> = new Set(["property", "cached_property", "functools.cached_property"]);

class PythonConverter {
  public readonly builder: ModuleBuilder;
  /** The name of the object in the surrounding method, usually `self`. */
  private selfName: string | undefined;

  public constructor(
    file: string,
    private readonly text: string,
  ) {
    this.builder = new ModuleBuilder(file, "python", text);
  }

  public statements(node: SyntaxNode): void {
    for (const child of childrenOf(node)) this.statement(child);
  }

  private statement(node: SyntaxNode): void {
    this.builder.nested(() => {
      this.convertStatement(node);
    });
  }

  private convertStatement(node: SyntaxNode): void {
    switch (node.name) {
      case "ImportStatement":
        this.importStatement(node);
        return;
      case "AssignStatement":
        this.assignStatement(node);
        return;
      case "FunctionDefinition":
        this.functionDefinition(node, []);
        return;
      case "ClassDefinition":
        this.classDefinition(node);
        return;
      case "DecoratedStatement":
        this.decorated(node);
        return;
      case "ReturnStatement": {
        const values = childrenOf(node).flatMap((child) => (child.name === "return" ? [] : this.value(child)));
        const [only, ...more] = values;
        if (only !== undefined)
          this.builder.function?.returns.push(more.length === 0 ? only : { kind: "list", items: values });
        return;
      }
      case "ForStatement":
        this.forStatement(node);
        return;
      case "WhileStatement":
        this.parts(node, true);
        return;
      case "WithStatement":
        this.withStatement(node);
        return;
      case "ScopeStatement":
        for (const { name, from, to } of childrenOf(node)) {
          if (name === "VariableName") this.globals.add(this.text.slice(from, to));
        }
        return;
      case "DeleteStatement":
        return;
      case "IfStatement":
      case "TryStatement":
      case "MatchStatement":
      case "MatchBody":
      case "MatchClause":
      case "StatementGroup":
      case "Body":
        this.parts(node, false);
        return;
      default:
        this.expression(node);
    }
  }

  /** Names that the surrounding function declares as global. */
  private globals = new Set<string>();

  /** Bodies are blocks; everything between them is evaluated in its place. */
  private parts(node: SyntaxNode, isLoop: boolean): void {
    for (const child of childrenOf(node)) {
      if (child.name !== "Body") this.statement(child);
      else {
        this.builder.inBlock(() => {
          this.statements(child);
        }, isLoop);
      }
    }
  }

  private importStatement(node: SyntaxNode): void {
    const words = childrenOf(node).filter(({ name }) => name !== "(" && name !== ")");
    const texts = words.map(({ from, to }) => this.text.slice(from, to));
    const isFrom = texts[0] === "from";
    const split = texts.indexOf("import");
    if (isFrom && split > 0) {
      const specifier = texts.slice(1, split).join("");
      this.importedNames(specifier, words.slice(split + 1));
      return;
    }
    if (split < 0) return;
    for (const part of splitBy(words.slice(split + 1), ",")) {
      const names = part.map(({ from, to }) => this.text.slice(from, to));
      const as = names.indexOf("as");
      const module = (as < 0 ? names : names.slice(0, as)).join("");
      const at = part[0]?.from ?? node.from;
      const alias = as < 0 ? undefined : names[as + 1];
      const [first = ""] = module.split(".");
      if (module === "") continue;
      // Without an alias only the first package gets a name, but the module is loaded.
      if (alias === undefined && first !== module) this.builder.import(module, at);
      this.builder.bind(alias ?? first, this.builder.import(alias === undefined ? first : module, at), at);
    }
  }

  private importedNames(specifier: string, words: readonly SyntaxNode[]): void {
    for (const part of splitBy(words, ",")) {
      const [first, , third] = part;
      if (first === undefined) continue;
      const name = this.text.slice(first.from, first.to);
      if (name === "*") {
        this.builder.import(specifier, first.from);
        this.builder.scope.stars.push(specifier);
        continue;
      }
      const alias = third === undefined ? name : this.text.slice(third.from, third.to);
      this.builder.bind(alias, this.builder.import(specifier, first.from, name), first.from);
    }
  }

  private assignStatement(node: SyntaxNode): void {
    const segments = splitBy(childrenOf(node), "AssignOp");
    const last = segments.length > 1 ? segments.at(-1) : undefined;
    const targets = last === undefined ? segments : segments.slice(0, -1);
    const type = targets[0]?.find(({ name }) => name === "TypeDef");
    const values = (last ?? []).flatMap((child) => (child.name === "," ? [] : this.value(child)));
    const [only, ...more] = values;
    const typed: Source | undefined = type === undefined ? undefined : { kind: "typed", type: this.typeOf(type) };
    const value: Source | undefined =
      only === undefined
        ? undefined
        : valueSource(
            more.length === 0 && !last?.some(({ name }) => name === ",") ? only : { kind: "list", items: values },
          );
    this.boundAt = node.to;
    for (const target of targets) {
      const nodes = target.filter(({ name }) => name !== "TypeDef");
      if (typed !== undefined) this.assign(nodes, typed);
      if (value !== undefined) this.assign(nodes, value);
    }
    this.boundAt = undefined;
  }

  /** Where an assignment ends. Its names have their values only after it. */
  private boundAt: number | undefined;

  /** Binds a target, or several with commas between them. */
  private assign(nodes: readonly SyntaxNode[], source: Source): void {
    const [first, ...more] = nodes;
    if (first === undefined) return;
    if (more.length > 0) {
      nodes
        .filter(({ name }) => name !== "," && name !== "*")
        .forEach((node, index) => {
          this.assign([node], { kind: "part", of: source, index });
        });
      return;
    }
    switch (first.name) {
      case "VariableName": {
        const name = this.text.slice(first.from, first.to);
        const isGlobal = this.globals.has(name);
        const at = this.boundAt ?? first.from;
        this.builder.bind(name, source, at, isGlobal ? this.builder.module.scope : this.builder.scope);
        if (this.builder.scope.kind === "class" && this.builder.class !== undefined) {
          this.builder.field(this.builder.class, name, source);
        }
        return;
      }
      case "TupleExpression":
      case "ArrayExpression":
      case "ParenthesizedExpression": {
        this.assign(
          childrenOf(first).filter(({ name }) => !"()[]".includes(name)),
          source,
        );
        return;
      }
      case "MemberExpression": {
        const [object, dot, property] = childrenOf(first);
        if (object === undefined || property === undefined) return;
        const name = this.text.slice(property.from, property.to);
        const isSelf = object.name === "VariableName" && this.text.slice(object.from, object.to) === this.selfName;
        if (dot?.name === "." && isSelf && this.builder.class !== undefined) {
          this.builder.field(this.builder.class, name, source);
        } else {
          const into = this.expression(object);
          if (dot?.name !== "[") return;
          this.expression(property);
          if (source.kind === "value")
            this.builder.addElement(into, source.value, this.boundAt ?? first.from, this.selfName);
        }
        return;
      }
      default:
        this.expression(first);
    }
  }

  private decorated(node: SyntaxNode): void {
    const decorators: string[] = [];
    for (const child of childrenOf(node)) {
      if (child.name === "Decorator") {
        decorators.push(this.text.slice(child.from + 1, child.to).trim());
        for (const part of childrenOf(child)) this.expression(part);
      } else if (child.name === "FunctionDefinition") this.functionDefinition(child, decorators);
      else this.statement(child);
    }
  }

  private functionDefinition(node: SyntaxNode, decorators: readonly string[]): void {
    const children = childrenOf(node);
    const nameNode = children.find(({ name }) => name === "VariableName");
    const list = children.find(({ name }) => name === "ParamList");
    const body = children.find(({ name }) => name === "Body");
    const name = nameNode === undefined ? "" : this.text.slice(nameNode.from, nameNode.to);
    const made = newFunction(name);
    const owner = this.builder.scope.kind === "class" ? this.builder.class : undefined;
    const isStatic = decorators.includes("staticmethod");
    made.isProperty = decorators.some((one) => properties.has(one));
    const type = children.find(({ name: one }) => one === "TypeDef");
    if (type !== undefined) made.returnType = this.typeOf(type);
    if (owner !== undefined) {
      made.class = owner;
      owner.methods.set(name, made);
    } else {
      this.builder.bind(name, valueSource({ kind: "function", function: made }), nameNode?.from ?? node.from);
    }
    const { selfName, globals } = this;
    this.globals = new Set();
    this.inFunction(
      made,
      list,
      owner === undefined || isStatic ? undefined : decorators.includes("classmethod"),
      () => {
        if (body !== undefined) this.statements(body);
      },
    );
    this.selfName = selfName;
    this.globals = globals;
  }

  /** @param isClass whether the first parameter is the class; `undefined` where it is neither that nor the object */
  private inFunction(
    made: FunctionSyntax,
    list: SyntaxNode | undefined,
    isClass: boolean | undefined,
    run: () => void,
  ): void {
    const parameters = list === undefined ? [] : this.parametersOf(list);
    const owner = made.class;
    this.builder.inScope("function", made, () => {
      parameters.forEach(({ name, at, type, byDefault }, position) => {
        if (position === 0 && isClass !== undefined && owner !== undefined) {
          this.selfName = name;
          this.builder.bind(name, { kind: "self", class: owner, isClass }, at);
          return;
        }
        const index = made.parameters.length;
        made.parameters.push({ name, type, byDefault });
        this.builder.bind(name, { kind: "parameter", function: made, index }, at);
      });
      run();
    });
  }

  private parametersOf(list: SyntaxNode) {
    const found: { name: string; at: number; type: Expression | undefined; byDefault: Expression | undefined }[] = [];
    for (const part of splitBy(childrenOf(list), ",")) {
      const [nameNode] = part.filter(({ name }) => name === "VariableName");
      if (nameNode === undefined) continue;
      const type = part.find(({ name }) => name === "TypeDef");
      const equals = part.findIndex(({ name }) => name === "AssignOp");
      const byDefault = equals < 0 ? undefined : part[equals + 1];
      found.push({
        name: this.text.slice(nameNode.from, nameNode.to),
        at: nameNode.from,
        type: type === undefined ? undefined : this.typeOf(type),
        byDefault: byDefault === undefined ? undefined : this.expression(byDefault),
      });
    }
    return found;
  }

  private classDefinition(node: SyntaxNode): void {
    const children = childrenOf(node);
    const nameNode = children.find(({ name }) => name === "VariableName");
    const bases = children.find(({ name }) => name === "ArgList");
    const body = children.find(({ name }) => name === "Body");
    const made = newClass(
      nameNode === undefined ? "" : this.text.slice(nameNode.from, nameNode.to),
      this.builder.module,
    );
    for (const { name, value } of bases === undefined ? [] : this.argumentsOf(bases)) {
      if (name === undefined) made.bases.push(value);
    }
    made.isInterface = bases !== undefined && /\b(Protocol|ABC)\b/.test(this.text.slice(bases.from, bases.to));
    this.builder.bind(made.name, valueSource({ kind: "class", class: made }), nameNode?.from ?? node.from);
    this.builder.inScope("class", made, () => {
      if (body !== undefined) this.statements(body);
    });
  }

  private forStatement(node: SyntaxNode): void {
    const children = childrenOf(node);
    const start = children.findIndex(({ name }) => name === "for");
    const middle = children.findIndex(({ name }) => name === "in");
    const bodies = children.findIndex(({ name }) => name === "Body");
    const iterated = children.slice(middle + 1, bodies < 0 ? undefined : bodies).flatMap((child) => this.value(child));
    const of: Source = { kind: "element", of: valueSource(iterated[0] ?? unknownExpression) };
    for (const child of children.slice(bodies < 0 ? children.length : bodies)) {
      if (child.name !== "Body") continue;
      this.builder.inBlock(() => {
        this.assign(children.slice(start + 1, middle), of);
        this.statements(child);
      }, true);
    }
  }

  private withStatement(node: SyntaxNode): void {
    let value: Expression = unknownExpression;
    let isTarget = false;
    for (const child of childrenOf(node)) {
      if (child.name === "as") isTarget = true;
      else if (isTarget && child.name !== "Body") {
        this.assign([child], valueSource(value));
        isTarget = false;
      } else if (child.name === "Body") this.statements(child);
      else value = this.value(child)[0] ?? value;
    }
  }

  /** The value of a node; none for punctuation and keywords. */
  private value(node: SyntaxNode): readonly Expression[] {
    return punctuation.has(node.name) || /^[a-z]+$/.test(node.name) ? [] : [this.expression(node)];
  }

  private expression(node: SyntaxNode): Expression {
    return this.builder.nested(() => this.convertExpression(node));
  }

  private convertExpression(node: SyntaxNode): Expression {
    const { from, to } = node;
    switch (node.name) {
      case "VariableName":
        return this.builder.name(this.text.slice(from, to), from);
      case "MemberExpression":
        return this.memberExpression(node);
      case "CallExpression": {
        const [callee, list] = childrenOf(node);
        if (callee === undefined) return unknownExpression;
        const target = this.expression(callee);
        const given = list === undefined ? [] : this.argumentsOf(list);
        const item = given.at(-1)?.value;
        if (target.kind === "member" && addingMethods.has(target.name) && item !== undefined) {
          this.builder.addElement(target.object, item, to, this.selfName);
        }
        return this.builder.call(target, given, from, to);
      }
      case "String":
        return { kind: "text", value: unquoted(this.text.slice(from, to)), at: from };
      case "ContinuedString":
      case "FormatString": {
        const parts = childrenOf(node).map((child) => this.expression(child));
        if (node.name === "FormatString") {
          return parts.length === 0
            ? { kind: "text", value: unquoted(this.text.slice(from, to)), at: from }
            : unknownExpression;
        }
        const texts = parts.flatMap((part) => (part.kind === "text" ? [part.value] : []));
        return texts.length === parts.length ? { kind: "text", value: texts.join(""), at: from } : unknownExpression;
      }
      case "FormatReplacement":
        for (const child of childrenOf(node)) this.value(child);
        return unknownExpression;
      case "ParenthesizedExpression":
      case "AwaitExpression":
        return childrenOf(node).flatMap((child) => this.value(child))[0] ?? unknownExpression;
      case "YieldExpression": {
        const value = childrenOf(node).flatMap((child) => this.value(child))[0];
        if (value !== undefined) {
          this.builder.function?.returns.push({ kind: "either", options: [value, { kind: "list", items: [value] }] });
        }
        return unknownExpression;
      }
      case "TupleExpression":
      case "ArrayExpression":
      case "SetExpression":
        return { kind: "list", items: childrenOf(node).flatMap((child) => this.value(child)) };
      case "DictionaryExpression":
        return this.dictionary(node);
      case "ConditionalExpression": {
        const [yes, , no] = childrenOf(node).flatMap((child) => this.value(child));
        return { kind: "either", options: [yes ?? unknownExpression, no ?? unknownExpression] };
      }
      case "BinaryExpression": {
        const children = childrenOf(node);
        const isChoice = children.some(({ name }) => name === "or" || name === "and");
        const options = children.flatMap((child) => this.value(child));
        return isChoice ? { kind: "either", options } : unknownExpression;
      }
      case "LambdaExpression":
        return this.lambda(node);
      case "NamedExpression": {
        const [target, , value] = childrenOf(node);
        if (target === undefined || value === undefined) return unknownExpression;
        const given = this.expression(value);
        this.assign([target], valueSource(given));
        return given;
      }
      case "ArrayComprehensionExpression":
      case "ComprehensionExpression":
      case "SetComprehensionExpression":
      case "DictionaryComprehensionExpression":
        return this.comprehension(node);
      case "FunctionDefinition":
      case "ClassDefinition":
      case "Body":
        this.statement(node);
        return unknownExpression;
      default:
        for (const child of childrenOf(node)) this.statement(child);
        return unknownExpression;
    }
  }

  private memberExpression(node: SyntaxNode): Expression {
    const [object, dot, ...rest] = childrenOf(node);
    if (object === undefined) return unknownExpression;
    const value = this.expression(object);
    const [first] = rest;
    if (dot?.name === "." && first?.name === "PropertyName") {
      return this.builder.member(value, this.text.slice(first.from, first.to), first.from);
    }
    const index = rest.flatMap((child) => this.value(child));
    return this.builder.index(value, index.length === 1 ? index[0] : undefined, dot?.from ?? node.to);
  }

  private argumentsOf(list: SyntaxNode): readonly Argument[] {
    const children = childrenOf(list);
    if (list.name !== "ArgList") return children.flatMap((child) => this.value(child)).map((value) => ({ name: undefined, value })); // prettier-ignore
    // A comprehension without brackets of its own.
    if (children.some(({ name }) => name === "for")) return [{ name: undefined, value: this.comprehension(list) }];
    return splitBy(children, ",").flatMap((part): readonly Argument[] => {
      const nodes = part.filter(({ name }) => !punctuation.has(name));
      const [first, second, third] = nodes;
      if (first === undefined) return [];
      if (second?.name === "AssignOp" && third !== undefined) {
        return [{ name: this.text.slice(first.from, first.to), value: this.expression(third) }];
      }
      return nodes.flatMap((one) => this.value(one)).map((value) => ({ name: undefined, value }));
    });
  }

  private dictionary(node: SyntaxNode): Expression {
    const entries = [];
    const spread = [];
    for (const part of splitBy(childrenOf(node), ",")) {
      const nodes = part.filter(({ name }) => name !== "{" && name !== "}");
      const colon = nodes.findIndex(({ name }) => name === ":");
      if (colon < 0) {
        spread.push(...nodes.flatMap((one) => this.value(one)));
        continue;
      }
      const key = nodes[0] === undefined ? unknownExpression : this.expression(nodes[0]);
      const valueNode = nodes[colon + 1];
      const value = valueNode === undefined ? unknownExpression : this.expression(valueNode);
      if (key.kind === "text") entries.push({ key: key.value, value, at: key.at });
      else spread.push({ kind: "list", items: [value] } as const);
    }
    return { kind: "record", entries, spread };
  }

  private lambda(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const made = newFunction("");
    const colon = children.findIndex(({ name }) => name === ":");
    const list = children.find(({ name }) => name === "ParamList");
    this.inFunction(made, list, undefined, () => {
      for (const child of children.slice(colon + 1)) made.returns.push(...this.value(child));
    });
    return { kind: "function", function: made };
  }

  /** The iterated value is read before the element, although it comes after it in the text. */
  private comprehension(node: SyntaxNode): Expression {
    const children = childrenOf(node).filter(({ name }) => !"()[]{}".includes(name));
    const start = children.findIndex(({ name }) => name === "for" || name === "async");
    const items: Expression[] = [];
    this.builder.inScope("function", newFunction(""), () => {
      let at = start < 0 ? children.length : start;
      while (at < children.length) {
        const child = children[at];
        if (child?.name !== "for") {
          if (child !== undefined) this.value(child);
          at += 1;
          continue;
        }
        const middle = children.findIndex(({ name }, index) => index > at && name === "in");
        if (middle < 0) break;
        const iterated = children[middle + 1];
        const of = iterated === undefined ? unknownExpression : this.expression(iterated);
        this.assign(children.slice(at + 1, middle), { kind: "element", of: valueSource(of) });
        at = middle + 2;
      }
      for (const child of children.slice(0, start < 0 ? 0 : start)) items.push(...this.value(child));
    });
    return { kind: "list", items };
  }

  /** A type, also between quotes. */
  private typeOf(node: SyntaxNode): Expression {
    const [child] = childrenOf(node).filter(({ name }) => !punctuation.has(name));
    return child === undefined ? unknownExpression : this.typeExpression(child);
  }

  private typeExpression(node: SyntaxNode): Expression {
    return this.builder.nested(() => {
      const { from, to } = node;
      if (node.name === "VariableName") return this.builder.name(this.text.slice(from, to), from);
      if (node.name === "String") return this.typeInText(unquoted(this.text.slice(from, to)), from);
      if (node.name === "BinaryExpression") {
        return { kind: "either", options: childrenOf(node).map((child) => this.typeExpression(child)) };
      }
      if (node.name !== "MemberExpression") return unknownExpression;
      const [object, dot, ...rest] = childrenOf(node);
      if (object === undefined) return unknownExpression;
      const value = this.typeExpression(object);
      const [property] = rest;
      if (dot?.name === ".") {
        return property === undefined
          ? unknownExpression
          : this.builder.member(value, this.text.slice(property.from, property.to), property.from, false);
      }
      const given = rest.filter(({ name }) => !punctuation.has(name)).flatMap((child) => this.typeArguments(child));
      return this.builder.index(value, { kind: "list", items: given }, from, false);
    });
  }

  private typeArguments(node: SyntaxNode): readonly Expression[] {
    return node.name === "TupleExpression"
      ? childrenOf(node).flatMap((child) => (punctuation.has(child.name) ? [] : this.typeArguments(child)))
      : [this.typeExpression(node)];
  }

  private typeInText(text: string, at: number): Expression {
    const [, path = "", inner] = /^\s*([\w.]+)\s*(?:\[([^]*)\])?\s*$/.exec(text) ?? [];
    const [first = "", ...rest] = path.split(".");
    if (first === "") return unknownExpression;
    let value: Expression = this.builder.name(first, at);
    for (const name of rest) value = this.builder.member(value, name, at, false);
    if (inner === undefined) return value;
    const given = inner.includes("[") ? [inner] : inner.split(",");
    return this.builder.nested(() =>
      this.builder.index(value, { kind: "list", items: given.map((one) => this.typeInText(one, at)) }, at, false),
    );
  }
}

function splitBy(nodes: readonly SyntaxNode[], separator: string): readonly (readonly SyntaxNode[])[] {
  const parts: SyntaxNode[][] = [[]];
  for (const node of nodes) {
    if (node.name === separator) parts.push([]);
    else parts.at(-1)?.push(node);
  }
  return parts.filter((part) => part.length > 0);
}
