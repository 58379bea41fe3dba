// Generated from lib/catalog/data by scripts/generate-types.mjs. Do not edit.

import { type ArnScope, fillTemplate } from "../arn-template";

/** Builders of ARNs, by RAM code and resource type. Region and account are `*` unless given. */
export const arn = {
  agentrun: {
    /** Resource type Agent: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/runtimes/{#runtimeName}` */
    runtime: (at: ArnScope & { readonly workspace: string; readonly runtime: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/runtimes/{#runtimeName}", at),
    /** Resource type Credential: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/credentials/{#credentialName}` */
    credential: (at: ArnScope & { readonly workspace: string; readonly credential: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/credentials/{#credentialName}", at),
    /** Resource type Endpoint: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/runtimes/{#runtimeName}/runtime-endpoints/{#endpointName}` */
    runtimeEndpoint: (at: ArnScope & { readonly workspace: string; readonly runtime: string; readonly endpoint: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/runtimes/{#runtimeName}/runtime-endpoints/{#endpointName}", at),
    /** Resource type Flow: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/flows/{#flowId}` */
    flow: (at: ArnScope & { readonly workspace: string; readonly flow: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/flows/{#flowId}", at),
    /** Resource type FlowEndpoint: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/flows/{#flowId}/endpoints/{#flowEndpointId}` */
    flowEndpoint: (at: ArnScope & { readonly workspace: string; readonly flow: string; readonly endpoint: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/flows/{#flowId}/endpoints/{#flowEndpointId}", at),
    /** Resource type IMBot: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/runtimes/{#runtimeName}/im-bots/{#botName}` */
    imBot: (at: ArnScope & { readonly workspace: string; readonly runtime: string; readonly bot: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/runtimes/{#runtimeName}/im-bots/{#botName}", at),
    /** Resource type Knowledgebase: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/knowledgebases/{#knowledgeBaseName}` */
    knowledgeBase: (at: ArnScope & { readonly workspace: string; readonly knowledgeBase: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/knowledgebases/{#knowledgeBaseName}", at),
    /** Resource type MemoryCollection: `acs:agentrun:{#regionId}:{#accountId}:memorycollection/*` */
    memoryCollection: (at: ArnScope = {}): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:memorycollection/*", at),
    /** Resource type ModelProxy: `acs:agentrun:{#regionId}:{#accountId}:modelproxy/*` */
    modelProxy: (at: ArnScope = {}): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:modelproxy/*", at),
    /** Resource type ModelService: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/model-services/{#modelServiceName}` */
    modelService: (at: ArnScope & { readonly workspace: string; readonly modelService: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/model-services/{#modelServiceName}", at),
    /** Resource type SandboxTemplate: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/template/{#templateName}` */
    sandboxTemplate: (at: ArnScope & { readonly workspace: string; readonly template: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/template/{#templateName}", at),
    /** Resource type Tool: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/tools/{#toolName}` */
    tool: (at: ArnScope & { readonly workspace: string; readonly tool: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/tools/{#toolName}", at),
    /** Resource type Workspace: `acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}` */
    workspace: (at: ArnScope & { readonly workspace: string }): string =>
      fillTemplate("acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}", at),
  },
  eas: {
    /** Resource type BenchmarkTask: `acs:eas:{#regionId}:{#accountId}:benchmarktask/{#BenchmarkTaskId}` */
    benchmarkTask: (at: ArnScope & { readonly benchmarkTask: string }): string =>
      fillTemplate("acs:eas:{#regionId}:{#accountId}:benchmarktask/{#BenchmarkTaskId}", at),
    /** Resource type Gateway: `acs:eas:{#regionId}:{#accountId}:gateway/{#GatewayId}` */
    gateway: (at: ArnScope & { readonly gateway: string }): string =>
      fillTemplate("acs:eas:{#regionId}:{#accountId}:gateway/{#GatewayId}", at),
    /** Resource type Group: `acs:eas:{#regionId}:{#accountId}:group/*` */
    group: (at: ArnScope = {}): string =>
      fillTemplate("acs:eas:{#regionId}:{#accountId}:group/*", at),
    /** Resource type Resource: `acs:eas:{#regionId}:{#accountId}:resource/{#ResourceId}` */
    resource: (at: ArnScope & { readonly resource: string }): string =>
      fillTemplate("acs:eas:{#regionId}:{#accountId}:resource/{#ResourceId}", at),
    /** Resource type ResourceInstance: `acs:eas:{#regionId}:{#accountId}:resource/{#ResourceId}` */
    resourceInstance: (at: ArnScope & { readonly resource: string }): string =>
      fillTemplate("acs:eas:{#regionId}:{#accountId}:resource/{#ResourceId}", at),
    /** Resource type Service: `acs:eas:{#regionId}:{#accountId}:service/{#ServiceName}` */
    service: (at: ArnScope & { readonly service: string }): string =>
      fillTemplate("acs:eas:{#regionId}:{#accountId}:service/{#ServiceName}", at),
    /** Resource type VirtualResource: `acs:eas:{#regionId}:{#accountId}:virtualresource/{#VirtualResourceId}` */
    virtualResource: (at: ArnScope & { readonly virtualResource: string }): string =>
      fillTemplate("acs:eas:{#regionId}:{#accountId}:virtualresource/{#VirtualResourceId}", at),
  },
} as const;
