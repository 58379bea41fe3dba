import { isJsonObject } from "../policy/json-value";

/** Other blocks that expressions refer to, by address: `var.a`, `local.a`, `data.t.n`, `module.m`. */
export type StackBlocks = ReadonlyMap<string, unknown>;

/** The blocks of a `cdk.tf.json`. The value of a variable is its default. */
export function blocksOf(stack: Readonly<Record<string, unknown>>): StackBlocks {
  const entries = (of: unknown): readonly (readonly [string, unknown])[] =>
    (Array.isArray(of) ? of : [of]).filter(isJsonObject).flatMap((block) => Object.entries(block));
  return new Map([
    ...entries(stack["locals"]).map(([name, value]) => [`local.${name}`, value] as const),
    ...entries(stack["variable"]).map(
      ([name, value]) => [`var.${name}`, isJsonObject(value) ? value["default"] : undefined] as const,
    ),
    ...entries(stack["module"]).map(([name, value]) => [`module.${name}`, value] as const),
    ...entries(stack["data"]).flatMap(([type, byName]) =>
      entries(byName).map(([name, value]) => [`data.${type}.${name}`, value] as const),
    ),
  ]);
}
