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
  /** Whether the input has all that a group was refused. */
  readonly isKnownBefore: (group: string) => boolean;
  /** Whether the input has all that a group is allowed. */
  readonly isKnownAfter: (group: string) => boolean;
}

/** Groups that a user joined or left, and of which the input does not have everything that they allow or deny. */
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
      .map((group) =>
        row(group, "gained", "the group may grant more than the input shows; --complete says that it does not"),
      ),
    ...(mayBeAllowed
      ? missing(after, before)
          .filter((group) => !isKnownBefore(group))
          .map((group) =>
            row(group, "loosened", "the group may have denied something by a policy that is not in the input"),
          )
      : []),
  ];
}
