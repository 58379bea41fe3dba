import type { SyntaxNode } from "@lezer/common";
import type { ModuleBuilder } from "../program/builder";
import { type Expression, type RecordEntry, unknownExpression } from "../program/syntax";
import { childrenOf } from "../program/tree-text";

/** A type of TypeScript, as far as it shows the class of an object. */
export function typeExpression(node: SyntaxNode, text: string, builder: ModuleBuilder): Expression {
  return builder.nested(() => convert(node, text, builder));
}

function convert(node: SyntaxNode, text: string, builder: ModuleBuilder): Expression {
  const inner = (): readonly Expression[] =>
    childrenOf(node).filter(isType).map((child) => typeExpression(child, text, builder)); // prettier-ignore
  switch (node.name) {
    case "TypeName":
    case "VariableName":
      return builder.name(text.slice(node.from, node.to), node.from);
    case "IndexedType":
    case "MemberExpression": {
      const [object, , property] = childrenOf(node);
      if (object === undefined || property === undefined) return unknownExpression;
      const value = typeExpression(object, text, builder);
      return builder.member(value, text.slice(property.from, property.to), property.from, false);
    }
    case "ParameterizedType": {
      const [object, list] = childrenOf(node);
      if (object === undefined || list === undefined) return unknownExpression;
      const items = childrenOf(list).filter(isType).map((child) => typeExpression(child, text, builder)); // prettier-ignore
      return builder.index(typeExpression(object, text, builder), { kind: "list", items }, node.from, false);
    }
    case "UnionType":
    case "IntersectionType":
      return { kind: "either", options: inner() };
    case "ArrayType":
    case "TupleType":
      return { kind: "list", items: inner() };
    case "ParenthesizedType":
    case "ReadonlyType":
    case "TypeofType":
    case "OptionalType":
      return inner()[0] ?? unknownExpression;
    case "ObjectType":
      return { kind: "record", entries: entriesOf(node, text, builder), spread: [] };
    default:
      return unknownExpression;
  }
}

function entriesOf(node: SyntaxNode, text: string, builder: ModuleBuilder): readonly RecordEntry[] {
  return childrenOf(node).flatMap((child): readonly RecordEntry[] => {
    const parts = childrenOf(child);
    const name = parts.find((one) => one.name === "PropertyDefinition");
    const annotation = parts.find((one) => one.name === "TypeAnnotation");
    const type = annotation === undefined ? undefined : childrenOf(annotation).find(isType);
    if (child.name !== "PropertyType" || name === undefined || type === undefined) return [];
    const value: Expression = { kind: "instance", type: typeExpression(type, text, builder), arguments: [] };
    return [{ key: text.slice(name.from, name.to), value, at: name.from }];
  });
}

function isType({ name }: SyntaxNode): boolean {
  return /^(Type(Name|of)|Variable|Indexed|Member|Parameterized|Union|Intersection|Array|Tuple|Parenthesized|Readonly|Optional|Object)/.test(name); // prettier-ignore
}
