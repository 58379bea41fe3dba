import type { Construct } from "constructs";
import {
  type TeamPolicies,
  type TeamRequest,
  type WithheldNeed,
  type WorkspaceRole,
  teamPolicies,
  workspaceRoles,
} from "../catalog";
import { withoutResourceGroup } from "../catalog/least-privilege/team-policies";
import { PolicyError, type Problem, quote } from "../policy";
import { CheckedConstruct } from "./checked-construct";
import { CustomPolicy } from "./custom-policy";
import { FlowExecutionRole, type FlowExecutionRoleProps } from "./flow-execution-role";
import { type AttachmentTargets, type ResourceGroupScope, listTargets } from "./internal/attachment-targets";
import { explainContestedScopes } from "./internal/contested-scopes";
import { type DeployOptions, deployOptions } from "./internal/deploy-options";
import { constructProblemIds } from "./internal/problem-ids";
import { either, fields, flag, list, object, record, text } from "./internal/prop-shapes";
import { readProps, resourceGroupShape } from "./internal/read-props";
import { stableName } from "./internal/stable-name";
import { WorkspaceAccess } from "./workspace-access";

/** Members of a team with the same level. */
export interface TeamMembers extends Pick<AttachmentTargets, "users" | "groups" | "roles"> {
  /** What the members may do in the workspace. */
  readonly level: WorkspaceRole;
}

/** Props of {@link AgentRunTeam}. */
export interface AgentRunTeamProps extends DeployOptions, TeamRequest {
  /**
   * Who is in the team.
   * @example [{ level: "administrator", users: ["alice"] }, { level: "developer", groups: ["team-a"] }]
   */
  readonly members: readonly TeamMembers[];
  /**
   * The resource group of the workspace. What no page limits to a workspace is granted in this group only.
   * @default - such actions are not granted; without `agentrun:ListWorkspaces`, the console shows no workspace
   * @example { id: "rg-team-a", accountAlias: "1234567890123456" }
   */
  readonly resourceGroup?: ResourceGroupScope;
  /**
   * A role of the team's own to execute flows, named after the construct unless its props name it. Developers and
   * administrators may pass it to the services of AgentRun.
   * @default false
   * @example { roleName: "team-a-flows", nodes: { knowledgeBase: false } }
   */
  readonly flowExecutionRole?: boolean | FlowExecutionRoleProps;
}

/** What members of a level may not do. */
export type TeamReport = Readonly<Partial<Record<WorkspaceRole, readonly WithheldNeed[]>>>;

/**
 * A team in a workspace, in one call: policies for each level, attached to its members, so that nothing reaches the
 * workspaces of other teams. Workspace and resource group are made elsewhere; the resource group of a workspace is fixed at
 * its creation.
 *
 * Each level has up to three policies: what is limited to the workspace ({@link WorkspaceAccess}, without secrets), what
 * only the resource group limits, and what is outside of the workspace, each by name: buckets, functions, logstores,
 * secrets, roles to pass. What neither workspace nor group limits is not granted, and listed in the report.
 *
 * Reported at synth: RAM301 without members, RAM302 for a member with two levels, RAM308 for an unknown level, RAM322 for
 * the resource group, RAM627 and RAM629 for other parts of the request, and what the constructs in it report.
 *
 * Source: fc-docs, best practices for resource groups and workspaces (changed 2026-07-24, read 2026-11-28).
 *
 * @example
 * new AgentRunTeam(this, "TeamA", {
 *   workspace: "team-a",
 *   resourceGroup: { id: "rg-team-a", accountAlias: "1234567890123456" },
 *   members: [
 *     { level: "administrator", users: ["alice"] },
 *     { level: "developer", groups: ["team-a"] },
 *   ],
 *   buckets: ["team-a-knowledge"],
 *   secrets: { credentials: ["openai"] },
 * });
 */
export class AgentRunTeam extends CheckedConstruct {
  /** The policies of each level that has members, limited to the workspace. */
  public readonly access: Readonly<Partial<Record<WorkspaceRole, WorkspaceAccess>>>;
  /** The team's own role for flows; `undefined` if it was not requested. */
  public readonly flowExecutionRole: FlowExecutionRole | undefined;
  /** What each level has no grant for, and why. */
  public readonly report: TeamReport;

  public constructor(scope: Construct, id: string, given: AgentRunTeamProps) {
    const props = readProps(scope, id, given, ["workspace", "members"], teamShapes);
    super(scope, id);
    this.addProblems(checkMembers(props.members));
    this.flowExecutionRole = this.ownRole(props);
    const access: Partial<Record<WorkspaceRole, WorkspaceAccess>> = {};
    const report: Partial<Record<WorkspaceRole, readonly WithheldNeed[]>> = {};
    for (const level of workspaceRoles) {
      const targets = membersOf(props.members, level);
      if (listTargets(targets).length === 0) continue;
      access[level] = this.workspaceAccess(level, targets, props);
      report[level] = this.furtherPolicies(level, targets, props);
    }
    this.access = access;
    this.report = report;
  }

  private workspaceAccess(level: WorkspaceRole, attachTo: AttachmentTargets, props: AgentRunTeamProps) {
    const { workspace, region, accountId, workspaceScope } = props;
    return new WorkspaceAccess(this, titles[level], {
      ...deployOptions(props),
      ...(region === undefined ? {} : { region }),
      ...(accountId === undefined ? {} : { accountId }),
      ...(workspaceScope === undefined ? {} : { workspaceScope }),
      role: level,
      workspaces: [workspace],
      withoutSecrets: true,
      attachTo,
    });
  }

  /** Makes the policies of a level, apart from the one that is limited to the workspace. Returns what is not granted. */
  private furtherPolicies(
    level: WorkspaceRole,
    attachTo: AttachmentTargets,
    props: AgentRunTeamProps,
  ): readonly WithheldNeed[] {
    const policies = this.policiesOf(level, props);
    if (policies === undefined) return [];
    const { resourceGroup } = props;
    const options = deployOptions(props);
    if (resourceGroup !== undefined) {
      const inGroup = new CustomPolicy(this, `${titles[level]}InResourceGroup`, {
        ...options,
        description: `AgentRun: ${level} of a workspace, in its resource group only`,
        document: policies.inResourceGroup,
        attachTo: { ...attachTo, resourceGroup },
      });
      explainContestedScopes(inGroup);
    }
    if (policies.outsideWorkspace !== undefined) {
      const outside = new CustomPolicy(this, `${titles[level]}OutsideWorkspace`, {
        ...options,
        description: `AgentRun: what ${level}s of a workspace need outside of it`,
        document: policies.outsideWorkspace,
        attachTo,
      });
      explainContestedScopes(outside);
    }
    return resourceGroup === undefined ? [...withoutResourceGroup(policies), ...policies.withheld] : policies.withheld;
  }

  private policiesOf(level: WorkspaceRole, props: AgentRunTeamProps): TeamPolicies | undefined {
    const role = this.flowExecutionRole?.roleName;
    const passRoles = [...(props.passRoles ?? []), ...(role === undefined ? [] : [role])];
    try {
      return teamPolicies(level, { ...props, ...(passRoles.length === 0 ? {} : { passRoles }) });
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      this.addProblems(error.problems.filter(({ path }) => !["workspaces[0]", "region", "accountId"].includes(path)));
      return undefined;
    }
  }

  private ownRole({ flowExecutionRole = false, ...props }: AgentRunTeamProps): FlowExecutionRole | undefined {
    if (flowExecutionRole === false) return undefined;
    const own: FlowExecutionRoleProps = flowExecutionRole === true ? {} : flowExecutionRole;
    const named = own.roleName === undefined ? { roleName: stableName(this, "role") } : {};
    return new FlowExecutionRole(this, "FlowExecutionRole", { ...deployOptions(props), ...named, ...own });
  }
}

const titles: Readonly<Record<WorkspaceRole, string>> = {
  viewer: "Viewers",
  developer: "Developers",
  administrator: "Administrators",
};

const teamShapes = {
  members: list(
    fields({
      users: list(either(text, object)),
      groups: list(either(text, object)),
      roles: list(either(text, object)),
    }),
  ),
  resourceGroup: resourceGroupShape,
  ...{ buckets: list(text), functions: list(text), passRoles: list(text) },
  logstores: list(record(text)),
  secrets: object,
  flowExecutionRole: either(flag, object),
};

function membersOf(members: readonly TeamMembers[], level: WorkspaceRole): AttachmentTargets {
  const own = members.filter((one) => one.level === level);
  const [users, groups, roles] = [
    own.flatMap((one) => one.users ?? []),
    own.flatMap((one) => one.groups ?? []),
    own.flatMap((one) => one.roles ?? []),
  ];
  return {
    ...(users.length === 0 ? {} : { users }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(roles.length === 0 ? {} : { roles }),
  };
}

/** RAM301 without members, RAM302 for a member with several levels, RAM308 for members without a known level. */
function checkMembers(members: readonly TeamMembers[]): readonly Problem[] {
  const levels = new Map<string, Set<WorkspaceRole>>();
  const wrong: Problem[] = [];
  for (const [index, { level, ...targets }] of members.entries()) {
    const path = `members[${index}]`;
    if (!(workspaceRoles as readonly unknown[]).includes(level)) {
      const found = `the level ${quote(level)}`;
      wrong.push(memberProblem(constructProblemIds.missingOption, path, found, workspaceRoles.join(", ")));
    }
    const principals = listTargets(targets);
    if (principals.length === 0) {
      wrong.push(memberProblem(constructProblemIds.emptyAttachment, path, "no user, group or role", "at least one"));
    }
    for (const { type, name } of principals) {
      const key = `${type} ${name}`;
      levels.set(key, (levels.get(key) ?? new Set()).add(level));
    }
  }
  const twice = [...levels].filter(([, of]) => of.size > 1);
  return [
    ...(members.length === 0
      ? [memberProblem(constructProblemIds.emptyAttachment, "members", "no members", "at least one")]
      : wrong),
    ...twice.map(([key, of]) =>
      memberProblem(
        constructProblemIds.attachedTwice,
        "members",
        `the ${key} with the levels ${[...of].join(" and ")}`,
        "one level for each member",
      ),
    ),
  ];
}

function memberProblem(id: Problem["id"], path: string, found: string, allowed: string): Problem {
  return { id, path, found, allowed, fix: "set it, or remove the entry" };
}
