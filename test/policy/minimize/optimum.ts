import { matchesPattern } from "cdktf-alicloud-agentrun/policy";

/** Patterns of actions and of resources, and a text of each that the others cover as little as they can. */
export interface Labels {
  readonly actions: readonly Label[];
  readonly resources: readonly Label[];
}

export interface Label {
  readonly pattern: string;
  readonly example: string;
}

/** Pairs of an action and a resource, by their places, that a document allows. */
export type Pairs = readonly (readonly [action: number, resource: number])[];

/** All sets of pairs but the empty one. */
export function allPairs({ actions, resources }: Labels): readonly Pairs[] {
  const pairs = actions.flatMap((_, action) => resources.map((__, resource) => [action, resource] as const));
  return Array.from({ length: 2 ** pairs.length - 1 }, (_, index) =>
    pairs.filter((__, place) => ((index + 1) & (1 << place)) !== 0),
  );
}

/** Bytes of the shortest document that allows the same as these pairs, by trying all documents of these labels. */
export function fewestBytes({ actions, resources }: Labels, pairs: Pairs): number {
  const allows = (lists: { readonly actions: readonly Label[]; readonly resources: readonly Label[] }): number =>
    actions.reduce(
      (bits, { example: action }, a) =>
        resources.reduce(
          (more, { example: resource }, r) =>
            lists.actions.some(({ pattern }) => matchesPattern(pattern.toLowerCase(), action.toLowerCase())) &&
            lists.resources.some(({ pattern }) => matchesPattern(pattern, resource))
              ? more | (1 << (a * resources.length + r))
              : more,
          bits,
        ),
      0,
    );
  const wanted = pairs.reduce(
    (bits, [a, r]) => bits | allows({ actions: [actions[a]!], resources: [resources[r]!] }),
    0,
  );
  const statements = subsets(actions).flatMap((some) =>
    subsets(resources).flatMap((chosen) => {
      const bits = allows({ actions: some, resources: chosen });
      return (bits & ~wanted) === 0 ? [{ bits, bytes: statementText(some, chosen).length }] : [];
    }),
  );
  const known = new Map<number, number>([[wanted, 0]]);
  const fewest = (covered: number): number => {
    const found = known.get(covered);
    if (found !== undefined) return found;
    const missing = wanted & ~covered;
    const next = missing & -missing;
    const bytes = Math.min(
      ...statements.flatMap((one) => ((one.bits & next) === 0 ? [] : [one.bytes + 1 + fewest(covered | one.bits)])),
    );
    known.set(covered, bytes);
    return bytes;
  };
  return '{"Version":"1","Statement":[]}'.length + fewest(0) - 1;
}

function statementText(actions: readonly Label[], resources: readonly Label[]): string {
  const listOf = (labels: readonly Label[]): string | readonly string[] =>
    labels.length === 1 ? labels[0]!.pattern : labels.map(({ pattern }) => pattern);
  return JSON.stringify({ Effect: "Allow", Action: listOf(actions), Resource: listOf(resources) });
}

function subsets<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: 2 ** items.length - 1 }, (_, index) =>
    items.filter((__, place) => ((index + 1) & (1 << place)) !== 0),
  );
}
