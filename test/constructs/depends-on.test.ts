import { App, TerraformStack, Testing } from "cdktf";
import { FlowExecutionRole, InvokeAccess, ReadOnlyAccess } from "../../lib";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { newStack, only, synth } from "./support";

it("constructs of this library stand for their resources", () => {
  const { resource = {} } = synth((stack) => {
    const role = new FlowExecutionRole(stack, "Role", { policies: ["AliyunFCInvocationAccess"] });
    const group = new RamGroup(stack, "Group", { groupName: "g" });
    new InvokeAccess(stack, "Access", { attachTo: { users: ["u"] }, dependsOn: [role, group] });
  });
  const { depends_on: dependsOn } = only(resource, "alicloud_ram_user_policy_attachment");
  expect((dependsOn as string[]).map((one) => one.split(".")[0])).toEqual([
    "alicloud_ram_role",
    "alicloud_ram_role_policy_attachment",
    "alicloud_ram_group",
  ]);
});

it("what is in another stack becomes a dependency on that stack, not a reference", () => {
  const app: App = Testing.app();
  const other = new TerraformStack(app, "other");
  new AlicloudProvider(other, "alicloud", { region: "cn-hangzhou" });
  const role = new FlowExecutionRole(other, "Role");
  const stack = newStack(app);
  new ReadOnlyAccess(stack, "Access", { attachTo: { users: ["u"] }, dependsOn: [role, role.resource!] });
  expect(Testing.synth(stack, true)).not.toContain("depends_on");
  expect(stack.dependencies).toContain(other);
});
