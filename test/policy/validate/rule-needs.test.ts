import { knownActions, systemPolicy, systemPolicyNames } from "../../../lib/catalog";
import { PolicyDocument, rules } from "../../../lib/policy";
import { viewOf } from "../../../lib/policy/validate/policy-view";
import { contentsOf, servicesOf } from "../../../lib/policy/validate/rule-needs";

const actions = [
  ...["*", "ram:*", "ram*", "RAM:PassRole", "r?m:passrole", "*:PassRole", "ram:CreateServiceLinkedRole", "ram"],
  ...["sts:AssumeRole", "STS:*", "s*:AssumeRole", "resourcemanager:AttachPolicy", "resource*:AttachPolicy"],
  ...["ims:SetSecurityPreference", "i*:Set*", "actiontrail:DeleteTrail", "agentrun:GetTool", "${var.a}:PassRole"],
];
const ofOneAction = actions.map((action) =>
  PolicyDocument.fromJson({ Version: "1", Statement: [{ Effect: "Allow", Action: action, Resource: "*" }] }),
);
const ofVendor = systemPolicyNames().flatMap((name) => systemPolicy(name)?.document ?? []);
const withNeeds = rules.flatMap(({ needs, ...rule }) => (needs === undefined ? [] : [{ ...rule, needs }]));

test.each(withNeeds)("$id finds nothing in a policy without what it needs", ({ needs, check, kinds }) => {
  for (const document of [...ofOneAction, ...ofVendor]) {
    for (const kind of ["identity", "control", "session"] as const) {
      const view = viewOf({ kind, policy: document }, 0);
      const isAsked = kinds?.includes(kind) !== false;
      if (isAsked && !contentsOf(view)(needs)) expect(check(view, knownActions, "2030-01-01T00:00:00Z")).toEqual([]);
    }
  }
});

test.each([
  ["ram:PassRole", ["ram"], true],
  ["RAM:PassRole", ["ram"], true],
  ["r*:PassRole", ["sts"], true],
  ["*", ["sts"], true],
  ["ram:PassRole", ["sts"], false],
])("a policy on %s has an action of %j: %s", (action, services, has) => {
  const policy = PolicyDocument.fromJson({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
  const contains = contentsOf(viewOf({ kind: "identity", policy }, 0));
  expect(contains({ services })).toBe(has);
  expect(contains({ services, condition: true })).toBe(false);
});

test("the services of actions are their RAM codes, each once", () => {
  expect(servicesOf([{ action: "ram:A" }, { action: "ims:*" }, { action: "RAM:B" }])).toEqual(["ram", "ims"]);
});
