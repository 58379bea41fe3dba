import type { Conditions, PrincipalKind, TrustPolicy, TrustStatement } from "../../policy";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "../../grants/grant-model";
import { trustIn } from "../../grants/grants-in-case";
import { type ChosenDocument, conditionCases } from "../../grants/open-conditions";
import { restoreExpressions } from "../../terraform/expressions";
import { type AskOnce, askOnce, scopesOf } from "./scopes";
import type { PrincipalAccess, StackAccess, SummaryReport, TrustedPrincipal } from "./summary-report";
import { foldCase } from "../../policy/letter-case";
import { compareText } from "../../policy/text-list";

/**
 * Who can do what, by stack and principal.
 *
 * @param step called with each principal before it is asked about
 */
export function summarize(
  models: readonly GrantModel[],
  step: (principal: string) => void = () => undefined,
): SummaryReport {
  const ask = askOnce();
  const stacks = models.map((model) => stackAccess(model, ask, step));
  return { version: 1, stacks: stacks.sort((a, b) => compareText(a.stack, b.stack)) };
}

function stackAccess(model: GrantModel, ask: AskOnce, step: (principal: string) => void): StackAccess {
  const { principals } = model;
  const named = (kind: string): ReadonlyMap<string, PrincipalGrants> =>
    new Map(principals.filter((one) => one.principal.kind === kind).map((one) => [keyOf(one.principal.name), one]));
  const groups = named("group");
  return {
    stack: model.stack,
    principals: principals
      .map((own): PrincipalAccess => {
        step(`${own.principal.kind} ${own.principal.name}`);
        const inGroups = own.principal.kind === "user" ? unique(own.groups) : [];
        const known = inGroups.flatMap((name) => groups.get(keyOf(name)) ?? []);
        return {
          principal: { kind: own.principal.kind, name: own.principal.name },
          exists: own.exists,
          groups: [...inGroups].sort(),
          unknownGroups: inGroups.filter((name) => !groups.has(keyOf(name))).sort(),
          members: own.principal.kind === "group" ? [...membersOf(own.principal.name, principals)].sort() : [],
          trust: own.principal.kind === "role" ? trusted(own) : undefined,
          scopes: scopesOf(own, known, ask),
        };
      })
      .sort(byPrincipal),
    serviceLinkedRoles: [...model.serviceLinkedRoles].sort(),
    unattached: model.unattached
      .map((policy) => {
        const { name, type, document, chosen } = policy;
        const isKnown = document !== undefined || (chosen !== undefined && conditionCases([chosen]) !== undefined);
        const access = isKnown ? scopesOf(holderOf(policy), [], ask)[0] : undefined;
        return { name, type, statements: access?.statements.map(({ allowed: _, ...shown }) => shown), access };
      })
      .sort((a, b) => compareText(a.name, b.name)),
  };
}

/** A principal with this policy only. */
function holderOf(policy: GrantedPolicy): PrincipalGrants {
  return {
    principal: { kind: "policy", name: policy.name },
    exists: false,
    account: [policy],
    resourceGroups: new Map(),
    groups: [],
    trust: undefined,
  };
}

const kinds = ["user", "group", "role"];

function byPrincipal({ principal: a }: PrincipalAccess, { principal: b }: PrincipalAccess): number {
  return kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || compareText(a.name, b.name);
}

function membersOf(group: string, principals: readonly PrincipalGrants[]): readonly string[] {
  return unique(
    principals
      .filter(({ principal, groups }) => principal.kind === "user" && groups.map(keyOf).includes(keyOf(group)))
      .map(({ principal }) => principal.name),
  );
}

function trusted({ trust, chosenTrusts = [] }: PrincipalGrants): PrincipalAccess["trust"] {
  if (trust === undefined && chosenTrusts.length === 0) return "unknown";
  const certain = trust?.statements.flatMap(trustedBy) ?? [];
  return [...certain, ...chosenTrusts.flatMap(trustedInCases)];
}

/** Whom the trust policies that a role may have trust. What all of them have does not depend on the conditions. */
function trustedInCases(chosen: ChosenDocument<TrustPolicy>): readonly TrustedPrincipal[] {
  const cases = (conditionCases([chosen]) ?? []).map((answers) => {
    const trust = trustIn(undefined, [chosen], answers);
    return { where: [...answers.values()], trusted: trust?.statements.flatMap(trustedBy) ?? [] };
  });
  const inAll = (one: TrustedPrincipal): boolean =>
    cases.every(({ trusted: all }) => all.some((other) => isSame(one, other)));
  const [first] = cases;
  return [
    ...(first?.trusted.filter(inAll) ?? []),
    ...cases.flatMap(({ where, trusted: all }) => all.filter((one) => !inAll(one)).map((one) => ({ ...one, where }))),
  ];
}

function isSame(one: TrustedPrincipal, other: TrustedPrincipal): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

// Placeholders are replaced here, because a TrustPolicy refuses restored expressions as names.
function trustedBy({ effect, principals, conditions }: TrustStatement): readonly TrustedPrincipal[] {
  return (["Service", "RAM", "Federated"] satisfies PrincipalKind[]).flatMap((kind) =>
    unique([principals[kind] ?? []].flat().map(restoreExpressions))
      .sort()
      .map((name) => ({ effect, kind, name, conditions: restoreConditions(conditions) })),
  );
}

function restoreConditions(conditions: Conditions | undefined): Conditions | undefined {
  if (conditions === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(conditions).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, [values].flat().map(restoreExpressions)])),
    ]),
  );
}

/** RAM compares names without regard to letter case. */
function keyOf(name: string): string {
  return foldCase(name);
}

function unique(names: readonly string[]): string[] {
  return [...new Map(names.map((name) => [keyOf(name), name])).values()];
}
