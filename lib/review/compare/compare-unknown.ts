import type { UnknownPart } from "../../grants/unknown-parts";
import type { UnknownRow } from "../report/review-report";
import type { DescribeChange } from "./source-change";
import { isSameName } from "../../policy/letter-case";
import { changeDigest } from "../report/change-digest";

/** The result of comparing unknown values. */
export interface UnknownComparison {
  readonly rows: readonly UnknownRow[];
  /** Values with the same source on both sides. The value itself may still have changed. */
  readonly notCompared: readonly string[];
}

/** Compares unknown values by their sources. The same source under another name is no change. */
export function compareUnknown(
  before: readonly UnknownPart[],
  after: readonly UnknownPart[],
  stack: string,
  describe: DescribeChange,
): UnknownComparison {
  const pairs = matched(before, after);
  const [kept, keeping] = [new Set(pairs.map(([was]) => was)), new Set(pairs.map(([, is]) => is))];
  const [gone, come] = [before.filter((one) => !kept.has(one)), after.filter((one) => !keeping.has(one))];
  const namesake = (part: UnknownPart, others: readonly UnknownPart[]): UnknownPart | undefined =>
    others.find((other) => other.what === part.what && other.name === part.name);
  const row = (part: UnknownPart, change: UnknownRow["change"], became: string): readonly UnknownRow[] => {
    const { what, name, why } = part;
    // These have rows of their own.
    if (what === "policy" || part.isCompared === true) return [];
    const changes = [changeDigest(madeOf(part, before), madeOf(part, after))];
    return [{ kind: "unknown", change, stack, what, name, why: `${became}: ${why}`, changes }];
  };
  return {
    rows: [
      ...come.flatMap((part) => {
        const other = namesake(part, gone) ?? namesake(part, before);
        if (other !== undefined) return row(part, "loosened", changeOf(other, part, describe));
        return part.what === "value" ? [] : row(part, "gained", newly(part));
      }),
      ...gone.flatMap((part) => {
        if (namesake(part, after) !== undefined || part.what === "value" || part.what === "trust of role") return [];
        return row(part, part.onlyAllows === true ? "lost" : "loosened", "it was removed or replaced");
      }),
    ].filter((one, index, all) => index === all.findIndex(({ what, name }) => what === one.what && name === one.name)),
    notCompared: after
      .filter((part) => part.isWritten !== true && keeping.has(part))
      .map(({ what, name }) => `${what} ${name}`),
  };
}

/** What all parts of this name are made of; `undefined` if there are none. */
function madeOf({ what, name }: UnknownPart, parts: readonly UnknownPart[]): string | undefined {
  const found = parts.filter((part) => part.what === what && part.name === name).map((part) => part.madeOf);
  return found.length === 0 ? undefined : JSON.stringify(found.sort());
}

/** What changed. If both have the same name and the same source, there is one more of it. */
function changeOf(before: UnknownPart, after: UnknownPart, describe: DescribeChange): string {
  return before.madeOf === after.madeOf ? "there is one more of it" : describe(before.madeOf, after.madeOf);
}

function newly({ what }: UnknownPart): string {
  return what === "trust of role" || what === "member list of group"
    ? "it was known before, or did not exist"
    : "it did not exist before";
}

/** Pairs with the same source: first those with the same name, then renamed ones. Each value is in one pair at most. */
function matched(
  before: readonly UnknownPart[],
  after: readonly UnknownPart[],
): readonly (readonly [UnknownPart, UnknownPart])[] {
  const left = new Set(before);
  const take = (
    is: UnknownPart,
    alike: (was: UnknownPart) => boolean,
  ): readonly (readonly [UnknownPart, UnknownPart])[] => {
    const was = [...left].find((one) => one.what === is.what && one.madeOf === is.madeOf && alike(one));
    if (was === undefined) return [];
    left.delete(was);
    return [[was, is]];
  };
  const named = after.flatMap((is) => take(is, (was) => isSameName(was.name, is.name)));
  const taken = new Set(named.map(([, is]) => is));
  return [
    ...named,
    ...after.filter((is) => !taken.has(is) && !isOfOne.has(is.what)).flatMap((is) => take(is, () => true)),
  ];
}

/** Kinds whose name is part of their meaning, so that a renamed one is another one. */
const isOfOne: ReadonlySet<string> = new Set(["trust of role", "member list of group", "value", "change"]);
