import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import { type ActionKnowledge, PolicyDocument, expand, matchesPattern, minimize } from "cdktf-alicloud-agentrun/policy";
import fullAccess from "../../fixtures/full-access-policy.json";

function compacted(actions: readonly string[], knowledge: ActionKnowledge = knownActions) {
  const document = PolicyDocument.fromJson({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
  });
  const result = minimize(document, { compact: "catalog", knowledge });
  return { actions: result.document.statements[0]?.actions, compactions: result.compactions };
}

const toolActions = expand("agentrun:*Tool", knownActions);

it("names that a wildcard covers exactly become the wildcard, and the result says so", () => {
  expect(toolActions).toEqual([
    "agentrun:CreateTool",
    "agentrun:DeleteTool",
    "agentrun:GetTool",
    "agentrun:UpdateTool",
  ]);
  expect(compacted(toolActions)).toEqual({
    actions: ["agentrun:*Tool"],
    compactions: [{ pattern: "agentrun:*Tool", actions: toolActions }],
  });
});

it.each([
  ["one of them is missing", toolActions.slice(1), toolActions.slice(1)],
  ["nothing is known of the service", ["nosuch:GetA", "nosuch:GetB"], ["nosuch:GetA", "nosuch:GetB"]],
  ["not all actions of the service are known", expand("ecs:*", knownActions), expand("ecs:*", knownActions)],
  ["the service is not known yet", ["${v}GetTool", "${v}"], ["${v}", "${v}GetTool"]],
  ["the wildcard is there already", ["agentrun:*Tool"], ["agentrun:*Tool"]],
  ["an action that the catalog lacks is covered", [...toolActions, "agentrun:NewTool"], ["agentrun:*Tool"]],
  [
    "an action that the catalog lacks is not covered",
    [...toolActions, "agentrun:New"],
    ["agentrun:*Tool", "agentrun:New"],
  ],
])("%s", (_, actions, expected) => {
  expect(compacted(actions).actions).toEqual(expected);
});

it("sees actions whose names differ in letter case, as evaluation does", () => {
  const actions = ["svc:GetA", "svc:GetB", "svc:getC"].map((name) => ({ name, resources: [], secret: false }));
  const knowledge: ActionKnowledge = {
    extentOf: () => "all",
    action: (wanted) => actions.find(({ name }) => name.toLowerCase() === wanted.toLowerCase()),
    matching: (pattern) => actions.filter(({ name }) => matchesPattern(pattern.toLowerCase(), name.toLowerCase())),
    nearest: () => [],
  };
  expect(compacted(["svc:GetA", "svc:GetB"], knowledge).actions).toEqual(["svc:GetA", "svc:GetB"]);
  expect(compacted(["svc:GetA", "svc:GetB", "SVC:GETC"], knowledge).actions).toEqual(["svc:*"]);
});

it("covers the same known actions in fewer bytes, and never of itself", () => {
  const document = PolicyDocument.fromJson(fullAccess);
  const plain = minimize(document);
  const { document: smaller, compactions } = minimize(document, { compact: "catalog", knowledge: knownActions });
  expect(plain.compactions).toEqual([]);
  expect(compactions.length).toBeGreaterThan(0);
  expect(smaller.byteLength).toBeLessThan(plain.document.byteLength);
  const covered = (one: PolicyDocument): ReadonlySet<string> =>
    new Set(one.statements.flatMap(({ actions }) => actions).flatMap((action) => expand(action, knownActions)));
  expect(covered(smaller)).toEqual(covered(document));
});
