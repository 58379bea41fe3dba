import type { Construct } from "constructs";
import {
  AgentRunDefaultRole,
  AgentRunFoundation,
  AgentRunFullAccess,
  AgentRunServiceLinkedRole,
  AgentRunTeam,
  DevsCustomRole,
  DevsDefaultRole,
  FlowExecutionRole,
  FunctionComputeServiceLinkedRole,
  InvokeAccess,
  LeastPrivilege,
  ReadOnlyAccess,
  WorkspaceAccess,
} from "../../../lib/constructs";
import { type ModuleFiles, renderModule } from "../../../lib/terraform/module-text";

const attachTo = { groups: ["agent-team"] };
const everyone = { users: ["u"], groups: ["g"], roles: ["r"] };
const account = "1234567890123456";
const region = "cn-hangzhou";
const sandboxes = { features: { sandboxes: "manage", agents: "view" } } as const;
/** A module, and the construct that it does the same as. */
export interface ModuleRow {
  readonly files: ModuleFiles;
  /** Makes the construct for the place of the call. */
  readonly construct: (scope: Construct) => Construct;
  /** Arguments of the call, instead of the module's own example. */
  readonly call?: Readonly<Record<string, unknown>>;
}

export const moduleRows: Readonly<Record<string, ModuleRow>> = {
  "LeastPrivilege, everywhere": {
    files: renderModule("LeastPrivilege", sandboxes),
    construct: (s) => new LeastPrivilege(s, "X", { ...sandboxes, policyName: "agent-team", attachTo }),
  },
  "LeastPrivilege, everywhere, called for a place": {
    files: renderModule("LeastPrivilege", sandboxes),
    call: { name: "p", description: "d", region, account_id: account, attach_to: everyone, tags: { team: "a" } },
    construct: (s) =>
      new LeastPrivilege(s, "X", {
        ...sandboxes,
        ...{ policyName: "p", description: "d", attachTo: everyone, tags: { team: "a" } },
        within: { region, accountId: account },
      }),
  },
  "LeastPrivilege, in a workspace": {
    files: renderModule("LeastPrivilege", { ...sandboxes, within: { workspace: "shop" } }),
    construct: (s) => new LeastPrivilege(s, "X", { ...sandboxes, within: { workspace: "shop" }, attachTo }),
  },
  "LeastPrivilege, in a workspace, called for another place": {
    files: renderModule("LeastPrivilege", { ...sandboxes, within: { workspace: "shop", region, accountId: account } }),
    call: { name: "p", workspace: "other", region: "cn-beijing", account_id: "1", attach_to: everyone },
    construct: (s) =>
      new LeastPrivilege(s, "X", {
        ...sandboxes,
        within: { workspace: "other", region: "cn-beijing", accountId: "1" },
        attachTo: everyone,
      }),
  },
  "LeastPrivilege, names, secrets and conditions": {
    files: renderModule("LeastPrivilege", {
      features: { tools: "manage" },
      within: { workspace: "team-a", tools: ["search"], accountId: account },
      secrets: { credentials: ["openai"] },
      passRoles: ["runtime"],
      conditions: { StringLike: { "acs:UserAgent": ["${not-terraform}*", "%{if}"] } },
      dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
      generation: "functionai",
    }),
    construct: (s) =>
      new LeastPrivilege(s, "X", {
        features: { tools: "manage" },
        within: { workspace: "team-a", tools: ["search"], accountId: account },
        secrets: { credentials: ["openai"] },
        passRoles: ["runtime"],
        conditions: { StringLike: { "acs:UserAgent": ["${not-terraform}*", "%{if}"] } },
        dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
        generation: "functionai",
        attachTo,
      }),
  },
  AgentRunFullAccess: {
    files: renderModule("AgentRunFullAccess"),
    construct: (s) => new AgentRunFullAccess(s, "X", { attachTo }),
  },
  ReadOnlyAccess: {
    files: renderModule("ReadOnlyAccess"),
    construct: (s) => new ReadOnlyAccess(s, "X", { attachTo }),
  },
  InvokeAccess: {
    files: renderModule("InvokeAccess"),
    call: { attach_to: everyone },
    construct: (s) => new InvokeAccess(s, "X", { attachTo: everyone }),
  },
  WorkspaceAccess: {
    files: renderModule("WorkspaceAccess", { role: "developer" }),
    construct: (s) => new WorkspaceAccess(s, "X", { role: "developer", workspaces: ["team-a"], attachTo }),
  },
  "WorkspaceAccess, by the authorization page": {
    files: renderModule("WorkspaceAccess", {
      role: "administrator",
      region,
      accountId: account,
      workspaceScope: "documented",
      withoutSecrets: true,
    }),
    call: { name: "p", workspace: "w", region: "cn-beijing", account_id: "2", attach_to: everyone },
    construct: (s) =>
      new WorkspaceAccess(s, "X", {
        role: "administrator",
        workspaces: ["w"],
        ...{ region: "cn-beijing", accountId: "2", attachTo: everyone },
        ...{ workspaceScope: "documented", withoutSecrets: true },
      }),
  },
  AgentRunTeam: {
    files: renderModule("AgentRunTeam"),
    construct: (s) =>
      new AgentRunTeam(s, "X", {
        workspace: "team-a",
        resourceGroup: { id: "rg-team-a", accountAlias: account },
        members: [{ level: "developer", groups: ["agent-team"] }],
      }),
  },
  "AgentRunTeam, with all levels and dependencies": {
    files: renderModule("AgentRunTeam", {
      buckets: ["team-a-knowledge"],
      logstores: [{ project: "team-a", logstore: "agents" }],
      secrets: { credentials: ["openai"], accessTokens: true },
      passRoles: ["team-a-agents"],
    }),
    call: {
      ...{ name: "p", workspace: "shop", region, account_id: account },
      resource_group: { id: "rg-1", account_alias: "alias" },
      viewers: { users: ["v"] },
      developers: everyone,
      administrators: { users: ["a"] },
    },
    construct: (s) =>
      new AgentRunTeam(s, "X", {
        ...{ workspace: "shop", region, accountId: account },
        resourceGroup: { id: "rg-1", accountAlias: "alias" },
        members: [
          { level: "viewer", users: ["v"] },
          { level: "developer", ...everyone },
          { level: "administrator", users: ["a"] },
        ],
        buckets: ["team-a-knowledge"],
        logstores: [{ project: "team-a", logstore: "agents" }],
        secrets: { credentials: ["openai"], accessTokens: true },
        passRoles: ["team-a-agents"],
      }),
  },
  "AgentRunTeam, without a resource group": {
    files: renderModule("AgentRunTeam"),
    call: { name: "p", workspace: "shop", viewers: everyone },
    construct: (s) => new AgentRunTeam(s, "X", { workspace: "shop", members: [{ level: "viewer", ...everyone }] }),
  },
  FlowExecutionRole: {
    files: renderModule("FlowExecutionRole"),
    construct: (s) => new FlowExecutionRole(s, "X"),
  },
  "FlowExecutionRole, two kinds of nodes": {
    files: renderModule("FlowExecutionRole", {
      generation: "functionai",
      nodes: { functionCompute: false, subWorkflows: false, sandboxAndAgentRun: false, knowledgeBase: false },
    }),
    call: { name: "flows", description: "d", tags: { team: "a" } },
    construct: (s) =>
      new FlowExecutionRole(s, "X", {
        generation: "functionai",
        nodes: { functionCompute: false, subWorkflows: false, sandboxAndAgentRun: false, knowledgeBase: false },
        ...{ roleName: "flows", description: "d", tags: { team: "a" } },
      }),
  },
  DevsDefaultRole: { files: renderModule("DevsDefaultRole"), construct: (s) => new DevsDefaultRole(s, "X") },
  "DevsDefaultRole, functionai": {
    files: renderModule("DevsDefaultRole", { generation: "functionai" }),
    construct: (s) => new DevsDefaultRole(s, "X", { generation: "functionai" }),
  },
  DevsCustomRole: { files: renderModule("DevsCustomRole"), construct: (s) => new DevsCustomRole(s, "X") },
  AgentRunDefaultRole: {
    files: renderModule("AgentRunDefaultRole"),
    construct: (s) => new AgentRunDefaultRole(s, "X"),
  },
  AgentRunServiceLinkedRole: {
    files: renderModule("AgentRunServiceLinkedRole"),
    construct: (s) => new AgentRunServiceLinkedRole(s, "X"),
  },
  "AgentRunServiceLinkedRole, other service name": {
    files: renderModule("AgentRunServiceLinkedRole"),
    call: { service_name: "agentrun.aliyuncs.com" },
    construct: (s) => new AgentRunServiceLinkedRole(s, "X", { serviceName: "agentrun.aliyuncs.com" }),
  },
  FunctionComputeServiceLinkedRole: {
    files: renderModule("FunctionComputeServiceLinkedRole"),
    construct: (s) => new FunctionComputeServiceLinkedRole(s, "X"),
  },
  AgentRunFoundation: {
    files: renderModule("AgentRunFoundation", { generation: "functionai" }),
    construct: (s) => new AgentRunFoundation(s, "X", { generation: "functionai" }),
  },
};
