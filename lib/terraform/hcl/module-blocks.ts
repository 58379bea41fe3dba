import { isJsonObject } from "../../policy/json-value";
import { UnreadableStackError } from "../synthesized-stack";
import type { Block, Body } from "./blocks";

/** The blocks of one module after overrides, by what expressions call them. */
export interface ModuleBlocks {
  /** By `<type>.<name>`. */
  readonly resources: ReadonlyMap<string, Block>;
  readonly data: ReadonlyMap<string, Block>;
  readonly variables: ReadonlyMap<string, Block>;
  readonly outputs: ReadonlyMap<string, Block>;
  readonly calls: ReadonlyMap<string, Block>;
  /** By name: each value, with the block that it is in. */
  readonly locals: ReadonlyMap<string, { readonly value: unknown; readonly block: Block }>;
  /** By `<name> <alias>`. */
  readonly providers: ReadonlyMap<string, Block>;
  /** All others, such as `terraform` and `moved`. */
  readonly others: readonly Block[];
}

/**
 * Puts the blocks of a module together as Terraform does: blocks of override files replace arguments and nested blocks of
 * the others.
 *
 * @throws UnreadableStackError RAM501 for what Terraform refuses: two blocks of one name, or an override of nothing
 */
export function moduleBlocks(primary: readonly Block[], overrides: readonly Block[]): ModuleBlocks {
  const blocks = new Map<string, Block>();
  const others: Block[] = [];
  const locals = new Map<string, { readonly value: unknown; readonly block: Block }>();
  for (const block of primary) {
    const key = keyOf(block);
    if (block.type === "locals") addLocals(locals, block, false);
    else if (key === undefined) others.push(block);
    else if (blocks.has(key)) throw twice(block, blocks.get(key));
    else blocks.set(key, block);
  }
  for (const block of overrides) {
    const key = keyOf(block);
    if (block.type === "locals") addLocals(locals, block, true);
    else if (block.type === "terraform") overrideSettings(others, block);
    else if (key === undefined) throw overridesNothing(block);
    else {
      const base = blocks.get(key);
      if (base === undefined && block.type !== "provider") throw overridesNothing(block);
      blocks.set(key, base === undefined ? block : overridden(base, block));
    }
  }
  const ofType = (type: string): ReadonlyMap<string, Block> =>
    new Map([...blocks.values()].filter((one) => one.type === type).map((one) => [one.labels.join("."), one]));
  return {
    resources: ofType("resource"),
    data: ofType("data"),
    variables: ofType("variable"),
    outputs: ofType("output"),
    calls: ofType("module"),
    locals,
    providers: new Map(
      [...blocks.values()]
        .filter(({ type }) => type === "provider")
        .map((one) => [`${one.labels[0] ?? ""} ${aliasIn(one)}`, one]),
    ),
    others: [...others, ...[...blocks.values()].filter(({ type }) => type === "check" || type === "ephemeral")],
  };
}

/** Blocks with equal keys are the same object; `undefined` for blocks that may be there several times. */
function keyOf(block: Block): string | undefined {
  const { type, labels } = block;
  if (labels.length === 0) return undefined;
  return JSON.stringify([type, ...labels, type === "provider" ? aliasIn(block) : ""]);
}

export function aliasIn({ body }: Block): string {
  return typeof body["alias"] === "string" ? body["alias"] : "";
}

function addLocals(
  locals: Map<string, { readonly value: unknown; readonly block: Block }>,
  block: Block,
  isOverride: boolean,
): void {
  for (const [name, value] of Object.entries(block.body)) {
    const known = locals.get(name);
    if (isOverride && known === undefined) throw overridesNothing(block, `local.${name}`);
    if (!isOverride && known !== undefined) throw twice(block, known.block, `local.${name}`);
    locals.set(name, { value, block });
  }
}

/** Later settings replace earlier ones; in `required_providers`, provider by provider. */
function overrideSettings(others: Block[], override: Block): void {
  const at = others.findIndex(({ type }) => type === "terraform");
  const base = others[at];
  if (base === undefined) {
    others.push(override);
    return;
  }
  const providers = [base, override].flatMap(({ body }) => blockList(body["required_providers"]));
  const merged = { ...base.body, ...override.body };
  others[at] = {
    ...base,
    body:
      providers.length === 0 ? merged : { ...merged, required_providers: [Object.assign({}, ...providers)] as Body[] },
  };
}

/** Arguments replace those of the same name, and all nested blocks of a type replace all of that type. */
function overridden(base: Block, override: Block): Block {
  const { lifecycle: newLifecycle, dynamic: newDynamic, ...replaced } = override.body;
  const isIterated = ["count", "for_each"].some((name) => replaced[name] !== undefined);
  const kept = Object.fromEntries(
    Object.entries(base.body).filter(([name]) => !(isIterated && (name === "count" || name === "for_each"))),
  );
  const dynamic = withoutReplaced(kept["dynamic"], Object.keys(replaced));
  const body: Body = {
    ...kept,
    ...withoutKeys(replaced, []),
    ...(newLifecycle === undefined
      ? {}
      : { lifecycle: [Object.assign({}, ...blockList(base.body["lifecycle"]), ...blockList(newLifecycle))] as Body[] }),
  };
  const dynamics = { ...(isJsonObject(dynamic) ? dynamic : {}), ...(isJsonObject(newDynamic) ? newDynamic : {}) };
  const { dynamic: _, ...plain } = body;
  const written = isJsonObject(newDynamic) ? withoutKeys(plain, Object.keys(newDynamic)) : plain;
  return {
    ...base,
    body: Object.keys(dynamics).length === 0 ? written : { ...written, dynamic: dynamics },
    locate: (argument) =>
      argument !== undefined && override.body[argument] !== undefined
        ? override.locate(argument)
        : base.locate(argument),
  };
}

/** A plain block of an override also replaces `dynamic` blocks of its type. */
function withoutReplaced(dynamic: unknown, names: readonly string[]): unknown {
  return isJsonObject(dynamic) ? withoutKeys(dynamic, names) : dynamic;
}

function withoutKeys(body: Body, names: readonly string[]): Body {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !names.includes(name)));
}

export function blockList(value: unknown): readonly Body[] {
  return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(isJsonObject);
}

function nameOf({ type, labels }: Block): string {
  return [type, ...labels].join(" ");
}

function placeOf(block: Block): string {
  const location = block.locate();
  return location === undefined ? block.file : `${location.file}:${location.line}:${location.column}`;
}

function twice(block: Block, first: Block | undefined, name = nameOf(block)): UnreadableStackError {
  const where = first === undefined ? "" : `, first in ${placeOf(first)}`;
  return new UnreadableStackError(placeOf(block), `${name} is there twice${where}`);
}

function overridesNothing(block: Block, name = nameOf(block)): UnreadableStackError {
  return new UnreadableStackError(placeOf(block), `${name} overrides nothing`, "correct the override file");
}
