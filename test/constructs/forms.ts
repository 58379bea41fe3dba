import { App, TerraformStack } from "cdktf";
import {
  AgentRunDefaultRole,
  AgentRunFoundation,
  AgentRunFullAccess,
  AgentRunServiceLinkedRole,
  AgentRunTeam,
  AgentRuntime,
  CustomPolicy,
  DevsCustomRole,
  DevsDefaultRole,
  FlowExecutionRole,
  FunctionComputeServiceLinkedRole,
  InvokeAccess,
  LeastPrivilege,
  PolicyStatement,
  Principal,
  ReadOnlyAccess,
  ResourceGroupAccess,
  Role,
  ServiceLinkedRole,
  SuperAgentRole,
  SystemPolicy,
  TerraformDeployerPolicy,
  TrustPolicy,
  WorkloadRole,
  WorkspaceAccess,
  unchecked,
} from "../../lib";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";

const readRuntimes = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });

const inGroup = {
  resourceGroup: { id: "rg-team-a", accountAlias: "1234567890123456" },
  attachTo: { groups: ["team-a"] },
};

/** Every construct in each of its forms. */
export const forms: Readonly<Record<string, (stack: TerraformStack) => void>> = {
  AgentRunFullAccess: (s) => new AgentRunFullAccess(s, "X", { attachTo: { groups: ["admins"] } }),
  LeastPrivilege: (s) => new LeastPrivilege(s, "X", { attachTo: { users: ["dev"] } }),
  "ReadOnlyAccess, system": (s) => new ReadOnlyAccess(s, "X", { attachTo: { roles: ["auditor"] } }),
  "ReadOnlyAccess, custom": (s) => new ReadOnlyAccess(s, "X", { as: "custom" }),
  "ReadOnlyAccess, runtimes": (s) =>
    new ReadOnlyAccess(s, "X", {
      as: "custom",
      runtimes: [{ workspace: "w", runtime: "r", region: "cn-hangzhou", accountId: "1234567890123456" }],
    }),
  AgentRuntime: (s) => {
    const runtime = new AgentRuntime(s, "X", { workspace: "w", runtime: "r" });
    runtime.grantInvoke(Principal.fromUserName("u"));
    runtime.grantRead(new FlowExecutionRole(s, "Flows")).when({ Bool: { "acs:SecureTransport": "true" } });
  },
  "Role, grants": (s) => {
    const role = new Role(s, "X", { mode: "existing", roleName: "r", accountId: "1234567890123456" });
    role.grantAssumeRole(Principal.fromGroupName("g"));
    role.grantPassRole(Principal.fromRoleName("ci"), "fc.aliyuncs.com");
  },
  "InvokeAccess, system": (s) => new InvokeAccess(s, "X", { attachTo: { groups: ["callers"] } }),
  "InvokeAccess, custom": (s) => new InvokeAccess(s, "X", { as: "custom", policyName: "invoke" }),
  "InvokeAccess, runtimes": (s) =>
    new InvokeAccess(s, "X", {
      as: "custom",
      runtimes: [
        { workspace: "w", runtime: "b" },
        { workspace: "w", runtime: "a" },
      ],
    }),
  FlowExecutionRole: (s) => new FlowExecutionRole(s, "X"),
  "FlowExecutionRole, functionai, two kinds of nodes": (s) =>
    new FlowExecutionRole(s, "X", {
      generation: "functionai",
      nodes: { functionCompute: false, subWorkflows: false, sandboxAndAgentRun: false, knowledgeBase: false },
    }),
  "FlowExecutionRole, import": (s) => new FlowExecutionRole(s, "X", { mode: "import", nodes: { triggers: false } }),
  "FlowExecutionRole, existing": (s) => new FlowExecutionRole(s, "X", { mode: "existing" }),
  "DevsCustomRole, devs": (s) => new DevsCustomRole(s, "X"),
  "DevsCustomRole, functionai": (s) => new DevsCustomRole(s, "X", { generation: "functionai" }),
  "DevsDefaultRole, devs": (s) => new DevsDefaultRole(s, "X"),
  "DevsDefaultRole, functionai": (s) => new DevsDefaultRole(s, "X", { generation: "functionai" }),
  AgentRunDefaultRole: (s) => new AgentRunDefaultRole(s, "X"),
  "AgentRunDefaultRole, told otherwise": (s) =>
    new AgentRunDefaultRole(s, "X", {
      trustedService: "agentrun.fc.aliyuncs.com",
      policies: ["AliyunFCInvocationAccess"],
    }),
  SuperAgentRole: (s) =>
    new SuperAgentRole(s, "X", {
      trustedService: "agentrun.fc.aliyuncs.com",
      policies: ["AliyunAgentRunReadOnlyAccess"],
    }),
  AgentRunServiceLinkedRole: (s) => new AgentRunServiceLinkedRole(s, "X"),
  "AgentRunServiceLinkedRole, import": (s) => new AgentRunServiceLinkedRole(s, "X", { mode: "import" }),
  "AgentRunServiceLinkedRole, other service name, unprotected": (s) =>
    new AgentRunServiceLinkedRole(s, "X", { serviceName: "agentrun.aliyuncs.com", protectFromDestroy: false }),
  FunctionComputeServiceLinkedRole: (s) => new FunctionComputeServiceLinkedRole(s, "X"),
  ServiceLinkedRole: (s) =>
    new ServiceLinkedRole(s, "X", {
      serviceName: "ops.example.aliyuncs.com",
      roleName: "AliyunServiceRoleForExample",
      customSuffix: "One",
      description: "for one team",
    }),
  AgentRunFoundation: (s) => new AgentRunFoundation(s, "X"),
  "AgentRunFoundation, all parts": (s) =>
    new AgentRunFoundation(s, "X", {
      generation: "functionai",
      mode: "import",
      flowExecutionRole: true,
      agentRunDefaultRole: { mode: "create" },
      superAgentRole: { mode: "existing" },
    }),
  CustomPolicy: (s) =>
    new CustomPolicy(s, "X", {
      document: [readRuntimes],
      policyName: "read-runtimes",
      description: "costs ${5}",
      tags: { team: "a" },
      rotateStrategy: "None",
      attachTo: { users: ["u"], groups: ["g"], roles: ["r"] },
    }),
  "CustomPolicy, resource group": (s) =>
    new CustomPolicy(s, "X", {
      document: [readRuntimes],
      attachTo: {
        users: ["u"],
        groups: ["g"],
        roles: ["r"],
        resourceGroup: { id: "rg-1", accountAlias: "1234567890123456" },
      },
    }),
  "LeastPrivilege, by feature": (s) =>
    new LeastPrivilege(s, "X", {
      features: { sandboxes: "manage", agents: ["view"] },
      actions: ["agentrun:ListIMBots", "eas:ListGateway*"],
      except: ["agentrun:StopSandbox"],
      within: { workspace: "team-a", region: "cn-hangzhou", accountId: "1234567890123456", runtimes: ["a", "b"] },
      secrets: { credentials: ["openai"], accessTokens: true },
      passRoles: ["runtime"],
      conditions: { Bool: { "acs:SecureTransport": "true" } },
      dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
    }),
  "LeastPrivilege, features": (s) => new LeastPrivilege(s, "X", { features: { tools: "manage", browsers: ["view"] } }),
  "LeastPrivilege, actions": (s) =>
    new LeastPrivilege(s, "X", {
      actions: ["agentrun:ListIMBots", "eas:ListGateway*", unchecked("agentrun:GetIMBot")],
    }),
  "LeastPrivilege, except": (s) =>
    new LeastPrivilege(s, "X", { features: { tools: "manage" }, except: ["agentrun:Delete*"] }),
  "LeastPrivilege, within": (s) =>
    new LeastPrivilege(s, "X", {
      features: { tools: "view" },
      within: { workspace: "team-a", region: "cn-hangzhou", accountId: "1234567890123456", tools: ["search"] },
    }),
  "LeastPrivilege, credentials": (s) =>
    new LeastPrivilege(s, "X", { secrets: { credentials: ["openai"] }, within: { workspace: "team-a" } }),
  "LeastPrivilege, access tokens": (s) => new LeastPrivilege(s, "X", { secrets: { accessTokens: true } }),
  "LeastPrivilege, passRoles": (s) => new LeastPrivilege(s, "X", { passRoles: ["runtime"] }),
  "LeastPrivilege, generation": (s) => new LeastPrivilege(s, "X", { passRoles: ["runtime"], generation: "functionai" }),
  "LeastPrivilege, conditions": (s) =>
    new LeastPrivilege(s, "X", {
      features: { invocation: "invoke" },
      conditions: { IpAddress: { "acs:SourceIp": ["203.0.113.0/24"] } },
    }),
  "LeastPrivilege, dangerousConditions": (s) =>
    new LeastPrivilege(s, "X", {
      features: { tools: "manage" },
      dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
    }),
  "LeastPrivilege, options of the policy": (s) =>
    new LeastPrivilege(s, "X", {
      features: { tools: "view" },
      policyName: "tools",
      description: "looks at tools",
      tags: { team: "a" },
      rotateStrategy: "None",
      attachTo: { groups: ["g"] },
    }),
  TerraformDeployerPolicy: (s) => {
    new DevsCustomRole(s, "Role", { policies: ["AliyunDevsFullAccess"] });
    new AgentRunServiceLinkedRole(s, "Linked");
    new CustomPolicy(s, "Policy", {
      document: [readRuntimes],
      policyName: "p",
      attachTo: { users: ["u"], groups: ["g"] },
    });
    new TerraformDeployerPolicy(s, "X", { accountId: "1234567890123456", policyName: "deployer" });
  },
  "TerraformDeployerPolicy, stacks": (s) => {
    const other = new TerraformStack(App.of(s), "other");
    new AlicloudProvider(other, "alicloud", { region: "cn-hangzhou" });
    new CustomPolicy(other, "Policy", { document: [readRuntimes], policyName: "theirs" });
    new CustomPolicy(s, "Policy", { document: [readRuntimes], policyName: "not-theirs" });
    new TerraformDeployerPolicy(s, "X", { stacks: [other] });
  },
  "TerraformDeployerPolicy, attachTo": (s) => {
    new CustomPolicy(s, "Policy", { document: [readRuntimes], policyName: "p" });
    new TerraformDeployerPolicy(s, "X", { attachTo: { users: ["ci"], groups: ["g"], roles: ["r"] } });
  },
  "TerraformDeployerPolicy, description": (s) => {
    new CustomPolicy(s, "Policy", { document: [readRuntimes], policyName: "p" });
    new TerraformDeployerPolicy(s, "X", { description: "for ${CI}" });
  },
  "TerraformDeployerPolicy, tags": (s) => {
    new CustomPolicy(s, "Policy", { document: [readRuntimes], policyName: "p" });
    new TerraformDeployerPolicy(s, "X", { tags: { team: "a" } });
  },
  "TerraformDeployerPolicy, rotateStrategy": (s) => {
    new CustomPolicy(s, "Policy", { document: [readRuntimes], policyName: "p" });
    new TerraformDeployerPolicy(s, "X", { rotateStrategy: "None" });
  },
  SystemPolicy: (s) =>
    new SystemPolicy(s, "X", { policyName: "AliyunFnFFullAccess", attachTo: { users: ["u"], groups: ["g"] } }),
  WorkloadRole: (s) =>
    new WorkloadRole(s, "X", {
      identities: [
        { region: "cn-hangzhou", accountId: "1234567890123456", name: "shop-agent" },
        "acs:agentidentity:cn-hangzhou:1234567890123456:workloadidentitydirectory/default/workloadidentity/chat-agent",
      ],
      policies: ["AliyunAgentRunReadOnlyAccess"],
    }),
  ResourceGroupAccess: (s) => new ResourceGroupAccess(s, "X", { role: "administrator", ...inGroup }),
  "ResourceGroupAccess, everything": (s) => new ResourceGroupAccess(s, "X", { scheme: "everything", ...inGroup }),
  "ResourceGroupAccess, accountData": (s) => new ResourceGroupAccess(s, "X", { scheme: "accountData", ...inGroup }),
  "ResourceGroupAccess, allGroupsVisible": (s) =>
    new ResourceGroupAccess(s, "X", { scheme: "allGroupsVisible", role: "viewer", ...inGroup }),
  "ResourceGroupAccess, workspaces": (s) =>
    new ResourceGroupAccess(s, "X", { scheme: "workspaces", workspaces: ["team-a"], withoutSecrets: true, ...inGroup }),
  "AgentRunFoundation, teams": (s) =>
    new AgentRunFoundation(s, "X", {
      mode: "existing",
      accountId: "1234567890123456",
      teams: { shop: { workspace: "shop", members: [{ level: "viewer", groups: ["shop"] }] } },
    }),
  "WorkspaceAccess, viewer": (s) =>
    new WorkspaceAccess(s, "X", { role: "viewer", workspaces: ["team-a", "team-b"], attachTo: { groups: ["g"] } }),
  "WorkspaceAccess, developer": (s) =>
    new WorkspaceAccess(s, "X", { role: "developer", workspaces: ["team-a"], policyName: "team-a-developers" }),
  "WorkspaceAccess, documented": (s) =>
    new WorkspaceAccess(s, "X", {
      role: "administrator",
      workspaces: ["team-a"],
      region: "cn-hangzhou",
      accountId: "1234567890123456",
      workspaceScope: "documented",
    }),
  AgentRunTeam: (s) =>
    new AgentRunTeam(s, "X", {
      workspace: "team-a",
      members: [{ level: "viewer", users: ["auditor"] }],
      functions: ["search"],
    }),
  "AgentRunTeam, in a resource group": (s) =>
    new AgentRunTeam(s, "X", {
      workspace: "team-a",
      region: "cn-hangzhou",
      accountId: "1234567890123456",
      resourceGroup: { id: "rg-team-a", accountAlias: "1234567890123456" },
      members: [
        { level: "administrator", users: ["alice"] },
        { level: "developer", groups: ["team-a"], roles: ["ci"] },
      ],
      buckets: ["team-a-knowledge"],
      logstores: [{ project: "team-a", logstore: "agents" }],
      secrets: { credentials: ["openai"], accessTokens: true },
      passRoles: ["team-a-agents"],
      flowExecutionRole: { nodes: { knowledgeBase: false } },
    }),
  "WorkloadRole, existing": (s) => new WorkloadRole(s, "X", { mode: "existing", roleName: "agent" }),
  Role: (s) =>
    new Role(s, "X", {
      trust: TrustPolicy.forAccount("1234567890123456"),
      roleName: "deployer",
      policies: ["AliyunRAMReadOnlyAccess", new CustomPolicy(s, "P", { document: [readRuntimes] })],
      maxSessionDuration: 43200,
      description: "deploys",
      tags: { team: "a" },
    }),
};
