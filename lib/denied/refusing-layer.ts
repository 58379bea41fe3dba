import type { LayerName } from "../policy";
import { foldCase } from "../policy/letter-case";

/** What it means that a kind of policies refused, and who can do something about it. */
export interface RefusingLayer {
  readonly name: LayerName;
  /** The policies, as a sentence calls them. */
  readonly policies: string;
  /** What helps where nothing allows. */
  readonly onImplicitDeny: string;
  /** What helps where a statement refuses. */
  readonly onExplicitDeny: string;
  /** Whether a grant to the principal in the account helps where nothing allows. */
  readonly grantHelps: boolean;
}

/** By the name that answers give, in the order of evaluation. Source: RAM API 2015-05-01, DecodeDiagnosticMessage. */
export const refusingLayers: readonly RefusingLayer[] = [
  {
    name: "ControlPolicy",
    policies: "a control policy of the resource directory",
    onImplicitDeny:
      "No grant in the account helps: on every level, from the account up to the root, a control policy must allow the action. Ask who administers the resource directory.",
    onExplicitDeny:
      "No grant in the account helps: a control policy above the account refuses. Ask who administers the resource directory.",
    grantHelps: false,
  },
  {
    name: "SessionPolicy",
    policies: "the policy of the session",
    onImplicitDeny:
      "No grant to the role helps: whoever called AssumeRole passed a policy that does not allow this. Allow it in that policy, or pass none.",
    onExplicitDeny:
      "No grant to the role helps: whoever called AssumeRole passed a policy that refuses this. Take the Deny out of it.",
    grantHelps: false,
  },
  {
    name: "AccountLevelIdentityBasedPolicy",
    policies: "the policies of the principal",
    onImplicitDeny: "No statement of its policies, or of its groups', allows this: grant it.",
    onExplicitDeny:
      "A Deny in its policies, or in its groups', refuses this. No grant helps while it is there: narrow or remove it.",
    grantHelps: true,
  },
  {
    name: "ResourceGroupLevelIdentityBasedPolicy",
    policies: "the policies of the principal in a resource group",
    onImplicitDeny:
      "Neither its policies for the account nor those in the resource group allow this: grant it in either. Not every action can be granted in a resource group.",
    onExplicitDeny:
      "A Deny in its policies in the resource group refuses this. Remove it there; an Allow for the whole account comes first, too.",
    grantHelps: true,
  },
  {
    name: "ResourceBasedPolicy",
    policies: "the policy of the resource itself",
    onImplicitDeny: "Neither the policies of the principal nor that of the resource allow this: grant it in either.",
    onExplicitDeny:
      "The policy of the resource itself, such as a bucket's, refuses this. No grant helps while it does.",
    grantHelps: true,
  },
  {
    name: "AssumeRolePolicy",
    policies: "the trust policy of the role",
    onImplicitDeny:
      "The trust policy of the role does not name the caller: add it to `trust` of the role. The caller needs sts:AssumeRole besides.",
    onExplicitDeny: "The trust policy of the role refuses the caller: take the Deny out of `trust` of the role.",
    grantHelps: false,
  },
];

/** AgentRun's page on accessDeniedDetail (read 2026-11-23) has a shorter name for what RAM calls by its scope. */
const otherNames: Readonly<Record<string, LayerName>> = { identitybasedpolicy: "AccountLevelIdentityBasedPolicy" };

/** The layer of this name, in any letter case; `undefined` for one that RAM has added since. */
export function refusingLayer(name: string | undefined): RefusingLayer | undefined {
  const wanted = name?.toLowerCase() ?? "";
  const known = Object.hasOwn(otherNames, wanted) ? otherNames[wanted]?.toLowerCase() : wanted;
  return refusingLayers.find((layer) => foldCase(layer.name) === known);
}
