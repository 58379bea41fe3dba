import { deepFreeze } from "./deep-freeze";
import type { FlowNodeKind } from "./flow-nodes";
import type { SystemPolicyName } from "./generated/system-policy-name";
import type { Generation } from "./generation";
import type { Source } from "./source";

/** A role with a name and trust that the vendor defines. */
export interface VendorRole extends Source {
  /** The name by which the service finds the role. */
  readonly roleName: string;
  /** The service that may assume the role; `undefined` if no page has it. */
  readonly trustedService: string | undefined;
  /** The documented policies, and the purpose of each. */
  readonly policies: readonly VendorRolePolicy[];
  /** The purpose of the role, according to the vendor. */
  readonly purpose: string;
}

/** A policy of a vendor's role. */
export interface VendorRolePolicy {
  /** A system policy. */
  readonly policyName: SystemPolicyName;
  /** What the role needs it for. */
  readonly purpose: string;
}

const grantPage: Source = {
  source: "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun",
  read: "2026-11-22",
};

const renamedGrantPage: Source = {
  source: "https://www.alibabacloud.com/help/en/functioncompute/authorize-ram-users-to-use-agentrun",
  read: "2026-11-22",
};

/** Deploys what users build in AgentRun. */
export const devsCustomRole: Readonly<Record<Generation, VendorRole>> = deepFreeze({
  devs: {
    ...grantPage,
    roleName: "AliyunDevsCustomRole",
    trustedService: "devs.aliyuncs.com",
    purpose: "AgentRun deploys agents and functions through this role",
    policies: [
      { policyName: "AliyunDevsAgentrunDeployPolicy", purpose: "deployment of AgentRun resources" },
      { policyName: "AliyunDevsFCServicesDeployPolicy", purpose: "deployment of function services" },
    ],
  },
  functionai: {
    ...renamedGrantPage,
    roleName: "AliyunFCFunctionAICustomRole",
    trustedService: "functionai.fc.aliyuncs.com",
    purpose: "AgentRun deploys agents and functions through this role",
    policies: [
      { policyName: "AliyunFCFunctionAIAgentrunDeployPolicy", purpose: "deployment of AgentRun resources" },
      { policyName: "AliyunFCFunctionAIServicesDeployPolicy", purpose: "deployment of function services" },
    ],
  },
});

/** Runs AgentRun's own helper functions, its OSS cache bucket, and NAS mounts for model downloads. */
export const devsDefaultRole: Readonly<Record<Generation, VendorRole>> = deepFreeze({
  devs: {
    ...grantPage,
    roleName: "AliyunDevsDefaultRole",
    trustedService: "devs.aliyuncs.com",
    purpose: "AgentRun's own functions, cache and model downloads use this role",
    policies: [{ policyName: "AliyunDevsDefaultRolePolicy", purpose: "AgentRun's service roles" }],
  },
  functionai: {
    ...renamedGrantPage,
    roleName: "AliyunFCFunctionAIDefaultRole",
    trustedService: "functionai.fc.aliyuncs.com",
    purpose: "AgentRun's own functions, cache and model downloads use this role",
    policies: [{ policyName: "AliyunFCFunctionAIDefaultRolePolicy", purpose: "AgentRun's service roles" }],
  },
});

/** Executes Flow Agents. Name and trust of the role are the same in both generations; one policy differs. */
export const flowExecutionRole: Readonly<
  Record<Generation, VendorRole & { readonly policyOf: Readonly<Record<FlowNodeKind, VendorRolePolicy>> }>
> = deepFreeze({
  devs: flowRole(grantPage, "AliyunDevsReadOnlyAccess"),
  functionai: flowRole(renamedGrantPage, "AliyunFCFunctionAIReadOnlyAccess"),
});

function flowRole(source: Source, toolsPolicy: SystemPolicyName) {
  const policyOf: Readonly<Record<FlowNodeKind, VendorRolePolicy>> = {
    functionCompute: { policyName: "AliyunFCInvocationAccess", purpose: "Function Compute nodes" },
    toolsAndMcp: { policyName: toolsPolicy, purpose: "tool and MCP nodes" },
    subWorkflows: { policyName: "AliyunFnFFullAccess", purpose: "other workflows inside a Flow Agent" },
    sandboxAndAgentRun: {
      policyName: "AliyunAgentRunReadOnlyAccess",
      purpose: "AgentRun sandboxes, tools and other resources",
    },
    triggers: { policyName: "AliyunEventBridgePutEventsPolicy", purpose: "triggers" },
    knowledgeBase: { policyName: "AliyunBailianDataFullAccess", purpose: "knowledge base nodes" },
  };
  return {
    ...source,
    roleName: "AliyunFnFExecutionRole",
    trustedService: "fnf.aliyuncs.com",
    purpose: "Flow Agents are executed with this role",
    policies: Object.values(policyOf),
    policyOf,
  };
}

/**
 * Execution role of user code in a runtime or sandbox.
 *
 * The vendor's guides attach both policies. They do not show the trust policy, but they create the role with Function
 * Compute's link, so `fc.aliyuncs.com` is inferred.
 */
export const agentRunDefaultRole: VendorRole = deepFreeze({
  source: "https://github.com/Serverless-Devs/agentrun-docs",
  read: "2026-11-22",
  roleName: "AliyunAgentRunDefaultRole",
  trustedService: "fc.aliyuncs.com",
  purpose: "User code in AgentRun runtimes and sandboxes runs as this role",
  policies: [
    { policyName: "AliyunAgentRunFullAccess", purpose: "AgentRun itself" },
    { policyName: "AliyunDevsFullAccess", purpose: "the tools and models behind it" },
  ],
});

/** Needed once before the first super agent. No page documents its trust or policies. */
export const superAgentRole: VendorRole = deepFreeze({
  source: "https://github.com/Serverless-Devs/agentrun-cli",
  read: "2026-11-22",
  roleName: "AliyunAgentRunSuperAgentRole",
  trustedService: undefined,
  purpose: "AgentRun super agents run as this role",
  policies: [],
});
