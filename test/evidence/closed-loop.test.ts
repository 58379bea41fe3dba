/** What the emulator recorded is enough to do the same again under enforced permissions, and each action is needed. */
import { type Emulator, type LoggedCall, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { generate } from "cdktf-alicloud-agentrun/evidence";
import { PolicyDocument } from "cdktf-alicloud-agentrun/policy";
import { usageOf } from "./support";

const trust = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: ["acs:ram::1234567890123456:root"] } }],
});
const document = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "oss:GetObject", Resource: "*" }],
});

type Call = readonly [action: string, parameters: Readonly<Record<string, string>>];

/** A deploy and a destroy, as a provider does them. */
const calls: readonly Call[] = [
  ["CreateRole", { RoleName: "run", AssumeRolePolicyDocument: trust }],
  ["GetRole", { RoleName: "run" }],
  ["CreatePolicy", { PolicyName: "read", PolicyDocument: document }],
  ["GetPolicy", { PolicyName: "read", PolicyType: "Custom" }],
  ["AttachPolicyToRole", { PolicyName: "read", PolicyType: "Custom", RoleName: "run" }],
  ["AttachPolicyToRole", { PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System", RoleName: "run" }],
  ["ListPoliciesForRole", { RoleName: "run" }],
  ["AssumeRole", { RoleArn: "acs:ram::1234567890123456:role/run", RoleSessionName: "session" }],
  ["CreatePolicyVersion", { PolicyName: "read", PolicyDocument: document, SetAsDefault: "true" }],
  ["ListPolicyVersions", { PolicyName: "read", PolicyType: "Custom" }],
  ["DetachPolicyFromRole", { PolicyName: "AliyunOSSReadOnlyAccess", PolicyType: "System", RoleName: "run" }],
  ["DetachPolicyFromRole", { PolicyName: "read", PolicyType: "Custom", RoleName: "run" }],
  ["DeletePolicy", { PolicyName: "read", CascadingDelete: "true" }],
  ["DeleteRole", { RoleName: "run" }],
];

async function withDeployer(
  enforce: boolean,
  policy: string | undefined,
  use: (emulator: Emulator, accessKeyId: string) => Promise<void>,
): Promise<readonly LoggedCall[]> {
  const emulator = await startEmulator({ enforce });
  try {
    await emulator.call("CreateUser", { UserName: "deployer" });
    const { AccessKey } = (await emulator.call("CreateAccessKey", { UserName: "deployer" })) as {
      readonly AccessKey: { readonly AccessKeyId: string };
    };
    if (policy !== undefined) {
      await emulator.call("CreatePolicy", { PolicyName: "seen", PolicyDocument: policy });
      await emulator.call("AttachPolicyToUser", { PolicyName: "seen", PolicyType: "Custom", UserName: "deployer" });
    }
    await use(emulator, AccessKey.AccessKeyId);
    return [...emulator.calls];
  } finally {
    await emulator.close();
  }
}

async function deploy(emulator: Emulator, accessKeyId: string): Promise<void> {
  for (const [action, parameters] of calls) await emulator.call(action, parameters, { accessKeyId });
}

it("records, generates, and does the same with the generated policy, but not with any action less", async () => {
  const recorded = await withDeployer(false, undefined, deploy);
  const usage = await usageOf({ log: recorded.map((one) => JSON.stringify(one)).join("\n") });
  expect(usage.unmapped).toEqual([]);
  const [grants, ...more] = generate(usage);
  expect(more).toEqual([]);
  expect(grants!.principal).toEqual({ kind: "user", name: "deployer", account: undefined });
  const [policy] = grants!.documents;
  await withDeployer(true, policy!.toText(), deploy);

  const actions = [...new Set(policy!.statements.flatMap((statement) => statement.actions))];
  expect(actions).toHaveLength(13);
  for (const action of actions) {
    const narrower = new PolicyDocument(
      policy!.statements.flatMap((statement) => {
        const rest = statement.actions.filter((one) => one !== action);
        return rest.length === 0 ? [] : [statement.withActions(rest)];
      }),
    );
    await withDeployer(true, narrower.toText(), async (emulator, key) => {
      await expect(deploy(emulator, key)).rejects.toThrow(/authorized|permission/i);
    });
  }
});
