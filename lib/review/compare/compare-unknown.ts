import type { UnknownPart } from "../read/unknown-parts";
import type { UnknownRow } from "../report/review-report";

/** What came of comparing what is not known. */
export interface UnknownComparison {
  readonly rows: readonly UnknownRow[];
  /** What is made of the same on both sides, but may have become another thing. */
  readonly notCompared: readonly string[];
}

/** Compares by what things are made of; the same under another name is the same. */
export function compareUnknown(
  before: readonly UnknownPart[],
  after: readonly UnknownPart[],
  stack: string,
): UnknownComparison {
  const same = (part: UnknownPart, others: readonly UnknownPart[]): boolean =>
    others.some((other) => other.what === part.what && other.madeOf === part.madeOf && isAbout(other, part));
  const [gone, come] = [before.filter((one) => !same(one, after)), after.filter((one) => !same(one, before))];
  const named = (part: UnknownPart, others: readonly UnknownPart[]): boolean =>
    others.some((other) => other.what === part.what && other.name === part.name);
  const row = (part: UnknownPart, change: UnknownRow["change"], became: string): readonly UnknownRow[] =>
    ownRows.has(part.what)
      ? []
      : [{ kind: "unknown", change, stack, what: part.what, name: part.name, why: `${became}: ${part.why}` }];
  return {
    rows: [
      ...come.flatMap((part) => {
        if (named(part, before)) return row(part, "loosened", "it is made of something else than before");
        return part.what === "value" ? [] : row(part, "gained", newly(part));
      }),
      ...gone.flatMap((part) => {
        if (named(part, after) || part.what === "value" || part.what === "trust of role") return [];
        return row(part, part.onlyAllows === true ? "lost" : "loosened", "it is no longer there as it was");
      }),
    ].filter((one, index, all) => index === all.findIndex(({ what, name }) => what === one.what && name === one.name)),
    notCompared: after
      .filter((part) => part.isWritten !== true && same(part, before))
      .map(({ what, name }) => `${what} ${name}`),
  };
}

function newly({ what }: UnknownPart): string {
  return what === "trust of role" || what === "members of group"
    ? "it was known before, or not there"
    : "it was not there before";
}

/** Policies have rows of their own, principal by principal. */
const ownRows: ReadonlySet<string> = new Set(["policy"]);

/** Who is trusted, or who is a member, is about the role or the group. */
function isAbout(one: UnknownPart, other: UnknownPart): boolean {
  const isOfOne = one.what === "trust of role" || one.what === "members of group" || one.what === "value";
  return !isOfOne || one.name.toLowerCase() === other.name.toLowerCase();
}
