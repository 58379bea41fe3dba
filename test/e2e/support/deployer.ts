import { App, TerraformStack } from "cdktf";
import { TerraformDeployerPolicy } from "../../../lib";
import type { Emulator } from "../../../lib/emulator";
import { PolicyDocument, PolicyStatement } from "../../../lib/policy";

/** The document of `TerraformDeployerPolicy` for each stack, by the stack's name. */
export function deployerDocuments(build: (app: App) => void, accountId: string): ReadonlyMap<string, PolicyDocument> {
  const app = new App();
  build(app);
  const stacks = app.node.children.filter((child) => TerraformStack.isStack(child));
  const administration = new TerraformStack(app, "administration");
  return new Map(
    stacks.map((stack) => {
      const { id } = stack.node;
      const policy = new TerraformDeployerPolicy(administration, id, { stacks: [stack], accountId });
      return [id, policy.document];
    }),
  );
}

/** Names of objects that every deployer of these tests has. */
export const deployerNames = { user: "deployer", policy: "deployer-policy" } as const;

/** Creates a role with exactly the permissions of a document, and returns the key of a session of it. */
export async function assumeDeployer(
  emulator: Emulator,
  document: PolicyDocument,
): Promise<{ readonly accessKeyId: string; readonly securityToken: string }> {
  // First a user that may assume the role, because the account itself cannot.
  const human = await makeDeployer(emulator, assumePolicy(emulator.accountId));
  const trust = {
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [`acs:ram::${emulator.accountId}:root`] } },
    ],
  };
  const RoleName = "deployer";
  await emulator.call("CreateRole", { RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) });
  const PolicyName = "deployer-role-policy";
  await emulator.call("CreatePolicy", { PolicyName, PolicyDocument: document.toText(), Description: "deploys" });
  await emulator.call("AttachPolicyToRole", { RoleName, PolicyName, PolicyType: "Custom" });
  const parameters = { RoleArn: roleArn(emulator.accountId), RoleSessionName: "pipeline" };
  const { Credentials } = await emulator.call("AssumeRole", parameters, { accessKeyId: human });
  const { AccessKeyId, SecurityToken } = Credentials as Readonly<Record<string, unknown>>;
  return { accessKeyId: String(AccessKeyId), securityToken: String(SecurityToken) };
}

function assumePolicy(accountId: string): PolicyDocument {
  return new PolicyDocument([PolicyStatement.allow({ actions: "sts:AssumeRole", resources: roleArn(accountId) })]);
}

function roleArn(accountId: string): string {
  return `acs:ram::${accountId}:role/deployer`;
}

/** Creates a user with exactly the permissions of a document, and returns the id of its access key. */
export async function makeDeployer(emulator: Emulator, document: PolicyDocument): Promise<string> {
  const { user, policy } = deployerNames;
  await emulator.call("CreateUser", { UserName: user });
  await emulator.call("CreatePolicy", {
    PolicyName: policy,
    PolicyDocument: document.toText(),
    Description: "deploys",
  });
  await emulator.call("AttachPolicyToUser", { UserName: user, PolicyName: policy, PolicyType: "Custom" });
  const { AccessKey } = await emulator.call("CreateAccessKey", { UserName: user });
  return String((AccessKey as { readonly AccessKeyId: unknown }).AccessKeyId);
}
