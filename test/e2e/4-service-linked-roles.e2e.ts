import { AgentRunServiceLinkedRole, FunctionComputeServiceLinkedRole } from "../../lib";
import { scenario } from "./support/scenario";
import { changesIn, contentOf, expectFailure, expectSuccess } from "./support/stage";
import { synthesizeStack } from "./support/synthesize";

function roles(protectFromDestroy: boolean | undefined): string {
  const options = protectFromDestroy === undefined ? {} : { protectFromDestroy };
  return synthesizeStack((stack) => {
    new AgentRunServiceLinkedRole(stack, "AgentRun", options);
    new FunctionComputeServiceLinkedRole(stack, "FunctionCompute", options);
  });
}

const both = ["role AliyunServiceRoleForAgentRun", "role AliyunServiceRoleForFC"];

scenario("4 service-linked roles: create, protected destroy, way out, asynchronous deletion", async (stage) => {
  const workspace = stage.workspace(roles(undefined));
  const created = await stage.callsDuring(async () => {
    expectSuccess(await workspace.apply());
  });
  expect(changesIn(created)).toEqual(["CreateServiceLinkedRole", "CreateServiceLinkedRole"]);
  for (const { action, parameters } of created) {
    if (action === "CreateServiceLinkedRole") expect(Object.keys(parameters)).toEqual(["ServiceName"]);
  }
  expect(contentOf(stage.emulator.state)).toEqual(both);

  const refused = await stage.callsDuring(async () => {
    expectFailure(await workspace.destroy());
  });
  expect(changesIn(refused)).toEqual([]);
  expect(contentOf(stage.emulator.state)).toEqual(both);

  workspace.write(roles(false));
  const unprotected = await stage.callsDuring(async () => {
    expectSuccess(await workspace.apply());
  });
  expect(changesIn(unprotected)).toEqual([]);
  const destroyed = await stage.callsDuring(async () => {
    expectSuccess(await workspace.destroy());
  });
  expect(changesIn(destroyed)).toEqual(["DeleteServiceLinkedRole", "DeleteServiceLinkedRole"]);
  const polled = destroyed.filter(({ action }) => action === "GetServiceLinkedRoleDeletionStatus");
  const tasks = new Map<string, number>();
  for (const { parameters } of polled) {
    const task = parameters["DeletionTaskId"] ?? "";
    tasks.set(task, (tasks.get(task) ?? 0) + 1);
  }
  expect(tasks.size).toBe(2);
  // One call would be enough if the deletion were complete with its response.
  for (const polls of tasks.values()) expect(polls).toBeGreaterThan(1);
  expect(contentOf(stage.emulator.state)).toEqual([]);
});
