import { systemPolicy, systemPolicyNames } from "cdktf-alicloud-agentrun/catalog";
import { checkSystemPolicyName } from "../../../lib/constructs/checks/system-policy-name-check";

const confirmed = systemPolicyNames().filter((name) => systemPolicy(name)?.nameCertainty === "confirmed");
const unconfirmed = systemPolicyNames().filter((name) => systemPolicy(name)?.nameCertainty === "unconfirmed");

it("says nothing of a confirmed name, unless the policy belongs to a service-linked role", () => {
  for (const name of confirmed) {
    const { problems, warnings } = checkSystemPolicyName(name, "policyName");
    expect([name, ...problems.map(({ id }) => id), ...warnings]).toEqual(
      name.startsWith("AliyunServiceRolePolicyFor") ? [name, "RAM305"] : [name],
    );
  }
});

it("warns of an unconfirmed name, and says where it was seen", () => {
  expect(unconfirmed).toContain("AliyunModelStudioFullAccess");
  for (const name of unconfirmed) {
    const { problems, warnings } = checkSystemPolicyName(name, "policyName");
    expect(problems).toEqual([]);
    expect(warnings.map(({ id, found }) => `${id} ${found}`)).toEqual([
      expect.stringMatching(new RegExp(`^RAM312 .*"${name}".*https://.*read \\d{4}-\\d{2}-\\d{2}`)),
    ]);
  }
});

it.each([
  ["AliyunECSFullAcess", /^if you meant a similar name, write it: AliyunECSFullAccess, /],
  ["AliyunVpcReadonlyAcces", /^if you meant a similar name, write it: AliyunVPCReadOnlyAccess, /],
  ["SomethingElseEntirelyThatNoPolicyIsCalled", /^compare the name with the RAM console/],
])("warns of %s with the nearest names", (name, fix) => {
  const { problems, warnings } = checkSystemPolicyName(name, "policyName");
  expect(problems).toEqual([]);
  expect(warnings.map((warning) => warning.id)).toEqual(["RAM312"]);
  expect(warnings[0]!.fix).toMatch(fix);
});
