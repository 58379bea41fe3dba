import {
  type LeastPrivilegeRequest,
  type SystemPolicyName,
  type Within,
  documentedPolicy,
  leastPrivilege,
  workspaceRole,
  type WorkspaceRole,
  type WorkspaceScope,
} from "../../catalog";
import { partProblem } from "../../catalog/least-privilege/part-problem";
import { type PolicyDocument, PolicyError } from "../../policy";
import { description, policyName, someTargets, tags, targets } from "./common-variables";
import type { ModuleModel, ModuleOutput } from "./module-model";
import { type OpenPlace, type Place, openPlace } from "./place-variables";
import { attachmentBlocks, policyBlocks } from "./policy-blocks";

/** A role in a workspace that callers name. */
export interface WorkspaceAccessModule {
  /** What the members do. */
  readonly role: WorkspaceRole;
  /** The workspace in the example. @default "team-a" */
  readonly workspace?: string;
  /** The region in the example. If it is set, callers must set one, too. @default - callers may set one */
  readonly region?: string;
  /** The account in the example. If it is set, callers must set one, too. @default - callers may set one */
  readonly accountId?: string;
  /** Where the workspace's resources are: as the vendor's best-practice page or its authorization page says. @default "practice" */
  readonly workspaceScope?: WorkspaceScope;
  /** Leaves out the actions that return secrets. @default false */
  readonly withoutSecrets?: boolean;
}

interface PolicyModule {
  readonly title: string;
  readonly about: readonly string[];
  readonly document: PolicyDocument;
  readonly description: string;
  readonly place?: OpenPlace;
  /** In the example. */
  readonly name: string;
}

/** A module of one custom policy, which may be in several parts. */
export function policyModule({ title, about, document, place, name, ...texts }: PolicyModule): ModuleModel {
  const policy = policyBlocks({
    label: "this",
    document,
    description: "${var.description}",
    targets: { expression: "var.attach_to" },
  });
  const needs = place?.needsOf([document.toText()]);
  return {
    title,
    about,
    variables: [
      policyName(policy.longestSuffix),
      description(texts.description, "policy"),
      ...(needs?.variables ?? []),
      targets("attach_to", "Users, groups and roles that get the policy"),
      tags,
    ],
    locals: needs?.locals ?? {},
    resources: policy.blocks,
    outputs: policyOutputs(policy.names, policy.documents),
    example: {
      resources: exampleGroup,
      arguments: { name, ...needs?.arguments, attach_to: { groups: ["${alicloud_ram_group.team.group_name}"] } },
    },
  };
}

export const exampleGroup = { alicloud_ram_group: { team: { group_name: "agent-team" } } } as const;

/** @param names expressions for lists of texts */
export function policyOutputs(names: readonly string[], documents: readonly string[]): readonly ModuleOutput[] {
  const joined = (lists: readonly string[]): string =>
    lists.length === 1 ? lists.join("") : `concat(${lists.join(", ")})`;
  return [
    { name: "policy_names", description: "Names of the policies.", value: joined(names) },
    {
      name: "policy_documents",
      description: "The documents of the policies as JSON, e.g. for reviews.",
      value: joined(documents),
    },
  ];
}

export function fullAccessModule(): ModuleModel {
  return policyModule({
    title: "AgentRun: full access",
    about: [
      "The vendor's full-access policy for AgentRun, verbatim. It is broad: its holders can create roles and attach any policy to them, which amounts to administrator access, and can read every secret in AgentRun.",
    ],
    document: documentedPolicy("fullAccess").document,
    description: "AgentRun: all features, as the vendor documents them",
    name: "agentrun-full-access",
  });
}

/** A policy of a module is attached in the whole account, so that resource groups can only limit it by a condition. */
export type LeastPrivilegeModule = Omit<LeastPrivilegeRequest, "resourceGroupForm">;

/** @throws PolicyError as `leastPrivilege` does, RAM627 for a place with wildcards, RAM629 for attaching in a resource group */
export function leastPrivilegeModule(request: LeastPrivilegeModule): ModuleModel {
  refuseGroupAttachment(request);
  leastPrivilege(request); // everything that is wrong with it, in its own words
  const { within = {} } = request;
  const place = openPlace(placeOf(within), { closed: ["workspace"], path: "within." });
  const open: Within = { ...within, ...place.place };
  const { document } = leastPrivilege({ ...request, within: open }, { unusedRestrictions: "report" });
  return policyModule({
    title: "AgentRun: least privilege",
    about: [
      `The smallest policy for what a team does in AgentRun${within.workspace === undefined ? "" : ", limited to a workspace"}. The features are fixed; callers say where they apply, and to whom.`,
    ],
    document,
    description: "AgentRun: least privilege for the features of a team",
    place,
    name: "agent-team",
  });
}

function refuseGroupAttachment({ resourceGroupForm }: LeastPrivilegeRequest): void {
  if (resourceGroupForm !== "attachment") return;
  const found = "a policy that only an attachment in a resource group limits";
  const allowed = "a condition, because the module attaches the policy in the whole account";
  throw new PolicyError([partProblem("resourceGroupForm", found, allowed, "leave it out, or use AgentRunTeam")]);
}

/** @throws PolicyError RAM627 for a place with wildcards, RAM629 for an unknown role */
export function workspaceAccessModule(request: WorkspaceAccessModule): ModuleModel {
  const { role, workspaceScope, withoutSecrets } = request;
  const place = openPlace(placeOf(request), { required: ["workspace"] });
  const { workspace = "", ...around } = place.place;
  const { document } = workspaceRole({
    role,
    workspaces: [workspace],
    ...around,
    ...(workspaceScope === undefined ? {} : { workspaceScope }),
    ...(withoutSecrets === undefined ? {} : { withoutSecrets }),
  });
  return policyModule({
    title: `AgentRun: ${role} of a workspace`,
    about: [
      `What a ${role} does in one workspace of AgentRun. It grants only what a page of the vendor limits to a workspace, so that it opens no other one.`,
    ],
    document,
    description: `AgentRun: ${role} of a workspace`,
    place,
    name: `team-a-${role}s`,
  });
}

export function placeOf({ workspace, region, accountId }: Place): Place {
  const isGiven = (text: string | undefined): boolean => text !== undefined && text !== "*";
  return {
    ...(workspace === undefined ? {} : { workspace }),
    ...(isGiven(region) ? { region } : {}),
    ...(isGiven(accountId) ? { accountId } : {}),
  };
}

/** A module that attaches a policy of Alibaba Cloud. */
export function systemPolicyModule(title: string, policyNameOfVendor: SystemPolicyName, about: string): ModuleModel {
  return {
    title,
    about: [about, `The module attaches the system policy ${policyNameOfVendor}, which Alibaba Cloud may change.`],
    variables: [someTargets("attach_to", "Users, groups and roles that get the policy")],
    locals: {},
    resources: attachmentBlocks(
      "this",
      { expression: "var.attach_to" },
      { policy_name: policyNameOfVendor, policy_type: "System" },
    ),
    outputs: [{ name: "policy_names", description: "Names of the policies.", value: `["${policyNameOfVendor}"]` }],
    example: {
      resources: exampleGroup,
      arguments: { attach_to: { groups: ["${alicloud_ram_group.team.group_name}"] } },
    },
  };
}
