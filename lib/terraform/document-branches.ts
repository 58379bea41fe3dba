import { type DocumentText, documentTextOf, isMadeByTerraform } from "./document-text";
import { evaluate, parseExpression, parseTemplate } from "./expression";
import { indexKeys, replaceIn } from "./expression/canonical-source";
import type { Expression, Node, TemplatePartNode } from "./expression/syntax";
import { givenArgument, ramResources } from "./ram-resources";
import type { Resource } from "./resource";
import type { ResourceTexts } from "./resource-texts";
import { templateValue } from "./template-values";

/** What a condition decides that only Terraform knows. */
export interface Branching<Leaf> {
  /** An expression, or its fingerprint. Equal ones have the same answer. */
  readonly condition: string;
  /** The expression, for messages. */
  readonly text: string;
  readonly then: Branches<Leaf>;
  readonly otherwise: Branches<Leaf>;
}

export type Branches<Leaf> = Leaf | Branching<Leaf>;

/** If there may be more documents, none of them is known. */
const mostBranches = 8;

/**
 * The documents that a resource may have if unknown conditions choose between them. `undefined` if the document is known,
 * or if something else in it is unknown as well.
 */
export function documentBranches(resource: Resource, texts: ResourceTexts): Branching<DocumentText> | undefined {
  const { type, arguments: given } = resource;
  const rule = ramResources.get(type)?.document;
  const argument = rule && givenArgument(type, given, rule.argument);
  // How many there are is not known either.
  if (argument === undefined || resource.iterated !== undefined) return undefined;
  const { name, value } = argument;
  if (typeof value !== "string" || !isMadeByTerraform(value)) return undefined;
  const templates = branchesOf(value, { left: mostBranches });
  if (templates === undefined || !isBranching(templates)) return undefined;
  const documents = mapBranches(templates, (template) =>
    documentTextOf({ ...resource, arguments: { ...given, [name]: template } }, texts),
  );
  return documents !== undefined && isBranching(documents) ? documents : undefined;
}

export function isBranching<Leaf extends object | string>(branches: Branches<Leaf>): branches is Branching<Leaf> {
  return typeof branches === "object" && "condition" in branches;
}

/** `undefined` if `change` returns that for a leaf. */
export function mapBranches<From extends object | string, To extends object | string>(
  branches: Branches<From>,
  change: (leaf: From) => To | undefined,
  named: (condition: string) => string = (condition) => condition,
): Branches<To> | undefined {
  if (!isBranching(branches)) return change(branches);
  const then = mapBranches(branches.then, change, named);
  const otherwise = mapBranches(branches.otherwise, change, named);
  if (then === undefined || otherwise === undefined) return undefined;
  return { condition: named(branches.condition), text: branches.text, then, otherwise };
}

/** The conditions, each once. */
export function conditionsOf<Leaf extends object | string>(branches: Branches<Leaf>): ReadonlySet<string> {
  if (!isBranching(branches)) return new Set();
  return new Set([branches.condition, ...conditionsOf(branches.then), ...conditionsOf(branches.otherwise)]);
}

/** The conditions for messages, each once. */
export function conditionTexts<Leaf extends object | string>(branches: Branches<Leaf>): readonly string[] {
  if (!isBranching(branches)) return [];
  const { text, then, otherwise } = branches;
  return [...new Set([text, ...conditionTexts(then), ...conditionTexts(otherwise)])];
}

/** Follows the conditions that have answers, to a leaf or to the first condition without an answer. */
export function decided<Leaf extends object | string>(
  branches: Branches<Leaf>,
  answerTo: (condition: string) => boolean | undefined,
): Branches<Leaf> {
  if (!isBranching(branches)) return branches;
  const answer = answerTo(branches.condition);
  return answer === undefined ? branches : decided(answer ? branches.then : branches.otherwise, answerTo);
}

/** All leaves. Those for a true condition come before those for a false one. */
export function leavesOf<Leaf extends object | string>(branches: Branches<Leaf>): readonly Leaf[] {
  return isBranching(branches) ? [...leavesOf(branches.then), ...leavesOf(branches.otherwise)] : [branches];
}

/** The templates between which conditions choose; `undefined` if one is unknown, except for texts in it. */
function branchesOf(template: string, budget: { left: number }): Branches<string> | undefined {
  const parsed = parseTemplate(template);
  if ("problem" in parsed) return undefined;
  const { expression } = parsed;
  const value = templateValue(evaluate(expression, nothingKnown));
  if (typeof value === "string" && !isMadeByTerraform(value)) return budget.left-- > 0 ? value : undefined;
  const open = conditionsIn(expression.node).filter((node) => isOpen(expression, node));
  const texts = new Set(open.map((node) => textOf(expression, node)));
  const [condition] = texts;
  if (condition === undefined || texts.size >= mostBranches) return undefined;
  const decided = (answer: boolean): Branches<string> | undefined => {
    const same = open.filter((node) => textOf(expression, node) === condition);
    const answers = same.map(({ start, end }) => ({ start, end, text: String(answer) }));
    const whole = { start: 0, end: expression.source.length };
    return branchesOf(replaceIn(expression.source, whole, answers), budget);
  };
  const then = decided(true);
  const otherwise = then === undefined ? undefined : decided(false);
  return then === undefined || otherwise === undefined
    ? undefined
    : { condition, text: shortest(condition), then, otherwise };
}

/** An expression without parentheses around all of it. */
function shortest(source: string): string {
  const parsed = parseExpression(source);
  if ("problem" in parsed) return source;
  let { node } = parsed.expression;
  while (node.kind === "parentheses") node = node.inner;
  return textOf(parsed.expression, node).replace(/\s+/g, " ");
}

const nothingKnown = { resolve: () => undefined };

function textOf({ source }: Expression, { start, end }: Node): string {
  return source.slice(start, end).trim();
}

function isOpen({ source }: Expression, node: Node): boolean {
  const value = evaluate({ source, node }, nothingKnown);
  return value.kind === "unknown" && value.failure === undefined;
}

/** The conditions in a node, outer ones first, apart from those that a `for` repeats. */
function conditionsIn(node: Node): readonly Node[] {
  const inAll = (nodes: readonly Node[]): readonly Node[] => nodes.flatMap(conditionsIn);
  switch (node.kind) {
    case "literal":
      return [];
    case "template":
      return inParts(node.parts);
    case "tuple":
      return inAll(node.items);
    case "object":
      return inAll(node.entries.flatMap(({ key, value }) => (typeof key === "string" ? [value] : [key, value])));
    case "for":
      return conditionsIn(node.collection);
    case "conditional":
      return [node.condition, ...inAll([node.then, node.otherwise])];
    case "binary":
      return inAll([node.left, node.right]);
    case "unary":
      return conditionsIn(node.operand);
    case "parentheses":
      return conditionsIn(node.inner);
    case "call":
      return inAll(node.arguments);
    case "traversal":
      return [...conditionsIn(node.of), ...inAll(indexKeys(node.steps))];
    case "reference":
      return inAll(indexKeys(node.steps));
  }
}

function inParts(parts: readonly TemplatePartNode[]): readonly Node[] {
  return parts.flatMap((part) => {
    switch (part.kind) {
      case "text":
        return [];
      case "interpolation":
        return conditionsIn(part.node);
      case "if":
        return [part.condition, ...inParts(part.then), ...inParts(part.otherwise)];
      case "for":
        return conditionsIn(part.collection);
    }
  });
}
