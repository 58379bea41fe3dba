import type { LayerName } from "../policy";
import { foldCase, isSameName } from "../policy/letter-case";

/** What a refusal by one kind of policy means, and who can change it. */
export interface RefusingLayer {
  readonly name: LayerName;
  /** The policies, as a noun phrase. */
  readonly policies: string;
  /** What to do if no policy allows the request. */
  readonly onImplicitDeny: string;
  /** What to do if a statement denies it. */
  readonly onExplicitDeny: string;
  /** Whether a grant to the principal helps if no policy allows the request. */
  readonly grantHelps: boolean;
}

/** In the order of evaluation, with the names that errors use. Source: RAM API 2015-05-01, DecodeDiagnosticMessage. */
export const refusingLayers: readonly RefusingLayer[] = [
  {
    name: "ControlPolicy",
    policies: "a control policy of the resource directory",
    onImplicitDeny:
      "No grant in the account helps: at every level from the account up to the root folder, a control policy must allow the action. Ask the administrator of the resource directory.",
    onExplicitDeny:
      "No grant in the account helps: a control policy above the account denies the action. Ask the administrator of the resource directory.",
    grantHelps: false,
  },
  {
    name: "SessionPolicy",
    policies: "the policy of the session",
    onImplicitDeny:
      "No grant to the role helps: the session policy passed to AssumeRole does not allow this. Allow it in that policy, or pass no policy.",
    onExplicitDeny:
      "No grant to the role helps: the session policy passed to AssumeRole denies this. Remove the Deny from that policy.",
    grantHelps: false,
  },
  {
    name: "AccountLevelIdentityBasedPolicy",
    policies: "the policies of the principal",
    onImplicitDeny: "No policy of the principal or of its groups allows this. Grant it.",
    onExplicitDeny:
      "A Deny in a policy of the principal or of its groups refuses this. No grant overrides a Deny: narrow or remove it.",
    grantHelps: true,
  },
  {
    name: "ResourceGroupLevelIdentityBasedPolicy",
    policies: "the policies of the principal in a resource group",
    onImplicitDeny:
      "Neither the principal's policies for the account nor those for the resource group allow this. Grant it in one of them. RAM does not support every action at resource group level.",
    onExplicitDeny:
      "A Deny in the principal's policies for the resource group refuses this. Narrow or remove it there. Documents of the vendor disagree on whether an Allow for the whole account overrides it.",
    grantHelps: true,
  },
  {
    name: "ResourceBasedPolicy",
    policies: "the policy of the resource itself",
    onImplicitDeny:
      "Neither the policies of the principal nor the policy of the resource allow this. Grant it in one of them.",
    onExplicitDeny:
      "The policy of the resource itself, e.g. a bucket policy, denies this. No grant overrides a Deny: narrow or remove it there.",
    grantHelps: true,
  },
  {
    name: "AssumeRolePolicy",
    policies: "the trust policy of the role",
    onImplicitDeny:
      "The trust policy of the role does not name the caller. Add the caller to `trust` of the role. The caller also needs sts:AssumeRole.",
    onExplicitDeny: "The trust policy of the role denies the caller. Remove the Deny from `trust` of the role.",
    grantHelps: false,
  },
];

/** AgentRun's page on accessDeniedDetail (read 2026-11-23) has a shorter name for an account-level policy. */
const otherNames: Readonly<Record<string, LayerName>> = { identitybasedpolicy: "AccountLevelIdentityBasedPolicy" };

/** The layer with this name, in any letter case; `undefined` for an unknown name. */
export function refusingLayer(name: string | undefined): RefusingLayer | undefined {
  const wanted = foldCase(name ?? "");
  const known = Object.hasOwn(otherNames, wanted) ? (otherNames[wanted] ?? "") : wanted;
  return refusingLayers.find((layer) => isSameName(layer.name, known));
}
