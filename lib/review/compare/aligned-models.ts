import type { GrantModel, GrantedPolicy } from "../../grants/grant-model";
import { isJsonObject } from "../../policy/json-value";
import { isSameName } from "../../policy/letter-case";

/** Both sides of a comparison, with the names of `after`. */
export interface AlignedModels {
  readonly models: readonly GrantModel[];
  /** Stacks that were matched by content. Empty if each side has one stack, because its name does not matter. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
  /** The names of models before, by those that they have here. Lacks those that kept theirs. */
  readonly formerly: ReadonlyMap<string, string>;
}

/**
 * Gives matching stacks the same name, so that a rename is no change. A single stack on each side matches, whatever its
 * content. Of several, a stack or a file of a policy folder matches if exactly one on each side has that content.
 */
export function alignedModels(before: readonly GrantModel[], after: readonly GrantModel[]): AlignedModels {
  const [was, is] = [byBaseName(before), byBaseName(after)];
  const [[onlyWas, ...othersWas], [onlyIs, ...othersIs]] = [[...was.keys()], [...is.keys()]];
  if (onlyWas !== undefined && onlyIs !== undefined && othersWas.length === 0 && othersIs.length === 0) {
    const models = renamedTo(before, onlyIs, after);
    return {
      models: models.map((model) => withFileNames(model, after)),
      renamed: [],
      formerly: formerNames(before, models),
    };
  }
  const pairs = samePairs(without(was, is), without(is, was), ([name, models]) => contentOf(name, models));
  const renamed = pairs.map(([[from], [to]]) => ({ from, to }));
  const names = new Map(renamed.map(({ from, to }) => [from, to]));
  const models = [...was].flatMap(([name, ofName]) => renamedTo(ofName, names.get(name) ?? name, after));
  return { models, renamed, formerly: formerNames([...was.values()].flat(), models) };
}

/** @param models those before, in the same order, with other names */
function formerNames(before: readonly GrantModel[], models: readonly GrantModel[]): ReadonlyMap<string, string> {
  const names = before.map(({ stack }, index) => [models[index]?.stack ?? stack, stack] as const);
  return new Map(names.filter(([now, then]) => now !== then));
}

/** A stack has a model for each alias of the provider. */
export function stackBase(stack: string): string {
  return stack.replace(/ \([^()]*\)$/, "");
}

/** The alias in the name of a model; empty for the default provider. */
export function stackAlias(stack: string): string {
  return stack.slice(stackBase(stack).length).replace(/^ \(|\)$/g, "");
}

function byBaseName(models: readonly GrantModel[]): ReadonlyMap<string, readonly GrantModel[]> {
  const found = new Map<string, GrantModel[]>();
  for (const model of models) {
    const name = stackBase(model.stack);
    found.set(name, [...(found.get(name) ?? []), model]);
  }
  return found;
}

function without<T>(all: ReadonlyMap<string, T>, others: ReadonlyMap<string, T>): readonly (readonly [string, T])[] {
  return [...all].filter(([name]) => !others.has(name));
}

/** A single model loses its provider alias, because there is no other model to distinguish it from. */
function renamedTo(models: readonly GrantModel[], to: string, after: readonly GrantModel[]): readonly GrantModel[] {
  const [only, ...others] = after.filter(({ stack }) => stackBase(stack) === to);
  return models.map((model) => ({
    ...model,
    stack:
      models.length === 1 && only !== undefined && others.length === 0
        ? only.stack
        : `${to}${model.stack.slice(stackBase(model.stack).length)}`,
  }));
}

/** The content of models, without the name of the stack and the file named after it. */
function contentOf(name: string, models: readonly GrantModel[]): string {
  const parts = models.map(({ file: _, configuration: __, ...model }) => ({
    ...model,
    stack: model.stack.slice(name.length),
  }));
  return JSON.stringify(parts, (_key, value: unknown) => {
    if (value instanceof Map) return [...value];
    return isJsonObject(value) && "branches" in value ? value["branches"] : value;
  });
}

/** Renames files of a policy folder that match a removed file by content. */
function withFileNames(model: GrantModel, after: readonly GrantModel[]): GrantModel {
  const filesOf = ({ unattached }: GrantModel): readonly GrantedPolicy[] =>
    unattached.filter(({ file }) => file !== undefined);
  const [was, is] = [filesOf(model), after.flatMap(filesOf)];
  const missing = (these: readonly GrantedPolicy[], those: readonly GrantedPolicy[]): readonly GrantedPolicy[] =>
    these.filter(({ name }) => !those.some((other) => isSameName(other.name, name)));
  const pairs = samePairs(missing(was, is), missing(is, was), ({ document }) => document?.toText());
  const names = new Map(pairs.map(([from, to]) => [from, to.name]));
  return {
    ...model,
    unattached: model.unattached.map((policy) => ({ ...policy, name: names.get(policy) ?? policy.name })),
  };
}

/** Pairs of equal content, if exactly one on each side has that content. */
function samePairs<T>(
  before: readonly T[],
  after: readonly T[],
  contentOfOne: (item: T) => string | undefined,
): readonly (readonly [T, T])[] {
  const group = (items: readonly T[]): ReadonlyMap<string | undefined, readonly T[]> => {
    const found = new Map<string | undefined, T[]>();
    for (const item of items) {
      const content = contentOfOne(item);
      found.set(content, [...(found.get(content) ?? []), item]);
    }
    return found;
  };
  const now = group(after);
  return [...group(before)].flatMap(([content, [was, ...moreWas]]) => {
    const [is, ...moreIs] = now.get(content) ?? [];
    const isOne = content !== undefined && moreWas.length === 0 && moreIs.length === 0;
    return was === undefined || is === undefined || !isOne ? [] : [[was, is] as const];
  });
}
