import {
  type LeastPrivilegeReport,
  type TeamRequest,
  type WorkspaceRole,
  teamPolicies,
  workspaceRole,
  workspaceRoles,
} from "../../../lib/catalog";
import { partProblem } from "../../../lib/catalog/least-privilege/part-problem";
import { withoutResourceGroup } from "../../../lib/catalog/least-privilege/team-policies";
import { type PolicyDocument, PolicyError, quote } from "../../../lib/policy";
import type { Fields } from "../store";
import { constructText } from "./code";
import { requestOf } from "./request";

/** The policies of a level of a team. */
export interface Team {
  /** Where each applies. */
  readonly policies: readonly { readonly where: TeamPolicyPlace; readonly document: PolicyDocument }[];
  readonly report: LeastPrivilegeReport;
  /** `undefined` for a resource group without the account, which is its alias unless that was changed. */
  readonly typeScript: string | undefined;
}

export type TeamPolicyPlace = "inWorkspace" | "inResourceGroup" | "besideWorkspace";

/** The fields that a level takes, apart from those of the team itself. */
const shared = ["workspace", "region", "account", "workspaceScope"];
const byName = ["credentials", "secret.accessTokens", "passRoles"];
/** Fields that ask for something. What else there is, is about the page or other tabs. */
const asking =
  /^(?:feature\.|within\.|secret\.|(?:actions|except|credentials|passRoles|shell|conditions|generation|withoutNodes)$)/;

/** Fields that are filled in, and that a level does not take. */
export function ignoredByTeam(fields: Fields): readonly string[] {
  const taken = fields.get("team") === "viewer" ? [] : byName;
  return [...fields.keys()].filter((name) => asking.test(name) && !taken.includes(name));
}

/** @throws PolicyError RAM627 for names that cannot be part of an ARN, RAM629 for an unknown level */
export function teamOf(fields: Fields): Team {
  const level = levelIn(fields.get("team") ?? "");
  const get = (name: string): string => (fields.get(name) ?? "").trim();
  const taken = level === "viewer" ? shared : [...shared, ...byName];
  const { within, ...parts } = requestOf(new Map([...fields].filter(([name]) => taken.includes(name))));
  const request: TeamRequest = { workspace: get("workspace"), ...parts, ...(within as object | undefined) };
  const policies = teamPolicies(level, request);
  const { workspace, region, accountId, workspaceScope } = request;
  const { report } = workspaceRole({
    ...{ role: level, workspaces: [workspace], withoutSecrets: true },
    ...(region === undefined ? {} : { region }),
    ...(accountId === undefined ? {} : { accountId }),
    ...(workspaceScope === undefined ? {} : { workspaceScope }),
  });
  const id = get("team.resourceGroup");
  const why = "it cannot be limited to the workspace; only its attachment in the resource group limits it";
  const inGroup = policies.inResourceGroup.statements.flatMap(({ actions }) => actions);
  return {
    policies: [
      { where: "inWorkspace", document: policies.workspace },
      ...(id === "" ? [] : [{ where: "inResourceGroup" as const, document: policies.inResourceGroup }]),
      ...(policies.beside === undefined ? [] : [{ where: "besideWorkspace" as const, document: policies.beside }]),
    ],
    report: {
      ...{ reveals: [], siblings: [], incomplete: [], warnings: [], unused: [] },
      scopes: report.scopes,
      wide: id === "" ? [] : inGroup.map((action) => ({ action, resources: ["*"], why })),
      withheld: [...(id === "" ? withoutResourceGroup(policies) : []), ...policies.withheld],
    },
    typeScript: typeScript(level, request, id, get("account"), get("group")),
  };
}

function typeScript(level: WorkspaceRole, request: TeamRequest, id: string, accountAlias: string, group: string) {
  if (id !== "" && accountAlias === "") return undefined;
  const { workspace, ...others } = request;
  return constructText("AgentRunTeam", workspace, {
    workspace,
    ...(id === "" ? {} : { resourceGroup: { id, accountAlias } }),
    members: [{ level, groups: [group || `${workspace}-${level}s`] }],
    ...others,
  });
}

function levelIn(text: string): WorkspaceRole {
  const level = workspaceRoles.find((one) => one === text);
  if (level !== undefined) return level;
  throw new PolicyError([partProblem("team", quote(text), workspaceRoles.join(", "), "choose one of these")]);
}
