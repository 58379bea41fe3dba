import {
  type AccessClass,
  type KnownAction,
  type LeastPrivilegeRequest,
  catalogAction,
  contestedScope,
  feature,
  featureKeys,
  leastPrivilege,
  unchecked,
  workspaceScopes,
} from "cdktf-alicloud-agentrun/catalog";
import { comparison, policies } from "../../fixtures/workspace-practice-policies.json";
import { call } from "../../cli/support/call";
import { problemsOf, untyped } from "../support";

const listed = [policies[2]!.document.Statement[0]!.Action].flat() as readonly KnownAction[];
const named = (names: readonly string[]) => names.map((name) => `agentrun:${name}`);
const contested = named(comparison.workspaceScopedHereButAllResourcesOnAuthorizationPage);
const notOnPage = named(comparison.notOnAuthorizationPage);

/** Where one action is granted in the workspace `w`, and what the report says of it. */
function granted(action: KnownAction, request: Omit<LeastPrivilegeRequest, "actions">) {
  const { document, report } = leastPrivilege({ actions: [action], ...request }, { unusedRestrictions: "report" });
  const [statement] = document.statements;
  return { resources: statement?.resources ?? [], basis: report.scopes[0], wide: report.wide[0]?.why };
}

const inWorkspace = (request: LeastPrivilegeRequest) => ({ within: { workspace: "w" }, ...request });
const content = "acs:agentrun:*:*:workspaces/w/*";

describe.each(listed)("%s", (action) => {
  const isContested = contested.includes(action);
  const isNew = notOnPage.includes(action);

  it("is in the workspace by the practice page, which is the default", () => {
    const { resources, basis, wide } = granted(action, inWorkspace({ workspaceScope: "practice" }));
    expect(granted(action, inWorkspace({})).resources).toEqual(resources);
    for (const resource of resources) expect(resource).toMatch(/^acs:agentrun:\*:\*:workspaces\/w\/./);
    const isByPractice = isContested || isNew;
    expect(resources.includes(content)).toBe(isByPractice);
    expect(basis).toMatchObject({
      action,
      document: isByPractice ? "workspace practice page" : "authorization page",
      contested: isContested,
    });
    if (isByPractice) expect(wide).toBe("the workspace practice page has the action on everything in the workspace only"); // prettier-ignore
  });

  it("is where the authorization page has it, if that is wanted, and the report says why", () => {
    const { resources, basis, wide } = granted(action, inWorkspace({ workspaceScope: "documented" }));
    expect(resources.includes("*")).toBe(isContested || isNew);
    expect(basis).toMatchObject({ action, document: isNew ? "none" : "authorization page", contested: isContested });
    if (isContested) {
      expect(basis?.about).toMatch(/authorization page \(read 2026-11-22\).*workspace practice page \(of 2026-07-24/);
      expect(wide).toMatch(
        /the authorization page has it on all resources only; the workspace practice page limits it/,
      );
    }
    if (isNew) expect(wide).toMatch(/the authorization page lacks the action; the workspace practice page limits it/);
  });

  it("is limited to nothing without a workspace", () => {
    const { resources, wide } = granted(action, { within: {} });
    if (!isContested && !isNew) return;
    expect(resources).toEqual(["*"]);
    expect(wide).toMatch(/workspace practice page limits it to a workspace, as within.workspace would$/);
  });
});

const uses = featureKeys().flatMap((key) => feature(key).classes.map((use) => [key, use] as const));

/** Whether either page limits an action to less than all resources. */
function isLimited(name: string): boolean {
  const { resources, otherScopes = [] } = catalogAction(name)!;
  return [...(resources ?? []), ...otherScopes.flatMap((scope) => scope.resources)].length > 0;
}

it.each(workspaceScopes)("by %s, no feature grants what a page limits on everything without saying why", (scope) => {
  for (const within of [{}, { workspace: "w" }, { workspace: "w", region: "cn-hangzhou", accountId: "1234567890123456" }]) {
    for (const [key, use] of uses) {
      const request = { features: { [key]: use }, within, workspaceScope: scope };
      const { document, report } = leastPrivilege(request, { unusedRestrictions: "report" });
      const onAll = document.statements.filter(({ resources }) => resources.includes("*"));
      for (const action of onAll.flatMap(({ actions }) => actions)) {
        if (!action.startsWith("agentrun:") || !isLimited(action)) continue;
        expect([action, report.wide.map((one) => one.action)]).toEqual([action, expect.arrayContaining([action])]);
      }
      const all = document.statements.flatMap(({ actions }) => actions);
      expect(report.scopes.map(({ action }) => action)).toEqual([...new Set(all)].sort());
    }
  }
}); // prettier-ignore

it("what is granted in a workspace by the practice page is exactly what is contested or only on that page", () => {
  const byPractice = uses.flatMap(([key, use]) => {
    const request = { features: { [key]: use }, within: { workspace: "w" } };
    const { report } = leastPrivilege(request, { unusedRestrictions: "report" });
    return report.scopes.filter(({ document }) => document === "workspace practice page").map(({ action }) => action);
  });
  for (const action of new Set(byPractice)) {
    const { resources } = catalogAction(action)!;
    expect([action, resources === undefined || contestedScope(catalogAction(action)!) !== undefined]).toEqual([action, true]); // prettier-ignore
  }
  expect(new Set(byPractice).size).toBeGreaterThan(30);
});

it.each<[string, AccessClass, readonly string[]]>([
  ["imBots", "view", ["GetIMBot"]],
  ["imBots", "manage", ["DeleteIMBot", "GetIMBot", "UpdateIMBot"]],
  ["flows", "view", ["GetFlowEndpoint"]],
  ["flows", "manage", ["ConvertFlowDSL", "CreateFlowEndpoint", "DeleteFlowEndpoint", "DeleteFlowVersion", "GetFlowEndpoint", "PublishFlowVersion", "UpdateFlowEndpoint"]],
  ["workspaces", "manage", ["UpdateWorkspaceDiscoveryEndpoints"]],
  ["tools", "manage", []],
])("says that %s to %s is incomplete without %j", (key, use, operations) => {
  const { report } = leastPrivilege({ features: { [key]: use } });
  expect(report.incomplete.flatMap((one) => one.operations)).toEqual(named(operations));
  for (const one of report.incomplete) {
    expect(one).toMatchObject({ feature: key, how: expect.stringContaining("unchecked(") as string });
  }
}); // prettier-ignore

it("is complete with the operations by name", () => {
  const actions = ["GetIMBot", "UpdateIMBot", "DeleteIMBot"].map((name) => unchecked(`agentrun:${name}`));
  expect(leastPrivilege({ features: { imBots: "manage" }, actions }).report.incomplete).toEqual([]);
  const build = () => leastPrivilege({ actions: [untyped("agentrun:GetIMBot")] });
  expect(problemsOf(build)).toEqual(["RAM623 actions[0]"]);
  expect(build).toThrow('unchecked("agentrun:GetIMBot")');
});

it("warns of actions of retired operations", () => {
  const { report, document } = leastPrivilege({ actions: ["agentrun:CreateMemory", "agentrun:GetMemory"] });
  expect(report.warnings.map(({ id, found }) => [id, found.split(",")[0]])).toEqual([
    ["RAM636", "agentrun:CreateMemory"],
    ["RAM636", "agentrun:GetMemory"],
  ]);
  expect(document.statements.flatMap(({ actions }) => actions)).toHaveLength(2);
});

it("refuses another page", () => {
  const request = { features: { tools: "view" }, workspaceScope: untyped("guessed") } as const;
  expect(problemsOf(() => leastPrivilege(request))).toEqual(["RAM629 workspaceScope"]);
});

it("the command line has the choice, and tells what is contested and incomplete", () => {
  const args = ["least-privilege", "--feature", "sandboxes=view", "--feature", "imBots=view", "--workspace", "w"];
  const practice = call(...args);
  const documented = call(...args, "--workspace-scope", "documented");
  expect(practice.out).toContain(content);
  expect(practice.err).toMatch(
    /^contested: agentrun:GetSandbox, .*by the workspace practice page, which another page/m,
  );
  expect(practice.err).toMatch(/^incomplete: imBots lacks agentrun:GetIMBot/m);
  expect(documented.out).not.toContain(content);
  expect(documented.err).toMatch(/^not narrowed: agentrun:GetSandbox .*as --workspace-scope practice would/m);
  expect(documented.err).not.toMatch(/^contested/m);
});

describe("within resource groups", () => {
  const features = { sandboxes: "view", customDomains: "view" } as const;
  const within = { resourceGroups: ["rg-a", "rg-b"] };

  it("limits by a condition what groups limit, and reports the rest", () => {
    const { document, report } = leastPrivilege({ features, within });
    const byCondition = document.statements.filter(({ conditions }) => conditions !== undefined);
    for (const { conditions } of byCondition) {
      expect(conditions).toEqual({ StringEquals: { "acs:ResourceGroupId": ["rg-a", "rg-b"] } });
    }
    const limited = byCondition.flatMap(({ actions }) => actions);
    expect(limited).toContain("agentrun:GetSandbox");
    const others = document.statements.flatMap(({ actions }) => actions).filter((name) => !limited.includes(name));
    expect(others).toEqual(expect.arrayContaining(["agentrun:ListCustomDomains"]));
    const why = new Map(report.wide.map((one) => [one.action, one.why]));
    for (const name of others) expect([name, why.get(name)]).toEqual([name, expect.stringMatching(/account|resource groups/)]); // prettier-ignore
  });

  it("leaves out of a policy for an attachment what a group cannot limit", () => {
    const { document, report } = leastPrivilege({ features, within, resourceGroupForm: "attachment" });
    const actions = document.statements.flatMap((statement) => statement.actions);
    expect(actions.every((name) => name.startsWith("agentrun:") && !name.includes("CustomDomain"))).toBe(true);
    expect(document.statements.some(({ conditions }) => conditions !== undefined)).toBe(false);
    expect(report.withheld.map(({ need }) => need)).toEqual(expect.arrayContaining(["agentrun:ListCustomDomains"]));
  });

  it.each<[LeastPrivilegeRequest, readonly string[]]>([
    [{ features, within: { resourceGroups: [] } }, ["RAM627 within.resourceGroups[0]"]],
    [{ features, within: { resourceGroups: ["default"] } }, ["RAM627 within.resourceGroups[0]"]],
    [{ features, within: { resourceGroups: untyped("rg-a") } }, ["RAM629 within.resourceGroups"]],
    [{ features: { networks: "view" }, within }, ["RAM626 within.resourceGroups"]],
    [{ features, within, resourceGroupForm: untyped("both") }, ["RAM629 resourceGroupForm"]],
    [{ features, within, conditions: { StringEquals: { "acs:ResourceGroupId": "rg-c" } } }, ["RAM112 Condition.StringEquals"]],
  ])("refuses %j", (request, ids) => {
    expect(problemsOf(() => leastPrivilege(request))).toEqual(ids);
  }); // prettier-ignore
});
