import {
  agentRunDefaultRole,
  agentRunServiceLinkedRole,
  devsCustomRole,
  devsDefaultRole,
  functionComputeServiceLinkedRole,
} from "../../catalog";
import type { ModuleModel } from "./module-model";
import {
  type LeastPrivilegeModule,
  type WorkspaceAccessModule,
  fullAccessModule,
  leastPrivilegeModule,
  systemPolicyModule,
  workspaceAccessModule,
} from "./policy-modules";
import {
  type FlowExecutionModule,
  type GenerationModule,
  flowExecutionModule,
  foundationModule,
  roleModule,
  serviceLinkedRoleModule,
} from "./role-modules";
import { type TeamModule, teamModule } from "./team-module";

/** The options of each module, by its name; `undefined` for a module without options. */
export interface ModuleRequests {
  /** A policy for the features that a request names. */
  readonly LeastPrivilege: LeastPrivilegeModule;
  readonly AgentRunFullAccess: undefined;
  readonly ReadOnlyAccess: undefined;
  readonly InvokeAccess: undefined;
  /** A policy for a role in workspaces. */
  readonly WorkspaceAccess: WorkspaceAccessModule;
  /** The policies of a team. */
  readonly AgentRunTeam: TeamModule;
  /** The role that executes flows. */
  readonly FlowExecutionRole: FlowExecutionModule;
  /** The role of functions of AgentRun itself. */
  readonly DevsDefaultRole: GenerationModule;
  /** The role that deploys agents and functions. */
  readonly DevsCustomRole: GenerationModule;
  readonly AgentRunDefaultRole: undefined;
  readonly AgentRunServiceLinkedRole: undefined;
  readonly FunctionComputeServiceLinkedRole: undefined;
  /** The roles that an account needs before AgentRun is first used. */
  readonly AgentRunFoundation: GenerationModule;
}

/** The name of a module: that of the construct that does the same. */
export type ModuleName = keyof ModuleRequests;

interface ModuleRow<Request> {
  /** What a request may have. @default - what the request's own check says */
  readonly parts?: readonly (keyof NonNullable<Request> & string)[];
  readonly model: (request: Request) => ModuleModel;
}

/** To add a module, add its row here, and its request above. */
export const moduleRows: { readonly [Name in ModuleName]: ModuleRow<ModuleRequests[Name]> } = {
  LeastPrivilege: { model: leastPrivilegeModule },
  AgentRunFullAccess: { parts: [], model: fullAccessModule },
  ReadOnlyAccess: {
    parts: [],
    model: () =>
      systemPolicyModule(
        "AgentRun: reading",
        "AliyunAgentRunReadOnlyAccess",
        "Permission to read everything in AgentRun. It includes secrets: `agentrun:GetCredential` returns credentials, `agentrun:GetAccessToken` returns tokens.",
      ),
  },
  InvokeAccess: {
    parts: [],
    model: () =>
      systemPolicyModule(
        "AgentRun: calling agents and sandboxes",
        "AliyunAgentRunInvokeOnlyAccess",
        "Permission to call agents and sandboxes with signed requests.",
      ),
  },
  WorkspaceAccess: {
    parts: ["role", "workspace", "region", "accountId", "workspaceScope", "withoutSecrets"],
    model: workspaceAccessModule,
  },
  AgentRunTeam: {
    parts: [
      ...(["workspace", "region", "accountId", "workspaceScope", "secrets", "passRoles"] as const),
      ...(["buckets", "functions", "logstores"] as const),
    ],
    model: teamModule,
  },
  FlowExecutionRole: { parts: ["generation", "nodes"], model: flowExecutionModule },
  DevsDefaultRole: {
    parts: ["generation"],
    model: ({ generation = "devs" }) => roleModule(devsDefaultRole[generation]),
  },
  DevsCustomRole: { parts: ["generation"], model: ({ generation = "devs" }) => roleModule(devsCustomRole[generation]) },
  AgentRunDefaultRole: { parts: [], model: () => roleModule(agentRunDefaultRole) },
  AgentRunServiceLinkedRole: { parts: [], model: () => serviceLinkedRoleModule(agentRunServiceLinkedRole) },
  FunctionComputeServiceLinkedRole: {
    parts: [],
    model: () => serviceLinkedRoleModule(functionComputeServiceLinkedRole),
  },
  AgentRunFoundation: { parts: ["generation"], model: foundationModule },
};

/** Names of all modules. */
export const moduleNames = Object.keys(moduleRows) as readonly ModuleName[]; // its own names

/** The names of a module's options. */
export function partsOf(name: ModuleName): readonly string[] | undefined {
  return moduleRows[name].parts;
}
