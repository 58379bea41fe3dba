import { Fn, type TerraformStack } from "cdktf";
import { CustomPolicy, LeastPrivilege, PolicyStatement } from "../../../lib";
import { allow, unchecked } from "../../../lib/catalog";
import { DataAlicloudAccount } from "../../../lib/provider-alicloud/data-alicloud-account";
import { RamPolicy } from "../../../lib/provider-alicloud/ram-policy";
import { warningIdsOf } from "../support";

const action = "agentrun:NewThing";
const said = unchecked(action);

function unknownActionsIn(build: (stack: TerraformStack) => void): readonly string[] {
  return warningIdsOf(build).filter((warning) => warning.startsWith("RAM710"));
}

const account = (stack: TerraformStack): string => new DataAlicloudAccount(stack, "account").id;

const quiet: readonly (readonly [string, (stack: TerraformStack) => void])[] = [
  [
    "statements",
    (s) => new CustomPolicy(s, "P", { document: [allow({ actions: [said, "agentrun:GetTool"], resources: "*" })] }),
  ],
  ["a request", (s) => new LeastPrivilege(s, "L", { actions: [said] })],
  [
    "a request in an account that only Terraform knows",
    (s) => new LeastPrivilege(s, "L", { actions: [said, "agentrun:GetTool"], within: { accountId: account(s) } }),
  ],
  [
    "a document with a token",
    (s) => {
      const resources = `acs:agentrun:*:${Fn.lower(account(s))}:tools/x`;
      new CustomPolicy(s, "P", { document: [allow({ actions: said, resources })] });
    },
  ],
  [
    "a document that is split",
    (s) => {
      const resources = (index: number): string => `acs:agentrun:*:*:tools/${"x".repeat(100)}${index}`;
      const statements = Array.from({ length: 60 }, (_, index) =>
        allow({ actions: said, resources: resources(index) }),
      );
      new CustomPolicy(s, "P", { document: statements });
    },
  ],
];

it.each(quiet)("synth does not warn of an action in %s whose author said that it exists", (_name, build) => {
  expect(unknownActionsIn(build)).toEqual([]);
});

it("synth warns of the same action in a policy of another author, and in Terraform's own resources", () => {
  const warned = unknownActionsIn((stack) => {
    new CustomPolicy(stack, "Said", { document: [allow({ actions: said, resources: "*" })] });
    new CustomPolicy(stack, "Other", { document: [PolicyStatement.allow({ actions: action, resources: "*" })] });
    const document = { Version: "1", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] };
    new RamPolicy(stack, "Raw", { policyName: "raw", policyDocument: JSON.stringify(document) });
  });
  expect(warned).toHaveLength(2);
});
