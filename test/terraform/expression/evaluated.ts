import {
  Budget,
  type Scope,
  type Value,
  evaluate,
  parseExpression,
  parseTemplate,
} from "../../../lib/terraform/expression";

/** A scope that knows nothing. */
export const nothing: Scope = { resolve: () => undefined };

/** The value of an expression; `names` are the roots that have a value. */
export function known(
  source: string,
  names: Readonly<Record<string, Value>> = {},
  budget = new Budget(),
  readFile?: (path: string) => string | undefined,
): Value {
  const parsed = parseExpression(source);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return evaluate(parsed.expression, scopeOf(names, readFile), budget);
}

export function template(source: string, names: Readonly<Record<string, Value>> = {}): Value {
  const parsed = parseTemplate(source);
  if ("problem" in parsed) throw new Error(parsed.problem.message);
  return evaluate(parsed.expression, scopeOf(names));
}

function scopeOf(names: Readonly<Record<string, Value>>, readFile?: (path: string) => string | undefined): Scope {
  return {
    resolve: (root) => {
      const value = names[root];
      return value === undefined ? undefined : { value, used: 0 };
    },
    ...(readFile === undefined ? {} : { readFile }),
  };
}
