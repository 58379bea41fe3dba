import { NumberLimit, parseNumber } from "./big-float";
import { Budget } from "./budget";
import { type Replacement, freeReferences, quotedLiterals, replaceIn } from "./canonical-source";
import { EvaluationFailure, giveUp, refuse } from "./failures";
import { type FunctionCall, functionOf } from "./functions";
import { applyBinary, applyUnary, booleanOf, equalDespiteUnknown } from "./operators";
import { type Bindings, type Scope, type Step, boundValue } from "./scope";
import { attributeOf, elementOf } from "./steps";
import {
  type BinaryNode,
  type CallNode,
  type ConditionalNode,
  type Expression,
  type ForNode,
  type ForPart,
  type Node,
  type ObjectNode,
  type ReferenceNode,
  type StepNode,
  type TemplateNode,
  type TemplatePartNode,
  positionAt,
} from "./syntax";
import { converted } from "./types";
import {
  type TextPart,
  type UnknownValue,
  type Value,
  booleanValue,
  failureIn,
  hasUnknown,
  integerValue,
  isMapping,
  isSequence,
  isUncertain,
  mappingValue,
  nullValue,
  numberValue,
  referencesIn,
  sequenceValue,
  textOfParts,
  textValue,
  unknownValue,
} from "./values";
import { mostVariants, variantsOf } from "./variants";
import { expressionOf } from "./written-values";

/** Evaluates an expression or template. What is not known is an unknown value; never throws. */
export function evaluate(expression: Expression, scope: Scope, budget = new Budget(), bindings?: Bindings): Value {
  return new Evaluator(expression.source, scope, budget).evaluate(expression.node, bindings);
}

class Evaluator {
  public constructor(
    private readonly source: string,
    private readonly scope: Scope,
    private readonly budget: Budget,
  ) {}

  public evaluate(node: Node, bindings: Bindings | undefined): Value {
    return this.guarded(this.at(node, bindings), [], () => {
      this.budget.spend(1);
      return this.budget.within(() => this.valueOf(node, bindings));
    });
  }

  private valueOf(node: Node, bindings: Bindings | undefined): Value {
    switch (node.kind) {
      case "literal":
        return literalValue(node.value);
      case "template":
        return this.template(node, bindings);
      case "tuple":
        return sequenceValue(
          "tuple",
          node.items.map((item) => this.evaluate(item, bindings)),
        );
      case "object":
        return this.object(node, bindings);
      case "for":
        return this.forValue(node, bindings);
      case "conditional":
        return this.conditional(node, bindings);
      case "binary":
        return this.binary(node, bindings);
      case "unary":
        return this.apply(this.at(node, bindings), [this.evaluate(node.operand, bindings)], ([operand = nullValue]) =>
          applyUnary(node.operator, operand),
        );
      case "parentheses":
        return this.evaluate(node.inner, bindings);
      case "call":
        return this.call(node, bindings);
      case "reference":
        return this.reference(node, bindings);
      case "traversal":
        return this.walk(node.start, bindings, this.evaluate(node.of, bindings), node.steps);
    }
  }

  /** Applies an operation to known values. Where it is given uncertain values, it is applied to each combination. */
  private apply(
    place: Place,
    values: readonly Value[],
    operation: (values: readonly Value[]) => Value,
    acceptsUnknown = false,
  ): Value {
    return this.guarded(place, values, () => {
      if (values.some(isUncertain)) {
        const candidates = variantsOf(values)?.map((some) => this.apply(place, some, operation, acceptsUnknown));
        return candidates === undefined
          ? giveUp(`more than ${mostVariants} combinations are possible`)
          : oneOf(place, candidates, referencesIn(values));
      }
      return !acceptsUnknown && values.some(hasUnknown) ? unknownAt(place, values) : operation(values);
    });
  }

  private guarded(place: Place, values: readonly Value[], operation: () => Value): Value {
    try {
      return operation();
    } catch (error) {
      if (!(error instanceof EvaluationFailure || error instanceof NumberLimit)) throw error;
      const [kind, reason] =
        error instanceof EvaluationFailure ? [error.kind, error.reason] : (["limit", error.message] as const);
      return unknownAt(place, values, { kind, reason, position: positionAt(this.source, place.start) });
    }
  }

  /** Where a value is made. The expression of a reference is its source, because its value has an expression of its own. */
  private at(node: Node, bindings: Bindings | undefined): Place {
    const isReference = node.kind === "reference";
    return {
      start: node.start,
      expression: () => (isReference ? this.source.slice(node.start, node.end) : this.canonical(node, bindings)),
    };
  }

  /** The source of a node, in which references are replaced by what is known of them. */
  private canonical(node: Node, bindings: Bindings | undefined): string {
    const evaluator = new Evaluator(this.source, this.scope, this.budget.forNested(2000));
    if (node.kind === "reference") return expressionOf(evaluator.evaluate(node, bindings));
    const replacements = freeReferences(node).flatMap((reference): readonly Replacement[] => {
      const text = expressionOf(evaluator.evaluate(reference, bindings));
      if (text.length > longestReplacement) return [];
      const { start, end } = reference;
      return [{ start, end, text: operand(text) }];
    });
    if (node.kind !== "template" || node.form === "quoted") return replaceIn(this.source, node, replacements);
    const [start, end] = [node.parts[0]?.start ?? 0, node.parts.at(-1)?.end ?? 0];
    return `"${replaceIn(this.source, { start, end }, [...replacements, ...quotedLiterals(node.parts)])}"`;
  }

  private object(node: ObjectNode, bindings: Bindings | undefined): Value {
    const keys = node.entries.map(({ key }) =>
      typeof key === "string" ? textValue(key) : this.evaluate(key, bindings),
    );
    const values = node.entries.map(({ value }) => this.evaluate(value, bindings));
    return this.apply(this.at(node, bindings), keys, (known) =>
      mappingValue(
        "object",
        known.map((key, index) => [textIn(key), values[index] ?? nullValue] as const),
      ),
    );
  }

  private conditional(node: ConditionalNode, bindings: Bindings | undefined): Value {
    const [then, otherwise] = [this.evaluate(node.then, bindings), this.evaluate(node.otherwise, bindings)];
    const condition = this.evaluate(node.condition, bindings);
    if (condition.kind === "unknown" && condition.failure === undefined) {
      return oneOf(this.at(node, bindings), ofOneType(then, otherwise), condition.references);
    }
    return this.apply(this.at(node, bindings), [condition], ([known = nullValue]) => {
      const isTrue = booleanOf(known);
      const chosen = isTrue ? then : otherwise;
      if (then.kind === "unknown" || otherwise.kind === "unknown") return chosen;
      const [first, second] = ofOneType(then, otherwise);
      return (isTrue ? first : second) ?? chosen;
    });
  }

  private binary(node: BinaryNode, bindings: Bindings | undefined): Value {
    const { operator } = node;
    const [left, right] = [this.evaluate(node.left, bindings), this.evaluate(node.right, bindings)];
    if (operator === "==" || operator === "!=") {
      const known = equalDespiteUnknown(left, right);
      if (known !== undefined) return operator === "==" ? known : booleanValue(!known.boolean);
    }
    if (operator === "&&" || operator === "||") {
      const deciding = [left, right].find((side) => side.kind === "boolean" && side.boolean === (operator === "||"));
      if (deciding !== undefined && failureIn(left) === undefined && failureIn(right) === undefined) return deciding;
    }
    return this.apply(this.at(node, bindings), [left, right], ([first = nullValue, second = nullValue]) =>
      applyBinary(operator, first, second),
    );
  }

  private reference(node: ReferenceNode, bindings: Bindings | undefined): Value {
    const bound = boundValue(node.root, bindings);
    if (bound !== undefined) return this.walk(node.start, bindings, bound, node.steps);
    const steps: Step[] = [];
    for (const step of node.steps) {
      const known = this.staticStep(step, bindings);
      if (known === undefined) break;
      steps.push(known);
    }
    const found = this.scope.resolve(node.root, steps, this.budget);
    if (found !== undefined) return this.walk(node.start, bindings, found.value, node.steps.slice(found.used));
    const name = [node.root, ...steps.map(stepText)].join("");
    return unknownValue(
      () => node.root + node.steps.map((step) => this.stepSource(step, bindings)).join(""),
      new Set([name]),
    );
  }

  private staticStep(step: StepNode, bindings: Bindings | undefined): Step | undefined {
    if (step.kind === "attribute") return step.name;
    if (step.kind === "splat") return undefined;
    const key = this.evaluate(step.key, bindings);
    if (key.kind === "text") return key.text;
    return key.kind === "number" ? Number(expressionOf(key)) : undefined;
  }

  private stepSource(step: StepNode, bindings: Bindings | undefined): string {
    if (step.kind === "attribute") return `.${step.name}`;
    if (step.kind === "index") return `[${this.canonical(step.key, bindings)}]`;
    const each = step.each.map((one) => this.stepSource(one, bindings)).join("");
    return this.source.startsWith("[", step.start) ? `[*]${each}` : `.*${each}`;
  }

  private walk(start: number, bindings: Bindings | undefined, from: Value, steps: readonly StepNode[]): Value {
    let value = from;
    for (const [index, step] of steps.entries()) {
      const rest = steps.slice(index);
      const before = value;
      const place = { start, expression: () => this.stepsFrom(before, rest, bindings) };
      if (before.kind === "unknown") return unknownAt(place, [before], before.failure);
      const key = step.kind === "index" ? this.evaluate(step.key, bindings) : nullValue;
      const reached = { isReached: false };
      const isOpen = before.kind === "one of" || isUncertain(key) || (step.kind === "index" && isOpenList(before));
      value = this.apply(
        place,
        isOpen ? [before, key] : [],
        ([given = before, chosen = key]) => {
          if (hasUnknown(chosen)) return unknownAt(place, [chosen]);
          reached.isReached = true;
          return this.step(start, bindings, given, step, chosen);
        },
        true,
      );
      if (value.kind === "unknown" && !reached.isReached) return value;
      if (value.kind === "unknown" && value.failure !== undefined) return value;
    }
    return value;
  }

  private step(start: number, bindings: Bindings | undefined, value: Value, step: StepNode, key: Value): Value {
    if (step.kind === "attribute") return attributeOf(value, step.name);
    if (step.kind === "index") return elementOf(value, key);
    if (value.kind === "null") return sequenceValue("tuple", []);
    const items = isSequence(value) ? value.items : [value];
    this.budget.spend(items.length);
    return sequenceValue(
      isSequence(value) && value.kind !== "tuple" ? "list" : "tuple",
      items.map((item) => {
        if (item.kind !== "possible") return this.walk(start, bindings, item, step.each);
        return { ...item, value: this.walk(start, bindings, item.value, step.each) };
      }),
    );
  }

  /** The expression of steps from a value. */
  private stepsFrom(value: Value, steps: readonly StepNode[], bindings: Bindings | undefined): string {
    return operand(expressionOf(value)) + steps.map((step) => this.stepSource(step, bindings)).join("");
  }

  private forValue(node: ForNode, bindings: Bindings | undefined): Value {
    const collection = this.evaluate(node.collection, bindings);
    if (collection.kind === "one of") {
      const place = this.at(node, bindings);
      return this.apply(place, [collection], ([known = nullValue]) => this.forOver(node, bindings, known), true);
    }
    return this.forOver(node, bindings, collection);
  }

  private forOver(node: ForNode, bindings: Bindings | undefined, collection: Value): Value {
    if (collection.kind === "unknown") return unknownAt(this.at(node, bindings), [collection]);
    const results: { key: Value | undefined; value: Value }[] = [];
    for (const [key, item] of elementsOf(collection)) {
      this.budget.spend(1);
      const inner = bind(node, key, item.kind === "possible" ? item.value : item, bindings);
      const condition = node.condition === undefined ? booleanValue(true) : this.evaluate(node.condition, inner);
      if (condition.kind === "unknown" && condition.failure !== undefined)
        return unknownAt(this.at(node, bindings), [condition]);
      const isOpen = hasUnknown(condition);
      if (!isOpen && !booleanOf(condition)) continue;
      const value = this.evaluate(node.result, inner);
      const isPossible = isOpen || item.kind === "possible";
      const references = referencesIn([...(isOpen ? [condition] : []), ...(item.kind === "possible" ? [item] : [])]);
      results.push({
        key: node.resultKey === undefined ? undefined : this.evaluate(node.resultKey, inner),
        value: isPossible ? { kind: "possible", value, references } : value,
      });
    }
    if (node.resultKey === undefined) {
      return sequenceValue(
        "tuple",
        results.map(({ value }) => value),
      );
    }
    return this.forObject(node, bindings, results);
  }

  private forObject(
    node: ForNode,
    bindings: Bindings | undefined,
    results: readonly { readonly key: Value | undefined; readonly value: Value }[],
  ): Value {
    const keys = results.map(({ key = nullValue }) => key);
    return this.apply(this.at(node, bindings), keys, (known) => {
      const groups = new Map<string, Value[]>();
      known.forEach((key, index) => {
        const name = textIn(key);
        const group = groups.get(name) ?? [];
        groups.set(name, group);
        group.push(results[index]?.value ?? nullValue);
      });
      const entries = [...groups].map(([name, group]) => {
        if (node.groups) return [name, sequenceValue("tuple", group)] as const;
        if (group.length > 1) {
          if (group.some(isUncertain)) giveUp(`the key ${name} may occur twice`);
          refuse(`the key ${name} occurs twice`);
        }
        return [name, group[0] ?? nullValue] as const;
      });
      return mappingValue("object", entries);
    });
  }

  private call(node: CallNode, bindings: Bindings | undefined): Value {
    if (node.name === "try" || node.name === "can") return this.attempt(node, bindings);
    const given = node.arguments.map((argument) => this.evaluate(argument, bindings));
    const place = this.at(node, bindings);
    const last = node.expands ? given.at(-1) : undefined;
    if (last !== undefined && !isSequence(last)) {
      return hasUnknown(last) ? unknownAt(place, given) : refuse("only a list can be expanded by ...");
    }
    const values = last === undefined ? given : [...given.slice(0, -1), ...last.items];
    const row = functionOf(node.name) ?? giveUp(`the function ${node.name} is not known`);
    const { budget, scope } = this;
    const call: FunctionCall = {
      budget,
      readFile: (path) => scope.readFile?.(path),
      listFiles: (folder) => scope.listFiles?.(folder),
      evaluateTemplate: (expression, resolve) =>
        evaluate(
          expression,
          { resolve, readFile: (path) => scope.readFile?.(path), listFiles: (folder) => scope.listFiles?.(folder) },
          budget,
        ),
      unknown: (of) => unknownAt(place, of),
    };
    if (values.length < row.least || values.length > row.most) {
      refuse(`the function ${node.name} has another number of arguments`);
    }
    // A failed argument fails the call, also where the call would accept an unknown one.
    if (values.some((value) => value.kind === "unknown" && value.failure !== undefined))
      return unknownAt(place, values);
    const isOpen = values.some(({ kind }) => kind === "one of" || kind === "possible");
    if (row.accepts === "possible" && !isOpen) return row.apply(values, call);
    return this.apply(place, values, (some) => row.apply(some, call), row.accepts !== undefined);
  }

  /** `try` and `can`: the first argument that does not fail. */
  private attempt(node: CallNode, bindings: Bindings | undefined): Value {
    for (const argument of node.arguments) {
      const value = this.evaluate(argument, bindings);
      const failure = failureIn(value);
      // An error of one candidate may not occur.
      if (failure?.kind === "error" && !isUncertain(value)) {
        if (node.name === "can") return booleanValue(false);
        continue;
      }
      if (node.name === "try") return failure === undefined ? value : unknownAt(this.at(node, bindings), [value]);
      return hasUnknown(value) ? unknownAt(this.at(node, bindings), [value]) : booleanValue(true);
    }
    return refuse("every argument of try has an error");
  }

  private template(node: TemplateNode, bindings: Bindings | undefined): Value {
    const [only, ...more] = node.parts;
    if (only === undefined) return textValue("");
    if (only.kind === "interpolation" && more.length === 0) return this.evaluate(only.node, bindings);
    return this.joined(node, bindings, this.partValues(node.parts, bindings));
  }

  private joined(node: Node, bindings: Bindings | undefined, values: readonly PartValue[]): Value {
    const written = new Map(values.map(({ value, written: source }) => [value, source]));
    return this.apply(
      this.at(node, bindings),
      values.map(({ value }) => value),
      (known) => {
        const parts = known.flatMap((value) => textParts(value, written.get(value)));
        this.budget.spend(parts.reduce((sum, part) => sum + (typeof part === "string" ? part.length / 50 : 1), 0));
        return textOfParts(parts);
      },
      true,
    );
  }

  private partValues(parts: readonly TemplatePartNode[], bindings: Bindings | undefined): readonly PartValue[] {
    return parts.map((part) => {
      this.budget.spend(1);
      switch (part.kind) {
        case "text":
          return { value: textValue(part.text) };
        case "interpolation": {
          const value = this.evaluate(part.node, bindings);
          if (value.kind !== "unknown" || part.trims) return { value };
          const isAsWritten = value.expression === this.source.slice(part.node.start, part.node.end);
          return isAsWritten ? { value, written: this.source.slice(part.start, part.end) } : { value };
        }
        case "if": {
          const branches = [part.then, part.otherwise].map(
            (branch) => (): Value =>
              this.joined(templateNode(branch, part), bindings, this.partValues(branch, bindings)),
          );
          return { value: this.ifPart(part, branches, bindings) };
        }
        case "for":
          return this.forPart(part, bindings);
      }
    });
  }

  private ifPart(
    part: Extract<TemplatePartNode, { kind: "if" }>,
    [then, otherwise]: readonly (() => Value)[],
    bindings: Bindings | undefined,
  ): Value {
    const place = this.at(templateNode([part], part), bindings);
    const condition = this.evaluate(part.condition, bindings);
    const branch = (chosen: (() => Value) | undefined): Value => chosen?.() ?? textValue("");
    if (condition.kind === "unknown" && condition.failure === undefined) {
      return oneOf(place, [branch(then), branch(otherwise)], condition.references);
    }
    return this.apply(place, [condition], ([known = nullValue]) => branch(booleanOf(known) ? then : otherwise));
  }

  private forPart(part: ForPart, bindings: Bindings | undefined): PartValue {
    const node = templateNode([part], part);
    const collection = this.evaluate(part.collection, bindings);
    if (collection.kind === "unknown" || isUncertain(collection)) {
      const value = unknownAt(this.at(node, bindings), [collection]);
      const written = this.source.slice(part.start, part.end);
      return value.expression === `"${written}"` ? { value, written } : { value };
    }
    const values = elementsOf(collection).flatMap(([key, item]) => {
      this.budget.spend(1);
      return this.partValues(part.body, bind(part, key, item, bindings));
    });
    return { value: this.joined(node, bindings, values) };
  }
}

/** Where a value is made, and the expression that it has if it is unknown. */
interface Place {
  readonly start: number;
  readonly expression: () => string;
}

function unknownAt(
  place: Place,
  values: readonly Value[],
  failure = values.map(failureIn).find((one) => one !== undefined),
): UnknownValue {
  return unknownValue(place.expression, referencesIn(values), failure);
}

/** One of several values; an unknown one if a candidate is unknown. */
function oneOf(place: Place, values: readonly Value[], references: ReadonlySet<string>): Value {
  const flat = values.flatMap((value) => (value.kind === "one of" ? value.candidates : [value]));
  const candidates = [...new Map(flat.map((value) => [expressionOf(value), value])).values()];
  const [first] = candidates;
  if (first !== undefined && candidates.length === 1) return first;
  const rests = new Set([...references, ...referencesIn(candidates)]);
  if (candidates.some(({ kind }) => kind === "unknown") || candidates.length > mostVariants) {
    return unknownValue(
      place.expression,
      rests,
      candidates.map(failureIn).find((one) => one !== undefined),
    );
  }
  const unknown = unknownValue(place.expression, rests);
  return {
    kind: "one of",
    candidates,
    get expression() {
      return unknown.expression;
    },
    references: rests,
  };
}

function stepText(step: Step): string {
  if (typeof step === "number") return `[${step}]`;
  return /^[\p{ID_Start}_][\p{ID_Continue}-]*$/u.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`;
}

/** An expression as an operand of another: in parentheses unless it is a reference or a literal. */
function operand(expression: string): string {
  return isAtomic.test(expression) ? expression : `(${expression})`;
}

const isAtomic =
  /^(?:[\p{ID_Continue}.[\]*-]+|"[^"$%]*"|[\p{ID_Continue}.]+(?:\[(?:"[^"$%]*"|[\p{ID_Continue}.*]+)\][\p{ID_Continue}.]*)+)$/u;

/** Whether the indexes of elements depend on which elements are there. */
function isOpenList(value: Value): boolean {
  return isSequence(value) && value.items.some(({ kind }) => kind === "possible");
}

interface PartValue {
  readonly value: Value;
  /** The sequence as it is written, if nothing in it could be resolved. */
  readonly written?: string;
}

const longestReplacement = 4000;

function templateNode(
  parts: readonly TemplatePartNode[],
  { start, end }: { start: number; end: number },
): TemplateNode {
  return { kind: "template", form: "bare", parts, start, end };
}

function literalValue(value: { readonly number: string } | boolean | null): Value {
  if (value === null) return nullValue;
  if (typeof value === "boolean") return booleanValue(value);
  return numberValue(parseNumber(value.number) ?? refuse("not a number"));
}

/** Both branches of a conditional in the type that they have in common; as they are if there is none. */
function ofOneType(then: Value, otherwise: Value): readonly Value[] {
  if (then.kind === "unknown" || otherwise.kind === "unknown") return [then, otherwise];
  return converted([then, otherwise]);
}

function bind(
  names: { readonly key: string | undefined; readonly item: string },
  key: Value,
  item: Value,
  outer: Bindings | undefined,
): Bindings {
  const inner = names.key === undefined ? outer : { name: names.key, value: key, outer };
  return { name: names.item, value: item, outer: inner };
}

/** The keys and elements that a `for` iterates over. */
function elementsOf(collection: Value): readonly (readonly [Value, Value])[] {
  if (isMapping(collection)) return [...collection.entries].map(([key, item]) => [textValue(key), item]);
  if (!isSequence(collection)) return refuse(`a for cannot iterate over ${collection.kind}`);
  const isShifted = isOpenList(collection);
  return collection.items.map((item, index) => {
    if (collection.kind === "set") return [item, item];
    const key = isShifted ? unknownValue(() => String(index), referencesIn(collection.items)) : integerValue(index);
    return [key, item];
  });
}

function textIn(value: Value): string {
  const [only] = textParts(value, undefined);
  if (value.kind === "null") refuse("a key is null");
  return typeof only === "string" ? only : value.kind === "text" ? value.text : giveUp("a key is not known");
}

function textParts(value: Value, written: string | undefined): readonly TextPart[] {
  switch (value.kind) {
    case "text":
      return [value.text];
    case "partly known text":
      return value.parts;
    case "number":
    case "boolean":
      return [expressionOf(value)];
    case "unknown":
      return [written === undefined ? { unknown: value } : { unknown: value, written }];
    case "null":
      return refuse("null in a template");
    default:
      return refuse(`a ${value.kind} in a template`);
  }
}
