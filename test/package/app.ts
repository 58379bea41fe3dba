// The same as app.cjs, in TypeScript, and what must not compile.
import { TerraformStack, Testing } from "cdktf";
import {
  AgentRunFullAccess,
  AgentRunServiceLinkedRole,
  FlowExecutionRole,
  InvokeAccess,
  PolicyStatement,
  providerConfigFromEnvironment,
} from "cdktf-alicloud-agentrun";
import { type DocumentedPolicy, documentedPolicy } from "cdktf-alicloud-agentrun/catalog";
import { type Emulator, type EmulatorOptions, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { Arn, type PolicyDocument } from "cdktf-alicloud-agentrun/policy";
import { type ramPolicy } from "cdktf-alicloud-agentrun/provider-alicloud";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";

const stack = new TerraformStack(Testing.app(), "agentrun");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });
const full = new AgentRunFullAccess(stack, "Full", { attachTo: { groups: ["agentrun-admins"] } });
const flows = new FlowExecutionRole(stack, "Flows", { nodes: { knowledgeBase: false } });
new InvokeAccess(stack, "Callers", { attachTo: { users: ["shop-backend"], roles: [flows] } });
console.log(Testing.synth(stack, true));

/** Types that a user writes down. */
export const document: PolicyDocument = full.document;
export const resource: ramPolicy.RamPolicy = full.resource;
export const runtimes: string = Arn.of({ service: "agentrun", resource: "workspaces/shop/runtimes/*" }).toString();
export const start: (options: EmulatorOptions) => Promise<Emulator> = startEmulator;
export const documented: DocumentedPolicy = documentedPolicy("leastPrivilege");

/** What the compiler refuses. Never called. */
export function refused(): void {
  const linked = new AgentRunServiceLinkedRole(stack, "Linked");
  // @ts-expect-error no policy can be attached to a service-linked role
  new InvokeAccess(stack, "ToLinked", { attachTo: { roles: [linked] } });
  // @ts-expect-error a statement has no default resource
  PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime" });
}
