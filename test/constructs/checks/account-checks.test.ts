import type { TerraformStack } from "cdktf";
import { FlowExecutionRole, InvokeAccess } from "../../../lib";
import { AlicloudProvider, type AlicloudProviderConfig } from "../../../lib/provider-alicloud/provider";
import { RamGroupPolicyAttachment } from "../../../lib/provider-alicloud/ram-group-policy-attachment";
import { problemIdsOf, warningIdsOf } from "../support";

type Row = readonly [string, AlicloudProviderConfig, AlicloudProviderConfig, isOneAccount: boolean];

const role = (account: string, name: string) => ({ assumeRole: { roleArn: `acs:ram::${account}:role/${name}` } });

// Each row: two providers, and whether what both create is counted together.
it.each<Row>([
  ["regions that differ", { region: "cn-hangzhou" }, { region: "cn-shanghai" }, true],
  ["profiles that differ", { profile: "a" }, { profile: "b" }, false],
  ["one profile", { profile: "a" }, { profile: "a", region: "cn-shanghai" }, true],
  ["a profile and none", { profile: "a" }, {}, false],
  ["access keys that differ", { accessKey: "a" }, { accessKey: "b" }, false],
  ["account ids that differ", { accountId: "1" }, { accountId: "2" }, false],
  ["one account id, by two profiles", { accountId: "1", profile: "a" }, { accountId: "1", profile: "b" }, true],
  ["two roles of one account", role("1", "a"), role("1", "b"), true],
  ["roles of two accounts", role("1", "a"), role("2", "a"), false],
  ["an account id that one lacks", { accountId: "1", profile: "a" }, { profile: "a" }, true],
  ["a role of another account than the id", { accountId: "1", ...role("2", "a") }, role("2", "b"), true],
  ["keys that only Terraform knows", { accessKey: "${var.a}" }, { accessKey: "${var.b}" }, false],
  ["one key that only Terraform knows", { accessKey: "${var.a}" }, { accessKey: "${var.a}" }, true],
])("RAM is global: %s", (_, first, second, isOneAccount) => {
  const build = (stack: TerraformStack): void => {
    const [one, two] = [first, second].map(
      (config, index) => new AlicloudProvider(stack, `p${index}`, { alias: `p${index}`, ...config }),
    );
    new FlowExecutionRole(stack, "One", { provider: one! });
    new FlowExecutionRole(stack, "Two", { provider: two! });
  };
  const ids = problemIdsOf(build);
  expect(ids.includes("RAM405 test")).toBe(isOneAccount);
  expect(ids.length > 0).toBe(isOneAccount);
});

const raw = (stack: TerraformStack, policyName: string): void => {
  new InvokeAccess(stack, "Own", { attachTo: { users: ["u"] } });
  new RamGroupPolicyAttachment(stack, "Raw", { groupName: "g", policyName, policyType: "System" });
};

// Each row: a system policy that other code attaches, problems and warnings.
it.each([
  ["AliyunOSSFullAccess", [], []],
  ["aliyunossfullaccess", ["RAM304 test"], []],
  ["AliyunServiceRolePolicyForFC", ["RAM305 test"], []],
  ["AliyunNewAccess", [], ["RAM312 test"]],
])("attachments of other code are looked at: %s", (policyName, problems, warnings) => {
  expect(
    problemIdsOf((stack) => {
      raw(stack, policyName);
    }),
  ).toEqual(problems);
  expect(
    warningIdsOf((stack) => {
      raw(stack, policyName);
    }),
  ).toEqual(warnings);
});

it("older names of arguments are seen as the current ones are", () => {
  const ids = problemIdsOf((stack) => {
    new InvokeAccess(stack, "Own", { attachTo: { users: ["u"] } });
    new FlowExecutionRole(stack, "Role");
    new FlowExecutionRole(stack, "Older").resource?.addOverride("name", "AliyunFnFExecutionRole");
  });
  expect(ids).toContain("RAM405 test");
});
