import { App, TerraformStack } from "cdktf";
import { TerraformDeployerPolicy } from "../../../lib";
import type { Emulator } from "../../../lib/emulator";
import type { PolicyDocument } from "../../../lib/policy";

/** What our policy for deployers says for each stack that is made, by the stack's name. */
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

/** Names of what every deployer of these tests has. */
export const deployerNames = { user: "deployer", policy: "deployer-policy" } as const;

/** Makes a user that may do just what a document says, and answers with the id of its access key. */
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
