import { TerraformStack, Testing } from "cdktf";
import {
  AgentRunTeam,
  LeastPrivilege,
  PolicyFindings,
  ResourceGroupAccess,
  type WorkspaceRole,
  WorkspaceAccess,
} from "cdktf-alicloud-agentrun";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest";
import { policies } from "../fixtures/workspace-practice-policies.json";
import { problemIdsOf } from "./support";
import { untyped } from "../catalog/support";

const page = [policies[2]!.document.Statement[0]!.Action].flat();
const newStack = (): TerraformStack => new TerraformStack(Testing.app(), "team");
const actionsOf = ({ document }: Pick<LeastPrivilege, "document">): readonly string[] =>
  document.statements.flatMap(({ actions }) => actions).sort();

describe("WorkspaceAccess", () => {
  const access = (role: WorkspaceRole, options: object = {}) =>
    new WorkspaceAccess(newStack(), "X", { role, workspaces: ["a", "b"], ...options });

  it("grants developers exactly what the practice page's policy has, in each workspace", () => {
    const developer = access("developer");
    expect(actionsOf(developer)).toEqual([...page].sort());
    for (const { resources } of developer.document.statements) {
      expect(resources.filter((one) => one.includes(":workspaces/a/"))).toHaveLength(1);
      expect(resources.filter((one) => one.includes(":workspaces/b/"))).toHaveLength(1);
      expect(resources).toHaveLength(2);
    }
    expect(developer.report.withheld).toEqual([]);
  });

  it("grants viewers what only reads, and administrators more, but nothing outside of the workspaces", () => {
    const viewer = actionsOf(access("viewer"));
    expect(viewer.every((action) => page.includes(action) && /:(Get|List)/.test(action))).toBe(true);
    expect(viewer.filter((action) => /:Get(Credential|AccessToken)$/.test(action))).toEqual([]);
    const administrator = access("administrator");
    expect(actionsOf(administrator)).toEqual(expect.arrayContaining([...page, "agentrun:DeleteWorkspace"]));
    for (const { resources } of administrator.document.statements) {
      for (const one of resources) expect(one).toMatch(/^acs:agentrun:\*:\*:workspaces\/[ab](\/|$)/);
    }
    const withheld = administrator.report.withheld.map(({ need }) => need);
    expect(withheld).toEqual(expect.arrayContaining(["agentrun:ListWorkspaces", "agentrun:GetIMBot", "agentrun:InvokeRuntime"])); // prettier-ignore
  });

  it("withholds, by the authorization page, what only the practice page limits", () => {
    const { report, document } = access("developer", { workspaceScope: "documented", withoutSecrets: true });
    const granted = document.statements.flatMap(({ actions }) => actions);
    expect([granted.length, report.withheld.length]).toEqual([23, 55]); // 24 of the page, with one secret
    expect(document.statements.some(({ resources }) => resources.includes("*"))).toBe(false);
    for (const { why } of report.withheld) expect(why).toMatch(/page|secret/);
  });

  it("says in the report, not as a warning, what is contested", () => {
    const stack = newStack();
    new WorkspaceAccess(stack, "X", { role: "developer", workspaces: ["a"] });
    const least = new LeastPrivilege(stack, "L", { features: { sandboxes: "view" }, within: { workspace: "a" } });
    const findings = PolicyFindings.of(stack).filter(({ id }) => id === "RAM712");
    expect(findings.length).toBeGreaterThan(40);
    for (const { acknowledged } of findings) expect(acknowledged).toMatch(/workspaceScope/);
    expect(least.report?.scopes.filter(({ contested }) => contested).length).toBeGreaterThan(3);
  });
});

it.each<[string, (stack: TerraformStack) => unknown, readonly string[]]>([
  ["a role that does not exist", (s) => new WorkspaceAccess(s, "X", { role: untyped("owner"), workspaces: ["a"] }), ["RAM629 team/X"]],
  ["no workspace", (s) => new WorkspaceAccess(s, "X", { role: "viewer", workspaces: [] }), ["RAM624 team/X"]],
  ["a workspace that no ARN can name", (s) => new WorkspaceAccess(s, "X", { role: "viewer", workspaces: ["a/b"] }), ["RAM627 team/X"]],
  ["a team without members", (s) => new AgentRunTeam(s, "X", { workspace: "a", members: [] }), ["RAM301 team/X"]],
  ["members without anybody", (s) => new AgentRunTeam(s, "X", { workspace: "a", members: [{ level: "viewer" }] }), ["RAM301 team/X"]],
  ["a level that does not exist", (s) => new AgentRunTeam(s, "X", { workspace: "a", members: [{ level: untyped("boss"), users: ["u"] }] }), ["RAM308 team/X"]],
  ["a member with two levels", (s) => new AgentRunTeam(s, "X", { workspace: "a", members: [{ level: "viewer", users: ["u"] }, { level: "developer", users: ["u"] }] }), ["RAM302 team/X"]],
  ["workspaces of other teams", (s) => new AgentRunTeam(s, "X", { workspace: "*", members: [{ level: "viewer", users: ["u"] }] }), ["RAM627 team/X"]],
  ["workspaces by a pattern", (s) => new AgentRunTeam(s, "X", { workspace: "team-*", members: [{ level: "viewer", users: ["u"] }] }), ["RAM627 team/X"]],
  ["a bucket that may be anybody's", (s) => new AgentRunTeam(s, "X", { workspace: "a", buckets: ["*"], members: [{ level: "viewer", users: ["u"] }] }), ["RAM627 team/X"]],
  ["a scheme that does not exist", (s) => new ResourceGroupAccess(s, "X", { ...inGroup, scheme: untyped("all") }), ["RAM311 team/X"]],
  ["workspaces without the scheme", (s) => new ResourceGroupAccess(s, "X", { ...inGroup, workspaces: ["a"] }), ["RAM307 team/X"]],
  ["the scheme without workspaces", (s) => new ResourceGroupAccess(s, "X", { ...inGroup, scheme: "workspaces" }), ["RAM308 team/X"]],
])("%s is reported at synth", (_, build, ids) => {
  expect(problemIdsOf((stack) => void build(stack)).map((id) => id.replace(/^(\S+) \w+\//, "$1 team/"))).toEqual(ids);
}); // prettier-ignore

const inGroup = {
  resourceGroup: { id: "rg-a", accountAlias: "1234567890123456" },
  attachTo: { groups: ["dev"] },
} as const;

/** Whether workspaces are listed in the group, in others, and whether other groups' sandboxes and domains are reached. */
it.each([
  ["everything", [true, true, true, true]],
  ["withoutWorkspaces", [false, false, true, true]],
  ["recommended", [true, false, false, true]],
  ["accountData", [true, false, true, true]],
  ["allGroupsVisible", [true, true, false, true]],
] as const)("the scheme %s shows and reaches %j", (scheme, expected) => {
  const stack = newStack();
  new ResourceGroupAccess(stack, "X", { ...inGroup, scheme, role: "administrator" });
  const dev = grantsOf(stack).group("dev");
  const may = (action: string, resourceGroup: string | null) => dev.allows(action, "*", { resourceGroup });
  expect([
    may("agentrun:ListWorkspaces", "rg-a"),
    may("agentrun:ListWorkspaces", "rg-b"),
    may("agentrun:GetSandbox", "rg-b"),
    may("agentrun:ListCustomDomains", null),
  ]).toEqual(expected);
});

it("the scheme none makes nothing", () => {
  const { inAccount, inResourceGroup } = new ResourceGroupAccess(newStack(), "X", { ...inGroup, scheme: "none" });
  expect([inAccount, inResourceGroup]).toEqual([undefined, undefined]);
});
