import type { PrincipalGrants } from "../../grants/grant-model";
import type { UnknownRow } from "../report/review-report";
import { foldCase } from "../../policy/letter-case";

/** A user on both sides of a comparison. */
export interface ComparedUser {
  readonly stack: string;
  readonly before: PrincipalGrants | undefined;
  readonly after: PrincipalGrants | undefined;
  /** Whether anything may be allowed to it, so that a removed Deny matters. */
  readonly mayBeAllowed: boolean;
  /** Whether any stack on a side knows a group. */
  readonly isKnownBefore: (group: string) => boolean;
  readonly isKnownAfter: (group: string) => boolean;
}

/** Groups outside of the input that a user joined or left. What they allow or deny is not known. */
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
          .map((group) => row(group, "loosened", "the group is not in the input, and may have denied something"))
      : []),
  ];
}
