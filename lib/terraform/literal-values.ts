import { isJsonObject } from "../policy/json-value";
import { assembledDocument } from "./assembled-documents";
import {
  Budget,
  type Scope,
  type Step,
  type Value,
  evaluate,
  expressionOf,
  hasUnknown,
  mappingValue,
  booleanValue,
  nullValue,
  numberValue,
  parseTemplate,
  sequenceValue,
  textValue,
  unknownValue,
} from "./expression";
import { parseNumber } from "./expression/big-float";
import { ramDataSources } from "./ram-resources/data-sources";
import type { StackBlocks } from "./stack-blocks";
import { onlyExpression } from "./template";
import { templateValue } from "./template-values";

/**
 * Evaluates the expressions of a stack as far as the input has what they depend on: locals, documents that data sources
 * assemble, functions. A variable is not resolved, because its default may be overridden.
 */
export class LiteralValues {
  private readonly found = new Map<string, Value | undefined>();
  private readonly scope: Scope = { resolve: (root, steps, budget) => this.lookup(root, steps, budget) };

  public constructor(private readonly blocks: StackBlocks) {}

  /** A value of Terraform JSON, in which texts are templates. What cannot be resolved stays as it is written. */
  public resolve(value: unknown, within?: Budget): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, within));
    if (isJsonObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item, within)]));
    }
    if (typeof value !== "string" || !mayResolve(value)) return value;
    const evaluated = this.template(value, within?.forNested() ?? new Budget());
    if (evaluated === undefined) return value;
    const isAsWritten = evaluated.kind === "unknown" && evaluated.expression === onlyExpression(value);
    return isAsWritten ? value : (templateValue(evaluated) ?? value);
  }

  /** `undefined` for a template that cannot be read. */
  private template(text: string, budget: Budget): Value | undefined {
    const parsed = parseTemplate(text);
    return "problem" in parsed ? undefined : evaluate(parsed.expression, this.scope, budget);
  }

  private lookup(
    root: string,
    steps: readonly Step[],
    within: Budget,
  ): { readonly value: Value; readonly used: number } | undefined {
    const used = root === "local" ? 1 : root === "data" ? 3 : undefined;
    if (used === undefined || steps.length < used) return undefined;
    const value = this.once([root, ...steps.slice(0, used)].join("."), () => {
      const budget = within.forNested();
      return root === "local" ? this.local(String(steps[0]), budget) : this.document(steps.map(String), budget);
    });
    return value === undefined ? undefined : { value, used };
  }

  /** A reference that depends on itself has no value. */
  private once(reference: string, find: () => Value | undefined): Value | undefined {
    if (this.found.has(reference)) return this.found.get(reference);
    this.found.set(reference, undefined);
    const value = find();
    // An expression is made from those of other values. If it were made later, it would recurse through all of them.
    if (value !== undefined && hasUnknown(value)) expressionOf(value);
    this.found.set(reference, value);
    return value;
  }

  private local(name: string, budget: Budget): Value | undefined {
    const block = this.blocks.get(`local.${name}`);
    return block === undefined ? undefined : this.valueOf(block, budget);
  }

  private document([type = "", name = "", attribute]: readonly string[], budget: Budget): Value | undefined {
    const block = this.blocks.get(`data.${type}.${name}`);
    const isDocument = ramDataSources.get(type)?.document === attribute;
    const isOne = isJsonObject(block) && block["for_each"] === undefined && block["count"] === undefined;
    const given = isDocument && isOne ? budget.within(() => this.resolve(block, budget)) : undefined;
    const document = isJsonObject(given) ? assembledDocument("statements", given) : undefined;
    return document === undefined ? undefined : this.template(document, budget);
  }

  private valueOf(json: unknown, budget: Budget): Value {
    if (typeof json === "string") {
      return this.template(json, budget) ?? unknownValue(() => expressionOf(textValue(json)), new Set());
    }
    if (typeof json === "number") {
      const number = parseNumber(String(json));
      // JSON can have numbers that are too large for JavaScript.
      return number === undefined ? unknownValue(() => String(json), new Set()) : numberValue(number);
    }
    if (typeof json === "boolean") return booleanValue(json);
    if (json === null || typeof json !== "object") return nullValue;
    return budget.within(() => {
      if (Array.isArray(json)) {
        return sequenceValue(
          "tuple",
          json.map((item) => this.valueOf(item, budget)),
        );
      }
      return mappingValue(
        "object",
        Object.entries(json).map(([key, item]) => [key, this.valueOf(item, budget)] as const),
      );
    });
  }
}

/** Whether a text has more than literals and references that are not resolved here. */
function mayResolve(text: string): boolean {
  if (!/[$%]\{/.test(text)) return false;
  const rest = text.replace(/\$\{([a-z_]\w*)\.([\w-]+)[\w.-]*\}/g, (reference, root: string, type: string) =>
    root === "local" || (root === "data" && ramDataSources.get(type)?.document !== undefined) ? reference : "",
  );
  return /[$%]\{/.test(rest);
}
