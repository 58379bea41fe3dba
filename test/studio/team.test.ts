import { runInNewContext } from "node:vm";
import { App, TerraformStack } from "cdktf";
import { AgentRunTeam, type AgentRunTeamProps, CustomPolicy } from "../../lib";
import { ignoredByTeam, teamOf, teamTypeScriptOf } from "../../studio/src/build/team";

const teams: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a viewer": { team: "viewer", workspace: "team-a" },
  "a developer with a resource group": {
    ...{ team: "developer", workspace: "team-a", region: "cn-hangzhou", account: "1234567890123456" },
    ...{ "team.resourceGroup": "rg-team-a", group: "builders" },
  },
  "an administrator with secrets and roles": {
    ...{ team: "administrator", workspace: "shop", credentials: "openai, other", "secret.accessTokens": "1" },
    ...{ passRoles: "AliyunAgentRunDefaultRole", workspaceScope: "documented" },
  },
};

it.each(Object.entries(teams))("has the policies and the report of AgentRunTeam: %s", (_, values) => {
  const made = teamOf(new Map(Object.entries(values)));
  const { policies, report } = made;
  const [, props = ""] = /new AgentRunTeam\(this, "\w+", (\{[^]*\})\);/.exec(teamTypeScriptOf(made)) ?? [];
  const read = runInNewContext(`(${props})`) as AgentRunTeamProps; // the construct checks it
  const team = new AgentRunTeam(new TerraformStack(new App(), "s"), "Team", read);
  const constructs = team.node.findAll().filter((one): one is CustomPolicy => one instanceof CustomPolicy);
  expect(policies.map(({ document }) => document.toText())).toEqual(
    constructs.map(({ document }) => document.toText()),
  );
  expect(Object.values(team.report)).toEqual([report.withheld]);
  expect(read.members).toHaveLength(1);
});

it("gives a policy for a resource group only with the group, and says what it cannot narrow", () => {
  const fields = new Map([
    ["team", "viewer"],
    ["workspace", "team-a"],
  ]);
  expect(teamOf(fields).policies.map(({ where }) => where)).toEqual(["inWorkspace"]);
  expect(teamOf(fields).report.withheld.map(({ need }) => need)).toContain("agentrun:ListWorkspaces");
  const { policies, report } = teamOf(new Map([...fields, ["team.resourceGroup", "rg-a"]]));
  expect(policies.map(({ where }) => where)).toEqual(["inWorkspace", "inResourceGroup"]);
  expect(report.wide.map(({ action }) => action)).toContain("agentrun:ListWorkspaces");
});

it("tells what a level does not take", () => {
  const given = new Map([
    ["team", "viewer"],
    ["workspace", "team-a"],
    ["feature.agents", "view"],
    ["credentials", "openai"],
    ["lang", "zh"],
  ]);
  expect(ignoredByTeam(given)).toEqual(["feature.agents", "credentials"]);
  expect(ignoredByTeam(new Map([...given, ["team", "developer"]]))).toEqual(["feature.agents"]);
});

it.each([
  ["an unknown level", { team: "boss", workspace: "team-a" }, /RAM629/],
  ["a name that no ARN can have", { team: "viewer", workspace: "a/b" }, /RAM627 workspace:/],
  [
    "a resource group without its id",
    { team: "viewer", workspace: "a", "team.resourceGroup": "shops" },
    /RAM629 team.resou/,
  ],
  ["a name that no group has", { team: "viewer", workspace: "a", group: "a b" }, /RAM\d+ group/],
  ["a token", { team: "viewer", workspace: "${TfToken[TOKEN.1]}" }, /RAM629 within: a token of CDKTF/],
  ["a role with a wildcard", { team: "developer", workspace: "a", passRoles: "*" }, /RAM627/],
])("refuses %s", (_, values, problem) => {
  expect(() => teamOf(new Map(Object.entries(values)))).toThrow(problem);
});
