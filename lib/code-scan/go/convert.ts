import type { SyntaxNode, Tree } from "@lezer/common";
import { ModuleBuilder, newClass, newFunction, valueSource } from "../program/builder";
import {
  type Argument,
  type ClassSyntax,
  type Expression,
  type FunctionSyntax,
  type Module,
  type RecordEntry,
  type Scope,
  type Source,
  unknownExpression,
} from "../program/syntax";
import { childrenOf, unquoted } from "../program/tree-text";

/** What the files of a package share. */
export interface GoPackage {
  readonly scope: Scope;
  /** Types by name, because methods may be in other files than their types. */
  readonly types: Map<string, ClassSyntax>;
}

/**
 * A Go file as the scan reads it.
 *
 * @param of the package of the file, to which its declarations are added
 * @throws TooDeepError
 */
export function goModule(file: string, text: string, tree: Tree, of: GoPackage): Module {
  const converter = new GoConverter(file, text, of);
  for (const child of childrenOf(tree.topNode)) converter.declaration(child);
  return converter.builder.module;
}

const typeNodes: ReadonlySet<string> = new Set([
  ...[
    "TypeName",
    "QualifiedType",
    "PointerType",
    "SliceType",
    "ArrayType",
    "MapType",
    "ParameterizedType",
    "ChannelType",
  ],
  ...["StructType", "InterfaceType", "FunctionType", "ParenthesizedType"],
]);

class GoConverter {
  public readonly builder: ModuleBuilder;
  private readonly package: Scope;
  private readonly types: Map<string, ClassSyntax>;

  public constructor(
    file: string,
    private readonly text: string,
    { scope, types }: GoPackage,
  ) {
    this.builder = new ModuleBuilder(file, "go", text, scope);
    this.package = scope;
    this.types = types;
  }

  private textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  /** A declaration at the top of a file. */
  public declaration(node: SyntaxNode): void {
    this.builder.nested(() => {
      switch (node.name) {
        case "ImportDecl":
          this.importDeclaration(node);
          return;
        case "FunctionDecl":
          this.functionDeclaration(node);
          return;
        case "MethodDecl":
          this.methodDeclaration(node);
          return;
        default:
          this.statement(node, this.package);
      }
    });
  }

  private importDeclaration(node: SyntaxNode): void {
    for (const child of childrenOf(node)) {
      if (child.name === "SpecList") this.importDeclaration(child);
      if (child.name !== "ImportSpec") continue;
      const parts = childrenOf(child);
      const literal = parts.find(({ name }) => name === "String");
      const alias = parts.find(({ name }) => name === "DefName" || name === "VariableName");
      if (literal === undefined) continue;
      const specifier = unquoted(this.textOf(literal));
      if (parts.some(({ name }) => name === ".")) {
        this.builder.import(specifier, child.from);
        this.builder.scope.stars.push(specifier);
        continue;
      }
      const name = alias === undefined ? packageName(specifier) : this.textOf(alias);
      this.builder.bind(name, this.builder.import(specifier, child.from), child.from);
    }
  }

  private typeDeclared(name: string): ClassSyntax {
    const known = this.types.get(name);
    if (known !== undefined) return known;
    const made = newClass(name, this.builder.module);
    this.types.set(name, made);
    return made;
  }

  private functionDeclaration(node: SyntaxNode): void {
    const children = childrenOf(node);
    const nameNode = children.find(({ name }) => name === "DefName");
    const name = nameNode === undefined ? "" : this.textOf(nameNode);
    const made = newFunction(name);
    this.builder.bind(name, valueSource({ kind: "function", function: made }), node.from, this.package);
    this.functionBody(made, children.slice(nameNode === undefined ? 0 : children.indexOf(nameNode) + 1));
  }

  private methodDeclaration(node: SyntaxNode): void {
    const children = childrenOf(node);
    const receiver = children.find(({ name }) => name === "Parameters");
    const nameNode = children.find(({ name }) => name === "FieldName");
    if (receiver === undefined || nameNode === undefined) return;
    const made = newFunction(this.textOf(nameNode));
    const parameter = childrenOf(receiver).find(({ name }) => name === "Parameter");
    const [, type = ""] = /(\w+)(?:\[[^\]]*\])?\s*$/.exec(parameter === undefined ? "" : this.textOf(parameter)) ?? [];
    const owner = this.typeDeclared(type);
    owner.methods.set(made.name, made);
    made.class = owner;
    const self = parameter === undefined ? undefined : childrenOf(parameter).find(({ name }) => name === "DefName");
    this.functionBody(made, children.slice(children.indexOf(nameNode) + 1), () => {
      if (self !== undefined) {
        this.receiverName = this.textOf(self);
        this.builder.bind(this.textOf(self), { kind: "self", class: owner, isClass: false }, self.from);
      }
    });
  }

  /** @param parts what follows the name: parameters, results and the body */
  private functionBody(made: FunctionSyntax, parts: readonly SyntaxNode[], before?: () => void): void {
    const lists = parts.filter(({ name }) => name === "Parameters");
    const [parameters, results] = lists;
    const body = parts.find(({ name }) => name === "Block");
    const result = parts.find(({ name }) => typeNodes.has(name));
    if (result !== undefined) made.returnType = this.type(result);
    else if (results !== undefined) {
      const types = childrenOf(results).flatMap((one) => (one.name === "Parameter" ? [this.typeIn(one)] : []));
      const [only, ...more] = types;
      if (only !== undefined) made.returnType = more.length === 0 ? only : { kind: "list", items: types };
    }
    this.builder.inScope("function", made, () => {
      before?.();
      for (const parameter of parameters === undefined ? [] : childrenOf(parameters)) {
        if (parameter.name === "Parameter") this.parameter(parameter, made);
      }
      for (const one of results === undefined ? [] : childrenOf(results)) {
        for (const name of one.name === "Parameter" ? childrenOf(one).filter((part) => part.name === "DefName") : []) {
          this.builder.bind(this.textOf(name), { kind: "typed", type: this.typeIn(one) }, name.from);
        }
      }
      if (body !== undefined) this.statements(body);
    });
  }

  private parameter(node: SyntaxNode, made: FunctionSyntax): void {
    const written = this.typeIn(node);
    const isRest = childrenOf(node).some(({ name }) => name === "...");
    const type: Expression = isRest ? { kind: "list", items: [written] } : written;
    const names = childrenOf(node).filter(({ name }) => name === "DefName");
    if (names.length === 0) made.parameters.push({ name: "", type, byDefault: undefined });
    for (const nameNode of names) {
      const name = this.textOf(nameNode);
      const index = made.parameters.length;
      made.parameters.push({ name, type, byDefault: undefined });
      this.builder.bind(name, { kind: "parameter", function: made, index }, nameNode.from);
    }
  }

  private typeIn(node: SyntaxNode): Expression {
    const type = childrenOf(node).find(({ name }) => typeNodes.has(name));
    return type === undefined ? unknownExpression : this.type(type);
  }

  private type(node: SyntaxNode): Expression {
    return this.builder.nested((): Expression => {
      const inner = childrenOf(node).filter(({ name }) => typeNodes.has(name));
      switch (node.name) {
        case "TypeName":
          return this.builder.name(this.textOf(node), node.from);
        case "QualifiedType": {
          const [object, , property] = childrenOf(node);
          if (object === undefined || property === undefined) return unknownExpression;
          const value = this.builder.name(this.textOf(object), object.from);
          return this.builder.member(value, this.textOf(property), property.from, false);
        }
        case "SliceType":
        case "ArrayType":
        case "ChannelType":
        case "MapType":
          return { kind: "list", items: inner.slice(-1).map((one) => this.type(one)) };
        case "StructType": {
          const made = newClass("", this.builder.module);
          this.fields(node, made);
          return { kind: "class", class: made };
        }
        default: {
          const [first] = inner;
          return first === undefined ? unknownExpression : this.type(first);
        }
      }
    });
  }

  private fields(node: SyntaxNode, made: ClassSyntax): void {
    for (const body of childrenOf(node)) {
      for (const field of body.name === "StructBody" ? childrenOf(body) : []) {
        if (field.name !== "FieldDecl") continue;
        const type = this.typeIn(field);
        const names = childrenOf(field).filter(({ name }) => name === "FieldName");
        for (const name of names) this.builder.field(made, this.textOf(name), { kind: "typed", type });
        if (names.length > 0) continue;
        // An embedded type contributes its members, and is also a field.
        made.bases.push(type);
        const [, short = ""] =
          /(\w+)\s*$/.exec(
            this.textOf(field)
              .replace(/`[^`]*`|"[^"]*"/g, "")
              .trim(),
          ) ?? [];
        this.builder.field(made, short, { kind: "typed", type });
      }
    }
  }

  private statements(node: SyntaxNode): void {
    for (const child of childrenOf(node)) this.statement(child, this.builder.scope);
  }

  /** @param scope where its declarations belong */
  private statement(node: SyntaxNode, scope: Scope): void {
    this.builder.nested(() => {
      this.convertStatement(node, scope);
    });
  }

  private convertStatement(node: SyntaxNode, scope: Scope): void {
    switch (node.name) {
      case "TypeDecl":
      case "ConstDecl":
      case "SpecList":
        for (const child of childrenOf(node)) this.statement(child, scope);
        return;
      case "TypeSpec":
        this.typeSpec(node, scope);
        return;
      case "VarDecl":
      case "VarSpec":
      case "ConstSpec":
      case "Assignment":
        this.assignment(node, scope);
        return;
      case "ReturnStatement": {
        const values = this.values(node);
        const [only, ...more] = values;
        if (only !== undefined) {
          this.builder.function?.returns.push(more.length === 0 ? only : { kind: "list", items: values });
        }
        return;
      }
      case "ForStatement":
        this.builder.inBlock(() => {
          for (const child of childrenOf(node)) {
            if (child.name === "RangeClause") this.rangeClause(child);
            else this.statement(child, this.builder.scope);
          }
        }, true);
        return;
      case "TypeSwitchStatement":
        this.typeSwitch(node);
        return;
      case "IfStatement":
      case "SwitchStatement":
      case "SelectStatement":
      case "SwitchBlock":
      case "SelectBlock":
      case "Block":
        this.builder.inBlock(() => {
          this.statements(node);
        });
        return;
      case "ExprStatement":
      case "GoStatement":
      case "DeferStatement":
      case "Case":
      case "SendStatement":
      case "LabeledStatement":
        this.statements(node);
        return;
      default:
        this.expression(node);
    }
  }

  private typeSpec(node: SyntaxNode, scope: Scope): void {
    const children = childrenOf(node);
    const nameNode = children.find(({ name }) => name === "DefName");
    const type = children.find(({ name }) => typeNodes.has(name));
    if (nameNode === undefined || type === undefined) return;
    const name = this.textOf(nameNode);
    if (type.name === "StructType" || type.name === "InterfaceType") {
      const made = scope === this.package ? this.typeDeclared(name) : newClass(name, this.builder.module);
      made.isInterface = type.name === "InterfaceType";
      this.fields(type, made);
      this.builder.bind(name, valueSource({ kind: "class", class: made }), nameNode.from, scope);
    } else this.builder.bind(name, valueSource(this.type(type)), nameNode.from, scope);
  }

  /** `var a, b T = x`, `a, b := f()` and `a, b = b, a`. */
  private assignment(node: SyntaxNode, scope: Scope): void {
    const children = childrenOf(node);
    if (children.some(({ name }) => name === "VarSpec" || name === "SpecList")) {
      for (const child of children) this.statement(child, scope);
      return;
    }
    const sign = children.findIndex(({ name }) => name === "=" || name === ":=" || name === "UpdateOp");
    const targets = children
      .slice(0, sign < 0 ? undefined : sign)
      .filter(({ name }) => /^(DefName|VariableName|SelectorExpr|IndexExpr|UnaryExp|ParenthesizedExpr)$/.test(name));
    const type = children.find(({ name }) => typeNodes.has(name));
    const values = sign < 0 ? [] : children.slice(sign + 1).filter(isExpression).map((child) => this.expression(child)); // prettier-ignore
    const [only] = values;
    targets.forEach((target, index) => {
      if (type !== undefined) this.assign(target, { kind: "typed", type: this.type(type) }, node.to, scope);
      const value = values.length === targets.length ? values[index] : undefined;
      if (value !== undefined && node.name === "ConstSpec") {
        this.builder.bind(this.textOf(target), valueSource(value), node.to, scope, true);
      } else if (value !== undefined) this.assign(target, valueSource(value), node.to, scope);
      else if (only !== undefined) this.assign(target, { kind: "part", of: valueSource(only), index }, node.to, scope);
      else if (type === undefined) this.assign(target, valueSource(unknownExpression), node.to, scope);
    });
  }

  private assign(target: SyntaxNode, source: Source, at: number, scope: Scope): void {
    if (target.name === "DefName") {
      this.builder.bind(this.textOf(target), source, at, scope);
    } else if (target.name === "VariableName") {
      let found: Scope | undefined = scope;
      while (found !== undefined && !found.bindings.has(this.textOf(target))) found = found.parent;
      this.builder.bind(this.textOf(target), source, at, found ?? scope);
    } else if (target.name === "SelectorExpr") {
      const [object, , property] = childrenOf(target);
      if (object === undefined || property === undefined) return;
      const owner = this.builder.function?.class;
      const self = object.name === "VariableName" ? this.builder.scope.bindings.get(this.textOf(object)) : undefined;
      if (owner !== undefined && self?.some((one) => one.source.kind === "self") === true) {
        this.builder.field(owner, this.textOf(property), source);
      } else this.expression(object);
    } else if (target.name === "IndexExpr") {
      const [object] = childrenOf(target);
      const into = object === undefined ? unknownExpression : this.expression(object);
      const receiver = this.builder.function?.class === undefined ? undefined : this.receiverName;
      if (source.kind === "value") this.builder.addElement(into, source.value, at, receiver);
    } else this.expression(target);
  }

  /** The name of the receiver in the surrounding method. */
  private receiverName: string | undefined;

  private rangeClause(node: SyntaxNode): void {
    const children = childrenOf(node);
    const range = children.findIndex(({ name }) => name === "range");
    const iterated = children[range + 1];
    const value = iterated === undefined ? unknownExpression : this.expression(iterated);
    const targets = children.slice(0, range).filter(({ name }) => name === "DefName" || name === "VariableName");
    const [first, second] = targets;
    if (first !== undefined && second === undefined) {
      // The only name of a range over a channel is its element; of a list, it is a number.
      this.builder.bind(this.textOf(first), { kind: "element", of: valueSource(value) }, node.to);
    }
    if (second !== undefined)
      this.builder.bind(this.textOf(second), { kind: "element", of: valueSource(value) }, node.to);
  }

  /** `switch v := x.(type)`: in each case, `v` is of the type of the case. */
  private typeSwitch(node: SyntaxNode): void {
    const children = childrenOf(node);
    const target = children.find(({ name }) => name === "DefName");
    for (const child of children.filter(isExpression)) if (child !== target) this.expression(child);
    const block = children.find(({ name }) => name === "SwitchBlock");
    let type: Expression | undefined;
    for (const child of block === undefined ? [] : childrenOf(block)) {
      if (child.name === "Case") type = this.typeIn(child);
      else if (child.name !== "{" && child.name !== "}") {
        this.builder.inBlock(() => {
          if (target !== undefined && type !== undefined) {
            this.builder.bind(this.textOf(target), { kind: "typed", type }, child.from);
          }
          this.statement(child, this.builder.scope);
        });
      }
    }
  }

  private values(node: SyntaxNode): readonly Expression[] {
    return childrenOf(node).flatMap((child) => (isExpression(child) ? [this.expression(child)] : []));
  }

  private expression(node: SyntaxNode): Expression {
    return this.builder.nested(() => this.convertExpression(node));
  }

  private convertExpression(node: SyntaxNode): Expression {
    const { from, to } = node;
    switch (node.name) {
      case "VariableName":
        return this.builder.name(this.text.slice(from, to), from);
      case "SelectorExpr": {
        const [object, , property] = childrenOf(node);
        if (object === undefined || property === undefined) return unknownExpression;
        return this.builder.member(this.expression(object), this.textOf(property), property.from);
      }
      case "IndexExpr": {
        const [object, ...rest] = childrenOf(node);
        const value = object === undefined ? unknownExpression : this.expression(object);
        const index = rest.filter(isExpression).map((child) => this.expression(child));
        return this.builder.index(value, index[0], rest[0]?.from ?? to);
      }
      case "CallExpr":
        return this.callExpression(node);
      case "UnaryExp":
      case "ParenthesizedExpr":
        return this.values(node)[0] ?? unknownExpression;
      case "TypeAssertion": {
        const type = childrenOf(node).find(({ name }) => typeNodes.has(name));
        const options = this.values(node);
        return { kind: "either", options: type === undefined ? options : [...options, { kind: "instance", type: this.type(type), arguments: [] }] }; // prettier-ignore
      }
      case "String":
        return { kind: "text", value: unquoted(this.text.slice(from, to)), at: from };
      case "TypedLiteral":
        return this.typedLiteral(node);
      case "FunctionLiteral": {
        const made = newFunction("");
        this.functionBody(made, childrenOf(node));
        return { kind: "function", function: made };
      }
      case "Block":
        this.statement(node, this.builder.scope);
        return unknownExpression;
      default:
        if (typeNodes.has(node.name)) return { kind: "instance", type: this.type(node), arguments: [] };
        for (const child of childrenOf(node)) this.statement(child, this.builder.scope);
        return unknownExpression;
    }
  }

  private callExpression(node: SyntaxNode): Expression {
    const [callee, list] = childrenOf(node).filter(({ name }) => name !== "TypeArguments");
    if (callee === undefined) return unknownExpression;
    const given = list === undefined ? [] : this.values(list);
    // `new(T)` makes an object of the type.
    if (this.textOf(callee) === "new" && list !== undefined) {
      const type = childrenOf(list).find(({ name }) => typeNodes.has(name) || isExpression({ name }));
      if (type !== undefined) {
        return {
          kind: "instance",
          type: typeNodes.has(type.name) ? this.type(type) : this.expression(type),
          arguments: [],
        };
      }
    }
    const target = this.expression(callee);
    return this.builder.call(target, given.map((value): Argument => ({ name: undefined, value })), node.from, node.to); // prettier-ignore
  }

  private typedLiteral(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const typeNode = children.find(({ name }) => typeNodes.has(name));
    const body = children.find(({ name }) => name === "LiteralValue");
    const entries = body === undefined ? [] : this.elements(body);
    if (typeNode === undefined) return unknownExpression;
    const type = this.type(typeNode);
    if (/^(SliceType|ArrayType|MapType)$/.test(typeNode.name)) {
      const items = entries.map(({ value }) => value);
      return items.length === 0 ? { kind: "instance", type, arguments: [] } : { kind: "list", items };
    }
    const given = entries.map(({ key, value }): Argument => ({ name: key === "" ? undefined : key, value }));
    // A composite literal is treated as a call of the type with named arguments, so that its parameters are found in the
    // same way.
    const literal = this.builder.call(type, given, node.from, node.to);
    if (typeNode.name === "TypeName") {
      const owner = this.typeDeclared(this.textOf(typeNode));
      for (const { key, value } of entries) if (key !== "") this.builder.field(owner, key, valueSource(value));
    }
    return literal;
  }

  private elements(body: SyntaxNode): readonly RecordEntry[] {
    return childrenOf(body).flatMap((element): readonly RecordEntry[] => {
      if (element.name !== "Element") return [];
      const children = childrenOf(element);
      const keyNode = children.find(({ name }) => name === "Key");
      const valueNode = children.filter((child) => isExpression(child) || child.name === "LiteralValue").at(-1);
      if (valueNode === undefined) return [];
      const value = this.expression(valueNode);
      return [
        { key: keyNode === undefined ? "" : this.textOf(keyNode).replace(/^"|"$/g, ""), value, at: element.from },
      ];
    });
  }
}

/** The name of a package by its path: packages of the vendor's SDKs are called `client` or as their folder. */
function packageName(specifier: string): string {
  const parts = specifier.split("/").filter((part) => !/^v\d+$/.test(part));
  return (parts.at(-1) ?? "").replace(/^go-|-go$/g, "").replaceAll("-", "");
}

function isExpression({ name }: Pick<SyntaxNode, "name">): boolean {
  return /^(VariableName|SelectorExpr|IndexExpr|SliceExpr|CallExpr|UnaryExp|BinaryExp|ParenthesizedExpr|TypeAssertion|String|Number|Rune|Nil|Bool|TypedLiteral|FunctionLiteral|TypeName|QualifiedType|MapType|SliceType|PointerType|ArrayType)$/.test(name); // prettier-ignore
}
