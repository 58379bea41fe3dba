import { matchesPattern } from "../policy";
import { foldCase, isSameName } from "../policy/letter-case";
import { partlyKnown } from "../policy/patterns/partly-known";
import { type EffectiveGrants, effectiveGrants, union } from "./effective-grants";
import { KnownGroups } from "./known-groups";
import type { GrantModel, PrincipalGrants } from "./grant-model";
import type { PrincipalName } from "./principal-name";

/** Grants that a principal may have, which only Terraform or another stack knows. */
export interface PossibleGrants {
  /** e.g. `may be in the group dev, whose members only Terraform knows` */
  readonly why: string;
  /** The grants in that case; `undefined` if they are not known. */
  readonly grants: EffectiveGrants | undefined;
}

/** What models say about the grants of a principal. */
export interface PrincipalAccess {
  /** Whose grants they are. */
  readonly principal: PrincipalName;
  /** Grants that the principal certainly has, also from its groups. */
  readonly grants: EffectiveGrants;
  /** Grants that it may have. */
  readonly possible: readonly PossibleGrants[];
  /** The resource groups of the models, and which names may mean the same one. */
  readonly groups: KnownGroups;
}

/** What all models together say about a principal; `undefined` if none has it. */
export function principalAccess(
  models: readonly GrantModel[],
  { kind, name }: PrincipalName,
): PrincipalAccess | undefined {
  const known = new KnownPrincipals(models);
  const grants = known.find(kind, name);
  return grants === undefined ? undefined : known.accessOf(grants);
}

/** All principals in the models, without duplicates, sorted by kind and name. */
export function principalsOf(models: readonly GrantModel[]): readonly PrincipalName[] {
  const byKey = new Map<string, PrincipalName>();
  for (const { principal } of models.flatMap(({ principals }) => principals)) {
    const key = `${principal.kind} ${foldCase(principal.name)}`;
    if (!byKey.has(key)) byKey.set(key, principal);
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, principal]) => principal);
}

class KnownPrincipals {
  private readonly groups: KnownGroups;

  public constructor(private readonly models: readonly GrantModel[]) {
    this.groups = new KnownGroups(models);
  }

  public find(kind: string, name: string): PrincipalGrants | undefined {
    const [first, ...more] = this.models
      .flatMap(({ principals }) => principals)
      .filter(({ principal }) => principal.kind === kind && isSameName(principal.name, name));
    return first === undefined ? undefined : more.reduce(union, first);
  }

  public accessOf(grants: PrincipalGrants): PrincipalAccess {
    return {
      principal: grants.principal,
      grants: this.effective(grants),
      possible: [...this.possibleMemberships(grants), ...this.possibleNames(grants)],
      groups: this.groups,
    };
  }

  private effective(grants: PrincipalGrants): EffectiveGrants {
    return effectiveGrants(grants, (group) => this.find("group", group));
  }

  /** Groups that a user is in or may be in, and whose grants are not known or not certain. */
  private possibleMemberships({ principal, groups }: PrincipalGrants): readonly PossibleGrants[] {
    if (principal.kind !== "user") return [];
    const outside = groups
      .filter((name) => this.find("group", name) === undefined)
      .map((name) => ({ why: `is in the group ${name}, about which the stack says nothing`, grants: undefined }));
    const isIn = new Set(groups.map(foldCase));
    const lists = this.models
      .flatMap(({ unknown = [] }) => unknown)
      .filter(({ what, name }) => what === "member list of group" && !isIn.has(foldCase(name)))
      .map(({ name }) => {
        const group = this.find("group", name);
        const why = `may be in the group ${name}, whose members only Terraform knows`;
        return { why, grants: group === undefined ? undefined : this.effective(group) };
      });
    return [...outside, ...lists];
  }

  /** Grants to a partly unknown name, which may be that of the principal or of one of its groups. */
  private possibleNames({ principal, groups }: PrincipalGrants): readonly PossibleGrants[] {
    const own = [principal, ...groups.map((name) => ({ kind: "group", name }))];
    return this.models
      .flatMap(({ principals }) => principals)
      .filter(({ principal: { kind, name } }) => {
        const others = own.filter((one) => one.kind === kind);
        return !others.some((one) => one.name === name) && others.some((one) => mayBe(name, one.name));
      })
      .map((grants) => ({
        why: `may have what the ${grants.principal.kind} ${grants.principal.name} has, whose name only Terraform knows`,
        grants: this.effective(grants),
      }));
  }
}

/** Whether a partly unknown name may be equal to another one. */
export function mayBe(unknown: string, name: string): boolean {
  const { widest, isUnknown } = partlyKnown(unknown);
  return isUnknown && matchesPattern(foldCase(widest), foldCase(name));
}
