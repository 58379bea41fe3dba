import { SystemPolicy } from "../../lib";
import { scenario } from "./support/scenario";
import { changesIn, contentOf, expectFailure, expectSuccess } from "./support/stage";
import { synthesizeStack } from "./support/synthesize";

const exact = "AliyunAgentRunReadOnlyAccess";
const wrong = "AliyunAgentrunReadOnlyAccess";

scenario("5 a system policy in wrong case, past the library: attached, and yet a failure", async (stage) => {
  await stage.byHand([{ action: "CreateGroup", parameters: { GroupName: "auditors" } }]);
  const text = synthesizeStack((stack) => {
    const policy = new SystemPolicy(stack, "ReadOnly", { policyName: exact, attachTo: { groups: ["auditors"] } });
    // The framework's escape hatch.
    policy.attachments[0]?.addOverride("policy_name", wrong);
  });
  expect(text).toContain(wrong);
  const workspace = stage.workspace(text);
  const first = await stage.callsDuring(async () => {
    const run = await workspace.apply();
    expectFailure(run);
    // Providers before 1.245 report the former.
    expect(run.output).toMatch(/Root resource was present, but now absent|ResourceNotfound/);
  });
  // RAM attaches the policy, but the provider does not find it under the requested name.
  expect(first.find(({ action }) => action === "AttachPolicyToGroup")).toMatchObject({ status: 200 });
  const attached = [`${exact} on group auditors in account`, "group auditors"];
  expect(contentOf(stage.emulator.state)).toEqual(attached);
  const second = await stage.callsDuring(async () => {
    expectFailure(await workspace.apply());
  });
  const again = second.find(({ action }) => action === "AttachPolicyToGroup");
  expect(again?.code).toBe("EntityAlreadyExists.Group.Policy");

  // The fix: correct the spelling, and adopt the existing attachment.
  workspace.write(text.replace(wrong, exact));
  const [address = ""] = (await workspace.plannedChanges()).map((change) => change.address);
  expectSuccess(await workspace.engine("import", address, `group:${exact}:System:auditors`));
  const planned = await stage.callsDuring(async () => {
    expectSuccess(await workspace.planExitCode());
  });
  expect(changesIn(planned)).toEqual([]);
  expect(contentOf(stage.emulator.state)).toEqual(attached);
});

it("5 through our constructs it is an error at synth", () => {
  const build = () =>
    synthesizeStack((stack) => {
      new SystemPolicy(stack, "ReadOnly", { policyName: wrong, attachTo: { groups: ["auditors"] } });
    });
  expect(build).toThrow(/RAM304/);
});
