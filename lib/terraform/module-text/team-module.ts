import {
  type TeamDependencies,
  type TeamPolicies,
  type TeamSecrets,
  type WorkspaceRole,
  type WorkspaceScope,
  teamPolicies,
  workspaceRoles,
} from "../../catalog";
import type { PolicyDocument } from "../../policy";
import { description, policyName, resourceGroup, tags, targets } from "./common-variables";
import { type ModuleModel, mergedBlocks } from "./module-model";
import { openPlace } from "./place-variables";
import { policyBlocks } from "./policy-blocks";
import { exampleGroup, placeOf, policyOutputs } from "./policy-modules";

/** A team in a workspace that callers name. */
export interface TeamModule extends TeamDependencies {
  /** The workspace in the example. @default "team-a" */
  readonly workspace?: string;
  /** The region in the example. If it is set, callers must set one, too. @default - callers may set one */
  readonly region?: string;
  /** The account in the example. If it is set, callers must set one, too. @default - callers may set one */
  readonly accountId?: string;
  /** Where the workspace's resources are: as the vendor's best-practice page or its authorization page says. @default "practice" */
  readonly workspaceScope?: WorkspaceScope;
  /** Secrets for developers and administrators. @default - none */
  readonly secrets?: TeamSecrets;
  /** Names of roles that developers and administrators may pass to the services of AgentRun. @default - none */
  readonly passRoles?: readonly string[];
}

/** A policy of a level, as the construct `AgentRunTeam` makes it. */
interface TeamPolicy {
  readonly level: WorkspaceRole;
  readonly label: string;
  readonly suffix: string;
  readonly document: PolicyDocument;
  readonly about: string;
  readonly isInGroup: boolean;
}

/** @throws PolicyError RAM627 for names that cannot be part of an ARN, and for a place with wildcards */
export function teamModule(request: TeamModule): ModuleModel {
  const place = openPlace(placeOf(request), { required: ["workspace"] });
  const { workspace = "", ...around } = place.place;
  const policies = workspaceRoles.flatMap((level) =>
    policiesOf(level, teamPolicies(level, { ...request, ...around, workspace })),
  );
  const made = policies.map(({ level, label, suffix, document, about, isInGroup }) =>
    policyBlocks({
      ...{ label, suffix, document },
      description: `\${coalesce(var.description, ${JSON.stringify(about)})}`,
      targets: {
        expression: `var.${level}s`,
        ...(isInGroup ? { resourceGroup: "var.resource_group" } : {}),
      },
      onlyIf: isInGroup ? `local.has_${level}s && var.resource_group != null` : `local.has_${level}s`,
    }),
  );
  const needs = place.needsOf(policies.map(({ document }) => document.toText()));
  const members = (level: WorkspaceRole): string =>
    ["users", "groups", "roles"].map((kind) => `length(var.${level}s.${kind})`).join(" + ");
  return {
    title: "AgentRun: a team in a workspace",
    about: [
      "Policies for the viewers, developers and administrators of one workspace, so that nothing reaches the workspaces of other teams. Workspace and resource group are made elsewhere.",
      "Each level has what is limited to the workspace, without secrets, and what only the resource group limits. What neither limits is not granted.",
    ],
    variables: [
      policyName(Math.max(...made.map(({ longestSuffix }) => longestSuffix))),
      description(null, "policies"),
      ...needs.variables,
      resourceGroup,
      ...workspaceRoles.map((level) => targets(`${level}s`, `Users, groups and roles that are ${level}s`)),
      tags,
    ],
    locals: {
      ...needs.locals,
      ...Object.fromEntries(workspaceRoles.map((level) => [`has_${level}s`, `${members(level)} > 0`])),
    },
    resources: mergedBlocks(made.map(({ blocks }) => blocks)),
    outputs: policyOutputs(
      made.flatMap(({ names }) => names),
      made.flatMap(({ documents }) => documents),
    ),
    example: {
      resources: exampleGroup,
      arguments: {
        name: "team-a",
        ...needs.arguments,
        resource_group: { id: "rg-team-a", account_alias: "1234567890123456" },
        developers: { groups: ["${alicloud_ram_group.team.group_name}"] },
      },
    },
  };
}

function policiesOf(
  level: WorkspaceRole,
  { workspace, inResourceGroup, outsideWorkspace }: TeamPolicies,
): readonly TeamPolicy[] {
  const about = `AgentRun: ${level} of a workspace`;
  const own = { level, isInGroup: false };
  return [
    { ...own, label: `${level}s`, suffix: `-${level}s`, document: workspace, about },
    {
      level,
      label: `${level}s_in_resource_group`,
      suffix: `-${level}s-in-resource-group`,
      document: inResourceGroup,
      about: `${about}, in its resource group only`,
      isInGroup: true,
    },
    ...(outsideWorkspace === undefined
      ? []
      : [
          {
            ...own,
            label: `${level}s_outside_workspace`,
            suffix: `-${level}s-outside-workspace`,
            document: outsideWorkspace,
            about: `AgentRun: what ${level}s of a workspace need outside of it`,
          },
        ]),
  ];
}
