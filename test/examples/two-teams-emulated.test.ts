/** The two teams in an account that an emulator has and enforces: what their members may do, asked one by one. */
import { Testing } from "cdktf";
import { service, workspaceScopes } from "cdktf-alicloud-agentrun/catalog";
import { type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { TwoTeams } from "../../examples/two-teams";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { operations } from "../fixtures/agentrun-sdk-operations.json";
import { policies } from "../fixtures/workspace-practice-policies.json";
import { applyToEmulator } from "./support/apply-to-emulator";
import { account, resourcesOf } from "./support/resources-in-workspace";

const developerActions = [policies[2]!.document.Statement[0]!.Action].flat();
const allActions = [...service("agentrun")!.actions.keys()];

describe.each(workspaceScopes)("by the page that says %s", (workspaceScope) => {
  const stack = new TwoTeams(Testing.app(), `two-teams-${workspaceScope}`, workspaceScope);
  let emulator: Emulator;
  let attributes: ReadonlyMap<string, string>;

  beforeAll(async () => {
    emulator = await startEmulator({ enforce: true, accountId: account });
    const { resources } = stackOf(
      "two-teams",
      "two-teams.json",
      JSON.parse(Testing.synth(stack)) as Readonly<Record<string, unknown>>,
    );
    attributes = await applyToEmulator(emulator, resources);
    for (const user of members.map(([level, team]) => `${team}-${level}`)) {
      await emulator.call("CreateUser", { UserName: user });
      await emulator.call("AddUserToGroup", { UserName: user, GroupName: user });
    }
  });
  afterAll(() => emulator.close());

  const members: readonly (readonly [level: "developers" | "leads", team: string, other: string])[] = [
    ["developers", "search", "shop"],
    ["developers", "shop", "search"],
    ["leads", "search", "shop"],
    ["leads", "shop", "search"],
  ];

  function decisionOf(user: string, action: string, resource: string, team: string): string {
    const resourceGroupId = attributes.get(`alicloud_resource_manager_resource_group.${team}-agents.id`)!;
    return emulator.evaluate({ principal: `user/${user}`, action, resource, resourceGroupId, workspaceScope }).decision;
  }

  it.each(members)("%s of %s can do nothing to what belongs to %s", (level, team, other) => {
    const asked = allActions.flatMap((action) =>
      resourcesOf(action, other, workspaceScope).map((resource) => ({ action, resource })),
    );
    const notDenied = asked.filter(
      ({ action, resource }) => !decisionOf(`${team}-${level}`, action, resource, other).endsWith("Deny"),
    );
    expect(new Set(asked.map(({ action }) => action)).size).toBe(allActions.length);
    expect(notDenied).toEqual([]);
  });

  it.each(members)("%s of %s can do all of their own work, but what the report names", (level, team) => {
    const report = stack.teams[team]!.report[level === "leads" ? "administrator" : "developer"]!;
    const named = new Set(report.map(({ need }) => need));
    const wanted = level === "leads" ? operations.map((name) => `agentrun:${name}`) : developerActions;
    const refused = wanted
      .filter((action) => !named.has(action))
      .flatMap((action) => resourcesOf(action, team, workspaceScope).map((resource) => ({ action, resource })))
      .filter(({ action, resource }) => decisionOf(`${team}-${level}`, action, resource, team) !== "Allow");
    expect(refused).toEqual([]);
  });

  it.each(members)("%s of %s cannot make themselves members of %s", async (level, team, other) => {
    const UserName = `${team}-${level}`;
    const { AccessKey: key } = await emulator.call("CreateAccessKey", { UserName });
    const { AccessKeyId: accessKeyId } = key as { readonly AccessKeyId: string };
    const join = emulator.call("AddUserToGroup", { UserName, GroupName: `${other}-leads` }, { accessKeyId });
    await expect(join).rejects.toMatchObject({ code: "NoPermission" });
    const assume = emulator.call(
      "AssumeRole",
      { RoleArn: `acs:ram::${account}:role/${attributes.get(flowRoleOf(other))!}`, RoleSessionName: "mine" },
      { accessKeyId },
    );
    await expect(assume).rejects.toMatchObject({ code: "NoPermission" });
  });

  function flowRoleOf(team: string): string {
    return [...attributes.keys()].find(
      (key) => key.startsWith(`alicloud_ram_role.${team}_`) && key.endsWith(".role_name"),
    )!;
  }
});
