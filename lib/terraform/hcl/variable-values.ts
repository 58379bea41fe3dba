import { type Value, evaluate, parseExpression, parseTemplate, textValue, unknownValue } from "../expression";
import { UnreadableStackError, readJson } from "../synthesized-stack";
import { automaticVariableFiles } from "./terraform-files";
import type { Body } from "./blocks";
import { literalOfJson, valueOfJson } from "./json-value";
import type { ModuleBlocks } from "./module-blocks";
import { readAssignments } from "./read-blocks";
import { parseConstraint } from "./type-constraint";

/** A value of a variable, or a file of such values, as `-var` and `-var-file` give them. */
export type VariableArgument = { readonly name: string; readonly text: string } | { readonly file: string };

export interface GivenVariables {
  /** Later ones win. @default - none */
  readonly variables?: readonly VariableArgument[];
  /** Environment variables, of which those that begin with `TF_VAR_` count. @default - none */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

/**
 * The values that the variables of the root module are given, other than their defaults. Later sources win: the
 * environment, files that Terraform finds by itself, and arguments in their order.
 *
 * @param checkOwn throws for a file of the folder that must not be read
 * @throws UnreadableStackError RAM501 for a file that cannot be read, or a value for a variable that does not exist
 */
export function givenVariables(
  folder: string,
  { variables: declared }: ModuleBlocks,
  { variables = [], environment = {} }: GivenVariables,
  checkOwn: (file: string) => void,
): ReadonlyMap<string, Value> {
  const found = new Map<string, Value>();
  const isLiteral = (name: string): boolean => {
    const constraint = parseConstraint(declared.get(name)?.body["type"])?.constraint;
    return declared.get(name)?.body["type"] === undefined || (typeof constraint === "string" && constraint !== "any");
  };
  for (const name of declared.keys()) {
    const text = environment[`TF_VAR_${name}`];
    if (text !== undefined) found.set(name, valueOfText(text, isLiteral(name), `TF_VAR_${name}`));
  }
  const addFile = (file: string): void => {
    for (const [name, value] of valuesOfFile(file)) found.set(name, value);
  };
  for (const file of automaticVariableFiles(folder)) {
    checkOwn(file);
    addFile(file);
  }
  for (const argument of variables) {
    if ("file" in argument) addFile(argument.file);
    else if (!declared.has(argument.name)) {
      throw new UnreadableStackError(folder, `there is no variable ${argument.name}`, "correct the name in -var");
    } else found.set(argument.name, valueOfText(argument.text, isLiteral(argument.name), `-var ${argument.name}`));
  }
  return found;
}

function valuesOfFile(file: string): readonly (readonly [string, Value])[] {
  if (file.endsWith(".json")) {
    return Object.entries(readJson(file)).map(([name, json]) => [name, literalOfJson(json)] as const);
  }
  return assignments(readAssignments(file, file));
}

function assignments(body: Body): readonly (readonly [string, Value])[] {
  return Object.entries(body).map(([name, json]) => {
    return [name, valueOfJson(json, (text) => constant(text, name))] as const;
  });
}

/** Files of values have no references and no functions. */
function constant(template: string, name: string): Value {
  if (!/[$%]\{/.test(template)) return textValue(template);
  const parsed = parseTemplate(template);
  if ("problem" in parsed) return unreadable(name, parsed.problem.message);
  return evaluate(parsed.expression, {
    resolve: (root) => ({ value: unreadable(root, "a value is not a constant"), used: 0 }),
  });
}

function valueOfText(text: string, isLiteral: boolean, from: string): Value {
  if (isLiteral) return textValue(text);
  const parsed = parseExpression(text);
  if ("problem" in parsed) throw new UnreadableStackError(from, `the value cannot be read: ${parsed.problem.message}`);
  return evaluate(parsed.expression, {
    resolve: (root) => ({ value: unreadable(root, "a value is not a constant"), used: 0 }),
  });
}

function unreadable(expression: string, reason: string): Value {
  return unknownValue(() => expression, new Set([expression]), {
    kind: "error",
    reason,
    position: { offset: 0, line: 1, column: 1 },
  });
}
