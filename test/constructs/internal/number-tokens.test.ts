import { Lazy, TerraformVariable } from "cdktf";
import { CustomPolicy, PolicyStatement, Role, TrustPolicy } from "../../../lib";
import { only, resourcesOf } from "../support";

it("keeps tokens of numbers whole in names, attachments and documents", () => {
  const { resource = {} } = resourcesOf((stack) => {
    const stage = new TerraformVariable(stack, "stage", { type: "number" }).numberValue;
    const known = Lazy.numberValue({ produce: () => 7 });
    new CustomPolicy(stack, "P", {
      policyName: `p-${stage}`,
      document: [
        PolicyStatement.allow({ actions: "oss:GetObject", resources: `acs:oss:*:${stage}:b-${stage}-${known}` }),
      ],
      attachTo: { users: [`u-${stage}`] },
    });
    new Role(stack, "R", { roleName: `r-${stage}`, trust: TrustPolicy.forServices("fc.aliyuncs.com") });
  });
  expect(only(resource, "alicloud_ram_policy")).toMatchObject({
    policy_name: "p-${var.stage}",
    policy_document:
      '{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:GetObject"],"Resource":["acs:oss:*:${var.stage}:b-${var.stage}-7"]}]}',
  });
  expect(only(resource, "alicloud_ram_user_policy_attachment")["user_name"]).toBe("u-${var.stage}");
  expect(only(resource, "alicloud_ram_role")["role_name"]).toBe("r-${var.stage}");
});

it("escapes text that is known only at synth like any other", () => {
  const { resource = {} } = resourcesOf((stack) => {
    const text = Lazy.stringValue({ produce: () => 'a"b\\c${d}' });
    new CustomPolicy(stack, "P", {
      document: [PolicyStatement.allow({ actions: "oss:GetObject", resources: `acs:oss:*:*:${text}` })],
    });
  });
  const document = String(only(resource, "alicloud_ram_policy")["policy_document"]);
  expect(document).toContain("$${d}");
  expect(JSON.parse(document.replaceAll("$${", "${"))).toMatchObject({
    Statement: [{ Resource: ['acs:oss:*:*:a"b\\c${d}'] }],
  });
});
