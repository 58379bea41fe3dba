import { TwoTeams } from "../../examples/two-teams";
import { workspaceScopes } from "../../lib/catalog";
import { account } from "../examples/support/resources-in-workspace";
import { SeparateTeams, members } from "../examples/support/separate-teams";
import { scenario } from "./support/scenario";
import { expectSuccess } from "./support/stage";
import { synthesize } from "./support/synthesize";

for (const workspaceScope of workspaceScopes) {
  scenario(
    `12 two teams, ${workspaceScope}: nobody can touch what belongs to the other team, and all can work`,
    async (stage) => {
      const made: TwoTeams[] = [];
      const synthesized = synthesize((app) => made.push(new TwoTeams(app, "two-teams", workspaceScope)));
      const workspace = stage.workspace(synthesized.get("two-teams")!);
      expectSuccess(await workspace.apply());
      const teams = new SeparateTeams(stage.emulator, made[0]!, workspaceScope);
      await teams.addMembers();
      for (const member of members) {
        expect(teams.allowedOnOthers(member)).toEqual([]);
        expect(teams.refusedOnOwn(member)).toEqual([]);
        expect(await teams.intrusions(member)).toEqual(["NoPermission", "NoPermission"]);
      }
      expectSuccess(await workspace.planExitCode());
    },
    { enforce: true, accountId: account },
  );
}
