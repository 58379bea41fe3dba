// The bench runs this file too, so that it imports nothing but the package.
import { PolicyDocument, matchesPattern, minimize } from "cdktf-alicloud-agentrun/policy";

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
type Pairs = readonly (readonly [action: number, resource: number])[];

/** All sets of pairs but the empty one. */
function allPairs({ actions, resources }: Labels): readonly Pairs[] {
  const pairs = actions.flatMap((_, action) => resources.map((__, resource) => [action, resource] as const));
  return Array.from({ length: 2 ** pairs.length - 1 }, (_, index) =>
    pairs.filter((__, place) => ((index + 1) & (1 << place)) !== 0),
  );
}

/** Bytes of the shortest document that allows the same as these pairs, by trying all documents of these labels. */
function fewestBytes({ actions, resources }: Labels, pairs: Pairs): number {
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

const plain = (...texts: readonly string[]): readonly Label[] =>
  texts.map((text) => ({ pattern: text, example: text }));
const bucket = "acs:oss:*:*:";
const buckets = plain(`${bucket}a`, `${bucket}b`, `${bucket}c`);

/** Labels of which all documents are tried, by what they are. */
export const exhaustiveLabels: readonly (readonly [string, Labels])[] = [
  ["short names", { actions: plain("a:A", "a:B", "a:C"), resources: buckets }],
  [
    "long names of actions",
    { actions: plain("agentrun:CreateAgentRuntime", "agentrun:DeleteAgentRuntime", "a:C"), resources: buckets },
  ],
  [
    "long names of resources",
    {
      actions: plain("oss:Get", "oss:Put", "oss:List"),
      resources: plain(`${bucket}${"a".repeat(60)}`, `${bucket}${"b".repeat(60)}`, `${bucket}c`),
    },
  ],
  [
    "a wildcard among the actions",
    {
      actions: [...plain("oss:GetObject", "oss:PutObject"), { pattern: "oss:Get*", example: "oss:GetBucket" }],
      resources: buckets,
    },
  ],
  [
    "wildcards in both",
    {
      actions: [...plain("oss:GetObject", "oss:PutObject"), { pattern: "oss:*", example: "oss:ListObjects" }],
      resources: [...buckets.slice(0, 2), { pattern: `${bucket}*`, example: `${bucket}z` }],
    },
  ],
];

/** Ways to write the same pairs: each for itself, by action, by resource. */
const ways: readonly ((pairs: Pairs) => readonly Pairs[])[] = [
  (pairs) => pairs.map((pair) => [pair]),
  (pairs) => [0, 1, 2].map((place) => pairs.filter(([action]) => action === place)),
  (pairs) => [0, 1, 2].map((place) => pairs.filter(([, resource]) => resource === place)),
];

function documentOf({ actions, resources }: Labels, groups: readonly Pairs[]): PolicyDocument {
  const Statement = groups
    .filter((pairs) => pairs.length > 0)
    .map((pairs) => ({
      Effect: "Allow" as const,
      Action: [...new Set(pairs.map(([action]) => actions[action]!.pattern))],
      Resource: [...new Set(pairs.map(([, resource]) => resources[resource]!.pattern))],
    }));
  return PolicyDocument.fromJson({ Version: "1", Statement });
}

/** What minimizing makes of all documents of some labels, in each way to write them. */
export interface Ratios {
  /** Bytes of all, of their optimum. */
  readonly mean: number;
  /** Bytes of one, of its optimum. */
  readonly worst: number;
  readonly least: number;
  readonly documents: number;
}

/** Minimizes all documents of these labels, and compares each with the fewest bytes. */
export function ratiosToOptimum(labels: Labels): Ratios {
  let [bytes, optimum, worst, least, documents] = [0, 0, 0, Infinity, 0];
  for (const pairs of allPairs(labels)) {
    const fewest = fewestBytes(labels, pairs);
    for (const way of ways) {
      const found = minimize(documentOf(labels, way(pairs))).document.byteLength;
      bytes += found;
      optimum += fewest;
      worst = Math.max(worst, found / fewest);
      least = Math.min(least, found / fewest);
      documents++;
    }
  }
  return { mean: bytes / optimum, worst, least, documents };
}
