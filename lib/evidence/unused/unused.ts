import { certainDocument } from "../../grants/certain-document";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "../../grants/grant-model";
import { principalsOf } from "../../grants/principal-access";
import type { PrincipalName } from "../../grants/principal-name";
import { type PolicyDocument, hasToken } from "../../policy";
import { foldCase, isSameName } from "../../policy/letter-case";
import { type ReviewReport, review } from "../../review";
import { EvidenceError, evidenceProblemIds } from "../problem-ids";
import type { OtherEvent, Usage, UsageRow } from "../usage";
import { type GrantedUse, type SeenUse, grantedUses } from "./granted-use";
import { proposedDocument } from "./proposal";

/** What a policy of a principal grants, and which of it was used. */
export interface UnusedPolicy {
  readonly policy: GrantedPolicy;
  /** Id of the resource group that it is limited to. */
  readonly resourceGroup: string | undefined;
  readonly file: string | undefined;
  /** Other principals with the same custom policy, e.g. `role run`: a change of its document changes what they may do. */
  readonly sharedWith: readonly string[];
  readonly uses: readonly GrantedUse[];
  /**
   * The policy without unused grants; its `document` is `undefined` if nothing is left, so that the policy can be detached.
   * `undefined` if nothing can be proposed.
   */
  readonly proposal: { readonly document: PolicyDocument | undefined } | undefined;
}

/** What one principal was granted, and which of it was used. */
export interface UnusedGrants {
  readonly principal: PrincipalName;
  readonly policies: readonly UnusedPolicy[];
  /** The review of all proposals together, which is never broader; `undefined` without a proposal. */
  readonly review: ReviewReport | undefined;
}

/** Grants that were not seen to be used. */
export interface UnusedReport {
  readonly usage: Usage;
  /** After how many days without use a grant counts as unused. */
  readonly days: number;
  /** Whether the evidence covers these days without interruption. Otherwise it is too early to remove anything. */
  readonly coversDays: boolean;
  /** The time since which a use would have been seen; `undefined` without any event. */
  readonly since: string | undefined;
  readonly principals: readonly UnusedGrants[];
}

const dayLength = 24 * 60 * 60 * 1000;

/**
 * The grants of models that the evidence does not show in use.
 *
 * @param days days without use after which a grant counts as unused
 */
export function unusedGrants(models: readonly GrantModel[], usage: Usage, days = 90): UnusedReport {
  const { last, continuousSince } = usage.coverage;
  const limit =
    last === undefined ? undefined : `${new Date(Date.parse(last) - days * dayLength).toISOString().slice(0, 19)}Z`;
  const coversDays = limit !== undefined && continuousSince !== undefined && continuousSince <= limit;
  return {
    usage,
    days,
    coversDays,
    since: continuousSince,
    principals: principalsOf(models)
      .filter(({ kind }) => kind !== "policy")
      .map((principal) => grantsOf(principal, models, usage, coversDays ? limit : undefined)),
  };
}

/** Whether something is granted that was not seen for longer than the limit. */
export function hasUnused({ coversDays, principals }: UnusedReport): boolean {
  return (
    coversDays &&
    principals.some(({ policies }) => policies.some(({ uses }) => uses.some(({ state }) => state.kind === "not seen")))
  );
}

function grantsOf(
  principal: PrincipalName,
  models: readonly GrantModel[],
  usage: Usage,
  staleBefore: string | undefined,
): UnusedGrants {
  const seen = seenBy(principal, models, usage, staleBefore);
  const placed = models.flatMap((model) =>
    model.principals
      .filter((one) => isSamePrincipal(one.principal, principal))
      .flatMap((grants) => policiesOf(grants).map((one) => ({ ...one, file: model.file }))),
  );
  const policies = placed.map(({ policy, resourceGroup, file }): UnusedPolicy => {
    const uses = grantedUses(policy, seen, usage);
    const sharedWith = policy.type === "System" ? [] : othersWith(policy, principal, models);
    return { policy, resourceGroup, file, sharedWith, uses, proposal: proposalFor(policy, uses) };
  });
  return { principal, policies, review: reviewOf(principal, policies) };
}

/** Other principals that a custom policy is attached to, or the same one in another place. */
function othersWith(
  { name }: GrantedPolicy,
  principal: PrincipalName,
  models: readonly GrantModel[],
): readonly string[] {
  const holders = models
    .flatMap(({ principals }) => principals)
    .flatMap((grants) =>
      policiesOf(grants)
        .filter(({ policy }) => policy.type === "Custom" && isSameName(policy.name, name))
        .map(() => grants.principal),
    );
  const others = holders.filter((one) => !isSamePrincipal(one, principal));
  const isTwice = holders.length - others.length > 1;
  return [
    ...new Set(others.map((one) => `${one.kind} ${one.name}`)),
    ...(isTwice ? [`${principal.kind} ${principal.name} in another place`] : []),
  ];
}

function policiesOf({ account, resourceGroups }: PrincipalGrants) {
  return [
    ...account.map((policy) => ({ policy, resourceGroup: undefined })),
    ...[...resourceGroups].flatMap(([resourceGroup, policies]) =>
      policies.map((policy) => ({ policy, resourceGroup })),
    ),
  ];
}

function seenBy(
  principal: PrincipalName,
  models: readonly GrantModel[],
  usage: Usage,
  staleBefore: string | undefined,
): SeenUse {
  const members = principal.kind === "group" ? membersOf(principal, models) : [principal];
  const isTheirs = ({ kind, name }: Pick<PrincipalName, "kind" | "name">): boolean =>
    members.some((one) => one.kind === kind && isSameName(one.name, name));
  const isTheirEvent = ({ principal: text }: OtherEvent): boolean =>
    text === "others" || members.some(({ kind, name }) => isSameName(`${kind}:${name}`, text));
  return {
    rows: usage.rows.filter((row: UsageRow) => isTheirs(row.principal)),
    doubtful: [...usage.denied, ...usage.doubtful, ...usage.unmapped].filter(isTheirEvent),
    whyUnknown: whyUnknown(principal, members, models),
    staleBefore,
  };
}

function whyUnknown(
  { kind, name }: PrincipalName,
  members: readonly PrincipalName[],
  models: readonly GrantModel[],
): string | undefined {
  if (hasToken(name) || members.some((one) => hasToken(one.name))) return "only Terraform knows a name";
  if (kind !== "group") return undefined;
  const isOpen = models
    .flatMap(({ unknown = [] }) => unknown)
    .some((part) => part.what === "member list of group" && isSameName(part.name, name));
  if (isOpen) return "only Terraform knows the members of the group";
  return members.length === 0 ? "the input names no member of the group" : undefined;
}

function membersOf({ name }: PrincipalName, models: readonly GrantModel[]): readonly PrincipalName[] {
  const members = new Map<string, PrincipalName>();
  for (const { principal, groups } of models.flatMap(({ principals }) => principals)) {
    if (principal.kind === "user" && groups.some((group) => isSameName(group, name))) {
      members.set(foldCase(principal.name), principal);
    }
  }
  return [...members.values()];
}

/** Removes only grants that were not seen in use. A system policy cannot be changed, but replaced by a custom policy. */
function proposalFor(policy: GrantedPolicy, uses: readonly GrantedUse[]): UnusedPolicy["proposal"] {
  const document = certainDocument(policy);
  if (document === undefined || uses.every(({ state }) => state.kind !== "not seen")) return undefined;
  return { document: proposedDocument(document, uses) };
}

/** @throws EvidenceError RAM532 if a proposal allows anything more */
function reviewOf(principal: PrincipalName, policies: readonly UnusedPolicy[]): ReviewReport | undefined {
  if (policies.every(({ proposal }) => proposal === undefined)) return undefined;
  const modelOf = (
    kept: readonly { readonly policy: GrantedPolicy; readonly resourceGroup: string | undefined }[],
  ): GrantModel => {
    const groups = new Map<string, GrantedPolicy[]>();
    for (const { policy, resourceGroup } of kept) {
      if (resourceGroup !== undefined) groups.set(resourceGroup, [...(groups.get(resourceGroup) ?? []), policy]);
    }
    return {
      stack: "proposal",
      principals: [
        {
          principal,
          exists: true,
          account: kept.flatMap(({ policy, resourceGroup }) => (resourceGroup === undefined ? [policy] : [])),
          resourceGroups: groups,
          groups: [],
          trust: undefined,
        },
      ],
      serviceLinkedRoles: [],
      unattached: [],
    };
  };
  const after = policies.flatMap((one) => {
    if (one.proposal === undefined) return [one];
    const { document } = one.proposal;
    return document === undefined ? [] : [{ ...one, policy: { ...one.policy, document } }];
  });
  const report = review([modelOf(policies)], [modelOf(after)], { complete: true });
  if (report.verdict === "broadened") {
    throw new EvidenceError(
      `the proposal for ${principal.kind} ${principal.name} allows more than before`,
      "report it",
      evidenceProblemIds.proof,
    );
  }
  return report;
}

function isSamePrincipal(one: PrincipalName, other: PrincipalName): boolean {
  return one.kind === other.kind && isSameName(one.name, other.name);
}
