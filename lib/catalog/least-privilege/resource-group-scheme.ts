import { PolicyDocument, PolicyStatement, type Problem, quote } from "../../policy";
import { throwIfAny } from "../../policy/problem";
import { returnsSecret } from "../access-class";
import { partProblem } from "./part-problem";
import { accountOnly } from "./resource-group-support";
import { type WorkspaceRole, actionsOfRole, workspaceRole, workspaceRoles } from "./workspace-role";

/** The schemes of the vendor's workspace grant page, by name. */
export const resourceGroupSchemes = {
  everything: "all actions of AgentRun on all resources of the account",
  withoutWorkspaces: "the role in the whole account, without agentrun:ListWorkspaces",
  none: "nothing",
  recommended: "what supports no groups in the account, the rest and agentrun:ListWorkspaces in the resource group",
  accountData: "the role in the whole account, agentrun:ListWorkspaces in the resource group only",
  allGroupsVisible: "agentrun:ListWorkspaces in the whole account, the rest in the resource group",
  workspaces: "as recommended, and of the rest only what is in named workspaces",
} as const;

/** A scheme of the vendor's workspace grant page; see {@link resourceGroupSchemes}. */
export type ResourceGroupScheme = keyof typeof resourceGroupSchemes;

/** What a scheme grants, by where its policies are attached. */
export interface SchemePolicies {
  /** `undefined` if the scheme grants nothing in the whole account. */
  readonly inAccount: PolicyDocument | undefined;
  /** `undefined` if the scheme grants nothing in the resource group only. */
  readonly inResourceGroup: PolicyDocument | undefined;
}

/** What to grant by a scheme. */
export interface SchemeRequest {
  /** Which scheme of the page to follow. */
  readonly scheme: ResourceGroupScheme;
  /** What the members may do. */
  readonly role: WorkspaceRole;
  /** Names of workspaces, for the scheme `workspaces` only. @example ["shop"] */
  readonly workspaces?: readonly string[];
  /** Leaves out the actions that return secrets. @default false */
  readonly withoutSecrets?: boolean;
}

const listWorkspaces = "agentrun:ListWorkspaces";

/**
 * The policies of a scheme.
 *
 * Source: fc-docs, resource groups and workspaces, granting (changed 2026-07-05, read 2026-11-28).
 *
 * @throws PolicyError RAM629 for an unknown scheme or role; for the scheme `workspaces`, what {@link workspaceRole} throws
 * @example
 * const { inAccount, inResourceGroup } = schemePolicies({ scheme: "recommended", role: "developer" });
 * console.log(inAccount?.toText(), inResourceGroup?.toText());
 */
export function schemePolicies({
  scheme,
  role,
  workspaces = [],
  withoutSecrets = false,
}: SchemeRequest): SchemePolicies {
  throwIfAny([
    ...checkChoice("scheme", scheme, Object.keys(resourceGroupSchemes)),
    ...checkChoice("role", role, workspaceRoles),
  ]);
  const names = actionsOfRole(role)
    .map(({ name }) => name)
    .filter((name) => name !== listWorkspaces && !(withoutSecrets && returnsSecret(name)));
  const ofAccount = names.filter((name) => accountOnly(name) !== undefined);
  const rest = names.filter((name) => !ofAccount.includes(name));
  const nothing: SchemePolicies = { inAccount: undefined, inResourceGroup: undefined };
  const table: Readonly<Record<ResourceGroupScheme, () => SchemePolicies>> = {
    everything: () => ({ ...nothing, inAccount: documentOf(["agentrun:*"]) }),
    withoutWorkspaces: () => ({ ...nothing, inAccount: documentOf(names) }),
    none: () => nothing,
    recommended: () => ({ inAccount: documentOf(ofAccount), inResourceGroup: documentOf([...rest, listWorkspaces]) }),
    accountData: () => ({ inAccount: documentOf(names), inResourceGroup: documentOf([listWorkspaces]) }),
    allGroupsVisible: () => ({
      inAccount: documentOf([...ofAccount, listWorkspaces]),
      inResourceGroup: documentOf(rest),
    }),
    workspaces: () => {
      const { document } = workspaceRole({ role, workspaces, withoutSecrets });
      const list = PolicyStatement.allow({ actions: listWorkspaces, resources: "*" });
      return {
        inAccount: documentOf(ofAccount),
        inResourceGroup: new PolicyDocument([...document.statements, list]),
      };
    },
  };
  return table[scheme]();
}

/** RAM629 for a value that JavaScript callers may misspell. */
function checkChoice(path: string, value: string, choices: readonly string[]): readonly Problem[] {
  if (choices.includes(value)) return [];
  return [partProblem(path, quote(value), choices.join(", "), "choose one of these")];
}

function documentOf(actions: readonly string[]): PolicyDocument | undefined {
  if (actions.length === 0) return undefined;
  return new PolicyDocument([PolicyStatement.allow({ actions: [...actions].sort(), resources: "*" })]);
}
