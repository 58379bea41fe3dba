import {
  type LeastPrivilegeReport,
  type TeamRequest,
  type WorkspaceRole,
  teamPolicies,
  workspaceRole,
  workspaceRoles,
} from "../../../lib/catalog";
import { partProblem } from "../../../lib/catalog/least-privilege/part-problem";
import { onlyInResourceGroup, withoutResourceGroup } from "../../../lib/catalog/least-privilege/team-policies";
import { isAccountAlias, isResourceGroupId } from "../../../lib/catalog/resource-group-id";
import { type PolicyDocument, PolicyError, maxNameLength, quote } from "../../../lib/policy";
import type { Fields } from "../store";
import { constructText } from "./code";
import { withProblems } from "./built";
import { optionsOf } from "./command-line";
import { moduleFolder } from "./module";
import { groupProblems, requestOf } from "./request";

/** A level of a team. */
export interface Team {
  readonly level: WorkspaceRole;
  readonly request: TeamRequest;
  /** The group that has the level. */
  readonly group: string;
  readonly resourceGroup: { readonly id: string; readonly accountAlias: string } | undefined;
  /** Where each policy applies. */
  readonly policies: readonly { readonly where: TeamPolicyPlace; readonly document: PolicyDocument }[];
  readonly report: LeastPrivilegeReport;
}

export type TeamPolicyPlace = "inWorkspace" | "inResourceGroup" | "outsideWorkspace";

/** The fields that a level takes, apart from those of the team itself. */
const shared = ["workspace", "region", "account", "workspaceScope"];
const byName = ["credentials", "secret.accessTokens", "passRoles"];
/** Fields of requests. All other fields belong to the page or to other tabs. */
const asking =
  /^(?:feature\.|within\.|secret\.|(?:actions|except|credentials|passRoles|shell|conditions|generation|withoutNodes)$)/;

/** Filled fields that a level ignores. */
export function ignoredByTeam(fields: Fields): readonly string[] {
  const taken = fields.get("team") === "viewer" ? [] : byName;
  return [...fields.keys()].filter((name) => asking.test(name) && !taken.includes(name));
}

/** @throws PolicyError RAM627 for names that cannot be part of an ARN, RAM629 for an unknown level or resource group */
export function teamOf(fields: Fields): Team {
  const level = levelIn(fields.get("team") ?? "");
  const get = (name: string): string => (fields.get(name) ?? "").trim();
  const taken = level === "viewer" ? shared : [...shared, ...byName];
  const [id, accountAlias, named] = [get("team.resourceGroup"), get("account"), get("group")];
  const problems = [
    ...(id === "" || isResourceGroupId(id)
      ? []
      : [partProblem("team.resourceGroup", quote(id), "the id of a resource group, rg-...", "correct it")]),
    ...groupProblems(named),
  ];
  const { request, ...answer } = withProblems(problems, () => {
    const { within, ...parts } = requestOf(new Map([...fields].filter(([name]) => taken.includes(name))));
    const asked: TeamRequest = { workspace: get("workspace"), ...parts, ...(within as object | undefined) };
    return { request: asked, ...answerTo(level, asked, id !== "") };
  });
  const [namePart, ending] = [request.workspace.replace(/[^\w.-]/g, "-"), `-${level}s`];
  return {
    level,
    request,
    group: named || `${namePart.slice(0, maxNameLength("group") - ending.length)}${ending}`,
    resourceGroup: id === "" ? undefined : { id, accountAlias },
    ...answer,
  };
}

function answerTo(level: WorkspaceRole, request: TeamRequest, hasGroup: boolean): Pick<Team, "policies" | "report"> {
  const policies = teamPolicies(level, request);
  const { workspace, region, accountId, workspaceScope } = request;
  const { report } = workspaceRole({
    ...{ role: level, workspaces: [workspace], withoutSecrets: true },
    ...(region === undefined ? {} : { region }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(workspaceScope === undefined ? {} : { workspaceScope }),
  });
  return {
    policies: [
      { where: "inWorkspace", document: policies.workspace },
      ...(hasGroup ? [{ where: "inResourceGroup" as const, document: policies.inResourceGroup }] : []),
      ...(policies.outsideWorkspace === undefined
        ? []
        : [{ where: "outsideWorkspace" as const, document: policies.outsideWorkspace }]),
    ],
    report: {
      ...{ reveals: [], siblings: [], incomplete: [], warnings: [], unused: [] },
      scopes: report.scopes,
      wide: hasGroup ? onlyInResourceGroup(policies) : [],
      withheld: [...(hasGroup ? [] : withoutResourceGroup(policies)), ...policies.withheld],
    },
  };
}

/** Whether attachments are complete: in a resource group, they need the account's id. */
export function canBeAttached({ resourceGroup }: Team): boolean {
  return resourceGroup === undefined || isAccountAlias(resourceGroup.accountAlias);
}

/** The team as a construct in TypeScript. */
export function teamTypeScriptOf({ level, request, group, resourceGroup }: Team): string {
  const { workspace, ...others } = request;
  return constructText("AgentRunTeam", workspace, {
    workspace,
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    members: [{ level, groups: [group] }],
    ...others,
  });
}

/** The command that writes the module of the team, whose call names the group and the place. */
export function teamCommandOf({ request: { workspace, region, accountId, ...others } }: Team): readonly string[] {
  const request = { ...others, within: { workspace, region, accountId } };
  return ["module", "AgentRunTeam", ...optionsOf(request), "--output", moduleFolder];
}

function levelIn(text: string): WorkspaceRole {
  const level = workspaceRoles.find((one) => one === text);
  if (level !== undefined) return level;
  throw new PolicyError([partProblem("team", quote(text), workspaceRoles.join(", "), "choose one of these")]);
}
