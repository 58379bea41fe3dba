import { CustomPolicy, PolicyStatement, type RotateStrategy } from "../../lib";
import { scenario } from "./support/scenario";
import { changesIn, expectFailure, expectSuccess } from "./support/stage";
import { synthesizeStack } from "./support/synthesize";

/** A policy with one action, which each edit changes. */
function edit(number: number, rotateStrategy?: RotateStrategy): string {
  return synthesizeStack((stack) => {
    new CustomPolicy(stack, "Edited", {
      policyName: "edited",
      document: [
        PolicyStatement.allow({
          actions: ["oss:GetObject", `oss:${number % 2 === 0 ? "Put" : "Delete"}Object`],
          resources: `acs:oss:*:*:bucket-${number}/*`,
        }),
      ],
      ...(rotateStrategy === undefined ? {} : { rotateStrategy }),
    });
  });
}

scenario("2 ten changes in a row, each one new version", async (stage) => {
  const workspace = stage.workspace(edit(0));
  expectSuccess(await workspace.apply());
  for (let number = 1; number <= 10; number += 1) {
    workspace.write(edit(number));
    const calls = await stage.callsDuring(async () => {
      expectSuccess(await workspace.apply());
    });
    expect(changesIn(calls)).toEqual(["CreatePolicyVersion"]);
    const [created] = calls.filter(({ action }) => action === "CreatePolicyVersion");
    expect(created?.parameters["SetAsDefault"]).toBe("true");
  }
  const [policy] = stage.emulator.state.policies;
  expect(policy?.defaultVersion).toBe("v11");
  expect(policy?.versions.map(({ id }) => id)).toEqual(["v7", "v8", "v9", "v10", "v11"]);
  expect(policy?.versions.at(-1)?.document).toContain("bucket-10");
});

scenario("2 without rotation the sixth version is refused", async (stage) => {
  const workspace = stage.workspace(edit(0, "None"));
  expectSuccess(await workspace.apply());
  for (let number = 1; number <= 4; number += 1) {
    workspace.write(edit(number, "None"));
    expectSuccess(await workspace.apply());
  }
  workspace.write(edit(5, "None"));
  const calls = await stage.callsDuring(async () => {
    expectFailure(await workspace.apply());
  });
  const [refused] = calls.filter(({ action }) => action === "CreatePolicyVersion");
  expect(refused).toMatchObject({ status: 409, code: "LimitExceeded.Policy.Version" });
  expect(stage.emulator.state.policies[0]?.defaultVersion).toBe("v5");

  // The documented workaround is the default.
  workspace.write(edit(5));
  expectSuccess(await workspace.apply());
  expect(stage.emulator.state.policies[0]?.defaultVersion).toBe("v6");
});
