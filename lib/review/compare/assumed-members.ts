import type { PrincipalGrants } from "../../grants/grant-model";
import type { UnknownPart } from "../../grants/unknown-parts";
import { foldCase } from "../../policy/letter-case";

type Principals = ReadonlyMap<string, PrincipalGrants>;

/**
 * Assumes the members that the other side has for groups whose members are not known on this one, so that an unknown list is
 * not reported as a loss for each user. {@link compareUnknown} reports that the list changed.
 */
export function withAssumedMembers(
  principals: Principals,
  unknown: readonly UnknownPart[],
  other: Principals,
): Principals {
  const groups = new Set(
    unknown.filter(({ what }) => what === "member list of group").map(({ name }) => foldCase(name)),
  );
  if (groups.size === 0) return principals;
  const assumed = new Map(principals);
  for (const [key, { principal, groups: there }] of other) {
    const own = assumed.get(key);
    const has = new Set(own?.groups.map(foldCase));
    const more = there.filter((name) => groups.has(foldCase(name)) && !has.has(foldCase(name)));
    if (more.length === 0) continue;
    assumed.set(key, {
      ...(own ?? {
        principal,
        exists: false,
        account: [],
        resourceGroups: new Map(),
        trust: undefined,
      }),
      groups: [...(own?.groups ?? []), ...more],
    });
  }
  return assumed;
}
