import type { PrincipalGrants } from "../../grants/grant-model";
import type { UnknownRow } from "../report/review-report";
import { foldCase } from "../../policy/letter-case";

/** A user on both sides of a comparison. */
export interface ComparedUser {
  readonly stack: string;
  readonly before: PrincipalGrants | undefined;
  readonly after: PrincipalGrants | undefined;
  /** Whether it may still be allowed something, so that a Deny that is gone counts. */
  readonly mayBeAllowed: boolean;
  /** Whether any stack on a side knows a group. */
  readonly isKnownBefore: (group: string) => boolean;
  readonly isKnownAfter: (group: string) => boolean;
}

/** Groups that a user joined, or left, of which the input says nothing: what they grant or refuse is not known. */
export function compareMemberships(user: ComparedUser): readonly UnknownRow[] {
  const { before, after, mayBeAllowed, isKnownBefore, isKnownAfter } = user;
  const name = (after ?? before)?.principal.name ?? "";
  const missing = (from: PrincipalGrants | undefined, to: PrincipalGrants | undefined): readonly string[] => {
    const there = new Set(from?.groups.map(foldCase));
    return [...new Set(to?.groups)].filter((group) => !there.has(foldCase(group)));
  };
  const row = (group: string, change: UnknownRow["change"], why: string): UnknownRow => ({
    kind: "unknown",
    change,
    stack: user.stack,
    what: "membership of",
    name: `${name} in ${group}`,
    why,
  });
  return [
    ...missing(before, after)
      .filter((group) => !isKnownAfter(group))
      .map((group) => row(group, "gained", "what the group grants is not in the input")),
    ...(mayBeAllowed
      ? missing(after, before)
          .filter((group) => !isKnownBefore(group))
          .map((group) => row(group, "loosened", "the group is not in the input, and may have refused something"))
      : []),
  ];
}
