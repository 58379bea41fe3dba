"use strict";
// What a JavaScript app does with the installed package: prints one stack.
const { Testing, TerraformStack } = require("cdktf");
const { AgentRunFullAccess, FlowExecutionRole, InvokeAccess } = require("cdktf-alicloud-agentrun");
const { provider } = require("cdktf-alicloud-agentrun/provider-alicloud");

const stack = new TerraformStack(Testing.app(), "agentrun");
new provider.AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
new AgentRunFullAccess(stack, "Full", { attachTo: { groups: ["agentrun-admins"] } });
const flows = new FlowExecutionRole(stack, "Flows", { nodes: { knowledgeBase: false } });
new InvokeAccess(stack, "Callers", { attachTo: { users: ["shop-backend"], roles: [flows] } });
console.log(Testing.synth(stack, true));
