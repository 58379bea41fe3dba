import { effectiveGrants, union } from "../../grants/effective-grants";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "../../grants/grant-model";
import type { ExistenceRow, PermissionRow, ReviewRow } from "../report/review-report";
import type { UnknownPart } from "../../grants/unknown-parts";
import { withAssumedMembers } from "./assumed-members";
import { compareMemberships } from "./compare-memberships";
import { type NamingOptions, comparePrincipal, mayBeAllowed, saysAsMuch } from "./compare-principal";
import { serviceLinkedTrust } from "./service-linked-trust";
import { compareChosenTrusts } from "./compare-chosen-trusts";
import type { Assumption } from "./assumptions";
import { compareUnknown } from "./compare-unknown";
import { providerAccounts } from "../../terraform/configuration/provider-account";
import { stackAlias, stackBase } from "./aligned-models";
import { isGain } from "../report/is-gain";
import { subjectOf } from "../report/row-subject";
import { hasExpression } from "../../terraform/template";
import { foldCase, isSameName } from "../../policy/letter-case";

/** How models are compared. */
export interface CompareOptions {
  /**
   * Whether all stacks are in one account, so that a permission that moves between stacks is no change.
   * @default false - compares stack by stack, and then all stacks together
   */
  readonly oneAccount?: boolean;
  /**
   * Whether the inputs are the whole account: no policy, attachment or membership is anywhere else. It counts only where
   * the inputs tell all names, and read no module.
   * @default false - a refusal that is gone counts, since a policy elsewhere may allow what it refused
   */
  readonly complete?: boolean;
  /**
   * Whether to assume what the table of assumptions says.
   * @default "usual"
   */
  readonly assume?: "usual" | "none";
  /** Id of the account, so that trust in it is not called trust in another one. */
  readonly accountId?: string;
  /** Called with each principal before it is compared. */
  readonly step?: (principal: string) => void;
}

/** The result of a comparison. Rows are in no particular order. */
export interface Comparison {
  readonly rows: readonly ReviewRow[];
  readonly unchanged: { readonly principals: number; readonly trusts: number };
  /** Values that only Terraform knows and that are written the same on both sides. */
  readonly notCompared: readonly string[];
  /** Assumptions that kept something from being a row. */
  readonly assumptions?: readonly Assumption[];
}

const allStacks = "all stacks together";

/** Compares what stacks grant, by the effective permissions of each principal. */
export function compareModels(
  before: readonly GrantModel[],
  after: readonly GrantModel[],
  given: CompareOptions & NamingOptions,
): Comparison {
  const isComplete = given.complete === true && ![...before, ...after].some(hasOpenNames);
  const options = { ...given, complete: isComplete };
  const names = [...new Set([...before, ...after].map(({ stack }) => stack))].sort();
  const read = (models: readonly GrantModel[]): MergedModel => merged(models, !options.complete);
  const [was, is] = [read(before), read(after)];
  const known = { before: was.principals, after: is.principals };
  const allAs = (stack: string): Comparison => comparePair(was, is, stack, options, known);
  if (options.oneAccount === true) return allAs(allStacks);
  if (names.length < 2) return allAs(names[0] ?? allStacks);
  const together = allAs(allStacks);
  const each = names.map((name) =>
    comparePair(
      read(before.filter(({ stack }) => stack === name)),
      read(after.filter(({ stack }) => stack === name)),
      name,
      options,
      known,
    ),
  );
  const all = each.flatMap((one) => one.rows);
  const isOneAccount = options.assume !== "none" && all.some(isGain) && sameAccount([...before, ...after]);
  const rows = isOneAccount
    ? all.filter((row) => !isGain(row) || together.rows.some((other) => isSameGain(other, row)))
    : all;
  const sum = (of: (one: Comparison) => number): number => each.reduce((total, one) => total + of(one), 0);
  return {
    assumptions: [
      ...(rows.length < all.length ? (["equal provider settings"] as const) : []),
      ...each.flatMap((one) => one.assumptions ?? []),
      ...(together.assumptions ?? []),
    ],
    rows: [...rows, ...together.rows.filter((row) => isOfSeveral(row, rows))],
    unchanged: {
      principals: sum(({ unchanged }) => unchanged.principals),
      trusts: sum(({ unchanged }) => unchanged.trusts),
    },
    notCompared: each.flatMap((one) => one.notCompared),
  };
}

/** Whether only Terraform knows who holds what, so that anyone may hold more than the input shows. */
function hasOpenNames({ principals, unknown = [] }: GrantModel): boolean {
  const open: ReadonlySet<string> = new Set(["module", "number of", "member list of group"]);
  return (
    unknown.some(({ what }) => open.has(what)) ||
    principals.some(
      ({ principal, groups, account, resourceGroups }) =>
        [principal.name, ...groups].some(hasExpression) ||
        [...account, ...[...resourceGroups.values()].flat()].some(({ name }) => hasExpression(name)),
    )
  );
}

/** Whether all stacks have provider settings that lead to one account. */
function sameAccount(models: readonly GrantModel[]): boolean {
  const settings = new Map<string, ReadonlyMap<string, string>>();
  for (const { stack, configuration } of models) {
    if (configuration !== undefined) settings.set(stackBase(stack), providerAccounts(configuration));
  }
  const texts = models.map(({ stack }) => settings.get(stackBase(stack))?.get(stackAlias(stack)));
  const [first] = texts;
  return first !== undefined && !/[$%]\{/.test(first) && texts.every((text) => text === first);
}

/** Whether two rows are about a gain of the same principal, role or part. */
function isSameGain(one: ReviewRow, other: ReviewRow): boolean {
  return isGain(one) && one.kind === other.kind && isSameName(subjectOf(one), subjectOf(other));
}

/**
 * Whether a row shows only for all stacks together, e.g. because one stack denies what another allows. Only gains count: a
 * loss in one stack may be made up for by another.
 */
function isOfSeveral(row: ReviewRow, others: readonly ReviewRow[]): boolean {
  if (row.kind !== "permission" || !isGain(row)) return false;
  const about = ({ kind, name }: typeof row.principal): string => `${kind} ${foldCase(name)}`;
  const same = others.filter(
    (other) =>
      other.kind === "permission" &&
      isGain(other) &&
      about(other.principal) === about(row.principal) &&
      other.resourceGroup === row.resourceGroup,
  );
  return !same.some((other) => other.kind === "permission" && saysAsMuch(other, row));
}

/** The principals of all stacks of a side together. */
type KnownPrincipals = MergedModel["principals"];

/** Several models merged: principals with the same name are the same principal. */
interface MergedModel {
  readonly principals: ReadonlyMap<string, PrincipalGrants>;
  readonly serviceLinkedRoles: ReadonlySet<string>;
  readonly unknown: readonly UnknownPart[];
  /** Keys of the policies that the input attaches to nobody. */
  readonly unattached: ReadonlySet<string>;
}

/** @param withHolders whether someone outside of the input may hold a policy that the input attaches */
function merged(models: readonly GrantModel[], withHolders: boolean): MergedModel {
  const principals = new Map<string, PrincipalGrants>();
  for (const one of models.flatMap((model) => [...model.principals, ...holdersOf(model, withHolders)])) {
    const key = keyOf(one.principal.kind, one.principal.name);
    const known = principals.get(key);
    principals.set(key, known === undefined ? one : union(known, one));
  }
  return {
    principals,
    serviceLinkedRoles: new Set(models.flatMap((model) => model.serviceLinkedRoles)),
    unknown: models.flatMap(({ unknown = [] }) => unknown),
    unattached: new Set(models.flatMap(({ unattached }) => unattached.map(({ name }) => keyOf("policy", name)))),
  };
}

function keyOf(kind: string, name: string): string {
  return `${kind} ${foldCase(name)}`;
}

/** Policies may be attached elsewhere: whoever holds one is a principal too. */
function holdersOf({ unattached, principals }: GrantModel, withHolders: boolean): readonly PrincipalGrants[] {
  const attached = withHolders
    ? principals.flatMap(({ account, resourceGroups }) => [...account, ...[...resourceGroups.values()].flat()])
    : [];
  const own = attached.filter(({ type, source }) => type === "Custom" && source !== undefined);
  return [...new Set([...unattached, ...own])].map((policy) => ({
    principal: { kind: "policy", name: policy.name },
    exists: true,
    account: [policy],
    resourceGroups: new Map(),
    groups: [],
    trust: undefined,
  }));
}

/** Removes rows about other holders of a policy if rows about principals of the input say the same. */
function withoutRepeats(rows: readonly ReviewRow[], unattached: ReadonlySet<string>): readonly ReviewRow[] {
  const isUnattached = (row: ReviewRow): boolean =>
    "principal" in row && unattached.has(keyOf("policy", row.principal.name));
  const isHolder = (row: ReviewRow): boolean => "principal" in row && row.principal.kind === "policy";
  const others = rows.filter((row) => !isHolder(row));
  return rows.filter((row) => {
    if (!isHolder(row)) return true;
    // Whoever else holds an attached policy counts for gains only.
    if (!isGain(row) && !isUnattached(row)) return false;
    if (row.kind === "unknown-policy") {
      return !others.some(
        (other) => other.kind === row.kind && isSameName(other.policy, row.policy) && other.change === row.change,
      );
    }
    if (row.kind !== "permission") return true;
    const same = others.filter((other) => other.kind === "permission" && other.change === row.change);
    return !same.some(
      (other) => other.kind === "permission" && namesPolicy(other, row.principal.name) && saysAsMuch(other, row),
    );
  });
}

function namesPolicy({ policies }: PermissionRow, name: string): boolean {
  return policies.some((one) => isSameName(one.replace(/ \(through group .*\)$/, ""), name));
}

function comparePair(
  written: MergedModel,
  rewritten: MergedModel,
  stack: string,
  options: CompareOptions & NamingOptions,
  known: BothSides,
): Comparison {
  const assume = (one: MergedModel, other: MergedModel): MergedModel => ({
    ...one,
    principals: withAssumedMembers(one.principals, one.unknown, other.principals),
  });
  const [before, after] = [assume(written, rewritten), assume(rewritten, written)];
  const { rows: unknownRows, notCompared } = compareUnknown(before.unknown, after.unknown, stack, options.describe);
  const keys = [...new Set([...before.principals.keys(), ...after.principals.keys()])].sort();
  const existence = existenceOf(before, after, stack);
  const rows: ReviewRow[] = [...existence, ...existence.flatMap(serviceLinkedTrust), ...unknownRows];
  const assumed = new Set<Assumption>();
  let [principals, trusts] = [0, 0];
  for (const key of keys) {
    const [was, is] = [before.principals.get(key), after.principals.get(key)];
    const principal = (is ?? was)?.principal;
    if (principal === undefined) continue;
    options.step?.(`${principal.kind} ${principal.name}`);
    // Nobody has a new policy yet. A file's policy always counts.
    if (principal.kind === "policy" && was === undefined && !isFile(is)) continue;
    if (principal.kind === "policy" && is === undefined && !isFile(was) && options.complete === true) continue;
    const now = effectiveGrants(is, (name) => after.principals.get(keyOf("group", name)));
    const isOutside = (group: string): boolean => !known.after.has(keyOf("group", group));
    // A principal of another stack may be one of another account that only has the same name.
    const own = { before: before.principals, after: after.principals };
    const isAllowed = mayStillBeAllowed(key, known, isOutside) || mayStillBeAllowed(key, own, isOutside);
    const isGone = isGoneFrom(key, known) && isGoneFrom(key, own);
    const isAllowedElsewhere = options.complete !== true && (principal.kind === "policy" || !isGone);
    const found = [
      ...comparePrincipal(
        stack,
        principal,
        effectiveGrants(was, (name) => before.principals.get(keyOf("group", name))),
        now,
        {
          isAllowed,
          isAllowedElsewhere,
          systemPoliciesMayRefuse: options.assume === "none",
          describe: options.describe,
        },
      ),
      ...(principal.kind === "user"
        ? compareMemberships({
            stack,
            before: was,
            after: is,
            mayBeAllowed: isAllowed || isAllowedElsewhere,
            isKnownBefore: (group) => {
              const name = keyOf("group", group);
              if (options.complete === true) return known.before.has(name);
              const isAssumed =
                options.assume !== "none" &&
                before.principals.get(name)?.exists === true &&
                !mayBeRefusedAs(group, known.before);
              if (isAssumed) assumed.add("groups of the input are refused nothing elsewhere");
              return isAssumed;
            },
            isKnownAfter: (group) =>
              options.complete === true ? !isOutside(group) : isNewGroup(keyOf("group", group), known.before, after),
          })
        : []),
    ];
    if (found.length === 0 && (principal.kind !== "policy" || after.unattached.has(key))) principals++;
    rows.push(...(isNewGroupOf(key, known.before, after) ? found.filter((row) => !isGain(row)) : found));
    if (principal.kind !== "role") continue;
    const { accountId } = options;
    const trust = compareChosenTrusts(was, is, {
      ...{ stack, role: principal.name, accountId },
      unknown: { before: hasUnknownTrust(was), after: hasUnknownTrust(is) },
    });
    if (trust.length === 0 && !hasUnknownTrust(is)) trusts++;
    rows.push(...trust);
  }
  return {
    rows: withoutRepeats(rows, new Set([...before.unattached, ...after.unattached])),
    unchanged: { principals, trusts },
    notCompared,
    assumptions: [...assumed],
  };
}

/** Whether a group whose name only Terraform knows may be this one, and refuses something. */
function mayBeRefusedAs(group: string, principals: KnownPrincipals): boolean {
  const mayRefuse = ({ type, document }: GrantedPolicy): boolean =>
    document?.statements.some(({ effect }) => effect === "Deny") ?? type === "Custom";
  return [...principals.values()].some(
    ({ principal, account, resourceGroups }) =>
      principal.kind === "group" &&
      !isSameName(principal.name, group) &&
      [principal.name, group].some(hasExpression) &&
      [account, ...resourceGroups.values()].flat().some(mayRefuse),
  );
}

type BothSides = Readonly<Record<"before" | "after", KnownPrincipals>>;

function isGoneFrom(key: string, { before, after }: BothSides): boolean {
  return before.get(key)?.exists === true && after.get(key)?.exists !== true;
}

/** Whether the change creates a group, so that nothing is attached to it elsewhere. */
function isNewGroup(key: string, before: KnownPrincipals, { principals }: MergedModel): boolean {
  const group = principals.get(key);
  return group?.principal.kind === "group" && group.exists && group.imported !== true && !before.has(key);
}

/**
 * Whether a principal is a group that the change creates, with members that the input names. Nobody else can be in it, and
 * the rows about its members say what they gain.
 */
function isNewGroupOf(key: string, before: KnownPrincipals, after: MergedModel): boolean {
  const { principals, unknown } = after;
  const name = principals.get(key)?.principal.name;
  if (name === undefined || !isNewGroup(key, before, after)) return false;
  const isOpen = unknown.some((part) => part.what === "member list of group" && isSameName(part.name, name));
  const isMember = ({ groups }: PrincipalGrants): boolean => groups.some((one) => isSameName(one, name));
  return !isOpen && [...principals.values()].some(isMember);
}

/**
 * Whether a principal may be allowed something after the change, by any stack, so that a removed Deny matters. True for
 * principals that the input does not create, because their other policies are not known. False for removed principals.
 */
function mayStillBeAllowed(key: string, known: BothSides, isOutside: (group: string) => boolean): boolean {
  const [was, is] = [known.before.get(key), known.after.get(key)];
  if (is?.exists !== true) return was?.exists !== true;
  const now = effectiveGrants(is, (name) => known.after.get(keyOf("group", name)));
  return mayBeAllowed(now) || is.groups.some(isOutside);
}

/** A role always has a trust policy, so a role that the input creates without one has an unknown trust. */
function hasUnknownTrust(grants: PrincipalGrants | undefined): boolean {
  const { exists, trust, chosenTrusts = [] } = grants ?? {};
  return exists === true && trust === undefined && chosenTrusts.length === 0;
}

/** Policies from a folder of policy files, which has no attachments. */
function isFile(grants: PrincipalGrants | undefined): boolean {
  return grants?.account.some(({ file }) => file !== undefined) ?? false;
}

function existenceOf(before: MergedModel, after: MergedModel, stack: string): readonly ExistenceRow[] {
  const [was, is] = [existing(before), existing(after)];
  const missing = (
    from: ReadonlyMap<string, Existing>,
    to: ReadonlyMap<string, Existing>,
    change: ExistenceRow["change"],
  ) =>
    [...to]
      .filter(([key]) => !from.has(key))
      .map(([, { what, name }]): ExistenceRow => ({ kind: "existence", change, stack, what, name }));
  return [...missing(was, is, "added"), ...missing(is, was, "removed")];
}

interface Existing {
  readonly what: ExistenceRow["what"];
  readonly name: string;
}

function existing({ principals, serviceLinkedRoles }: MergedModel): ReadonlyMap<string, Existing> {
  const found: Existing[] = [...serviceLinkedRoles].map((name) => ({ what: "service-linked role", name }));
  for (const { principal, exists, groups } of principals.values()) {
    if (exists && principal.kind !== "policy") found.push({ what: principal.kind, name: principal.name });
    found.push(...groups.map((group): Existing => ({ what: "membership", name: `${principal.name} in ${group}` })));
  }
  return new Map(found.map((one) => [`${one.what} ${foldCase(one.name)}`, one]));
}
