// An app whose second stack refers to the first: by a role construct, a resource's attribute and a Terraform function.
import { App, Fn, LocalBackend, TerraformStack } from "cdktf";
import { CustomPolicy, FlowExecutionRole, InvokeAccess, PolicyStatement } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { RamGroup } from "cdktf-alicloud-agentrun/provider-alicloud/ram-group";

const app = new App();
const [identities, grants] = ["identities", "grants"].map((name) => {
  const stack = new TerraformStack(app, name);
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  new LocalBackend(stack, { path: `${name}.tfstate` }); // by default the path is absolute
  return stack;
});
const flows = new FlowExecutionRole(identities, "Flows");
const group = new RamGroup(identities, "Group", { groupName: "shop" });

new InvokeAccess(grants, "Callers", { attachTo: { roles: [flows], groups: [group.groupName] } });
new CustomPolicy(grants, "Pass", {
  document: [PolicyStatement.allow({ actions: "ram:PassRole", resources: Fn.lower(flows.arn) })],
  attachTo: { groups: [Fn.join("-", [group.groupName, "admins"])] },
});
app.synth();
