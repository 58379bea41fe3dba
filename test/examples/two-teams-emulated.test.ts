/** The two teams in an account that an emulator has and enforces: what their members may do, asked one by one. */
import { Testing } from "cdktf";
import { TwoTeams } from "../../examples/two-teams";
import { workspaceScopes } from "../../lib/catalog";
import { type Emulator, startEmulator } from "../../lib/emulator";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { applyToEmulator } from "../support/apply-to-emulator";
import { account } from "./support/resources-in-workspace";
import { SeparateTeams, members } from "./support/separate-teams";

describe.each(workspaceScopes)("by the page that says %s", (workspaceScope) => {
  let emulator: Emulator;
  let teams: SeparateTeams;

  beforeAll(async () => {
    emulator = await startEmulator({ enforce: true, accountId: account });
    const stack = new TwoTeams(Testing.app(), `two-teams-${workspaceScope}`, workspaceScope);
    const json = JSON.parse(Testing.synth(stack)) as Readonly<Record<string, unknown>>;
    await applyToEmulator(emulator, stackOf("two-teams", "two-teams.json", json).resources);
    teams = new SeparateTeams(emulator, stack, workspaceScope);
    await teams.addMembers();
  });
  afterAll(() => emulator.close());

  it.each(members)("%s of %s can do nothing to what belongs to %s", (...member) => {
    expect(teams.allowedOnOthers(member)).toEqual([]);
  });

  it.each(members)("%s of %s can do all of their own work, but what the report names", (...member) => {
    expect(teams.refusedOnOwn(member)).toEqual([]);
  });

  it.each(members)("%s of %s cannot make themselves members of %s", async (...member) => {
    expect(await teams.intrusions(member)).toEqual(["NoPermission", "NoPermission"]);
  });
});
