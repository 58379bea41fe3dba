import { PolicyDocument, PolicyError, PolicyStatement, type Problem } from "../../policy";
import { returnsSecret } from "../access-class";
import { checkArnValue } from "../arn-value";
import { catalogProblemIds } from "../problem-ids";
import { catalogAction } from "../services";
import type { WorkspaceScope } from "../workspace-scope";
import { scopeFor } from "./action-scope";
import { leastPrivilege } from "./least-privilege";
import type { WideAction, WithheldNeed } from "./least-privilege-report";
import { accountOnly } from "./resource-group-support";
import { type WorkspaceRole, actionsOfRole, operationsWithoutAction, workspaceRole } from "./workspace-role";

/** A logstore by its name and the name of its project. */
export interface LogstoreName {
  /** Name of the project of Simple Log Service. */
  readonly project: string;
  /** Name of the logstore in the project. */
  readonly logstore: string;
}

/** What a team needs outside of its workspace. The vendor's practice page lists these kinds of resources. */
export interface TeamDependencies {
  /** Names of OSS buckets that the team reads and writes, e.g. for knowledge bases. @example ["team-a-knowledge"] */
  readonly buckets?: readonly string[];
  /** Names of functions of Function Compute that the team reads and invokes. @example ["price-lookup"] */
  readonly functions?: readonly string[];
  /** Logstores that the team reads, e.g. for monitoring. @example [{ project: "team-a", logstore: "agents" }] */
  readonly logstores?: readonly LogstoreName[];
}

/** Secrets that a team may read. No level includes them. */
export interface TeamSecrets {
  /** Names of credentials in the workspace. @example ["openai"] */
  readonly credentials?: readonly string[];
  /** Tokens to call the agents and sandboxes of the workspace. */
  readonly accessTokens?: boolean;
}

/** A team in a workspace. */
export interface TeamRequest extends TeamDependencies {
  /** Name of the workspace, without wildcards, because a wildcard would match workspaces of other teams too. */
  readonly workspace: string;
  /** Region id. @default "*" */
  readonly region?: string;
  /** Id of the account of the workspace. @default "*" - a policy applies to its own account only */
  readonly accountId?: string;
  /** Which of two pages of the vendor to follow where they contradict each other. @default "practice" */
  readonly workspaceScope?: WorkspaceScope;
  /** Secrets for developers and administrators. @default - none @example { credentials: ["openai"], accessTokens: true } */
  readonly secrets?: TeamSecrets;
  /**
   * Names of roles that developers and administrators may pass to the services of AgentRun.
   * @default - none
   * @example ["AliyunAgentRunDefaultRole"]
   */
  readonly passRoles?: readonly string[];
}

/** The policies of one level of a team. */
export interface TeamPolicies {
  /** What is limited to the workspace. */
  readonly workspace: PolicyDocument;
  /** What only a resource group can limit. Attach it in the resource group of the workspace; elsewhere it is too wide. */
  readonly inResourceGroup: PolicyDocument;
  /** Dependencies, secrets and roles, each by name; `undefined` without any. */
  readonly outsideWorkspace: PolicyDocument | undefined;
  /** Actions of the level that neither limits, and secrets that are not requested. */
  readonly withheld: readonly WithheldNeed[];
}

/**
 * The policies for a level of a team. They give no access to workspaces with other names.
 *
 * @throws PolicyError RAM627 for names that cannot be part of an ARN, and for wildcards; RAM629 for an unknown level
 * @example
 * const { workspace, inResourceGroup } = teamPolicies("developer", { workspace: "team-a", buckets: ["team-a-knowledge"] });
 * console.log(workspace.toText(), inResourceGroup.toText());
 */
export function teamPolicies(level: WorkspaceRole, request: TeamRequest): TeamPolicies {
  const problems = checkNames(request);
  if (problems.length > 0) throw new PolicyError(problems);
  const { workspace, region, accountId, workspaceScope, secrets = {} } = request;
  const place = {
    ...(region === undefined ? {} : { region }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(workspaceScope === undefined ? {} : { workspaceScope }),
  };
  const role = workspaceRole({ role: level, workspaces: [workspace], withoutSecrets: true, ...place });
  const inWorkspace = new Set(role.document.statements.flatMap(({ actions }) => actions));
  const others = actionsOfRole(level)
    .map(({ name }) => name)
    .filter((name) => !inWorkspace.has(name) && !returnsSecret(name) && name !== listWorkspaces);
  const grouped = others.filter((name) => accountOnly(name) === undefined);
  const tokens = level !== "viewer" && secrets.accessTokens === true && !isLimited(getAccessToken, request);
  const inGroup = [listWorkspaces, ...grouped, ...(tokens ? [getAccessToken] : [])].sort();
  return {
    workspace: role.document,
    inResourceGroup: new PolicyDocument([PolicyStatement.allow({ actions: inGroup, resources: "*" })]),
    outsideWorkspace: outsideWorkspace(level, request, tokens),
    withheld: [...accountOnlyNeeds(others), ...operationsWithoutAction(level)],
  };
}

/** What is not granted to a team that has no resource group. */
export function withoutResourceGroup({ inResourceGroup }: TeamPolicies): readonly WithheldNeed[] {
  return inResourceGroup.statements
    .flatMap(({ actions }) => actions)
    .map((need) => ({
      need,
      why: "it cannot be limited to the workspace, and the team has no resource group",
      how: "resourceGroup: { id, accountAlias }",
    }));
}

/** What only the attachment in the resource group limits. */
export function onlyInResourceGroup({ inResourceGroup }: TeamPolicies): readonly WideAction[] {
  const why = "it cannot be limited to the workspace; only its attachment in the resource group limits it";
  return inResourceGroup.statements
    .flatMap(({ actions }) => actions)
    .map((action) => ({ action, resources: ["*"], why }));
}

function accountOnlyNeeds(names: readonly string[]): readonly WithheldNeed[] {
  return names.flatMap((need) => {
    const why = accountOnly(need);
    const how = `LeastPrivilege with actions: ["${need}"], for the whole account`;
    return why === undefined ? [] : [{ need, why, how }];
  });
}

const listWorkspaces = "agentrun:ListWorkspaces";
const getAccessToken = "agentrun:GetAccessToken";

function isLimited(name: string, { workspace, workspaceScope }: TeamRequest): boolean {
  const action = catalogAction(name);
  if (action === undefined) return false;
  const scope = scopeFor(action, {
    within: { workspace },
    ...(workspaceScope === undefined ? {} : { workspaceScope }),
  });
  return scope.templates.length > 0;
}

function outsideWorkspace(
  level: WorkspaceRole,
  request: TeamRequest,
  tokensInGroup: boolean,
): PolicyDocument | undefined {
  const dependencies = dependencyStatements(level, request);
  const { workspace, region, accountId, workspaceScope, secrets = {}, passRoles = [] } = request;
  const { credentials = [], accessTokens = false } = secrets;
  const tokens = accessTokens && !tokensInGroup;
  const asksForMore = level !== "viewer" && (credentials.length > 0 || tokens || passRoles.length > 0);
  if (!asksForMore) return dependencies.length === 0 ? undefined : new PolicyDocument(dependencies);
  const isInWorkspace = credentials.length > 0 || tokens;
  const { document } = leastPrivilege(
    {
      secrets: { ...(credentials.length > 0 ? { credentials } : {}), ...(tokens ? { accessTokens } : {}) },
      ...(passRoles.length > 0 ? { passRoles } : {}),
      within: {
        ...(isInWorkspace ? { workspace, ...(region === undefined ? {} : { region }) } : {}),
        ...(accountId === undefined ? {} : { accountId }),
      },
      ...(workspaceScope === undefined ? {} : { workspaceScope }),
    },
    { unusedRestrictions: "report" },
  );
  return new PolicyDocument([...dependencies, ...document.statements]);
}

/**
 * The statements for dependencies by name. The practice page names the kinds, without JSON.
 *
 * Sources: fc-docs at 37ecbc67 (2026-08-09), roles for buckets, invoking a function; feature table of AgentRun's grant page.
 */
function dependencyStatements(
  level: WorkspaceRole,
  { region = "*", accountId = "*", buckets = [], functions = [], logstores = [] }: TeamRequest,
): readonly PolicyStatement[] {
  const read = level === "viewer";
  const readObjects = ["oss:GetObject", "oss:ListObjects"];
  const writeObjects = ["oss:AbortMultipartUpload", "oss:DeleteObject", "oss:ListParts", "oss:PutObject"];
  const rows = [
    {
      actions: read ? readObjects : [...readObjects, ...writeObjects].sort(),
      resources: buckets.flatMap((name) => [`acs:oss:*:${accountId}:${name}`, `acs:oss:*:${accountId}:${name}/*`]),
    },
    {
      actions: read ? ["fc:GetFunction"] : ["fc:GetFunction", "fc:InvokeFunction"],
      resources: functions.map((name) => `acs:fc:${region}:${accountId}:functions/${name}`),
    },
    {
      actions: ["log:GetIndex", "log:GetLogStoreLogs"],
      resources: logstores.map(
        ({ project, logstore }) => `acs:log:${region}:${accountId}:project/${project}/logstore/${logstore}`,
      ),
    },
  ];
  return rows.filter(({ resources }) => resources.length > 0).map((row) => PolicyStatement.allow(row));
}

function checkNames({ workspace, buckets = [], functions = [], logstores = [], passRoles = [] }: TeamRequest) {
  const named = (values: readonly string[], path: string): readonly Problem[] =>
    values.flatMap((value, index) => noWildcard(value, `${path}[${index}]`));
  return [
    ...noWildcard(workspace, "workspace"),
    ...named(buckets, "buckets"),
    ...named(functions, "functions"),
    ...named(
      logstores.map(({ project }) => project),
      "logstores",
    ),
    ...named(
      logstores.map(({ logstore }) => logstore),
      "logstores",
    ),
    ...named(passRoles, "passRoles"),
  ];
}

/** A wildcard could match what belongs to another team. */
function noWildcard(value: string, path: string): readonly Problem[] {
  const problems = checkArnValue(value, path);
  if (problems.length > 0 || !value.includes("*")) return problems;
  const allowed = "a name without wildcards, so that it belongs to one team";
  return [{ id: catalogProblemIds.arnValue, path, found: JSON.stringify(value), allowed, fix: "name it" }];
}
