import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import {
  AgentRunFullAccess,
  CustomPolicy,
  DevsCustomRole,
  FunctionComputeServiceLinkedRole,
  PolicyFindings,
  PolicyStatement,
  Role,
  SystemPolicy,
  TrustPolicy,
} from "../../lib";
import { DataAlicloudAccount } from "../../lib/provider-alicloud/data-alicloud-account";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { RamPolicy } from "../../lib/provider-alicloud/ram-policy";
import { RamRole } from "../../lib/provider-alicloud/ram-role";
import { RamUserPolicyAttachment } from "../../lib/provider-alicloud/ram-user-policy-attachment";
import { UnreadableStackError, readSynthesizedStacks, stackText } from "../../lib/review";

function summarize(build: (stack: TerraformStack) => void): string {
  const app = new App({ outdir: mkdtempSync(path.join(tmpdir(), "synth-")) });
  const stack = new TerraformStack(app, "shop");
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  build(stack);
  app.synth();
  return readSynthesizedStacks(app.outdir).map(stackText).join("\n\n");
}

it("shows who may do what, on what and when", () => {
  const text = summarize((stack) => {
    const account = new DataAlicloudAccount(stack, "account");
    const group = new RamGroup(stack, "G", { groupName: "team" });
    new CustomPolicy(stack, "P", {
      policyName: "operate",
      document: [
        PolicyStatement.allow({
          actions: ["agentrun:GetAgentRuntime", "agentrun:UpdateAgentRuntime"],
          resources: `acs:agentrun:*:${account.id}:workspaces/$\{x}/runtimes/*`,
        }),
        PolicyStatement.deny({
          notActions: "agentrun:*",
          resources: "*",
          conditions: { NotIpAddress: { "acs:SourceIp": ["10.0.0.1", "10.0.0.2"] } },
        }),
      ],
      attachTo: { groups: [group], users: ["alice"] },
    });
    new SystemPolicy(stack, "S", {
      policyName: "AliyunFnFReadOnlyAccess",
      attachTo: { roles: ["ci"], resourceGroup: { id: "rg-1", accountAlias: account.id } },
    });
    new DevsCustomRole(stack, "R", { mode: "import" });
    new Role(stack, "T", {
      roleName: "trusting",
      trust: new TrustPolicy([
        { principals: { RAM: "acs:ram::1234567890123456:root" } },
        { principals: { Federated: "acs:ram::1234567890123456:oidc-provider/github" } },
      ]),
    });
    PolicyFindings.acknowledge(stack, { id: "RAM725", reason: "what the summary shows of it is the subject here" });
    new FunctionComputeServiceLinkedRole(stack, "L");
    new CustomPolicy(stack, "U", {
      policyName: "unused",
      document: [PolicyStatement.allow({ actions: "fc:Get*", resources: "*" })],
    });
  });
  expect(text).toBe(
    [
      "shop",
      "  group team, user alice",
      "    policy operate",
      "      may agentrun:GetAgentRuntime, agentrun:UpdateAgentRuntime",
      "        on acs:agentrun:*:${data.alicloud_account.account.id}:workspaces/${x}/runtimes/*",
      "      may not anything but agentrun:*",
      "        if acs:SourceIp NotIpAddress 10.0.0.1 or 10.0.0.2",
      "  role AliyunDevsCustomRole",
      "    system policy AliyunDevsAgentrunDeployPolicy",
      "      (document not in this library's catalog)",
      "    system policy AliyunDevsFCServicesDeployPolicy",
      "      (document not in this library's catalog)",
      "  role ci",
      "    system policy AliyunFnFReadOnlyAccess within resource group rg-1",
      "      may fnf:Describe*, fnf:List*, fnf:Get*",
      "  role AliyunDevsCustomRole (taken over) can be assumed by service devs.aliyuncs.com",
      "  role trusting can be assumed by acs:ram::1234567890123456:root, identity provider acs:ram::1234567890123456:oidc-provider/github",
      "  service-linked role of fc.aliyuncs.com",
      "  attached to nobody",
      "    policy unused",
      "      may fc:Get*",
    ].join("\n"),
  );
});

it("cuts long lists of actions, counts the rest, and repeats warnings of synth", () => {
  const text = summarize((stack) => new AgentRunFullAccess(stack, "F", { attachTo: { users: ["admin"] } }));
  expect(text).toContain(
    "      may agentrun:List*, agentrun:Get*, agentrun:CreateAgentRuntime, agentrun:UpdateAgentRuntime and 38 more",
  );
  expect(text).toMatch(/ {2}warning \[shop\/F\] RAM313 /);
});

describe("unreadable input", () => {
  const folder = (files: Readonly<Record<string, string>>): string => {
    const root = mkdtempSync(path.join(tmpdir(), "synth-"));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return root;
  };
  const manifest = JSON.stringify({ stacks: { a: { synthesizedStackPath: "stacks/a/cdk.tf.json" } } });

  it.each([
    ["no manifest", {}, "manifest.json"],
    ["a manifest that is not JSON", { "manifest.json": "{" }, "manifest.json"],
    ["a manifest without stacks", { "manifest.json": "{}" }, "manifest.json"],
    ["a missing stack", { "manifest.json": manifest }, "stacks/a/cdk.tf.json"],
    ["a stack that is a list", { "manifest.json": manifest, "stacks/a/cdk.tf.json": "[]" }, "stacks/a/cdk.tf.json"],
    [
      "a resource that is a text",
      { "manifest.json": manifest, "stacks/a/cdk.tf.json": '{"resource":{"alicloud_ram_policy":{"p":"x"}}}' },
      "stacks/a/cdk.tf.json",
    ],
  ])("%s is an error with the file", (_, files, file) => {
    const root = folder(files);
    expect(() => readSynthesizedStacks(root)).toThrow(UnreadableStackError);
    expect(() => readSynthesizedStacks(root)).toThrow(`RAM501 ${path.join(root, file)}: `);
  });
});

it("reads policies and roles of other code, also under the old names of their arguments", () => {
  const text = summarize((stack) => {
    const document = JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: "oss:*", Resource: "*" }] });
    new RamPolicy(stack, "P", { name: "old", document });
    new RamUserPolicyAttachment(stack, "A", { userName: "u", policyName: "old", policyType: "Custom" });
    new RamRole(stack, "R", { name: "r", document: TrustPolicy.forServices("fc.aliyuncs.com").toText() });
  });
  expect(text).toContain("user u\n    policy old\n      may oss:*");
  expect(text).toContain("role r can be assumed by service fc.aliyuncs.com");
});

it("says which document cannot be read", () => {
  expect(() => summarize((stack) => new RamPolicy(stack, "P", { policyName: "p", policyDocument: "{" }))).toThrow(
    /^RAM501 shop: alicloud_ram_policy\.P\.policy_document: RAM101/,
  );
});
