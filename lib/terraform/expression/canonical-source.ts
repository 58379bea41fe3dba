import { quotedLiteral } from "./written-values";
import type { Node, ReferenceNode, StepNode, TemplatePartNode } from "./syntax";

/** A part of a source to replace by another text. */
export interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function replaceIn(
  source: string,
  { start, end }: { readonly start: number; readonly end: number },
  replacements: readonly Replacement[],
): string {
  let text = "";
  let from = start;
  for (const one of [...replacements].sort((left, right) => left.start - right.start)) {
    text += source.slice(from, one.start) + one.text;
    from = one.end;
  }
  return text + source.slice(from, end);
}

/** The references in a node to what the node does not bind itself. Those within another reference's index are left out. */
export function freeReferences(node: Node, bound: ReadonlySet<string> = new Set()): readonly ReferenceNode[] {
  const inAll = (nodes: readonly (Node | undefined)[], names = bound): readonly ReferenceNode[] =>
    nodes.flatMap((one) => (one === undefined ? [] : freeReferences(one, names)));
  switch (node.kind) {
    case "literal":
      return [];
    case "template":
      return inParts(node.parts, bound);
    case "tuple":
      return inAll(node.items);
    case "object":
      return inAll(node.entries.flatMap(({ key, value }) => [typeof key === "string" ? undefined : key, value]));
    case "for": {
      const within = new Set([...bound, node.item, ...(node.key === undefined ? [] : [node.key])]);
      return [...inAll([node.collection]), ...inAll([node.resultKey, node.result, node.condition], within)];
    }
    case "conditional":
      return inAll([node.condition, node.then, node.otherwise]);
    case "binary":
      return inAll([node.left, node.right]);
    case "unary":
      return inAll([node.operand]);
    case "parentheses":
      return inAll([node.inner]);
    case "call":
      return inAll(node.arguments);
    case "traversal":
      return [...inAll([node.of]), ...inAll(indexKeys(node.steps))];
    case "reference":
      return bound.has(node.root) ? inAll(indexKeys(node.steps)) : [node];
  }
}

/** The keys of steps, also within splats. */
export function indexKeys(steps: readonly StepNode[]): readonly Node[] {
  return steps.flatMap((step) =>
    step.kind === "index" ? [step.key] : step.kind === "splat" ? indexKeys(step.each) : [],
  );
}

function inParts(parts: readonly TemplatePartNode[], bound: ReadonlySet<string>): readonly ReferenceNode[] {
  return parts.flatMap((part) => {
    switch (part.kind) {
      case "text":
        return [];
      case "interpolation":
        return freeReferences(part.node, bound);
      case "if":
        return [
          ...freeReferences(part.condition, bound),
          ...inParts(part.then, bound),
          ...inParts(part.otherwise, bound),
        ];
      case "for": {
        const within = new Set([...bound, part.item, ...(part.key === undefined ? [] : [part.key])]);
        return [...freeReferences(part.collection, bound), ...inParts(part.body, within)];
      }
    }
  });
}

/** The literal texts of a template as they are written between quotes. */
export function quotedLiterals(parts: readonly TemplatePartNode[]): readonly Replacement[] {
  return parts.flatMap((part) => {
    switch (part.kind) {
      case "text":
        return [{ start: part.start, end: part.end, text: quotedLiteral(part.text) }];
      case "interpolation":
        return [];
      case "if":
        return quotedLiterals([...part.then, ...part.otherwise]);
      case "for":
        return quotedLiterals(part.body);
    }
  });
}
