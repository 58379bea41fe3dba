import { PolicyDocument, PolicyError, type Problem, quote } from "../../policy";
import { accessClassOf, returnsSecret } from "../access-class";
import { checkArnValue } from "../arn-value";
import { catalogProblemIds } from "../problem-ids";
import type { CatalogAction } from "../service";
import { sdkOperation, service } from "../services";
import { type WorkspaceScope, workspaceScopes } from "../workspace-scope";
import { type ActionScope, type ScopeBasis, scopeFor } from "./action-scope";
import type { Grant } from "./feature-grants";
import { type WithheldNeed, scopeBases } from "./least-privilege-report";
import { statementsOf } from "./grant-statements";
import { resourcesWithin } from "./restriction";

/**
 * What members of a workspace do.
 *
 * - `developer`: the 78 actions of the policy on the vendor's workspace practice page
 * - `viewer`: those of them that only read, without secrets
 * - `administrator`: all actions of AgentRun
 */
export type WorkspaceRole = (typeof workspaceRoles)[number];

/** All roles, from the one that may do least. */
export const workspaceRoles = ["viewer", "developer", "administrator"] as const;

/** A role in workspaces. */
export interface WorkspaceRoleRequest {
  /** `viewer` reads, `developer` has the actions of the vendor's practice page, `administrator` all actions of AgentRun. */
  readonly role: WorkspaceRole;
  /** Names of workspaces; at least one. May be framework tokens. @example ["team-a"] */
  readonly workspaces: readonly string[];
  /** Region id. @default "*" */
  readonly region?: string;
  /** Id of the account of the workspaces. @default "*" - a policy applies to its own account only */
  readonly accountId?: string;
  /** Which of two pages of the vendor to follow where they contradict each other. @default "practice" */
  readonly workspaceScope?: WorkspaceScope;
  /**
   * Leaves out the actions that return secrets, which the vendor's page has for developers.
   * @default false
   */
  readonly withoutSecrets?: boolean;
}

/** What a role grants, and what it does not. */
export interface WorkspaceRoleResult {
  /** Limited to the workspaces. */
  readonly document: PolicyDocument;
  /** What the role is not granted in the workspaces, and what each scope is based on. */
  readonly report: WorkspaceRoleReport;
}

/** What a reader of the policy should know. */
export interface WorkspaceRoleReport {
  /** The document that the scope of each granted action is based on, sorted by action. */
  readonly scopes: readonly ScopeBasis[];
  /** Actions of the role that are not granted, because no page limits them to a workspace, or as the request says. */
  readonly withheld: readonly WithheldNeed[];
}

/**
 * The policy for a role in workspaces. It grants only what a page limits to a workspace, so that it gives no access to
 * others.
 *
 * @throws PolicyError RAM624 without a workspace, RAM627 for names that cannot be part of an ARN, RAM629 for an unknown role
 * @example
 * const { document, report } = workspaceRole({ role: "developer", workspaces: ["team-a"], withoutSecrets: true });
 * console.log(document.toText(), report.withheld);
 */
export function workspaceRole(request: WorkspaceRoleRequest): WorkspaceRoleResult {
  const problems = checkWorkspaceRole(request);
  if (problems.length > 0) throw new PolicyError(problems);
  const { role, withoutSecrets = false } = request;
  const found = actionsOfRole(role).map((action) => ({ action, grant: grantOf(action, request) }));
  const isWanted = (action: CatalogAction): boolean => !withoutSecrets || !returnsSecret(action.name);
  const grants = found.flatMap(({ action, grant }) => (grant === undefined || !isWanted(action) ? [] : [grant]));
  const withheld = found.flatMap(({ action, grant }) =>
    grant === undefined || !isWanted(action) ? [withheldOf(action, request, grant === undefined)] : [],
  );
  return {
    document: new PolicyDocument(statementsOf(grants, {})),
    report: { scopes: scopeBases(grants), withheld: [...withheld, ...operationsWithoutAction(role)] },
  };
}

/** RAM624, RAM627 and RAM629 for a request, for callers without type checks. */
export function checkWorkspaceRole({
  role,
  workspaces,
  region,
  accountId,
  workspaceScope = "practice",
}: WorkspaceRoleRequest): readonly Problem[] {
  const isScope = (workspaceScopes as readonly unknown[]).includes(workspaceScope);
  const isRole = (workspaceRoles as readonly unknown[]).includes(role);
  const names: readonly unknown[] = Array.isArray(workspaces) ? workspaces : [];
  return [
    ...(isRole
      ? []
      : [
          problem(catalogProblemIds.requestPart, "role", quote(role), workspaceRoles.join(", "), "choose one of these"),
        ]),
    ...(isScope
      ? []
      : [
          problem(
            catalogProblemIds.requestPart,
            "workspaceScope",
            quote(workspaceScope),
            workspaceScopes.join(", "),
            "choose one of these",
          ),
        ]),
    ...(names.length === 0
      ? [problem(catalogProblemIds.emptyRequest, "workspaces", "no workspace", "at least one", "name the workspace")]
      : names.flatMap((name, index) => checkArnValue(name, `workspaces[${index}]`))),
    ...(region === undefined ? [] : checkArnValue(region, "region", "region")),
    ...(accountId === undefined ? [] : checkArnValue(accountId, "accountId", "account")),
  ];
}

function problem(id: Problem["id"], path: string, found: string, allowed: string, fix: string): Problem {
  return { id, path, found, allowed, fix };
}

/** The actions of a role, sorted by name. Actions of retired operations belong to none. */
export function actionsOfRole(role: WorkspaceRole): readonly CatalogAction[] {
  const all = [...(service("agentrun")?.actions.values() ?? [])].filter(({ name }) => sdkOperation(name) === undefined);
  if (role === "administrator") return all;
  const onPage = all.filter(({ otherScopes = [] }) => otherScopes.length > 0);
  if (role === "developer") return onPage;
  return onPage.filter((action) => accessClassOf(action) === "view" && !returnsSecret(action.name));
}

/** Operations of the SDKs that an administrator has no action for, because no document names one. */
export function operationsWithoutAction(role: WorkspaceRole): readonly WithheldNeed[] {
  if (role !== "administrator") return [];
  return [...(service("agentrun")?.operations.values() ?? [])]
    .filter(({ status }) => status === "SDK only")
    .map(({ name, about }) => ({ need: name, why: about, how: `LeastPrivilege with actions: [unchecked("${name}")]` }));
}

/** The grant of an action in the workspaces; `undefined` if no page limits the action to a workspace. */
function grantOf(action: CatalogAction, request: WorkspaceRoleRequest): Grant | undefined {
  const { workspaces, region, accountId } = request;
  const [workspace = "*"] = workspaces;
  const scope = scopeIn(workspace, action, request);
  const place = { ...(region === undefined ? {} : { region }), ...(accountId === undefined ? {} : { accountId }) };
  const isLimited = scope.templates.length > 0 && scope.templates.every((arn) => arn.includes("{#workspaceName}"));
  if (!isLimited) return undefined;
  const resources = workspaces.flatMap((one) => resourcesWithin(scope.templates, { ...place, workspace: one }));
  return { action, scope, resources: [...new Set(resources)] };
}

function scopeIn(workspace: string, action: CatalogAction, { workspaceScope }: WorkspaceRoleRequest): ActionScope {
  return scopeFor(action, { within: { workspace }, ...(workspaceScope === undefined ? {} : { workspaceScope }) });
}

function withheldOf(action: CatalogAction, request: WorkspaceRoleRequest, isUnlimited: boolean): WithheldNeed {
  const { name } = action;
  if (!isUnlimited)
    return {
      need: name,
      why: "it returns a secret",
      how: "leave out withoutSecrets, or request it by name with LeastPrivilege",
    };
  const { notFollowed } = scopeIn("*", action, request);
  const why =
    notFollowed === undefined
      ? "no page limits it to a workspace, and it would open the other workspaces of the account"
      : `the authorization page does not limit it to a workspace; only the ${notFollowed.title} does`;
  const how =
    notFollowed === undefined
      ? `attach a policy with it in the resource group, or LeastPrivilege with actions: ["${name}"] for the whole account`
      : 'workspaceScope: "practice", or a policy in the resource group';
  return { need: name, why, how };
}
