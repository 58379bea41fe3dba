import { knownActions } from "../../catalog";
import { type Conditions, PolicyDocument, PolicyStatement, splitTokens } from "../../policy";
import { Budget, comparableStatement, statementCovers } from "../../policy/cover";
import {
  type ComparedSide,
  type MorePermissive,
  type NamedDocument,
  hasPlaceholder,
  knownWitness,
  morePermissive,
  unknownTexts,
  withoutPlaceholders,
} from "../../policy/compare";
import { certainDocument } from "../../grants/certain-document";
import type { EffectiveGrants } from "../../grants/effective-grants";
import type { GrantedPolicy } from "../../grants/grant-model";
import type { PrincipalName } from "../../grants/principal-name";
import type { PermissionRow, UnknownPolicyRow } from "../report/review-report";
import { restoreExpressions } from "../../terraform/expressions";
import { hasKnownCandidates, hasNarrowerCandidates } from "./narrowed-candidates";
import { namedDocument } from "./named-document";
import { type PrincipalRow, possibleCases, rowsOfCases } from "./possible-cases";
import { changeDigest } from "../report/change-digest";
import { risksOf } from "./risks";
import type { DescribeChange } from "./source-change";
import { foldCase, isSameName } from "../../policy/letter-case";

/** When a refusal that is gone counts as a gain. */
export interface RefusalOptions {
  /** Whether the principal may be allowed something after, by policies of which the input says something. */
  readonly isAllowed: boolean;
  /** Whether policies that the input does not show may allow it anything. */
  readonly isAllowedElsewhere: boolean;
  /** Whether a system policy that is not known may contain a Deny. */
  readonly systemPoliciesMayRefuse?: boolean;
}

/** How rows say what changed in policies that only Terraform knows. */
export interface NamingOptions {
  readonly describe: DescribeChange;
}

/**
 * Everything that a principal may do on one side and not on the other. Where the input has all documents that a policy may
 * have, it is compared with each.
 */
export function comparePrincipal(
  stack: string,
  principal: PrincipalName,
  before: EffectiveGrants,
  after: EffectiveGrants,
  options: RefusalOptions & NamingOptions,
): readonly PrincipalRow[] {
  const cases = possibleCases(before, after);
  if (cases === undefined) return compareOnce(stack, principal, before, after, options);
  return rowsOfCases(
    cases.map((one) => compareOnce(stack, principal, one.before, one.after, options)),
    cases[0]?.about ?? "",
  );
}

function compareOnce(
  stack: string,
  principal: PrincipalName,
  before: EffectiveGrants,
  after: EffectiveGrants,
  { isAllowed, isAllowedElsewhere, systemPoliciesMayRefuse = false, describe }: RefusalOptions & NamingOptions,
): readonly PrincipalRow[] {
  const ids = [...new Set([...before.resourceGroups.keys(), ...after.resourceGroups.keys()])].sort();
  return [undefined, ...ids].flatMap((resourceGroup) => {
    const [was, is] = [before, after].map((side) => policiesIn(side, resourceGroup));
    if (was === undefined || is === undefined || sameDocuments(was, is)) return [];
    const rowsOf = (from: Scope, to: Scope, gains: boolean): readonly PermissionRow[] =>
      allMorePermissive(from, to, gains)
        .filter(({ layer }) => layer === (resourceGroup === undefined ? "account" : "resourceGroup"))
        .map((more) => toRow(more, { stack, principal, resourceGroup }, gains));
    const gains = joined(rowsOf(was, is, true));
    const lifted = isAllowedElsewhere ? liftedRefusals(was, is, { stack, principal, resourceGroup }, gains) : [];
    return [
      ...gains,
      ...lifted,
      ...joined(rowsOf(is, was, false)),
      ...unknownPolicies(was, is, "gained", { stack, principal, resourceGroup }, describe),
      ...unknownPolicies(
        is,
        was,
        isAllowed || isAllowedElsewhere ? "loosened" : "lost",
        { stack, principal, resourceGroup },
        describe,
        systemPoliciesMayRefuse,
      ),
    ];
  });
}

/**
 * What policies no longer refuse, for principals that other policies may allow it: those of the console, of other
 * repositories, and of groups whose members the input does not show.
 */
function liftedRefusals(
  from: Scope,
  to: Scope,
  place: Place,
  gains: readonly PermissionRow[],
): readonly PermissionRow[] {
  const refuses = ({ document }: GrantedPolicy): boolean =>
    document?.statements.some(({ effect }) => effect === "Deny") ?? false;
  const [was, is] = [from, to].map((scope) => mapScope(onlyCertain(scope), (policies) => policies.filter(refuses)));
  if (was === undefined || is === undefined || ![...was.account, ...was.resourceGroup].some(refuses)) return [];
  const layer = place.resourceGroup === undefined ? "account" : "resourceGroup";
  const allowed = allowedElsewhere([...was.account, ...was.resourceGroup]);
  const elsewhere = (scope: Scope): Scope => ({ ...scope, [layer]: [...scope[layer], allowed] });
  const lifted = morePermissive(sideOf(elsewhere(was), true), sideOf(elsewhere(is), true), knownActions);
  const isTold = (row: PermissionRow): boolean => gains.some((gain) => saysAsMuch(gain, row));
  const refusing = [...was.account, ...was.resourceGroup].map(({ name }) => name);
  return joined(
    lifted
      .filter((more) => more.layer === layer)
      .map((more) =>
        inDoubt(
          more,
          "it is no longer refused, and policies outside of the input may allow it; --complete says that there are none",
        ),
      )
      .map((more) => ({
        ...toRow(more, place, true),
        change: "loosened" as const,
        policies: [...new Set(refusing)].sort(),
      })),
  ).filter((row) => !isTold(row));
}

/** A policy elsewhere that allows, under no condition, everything that these policies refuse under any. */
function allowedElsewhere(policies: readonly GrantedPolicy[]): GrantedPolicy {
  const refusals = policies
    .flatMap(({ document }) => document?.statements ?? [])
    .filter(({ effect }) => effect === "Deny");
  const allowed = refusals.map(({ actionElement, actions, resourceElement, resources }) =>
    PolicyStatement.fromJson({ Effect: "Allow", [actionElement]: actions, [resourceElement]: resources }),
  );
  return {
    name: "policies outside of the input",
    type: "Custom",
    document: new PolicyDocument(allowed),
    source: undefined,
  };
}

/** Whether a row covers everything that another one covers, and is not less certain. */
export function saysAsMuch(one: PermissionRow, other: PermissionRow): boolean {
  return (
    (one.certainty === "certain" || other.certainty === "possible") &&
    statementCovers(allowOf(one), allowOf(other), new Budget())
  );
}

function allowOf({ actionElement, actions, resourceElement, resources, conditions }: PermissionRow) {
  return comparableStatement(
    PolicyStatement.fromJson({
      Effect: "Allow",
      [actionElement]: actions,
      [resourceElement]: resources,
      ...(conditions === undefined ? {} : { Condition: conditions }),
    }),
  );
}

/** Whether anything allows something, as far as is known, or may do so. */
export function mayBeAllowed({ account, resourceGroups }: EffectiveGrants): boolean {
  return [account, ...resourceGroups.values()]
    .flat()
    .some(({ document }) => document?.statements.some(({ effect }) => effect === "Allow") ?? true);
}

/** A policy that is held, or that may be held in place of one because it has the same name. */
interface HeldPolicy extends GrantedPolicy {
  readonly isInPlace?: true;
}

/** The policies that apply to requests in the account or in a resource group. */
interface Scope {
  readonly account: readonly HeldPolicy[];
  readonly resourceGroup: readonly HeldPolicy[];
}

function policiesIn({ account, resourceGroups }: EffectiveGrants, id: string | undefined): Scope {
  const inGroup = id === undefined ? [] : (resourceGroups.get(id) ?? []);
  return { account: account.flatMap(withOther), resourceGroup: inGroup.flatMap(withOther) };
}

function withOther(policy: GrantedPolicy): readonly HeldPolicy[] {
  const { name, type, orElse } = policy;
  if (orElse === undefined) return [policy];
  return [policy, { name, type, document: undefined, source: undefined, oneOf: orElse, isInPlace: true }];
}

function sameDocuments(before: Scope, after: Scope): boolean {
  const textOf = ({ account, resourceGroup }: Scope): string =>
    JSON.stringify([account, resourceGroup].map((policies) => policies.map(policyText).sort()));
  return textOf(before) === textOf(after);
}

/** Equal for policies with the same meaning, as far as their texts show it. */
function policyText({ type, name, document, unconfirmed, oneOf, madeOf }: GrantedPolicy): string {
  if (document !== undefined && unconfirmed === undefined) return document.toText();
  return madeOf ?? `${type} ${foldCase(name)} ${oneOf?.text ?? ""}`;
}

/**
 * What `to` allows and `from` does not. An unconfirmed document proves nothing: in `from` it allows nothing, and what `to`
 * allows only by it is possible, not certain.
 */
function allMorePermissive(from: Scope, to: Scope, gains: boolean): readonly MorePermissive[] {
  const [before, after] = [sideOf(onlyCertain(from), gains), onlyCertain(to)];
  const why = whatIsUnknown(from, to, gains);
  const certain = morePermissive(before, sideOf(after, gains), knownActions)
    .map((more) => inDoubt(more, why))
    .map((more) => (more.why === unknownTexts ? { ...more, why: ownText(more) ?? namedTexts(from, to) } : more));
  const unconfirmed = newlyUnconfirmed(from, to);
  if (unconfirmed.size === 0) return certain;
  const withUnconfirmed = mapScope(to, (policies) =>
    policies.filter((policy) => isCertain(policy) || unconfirmed.has(policy)),
  );
  const whyOf = new Map([...unconfirmed].map(({ name, unconfirmed: doubt }) => [name, doubt]));
  return [
    ...certain,
    ...morePermissive(before, sideOf(withUnconfirmed, gains), knownActions).flatMap((more) =>
      whyOf.has(more.policy) ? [inDoubt(more, whyOf.get(more.policy))] : [],
    ),
  ];
}

/** As {@link unknownTexts}, with the names of the texts: those that may have allowed before, and may deny after. */
function namedTexts(from: Scope, to: Scope): string {
  const of = (scope: Scope, effect: "Allow" | "Deny"): readonly string[] =>
    [...scope.account, ...scope.resourceGroup]
      .flatMap(({ document }) => document?.statements ?? [])
      .filter((statement) => statement.effect === effect)
      .flatMap((statement) => splitTokens(JSON.stringify(statement.toJson())))
      .flatMap((part) => (part.kind === "token" ? [restoreExpressions(part.text)] : []));
  const texts = [...new Set([...of(from, "Allow"), ...of(to, "Deny")])].sort();
  const more = texts.length > mostTexts ? ` and ${texts.length - mostTexts} more` : "";
  if (texts.length === 0) return unknownTexts;
  return `what ${texts.slice(0, mostTexts).join(", ")}${more} stands for is not known, and may allow it before or deny it after`;
}

const mostTexts = 3;

function isCertain(policy: GrantedPolicy): boolean {
  return certainDocument(policy) !== undefined;
}

function onlyCertain(scope: Scope): Scope {
  return mapScope(scope, (policies) => policies.filter(isCertain));
}

/** Policies with an unconfirmed document that only `to` has. Unconfirmed policies of both sides are equal. */
function newlyUnconfirmed(from: Scope, to: Scope): ReadonlySet<GrantedPolicy> {
  const missing = (was: readonly GrantedPolicy[], is: readonly GrantedPolicy[]): readonly GrantedPolicy[] => {
    const texts = new Set(was.map(policyText));
    return is.filter((policy) => policy.unconfirmed !== undefined && !texts.has(policyText(policy)));
  };
  return new Set([...missing(from.account, to.account), ...missing(from.resourceGroup, to.resourceGroup)]);
}

function mapScope(
  { account, resourceGroup }: Scope,
  map: (policies: readonly GrantedPolicy[]) => readonly GrantedPolicy[],
): Scope {
  return { account: map(account), resourceGroup: map(resourceGroup) };
}

/** For losses, one example value for an unknown text is enough, because a wrongly reported loss is no danger. */
function sideOf({ account, resourceGroup }: Scope, withOriginals: boolean): ComparedSide {
  const documents = (policies: readonly GrantedPolicy[]): readonly NamedDocument[] =>
    policies
      .flatMap(namedDocument)
      .map((named) => (withOriginals ? named : { name: named.name, document: named.document }));
  return { account: documents(account), resourceGroup: documents(resourceGroup) };
}

/**
 * Why a row is not certain: an unknown policy may have allowed it all before, or may deny it after. System policies deny
 * nothing. A loss counts as certain, unless an unconfirmed document may still allow it.
 */
function whatIsUnknown(from: Scope, to: Scope, gains: boolean): string | undefined {
  const unknown = ({ account, resourceGroup }: Scope): readonly HeldPolicy[] =>
    [...account, ...resourceGroup].filter((policy) => !isCertain(policy) && policy.isInPlace === undefined);
  if (!gains) {
    const after = unknown(from).find(({ unconfirmed }) => unconfirmed !== undefined);
    return after === undefined ? undefined : `it is not known whether policy ${after.name} allows it after`;
  }
  const [before] = unknown(from);
  if (before !== undefined) return `it is not known whether policy ${before.name} allowed it before`;
  const after = unknown(to).find(({ type }) => type === "Custom");
  return after === undefined ? undefined : `it is not known whether policy ${after.name} denies it`;
}

function inDoubt(more: MorePermissive, why: string | undefined): MorePermissive {
  return why === undefined || more.certainty === "possible" ? more : { ...more, certainty: "possible", why };
}

type Place = Pick<PermissionRow, "stack" | "principal" | "resourceGroup">;

function toRow(more: MorePermissive, place: Place, gains: boolean): PermissionRow {
  const { statement, policy, isNew, knownActions, futureActions } = more;
  const shown = statement.mapText(withoutPlaceholders);
  const texts = {
    actions: [...new Set(more.actions.map(withoutPlaceholders))].sort(),
    actionElement: statement.actionElement,
    knownActions,
    resources: [...new Set(more.resources.map(withoutPlaceholders))].sort(),
    resourceElement: statement.resourceElement,
    conditions:
      shown.conditions === undefined || Object.keys(shown.conditions).length === 0 ? undefined : shown.conditions,
  } as const;
  const change = gains ? (isNew ? "gained" : "loosened") : isNew ? "lost" : "tightened";
  return {
    kind: "permission",
    change,
    ...place,
    ...texts,
    futureActions,
    policies: [policy],
    risks: risksOf(texts),
    ...certaintyOf(more),
  };
}

/** A row with an unknown text is certain only if the action is new, because it may hold for one value of the text only. */
function certaintyOf(more: MorePermissive) {
  const doubt = ownText(more);
  const witness = more.witness === undefined ? undefined : knownWitness(more.witness);
  // An unknown action may be one that was allowed before.
  const isNew = more.isNewAction && !more.actions.some(hasPlaceholder);
  if (more.certainty === "certain" && witness !== undefined && (doubt === undefined || isNew)) {
    return { certainty: "certain", witness } as const;
  }
  const why = more.why ?? doubt ?? "it is not known what it stands for";
  return { certainty: "possible", why, ...(witness === undefined ? {} : { witness }) } as const;
}

/** That a text of the statement is not known; `undefined` if all of them are. */
function ownText({ actions, resources, statement }: MorePermissive): string | undefined {
  const texts = [...actions, ...resources, ...conditionTexts(statement.conditions)];
  const unknown = texts.find(hasPlaceholder);
  return unknown === undefined ? undefined : `it is not known what ${withoutPlaceholders(unknown)} stands for`;
}

function conditionTexts(conditions: Conditions | undefined): readonly string[] {
  return Object.values(conditions ?? {}).flatMap((keys) =>
    Object.entries(keys).flatMap(([key, values]) => [key, ...[values].flat()]),
  );
}

/** Joins rows that differ in their actions only, because policies are often written action by action. */
function joined(rows: readonly PermissionRow[]): readonly PermissionRow[] {
  const groups = new Map<string, PermissionRow>();
  for (const row of rows) {
    const { change, certainty, why, actionElement, resources, resourceElement, conditions } = row;
    const alike = actionElement === "NotAction" ? row.actions : [];
    const key = JSON.stringify([change, certainty, why, actionElement, alike, resources, resourceElement, conditions]);
    const other = groups.get(key);
    groups.set(key, other === undefined ? row : join(other, row));
  }
  return [...groups.values()];
}

function join(one: PermissionRow, other: PermissionRow): PermissionRow {
  const union = <T>(first: readonly T[], second: readonly T[]): readonly T[] =>
    [...new Set([...first, ...second])].sort();
  const row = {
    ...one,
    actions: union(one.actions, other.actions),
    knownActions: union(one.knownActions, other.knownActions),
    futureActions: one.futureActions || other.futureActions,
    policies: union(one.policies, other.policies),
  };
  return { ...row, risks: risksOf(row) };
}

function unknownPolicies(
  from: Scope,
  to: Scope,
  change: UnknownPolicyRow["change"],
  place: Place,
  describe: DescribeChange,
  mayRefuse = false,
): readonly UnknownPolicyRow[] {
  const inScope = (scope: Scope): readonly HeldPolicy[] =>
    place.resourceGroup === undefined ? scope.account : scope.resourceGroup;
  const isUnknown = (policy: GrantedPolicy): boolean => !isCertain(policy);
  const known = new Set(inScope(from).filter(isUnknown).map(policyText));
  const namesakes = ({ name, type }: HeldPolicy): readonly HeldPolicy[] =>
    inScope(from).filter((other) => other.type === type && isSameName(other.name, name));
  return inScope(to)
    .filter((policy) => isUnknown(policy) && !known.has(policyText(policy)))
    .flatMap((policy): readonly UnknownPolicyRow[] => {
      const all = namesakes(policy);
      const others = all.filter((one) => one.isInPlace === policy.isInPlace);
      const [other] = others;
      // If both sides are unknown, the row about the current policy already says so.
      if (change !== "gained" && other !== undefined && isUnknown(other)) return [];
      const { name, type } = policy;
      const isNarrower = [...others.map((one) => [one]), all].some((was) => hasNarrowerCandidates(was, policy));
      // System policies refuse nothing.
      const refusesNothing = (type === "System" && !mayRefuse) || onlyAllows(policy);
      const isLoss = change === "loosened" && other === undefined && refusesNothing;
      if (policy.isInPlace === true && (isLoss || hasKnownCandidates(all, policy))) return [];
      const became = isNarrower
        ? "none of the policies that it may be allows more than before: "
        : becameOf(isLoss ? "lost" : change, policy, other, describe);
      return [
        {
          kind: "unknown-policy",
          change: isLoss || isNarrower ? "lost" : change === "gained" && other !== undefined ? "loosened" : change,
          ...place,
          policy: name,
          policyType: type,
          ...(change === "gained" || other !== undefined ? {} : { detached: true as const }),
          why: `${became}${notKnown(policy)}`,
          ...(other === undefined && isOnlyNamed(policy)
            ? {}
            : { changes: [changeDigest(other && policyText(other), policyText(policy))] }),
        },
      ];
    });
}

/** Whether all documents that a policy may have are known, and contain no Deny. */
function onlyAllows({ oneOf }: GrantedPolicy): boolean {
  return oneOf?.documents?.every(({ statements }) => statements.every(({ effect }) => effect === "Allow")) ?? false;
}

/** Whether the input has only the name of a policy. */
function isOnlyNamed({ document, madeOf, oneOf }: GrantedPolicy): boolean {
  return document === undefined && madeOf === undefined && oneOf === undefined;
}

/** @param other the policy of the same name on the other side */
function becameOf(
  change: UnknownPolicyRow["change"],
  policy: GrantedPolicy,
  other: GrantedPolicy | undefined,
  describe: DescribeChange,
): string {
  if (change === "loosened") {
    return other === undefined
      ? "it is no longer attached, and may have denied something: "
      : "it is known now, and may have denied something before: ";
  }
  if (other === undefined) return "";
  if (other.madeOf !== undefined && policy.madeOf !== undefined) return `${describe(other.madeOf, policy.madeOf)}: `;
  return isCertain(other) ? "its document was known before: " : "one of the policies that it may be changed: ";
}

function notKnown({ type, oneOf, madeOf, unconfirmed }: GrantedPolicy): string {
  if (unconfirmed !== undefined) return unconfirmed;
  if (oneOf !== undefined) return oneOf.why;
  if (type === "System") return "the catalog has no document of this system policy";
  return madeOf === undefined ? "the policy is not in the input" : "only Terraform knows the document";
}
