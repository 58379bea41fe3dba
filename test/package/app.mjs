// The same as app.cjs, as a native ES module: every name is imported as a named export.
import { TerraformStack, Testing } from "cdktf";
import { AgentRunFullAccess, FlowExecutionRole, InvokeAccess } from "cdktf-alicloud-agentrun";
import { documentedPolicy } from "cdktf-alicloud-agentrun/catalog";
import { PolicyDocument } from "cdktf-alicloud-agentrun/policy";
import { ramPolicy } from "cdktf-alicloud-agentrun/provider-alicloud";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";

for (const value of [documentedPolicy, PolicyDocument, ramPolicy.RamPolicy]) {
  if (value === undefined) throw new Error("a named import is undefined");
}
const stack = new TerraformStack(Testing.app(), "agentrun");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
new AgentRunFullAccess(stack, "Full", { attachTo: { groups: ["agentrun-admins"] } });
const flows = new FlowExecutionRole(stack, "Flows", { nodes: { knowledgeBase: false } });
new InvokeAccess(stack, "Callers", { attachTo: { users: ["shop-backend"], roles: [flows] } });
console.log(Testing.synth(stack, true));
