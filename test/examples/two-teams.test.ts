/** No member of a team can touch what belongs to the other one, and all can do their own work, by either page. */
import { Testing } from "cdktf";
import { returnsSecret, sdkOperation, workspaceScopes } from "cdktf-alicloud-agentrun/catalog";
import { type PrincipalUnderTest, type RequestOptions, grantsOf } from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest";
import { TwoTeams } from "../../examples/two-teams";
import { operations } from "../fixtures/agentrun-sdk-operations.json";
import { account, allActions, developerActions, resourcesOf } from "./support/resources-in-workspace";

const teams = ["search", "shop"] as const;

describe.each(workspaceScopes)("by the page that says %s", (workspaceScope) => {
  const stack = new TwoTeams(Testing.app(), `two-teams-${workspaceScope}`, workspaceScope);
  const grants = grantsOf(stack);
  const placed = (team: string): RequestOptions => ({ resourceGroup: `${team}-agents`, workspaceScope });
  const members: readonly (readonly [string, string, string, PrincipalUnderTest])[] = teams.flatMap((team, index) => {
    const other = teams[1 - index]!;
    return (["developers", "leads"] as const).map(
      (level) => [level, team, other, grants.group(`${team}-${level}`)] as const,
    );
  });

  it.each(members)("%s of %s can do nothing to what belongs to %s", (_, team, other, member) => {
    const allowed = allActions.flatMap((action) =>
      resourcesOf(action, other, workspaceScope)
        .filter((resource) => !member.denies(action, resource, placed(other)))
        .map((resource) => `${action} on ${resource}`),
    );
    expect(allowed).toEqual([]);
    expect(member).toDeny("oss:GetObject", `acs:oss:*:${account}:${other}-knowledge/*`);
    expect(member).toDeny("log:GetLogStoreLogs", `acs:log:*:${account}:project/${other}-logs/logstore/agents`);
    expect(member).toAllow("oss:PutObject", `acs:oss:*:${account}:${team}-knowledge/*`);
  });

  it.each(members)("%s of %s can do all of their own work, but what the report names", (level, team, _, member) => {
    const role = level === "leads" ? "administrator" : "developer";
    const named = new Map(stack.teams[team]!.report[role]!.map(({ need, why }) => [need, why]));
    const wanted = level === "leads" ? operations.map((name) => `agentrun:${name}`) : developerActions;
    const refused = wanted.filter((action) => {
      if (named.has(action)) return false;
      return resourcesOf(action, team, workspaceScope).some((one) => !member.allows(action, one, placed(team)));
    });
    expect(refused).toEqual([]);
    for (const why of named.values()) expect(why.length).toBeGreaterThan(20);
  });

  it("administrators lack what belongs to the account, and operations without an action", () => {
    const named = stack.teams["shop"]!.report.administrator!.map(({ need }) => need);
    const sdkOnly = operations.filter((name) => sdkOperation(`agentrun:${name}`)?.status === "SDK only");
    const domains = operations.filter((name) => name.includes("CustomDomain"));
    expect([...named].sort()).toEqual([...domains, ...sdkOnly].map((name) => `agentrun:${name}`).sort());
  });

  it("only the named secrets are readable", () => {
    const member = grants.group("shop-developers");
    const credential = (name: string) => `acs:agentrun:cn-hangzhou:${account}:workspaces/shop/credentials/${name}`;
    expect(member).toAllow("agentrun:GetCredential", credential("shop-model-key"), placed("shop"));
    expect(member).toDeny("agentrun:GetCredential", credential("other"), placed("shop"));
    expect(allActions.filter(returnsSecret)).toEqual(["agentrun:GetAccessToken", "agentrun:GetCredential"]);
  });
});

it("what one page limits is refused everywhere if the other page is right, and opens nothing", () => {
  const grants = grantsOf(new TwoTeams(Testing.app(), "two-teams", "practice"));
  for (const resourceGroup of ["shop-agents", "search-agents"]) {
    const other = { resourceGroup, workspaceScope: "documented" } as const;
    expect(grants.group("shop-developers")).toDeny("agentrun:CreateSandbox", "*", other);
  }
});
