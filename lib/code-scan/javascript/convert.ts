import type { SyntaxNode, Tree } from "@lezer/common";
import { ModuleBuilder, addingMethods, newClass, newFunction, valueSource } from "../program/builder";
import {
  type Argument,
  type ClassSyntax,
  type Expression,
  type FunctionSyntax,
  type Module,
  type RecordEntry,
  type Source,
  unknownExpression,
} from "../program/syntax";
import { childrenOf, unquoted } from "../program/tree-text";
import { importsIn } from "./imports";
import { typeExpression } from "./types";

/**
 * A file of JavaScript or TypeScript as the scan reads it.
 *
 * @throws TooDeepError
 */
export function javascriptModule(file: string, text: string, tree: Tree): Module {
  const converter = new JavaScriptConverter(file, text);
  converter.statements(tree.topNode);
  return converter.builder.module;
}

/** Nodes that only type checkers read. */
const ignored: ReadonlySet<string> = new Set([
  ...["AmbientDeclaration", "TypeArgList", "TypeParamList", "TypeAnnotation", "Comment", "LineComment", "BlockComment"],
]);

/** Methods that call a function with elements of their list. */
const ofElements: ReadonlySet<string> = new Set([
  ...["map", "forEach", "filter", "find", "some", "every", "flatMap", "findLast", "sort"],
]);

class JavaScriptConverter {
  public readonly builder: ModuleBuilder;

  public constructor(
    file: string,
    private readonly text: string,
  ) {
    this.builder = new ModuleBuilder(file, "javascript", text);
  }

  public statements(node: SyntaxNode): void {
    for (const child of childrenOf(node)) this.statement(child);
  }

  private textOf({ from, to }: SyntaxNode): string {
    return this.text.slice(from, to);
  }

  private statement(node: SyntaxNode): void {
    this.builder.nested(() => {
      this.convertStatement(node);
    });
  }

  private convertStatement(node: SyntaxNode): void {
    switch (node.name) {
      case "ImportDeclaration":
        for (const { specifier, name, as, at } of importsIn(this.text, node.from, node.to)) {
          if (as === undefined) this.builder.import(specifier, at);
          else this.builder.bind(as, this.builder.import(specifier, at, name), at);
        }
        return;
      case "ExportDeclaration":
        this.exportDeclaration(node);
        return;
      case "VariableDeclaration":
        this.variableDeclaration(node);
        return;
      case "FunctionDeclaration":
        this.functionDeclaration(node);
        return;
      case "ClassDeclaration":
        this.classDeclaration(node);
        return;
      case "InterfaceDeclaration":
        this.interfaceDeclaration(node);
        return;
      case "TypeAliasDeclaration": {
        const children = childrenOf(node);
        const name = children.find((child) => child.name === "TypeDefinition");
        const equals = children.findIndex((child) => child.name === "Equals");
        const type = children[equals + 1];
        if (name !== undefined && type !== undefined) {
          this.builder.bind(this.textOf(name), valueSource(typeExpression(type, this.text, this.builder)), name.from);
        }
        return;
      }
      case "ReturnStatement":
        for (const child of childrenOf(node)) {
          if (isExpression(child)) this.builder.function?.returns.push(this.expression(child));
        }
        return;
      case "ForStatement":
        this.forStatement(node);
        return;
      case "WhileStatement":
      case "DoStatement":
        this.builder.inBlock(() => {
          this.statements(node);
        }, true);
        return;
      case "IfStatement":
      case "SwitchStatement":
      case "SwitchBody":
      case "TryStatement":
      case "CatchClause":
      case "FinallyClause":
        for (const child of childrenOf(node)) {
          if (child.name === "ParenthesizedExpression") this.expression(child);
          else {
            this.builder.inBlock(() => {
              this.statement(child);
            });
          }
        }
        return;
      case "Block":
      case "LabeledStatement":
      case "NamespaceDeclaration":
        this.statements(node);
        return;
      default:
        if (!ignored.has(node.name)) this.expression(node);
    }
  }

  private exportDeclaration(node: SyntaxNode): void {
    const children = childrenOf(node);
    const specifierNode = children.find(({ name }) => name === "String");
    const isFrom = children.some(({ name }) => name === "from") && specifierNode !== undefined;
    const specifier = specifierNode === undefined ? "" : unquoted(this.textOf(specifierNode));
    const { exports, exportStars } = this.builder.module;
    if (children.some(({ name }) => name === "Star") && isFrom) {
      const as = children.find(({ name }) => name === "VariableName" || name === "VariableDefinition");
      const source = this.builder.import(specifier, node.from);
      if (as === undefined) exportStars.push(specifier);
      else exports.set(this.textOf(as), source);
      return;
    }
    const group = children.find(({ name }) => name === "ExportGroup");
    if (group !== undefined) {
      for (const part of this.textOf(group)
        .replace(/^\{|\}$/g, "")
        .replace(/\/\*[^]*?\*\/|\/\/.*/g, "")
        .split(",")) {
        const [, name, as = name] = /^\s*(?:type\s+)?([\w$]+)(?:\s+as\s+([\w$]+))?\s*$/.exec(part) ?? [];
        if (name === undefined || as === undefined) continue;
        exports.set(as, isFrom ? this.builder.import(specifier, node.from, name) : this.finalValue(name));
      }
      return;
    }
    const isDefault = children.some(({ name }) => name === "default");
    for (const child of children) {
      if (["export", "default", ";", "Equals", "async"].includes(child.name)) continue;
      if (child.name === "FunctionDeclaration" || child.name === "ClassDeclaration") {
        const made = child.name === "ClassDeclaration" ? this.classDeclaration(child) : this.functionDeclaration(child);
        exports.set(isDefault ? "default" : made.name, made.source);
      } else if (child.name === "VariableDeclaration") {
        for (const name of this.variableDeclaration(child)) exports.set(name, this.finalValue(name));
      } else if (/^(TypeAlias|Interface|Namespace|Enum)Declaration$/.test(child.name)) {
        this.statement(child);
        const name = childrenOf(child).find((one) => one.name === "TypeDefinition");
        if (name !== undefined) exports.set(this.textOf(name), this.finalValue(this.textOf(name)));
      } else if (isExpression(child)) {
        const isWhole = children.some(({ name }) => name === "Equals");
        exports.set(isWhole ? "=" : "default", valueSource(this.expression(child)));
      } else this.statement(child);
    }
  }

  /** The value of a name at the end of the file. */
  private finalValue(name: string): Source {
    return valueSource(this.builder.name(name, Number.MAX_SAFE_INTEGER));
  }

  /** The names that it declares. */
  private variableDeclaration(node: SyntaxNode): readonly string[] {
    const names: string[] = [];
    let target: SyntaxNode | undefined;
    let type: Expression | undefined;
    const children = childrenOf(node);
    const isConstant = children[0]?.name === "const";
    const declare = (source: Source | undefined): void => {
      if (target === undefined) return;
      const at = node.to;
      if (type !== undefined) names.push(...this.bindPattern(target, { kind: "typed", type }, at));
      if (source !== undefined && isConstant && target.name === "VariableDefinition") {
        this.builder.bind(this.textOf(target), source, at, this.builder.scope, true);
        names.push(this.textOf(target));
      } else if (source !== undefined) names.push(...this.bindPattern(target, source, at));
      target = type = undefined;
    };
    for (const [index, child] of children.entries()) {
      if (/^(VariableDefinition|ObjectPattern|ArrayPattern)$/.test(child.name)) target = child;
      else if (child.name === "TypeAnnotation") type = this.typeOf(child);
      else if (child.name === ",") declare(undefined);
      else if (child.name === "Equals") {
        const value = children[index + 1];
        if (value !== undefined) declare(valueSource(this.expression(value)));
      }
    }
    declare(undefined);
    return [...new Set(names)];
  }

  /** Binds the names of a pattern, which are returned. */
  private bindPattern(pattern: SyntaxNode, source: Source, at: number): readonly string[] {
    return this.builder.nested((): readonly string[] => {
      if (pattern.name === "VariableDefinition" || pattern.name === "VariableName") {
        this.builder.bind(this.textOf(pattern), source, at);
        return [this.textOf(pattern)];
      }
      if (pattern.name === "ArrayPattern") {
        let index = 0;
        return childrenOf(pattern).flatMap((child) => {
          if (child.name === ",") index += 1;
          return /^[[\],]$/.test(child.name) ? [] : this.bindPattern(child, { kind: "part", of: source, index }, at);
        });
      }
      if (pattern.name !== "ObjectPattern") return [];
      return childrenOf(pattern).flatMap((child) => (child.name === "PatternProperty" ? this.bindProperty(child, source, at) : [])); // prettier-ignore
    });
  }

  private bindProperty(property: SyntaxNode, source: Source, at: number): readonly string[] {
    const children = childrenOf(property);
    const [first, colon, inner] = children;
    if (first === undefined) return [];
    if (first.name === "Spread") return colon === undefined ? [] : this.bindPattern(colon, source, at);
    const equals = children.findIndex(({ name }) => name === "Equals");
    const byDefault = equals < 0 ? undefined : children[equals + 1];
    if (byDefault !== undefined) this.expression(byDefault);
    if (first.name === "[") return [];
    const taken = this.builder.take(source, this.textOf(first).replace(/^["']|["']$/g, ""), first.from);
    return colon?.name === ":" && inner !== undefined
      ? this.bindPattern(inner, taken, at)
      : this.bindPattern(first, taken, at);
  }

  private functionDeclaration(node: SyntaxNode): { readonly name: string; readonly source: Source } {
    const nameNode = childrenOf(node).find(({ name }) => name === "VariableDefinition");
    const name = nameNode === undefined ? "" : this.textOf(nameNode);
    const source = valueSource({ kind: "function", function: this.functionOf(node, name) });
    if (nameNode !== undefined) this.builder.bind(name, source, nameNode.from);
    return { name, source };
  }

  private functionOf(node: SyntaxNode, name: string, owner?: ClassSyntax): FunctionSyntax {
    const made = newFunction(name);
    made.class = owner;
    const children = childrenOf(node);
    const list = children.find((child) => child.name === "ParamList");
    const arrow = children.findIndex((child) => child.name === "Arrow");
    const type = children.find((child) => child.name === "TypeAnnotation");
    if (type !== undefined) made.returnType = this.typeOf(type);
    this.builder.inScope("function", made, () => {
      const [first] = children.filter((child) => child.name === "VariableDefinition");
      if (list !== undefined) this.parameters(list, made, owner);
      else if (arrow >= 0 && first !== undefined) this.parameter([first], made, owner);
      for (const [index, child] of children.entries()) {
        if (child.name === "Block") this.statements(child);
        else if (arrow >= 0 && index > arrow && isExpression(child)) made.returns.push(this.expression(child));
      }
    });
    return made;
  }

  private parameters(list: SyntaxNode, made: FunctionSyntax, owner: ClassSyntax | undefined): void {
    let part: SyntaxNode[] = [];
    for (const child of childrenOf(list)) {
      if (child.name === "," || child.name === ")") {
        this.parameter(part, made, owner);
        part = [];
      } else if (child.name !== "(") part.push(child);
    }
  }

  private parameter(part: readonly SyntaxNode[], made: FunctionSyntax, owner: ClassSyntax | undefined): void {
    const pattern = part.find(({ name }) => /^(VariableDefinition|ObjectPattern|ArrayPattern)$/.test(name));
    if (pattern === undefined) return;
    const type = part.find(({ name }) => name === "TypeAnnotation");
    const equals = part.findIndex(({ name }) => name === "Equals");
    const byDefault = equals < 0 ? undefined : part[equals + 1];
    const index = made.parameters.length;
    const name = pattern.name === "VariableDefinition" ? this.textOf(pattern) : "";
    made.parameters.push({
      name,
      type: type === undefined ? undefined : this.typeOf(type),
      byDefault: byDefault === undefined ? undefined : this.expression(byDefault),
    });
    const source: Source = { kind: "parameter", function: made, index };
    this.bindPattern(pattern, source, pattern.from);
    // `constructor(private client: Client)` is a field, too.
    const isField = part.some(
      (one) => one.name === "Privacy" || one.name === "readonly" || this.textOf(one) === "readonly",
    );
    if (isField && owner !== undefined && made.name === "constructor") this.builder.field(owner, name, source);
  }

  private classDeclaration(node: SyntaxNode): { readonly name: string; readonly source: Source } {
    const children = childrenOf(node);
    const nameNode = children.find(({ name }) => name === "VariableDefinition");
    const made = newClass(nameNode === undefined ? "" : this.textOf(nameNode), this.builder.module);
    made.isInterface = children.some(({ name }) => name === "abstract");
    const base = children.findIndex(({ name }) => name === "extends");
    const baseNode = base < 0 ? undefined : children[base + 1];
    if (baseNode !== undefined && isExpression(baseNode)) made.bases.push(this.expression(baseNode));
    const source = valueSource({ kind: "class", class: made });
    if (nameNode !== undefined) this.builder.bind(made.name, source, nameNode.from);
    const body = children.find(({ name }) => name === "ClassBody");
    const outer = this.builder.class;
    this.builder.inScope("function", newFunction(""), () => {
      this.builder.class = made;
      this.builder.bind("this", { kind: "self", class: made, isClass: false }, body?.from ?? node.from);
      for (const member of body === undefined ? [] : childrenOf(body)) this.classMember(member, made);
    });
    this.builder.class = outer;
    return { name: made.name, source };
  }

  private classMember(node: SyntaxNode, owner: ClassSyntax): void {
    const children = childrenOf(node);
    const nameNode = children.find(({ name }) => name === "PropertyDefinition" || name === "PrivatePropertyDefinition");
    const name = nameNode === undefined ? "" : this.textOf(nameNode).replace(/^["']|["']$/g, "");
    if (node.name === "MethodDeclaration") {
      const made = this.functionOf(node, name, owner);
      made.isProperty = children.some((child) => child.name === "get");
      // Signatures of overloads have no body.
      if (children.some((child) => child.name === "Block") || !owner.methods.has(name)) owner.methods.set(name, made);
    } else if (node.name === "PropertyDeclaration") {
      const type = children.find((child) => child.name === "TypeAnnotation");
      if (type !== undefined) this.builder.field(owner, name, { kind: "typed", type: this.typeOf(type) });
      const equals = children.findIndex((child) => child.name === "Equals");
      const value = equals < 0 ? undefined : children[equals + 1];
      if (value !== undefined) this.builder.field(owner, name, valueSource(this.expression(value)));
    } else if (node.name === "StaticBlock" || node.name === "Decorator") this.statements(node);
  }

  private interfaceDeclaration(node: SyntaxNode): void {
    const children = childrenOf(node);
    const nameNode = children.find(({ name }) => name === "TypeDefinition");
    const body = children.find(({ name }) => name === "ObjectType");
    if (nameNode === undefined) return;
    const made = newClass(this.textOf(nameNode), this.builder.module);
    made.isInterface = true;
    const base = children.findIndex(({ name }) => name === "extends");
    for (const child of base < 0 ? [] : children.slice(base + 1)) {
      if (/^(TypeName|IndexedType|ParameterizedType|VariableName)$/.test(child.name)) {
        made.bases.push(typeExpression(child, this.text, this.builder));
      }
    }
    const record = body === undefined ? unknownExpression : typeExpression(body, this.text, this.builder);
    for (const { key, value } of record.kind === "record" ? record.entries : []) {
      this.builder.field(made, key, valueSource(value));
    }
    this.builder.bind(made.name, valueSource({ kind: "class", class: made }), nameNode.from);
  }

  private forStatement(node: SyntaxNode): void {
    this.builder.inBlock(() => {
      for (const child of childrenOf(node)) {
        if (child.name !== "ForOfSpec") {
          this.statement(child);
          continue;
        }
        const parts = childrenOf(child);
        const pattern = parts.find(({ name }) =>
          /^(VariableDefinition|VariableName|ObjectPattern|ArrayPattern)$/.test(name),
        );
        const of = parts.findIndex(({ name }) => name === "of");
        const iterated = parts[of + 1];
        if (pattern === undefined || iterated === undefined) continue;
        const value = this.expression(iterated);
        this.bindPattern(pattern, { kind: "element", of: valueSource(value) }, child.to);
      }
    }, true);
  }

  private typeOf(annotation: SyntaxNode): Expression {
    const [type] = childrenOf(annotation).filter(({ name }) => name !== ":");
    return type === undefined ? unknownExpression : typeExpression(type, this.text, this.builder);
  }

  private expression(node: SyntaxNode): Expression {
    return this.builder.nested(() => this.convertExpression(node));
  }

  /** The values of the children that are expressions. */
  private values(node: SyntaxNode): readonly Expression[] {
    return childrenOf(node).flatMap((child) => (isExpression(child) ? [this.expression(child)] : []));
  }

  private convertExpression(node: SyntaxNode): Expression {
    const { from, to } = node;
    switch (node.name) {
      case "VariableName":
      case "this":
      case "super":
        return this.builder.name(this.text.slice(from, to), from);
      case "MemberExpression":
        return this.memberExpression(node, true);
      case "CallExpression":
      case "NewExpression":
        return this.callExpression(node);
      case "DynamicImport": {
        const literal = childrenOf(node).find(({ name }) => name === "String");
        return literal === undefined
          ? unknownExpression
          : this.builder.importExpression(unquoted(this.textOf(literal)), from);
      }
      case "String":
        return { kind: "text", value: unquoted(this.text.slice(from, to)), at: from };
      case "TemplateString": {
        const parts = childrenOf(node).filter(({ name }) => name === "Interpolation");
        for (const part of parts) this.values(part);
        return parts.length === 0
          ? { kind: "text", value: unquoted(this.text.slice(from, to)), at: from }
          : unknownExpression;
      }
      case "ParenthesizedExpression":
      case "AwaitExpression":
      case "YieldExpression":
        return this.values(node).at(-1) ?? unknownExpression;
      case "SequenceExpression":
        return this.values(node).at(-1) ?? unknownExpression;
      case "PostfixExpression":
        return this.values(node)[0] ?? unknownExpression;
      case "ConditionalExpression":
        return { kind: "either", options: this.values(node).slice(1) };
      case "BinaryExpression":
        return this.binaryExpression(node);
      case "PrefixCast": {
        const type = childrenOf(node)[1];
        const options = this.values(node);
        return { kind: "either", options: type === undefined ? options : [...options, this.instanceOf(type)] };
      }
      case "ArrowFunction":
      case "FunctionExpression": {
        const nameNode = childrenOf(node).find(({ name }) => name === "VariableDefinition");
        const isNamed = node.name === "FunctionExpression" && nameNode !== undefined;
        return { kind: "function", function: this.functionOf(node, isNamed ? this.textOf(nameNode) : "") };
      }
      case "ClassExpression": {
        const { source } = this.classDeclaration(node);
        return source.kind === "value" ? source.value : unknownExpression;
      }
      case "ObjectExpression":
        return this.objectExpression(node);
      case "ArrayExpression":
        return { kind: "list", items: this.values(node) };
      case "AssignmentExpression":
        return this.assignment(node);
      case "Block":
      case "FunctionDeclaration":
      case "ClassDeclaration":
      case "VariableDeclaration":
        this.statement(node);
        return unknownExpression;
      default:
        for (const child of childrenOf(node)) if (!ignored.has(child.name)) this.statement(child);
        return unknownExpression;
    }
  }

  private instanceOf(type: SyntaxNode): Expression {
    return { kind: "instance", type: typeExpression(type, this.text, this.builder), arguments: [] };
  }

  private binaryExpression(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const cast = children.findIndex(({ name }) => name === "as" || name === "satisfies");
    if (cast > 0) {
      const [first] = children;
      const type = children[cast + 1];
      const value = first === undefined ? unknownExpression : this.expression(first);
      return { kind: "either", options: type === undefined ? [value] : [value, this.instanceOf(type)] };
    }
    const options = this.values(node);
    return children.some(({ name }) => name === "LogicOp") ? { kind: "either", options } : unknownExpression;
  }

  private memberExpression(node: SyntaxNode, isRead: boolean): Expression {
    const [object, ...rest] = childrenOf(node);
    if (object === undefined) return unknownExpression;
    const value = this.expression(object);
    const property = rest.find(({ name }) => name === "PropertyName" || name === "PrivatePropertyName");
    if (property !== undefined) return this.builder.member(value, this.textOf(property), property.from, isRead);
    const index = rest.filter(isExpression).map((child) => this.expression(child));
    return this.builder.index(value, index[0], rest[0]?.from ?? node.to, isRead);
  }

  private callExpression(node: SyntaxNode): Expression {
    const children = childrenOf(node).filter(({ name }) => name !== "new" && name !== "TypeArgList");
    const [callee] = children;
    const list = children.find(({ name }) => name === "ArgList");
    if (callee === undefined) return unknownExpression;
    if (callee.name === "VariableName" && this.textOf(callee) === "require" && list !== undefined) {
      const [only, ...more] = childrenOf(list).filter(isExpression);
      if (only?.name === "String" && more.length === 0) {
        return this.builder.importExpression(unquoted(this.textOf(only)), node.from);
      }
    }
    const target = this.expression(callee);
    const given = list === undefined ? [] : this.values(list).map((value): Argument => ({ name: undefined, value }));
    const first = given[0]?.value;
    if (target.kind === "member" && first?.kind === "function") {
      const of = valueSource(target.object);
      if (target.name === "then") first.function.given.set(0, of);
      else if (ofElements.has(target.name)) first.function.given.set(0, { kind: "element", of });
    }
    const item = given.at(-1)?.value;
    if (target.kind === "member" && addingMethods.has(target.name) && item !== undefined) {
      this.builder.addElement(target.object, item, node.to, "this");
    }
    return this.builder.call(target, given, node.from, node.to);
  }

  private objectExpression(node: SyntaxNode): Expression {
    const entries: RecordEntry[] = [];
    const spread: Expression[] = [];
    for (const property of childrenOf(node)) {
      if (property.name !== "Property") continue;
      const children = childrenOf(property);
      const [first, second] = children;
      const nameNode = children.find(({ name }) => name === "PropertyDefinition" || name === "String");
      const colon = children.findIndex(({ name }) => name === ":");
      const valueNode = colon < 0 ? undefined : children[colon + 1];
      if (first?.name === "Spread") spread.push(...(second === undefined ? [] : [this.expression(second)]));
      else if (valueNode !== undefined) {
        const value = this.expression(valueNode);
        if (nameNode !== undefined && nameNode.from < valueNode.from) {
          entries.push({ key: this.textOf(nameNode).replace(/^["']|["']$/g, ""), value, at: nameNode.from });
        } else spread.push({ kind: "list", items: [value] });
      } else if (nameNode !== undefined) {
        const key = this.textOf(nameNode);
        const isMethod = children.some(({ name }) => name === "ParamList");
        const value: Expression = isMethod
          ? { kind: "function", function: this.functionOf(property, key) }
          : this.builder.name(key, nameNode.from);
        entries.push({ key, value, at: nameNode.from });
      }
    }
    return { kind: "record", entries, spread };
  }

  private assignment(node: SyntaxNode): Expression {
    const children = childrenOf(node);
    const [target] = children;
    const valueNode = children.at(-1);
    if (target === undefined || valueNode === undefined || valueNode === target) return unknownExpression;
    const value = this.expression(valueNode);
    const source = valueSource(value);
    if (target.name === "VariableName") this.assignName(this.textOf(target), source, node.to);
    else if (target.name === "MemberExpression") this.assignMember(target, source);
    else this.bindPattern(target, source, node.to);
    return value;
  }

  /** Assigns in the scope that declares the name, so that surrounding functions see it. */
  private assignName(name: string, source: Source, at: number): void {
    for (
      let scope: typeof this.builder.scope | undefined = this.builder.scope;
      scope !== undefined;
      scope = scope.parent
    ) {
      if (!scope.bindings.has(name)) continue;
      this.builder.bind(name, source, at, scope);
      return;
    }
    this.builder.bind(name, source, at);
  }

  private assignMember(target: SyntaxNode, source: Source): void {
    const { exports } = this.builder.module;
    const path = this.textOf(target).replace(/\s/g, "");
    const [, exported] = /^(?:module\.)?exports\.([\w$]+)$/.exec(path) ?? [];
    if (path === "module.exports") exports.set("=", source);
    else if (exported !== undefined) exports.set(exported, source);
    else {
      const [, field] = /^this\.(#?[\w$]+)$/.exec(path) ?? [];
      if (field !== undefined && this.builder.class !== undefined)
        this.builder.field(this.builder.class, field, source);
      else {
        const into = this.memberExpression(target, false);
        if (into.kind === "index" && source.kind === "value") {
          this.builder.addElement(into.object, source.value, target.to, "this");
        }
      }
    }
  }
}

/** Whether a node is an expression, not punctuation or a keyword. */
function isExpression({ name }: SyntaxNode): boolean {
  return /^[A-Z]/.test(name)
    ? !/^(LogicOp|ArithOp|CompareOp|BitOp|UpdateOp|Equals|Arrow|Star|Spread|Optional|Privacy|TypeAnnotation|TypeArgList|TypeParamList|TypeName|InterpolationStart|InterpolationEnd|LineComment|BlockComment)$/.test(name) // prettier-ignore
    : name === "this" || name === "super";
}
