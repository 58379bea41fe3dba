import { documentedPolicy, feature, featureKeys, leastPrivilege } from "cdktf-alicloud-agentrun/catalog";
import { PolicyStatement, matchesPattern } from "cdktf-alicloud-agentrun/policy";
import { Budget, comparableStatement, statementCovers } from "../../lib/policy/cover";
import exceptions from "../fixtures/beyond-full-access.json";

const fullAccess = documentedPolicy("fullAccess").document.statements.map(comparableStatement);
const uses = featureKeys().flatMap((key) => feature(key).classes.map((one) => [key, one] as const));

/** Whether the full-access policy allows every request that one action on some resources makes. */
function isAllowed(statement: PolicyStatement): boolean {
  const budget = new Budget();
  const inner = comparableStatement(statement);
  const covered = fullAccess.some((outer) => statementCovers(outer, inner, budget));
  expect(budget.exhausted).toBe(false);
  return covered;
}

/** Actions of a use of a feature that allow more than the full-access policy. */
function beyond(key: (typeof uses)[number][0], accessClass: (typeof uses)[number][1]): readonly string[] {
  const { document } = leastPrivilege({
    features: { [key]: accessClass },
    ...(feature(key).actions.some(({ name }) => name === "ram:PassRole") ? { passRoles: ["*"] } : {}),
  });
  return document.statements.flatMap(({ actions, resources, conditions }) =>
    actions.filter(
      (action) =>
        !isAllowed(
          PolicyStatement.allow({ actions: action, resources, ...(conditions === undefined ? {} : { conditions }) }),
        ),
    ),
  );
}

const excepted = (name: string) => exceptions.some(({ actions }) => actions.some((one) => matchesPattern(one, name)));

it.each(uses)("%s: %s allows nothing that the documented full-access policy refuses", (key, accessClass) => {
  expect(beyond(key, accessClass).filter((name) => !excepted(name))).toEqual([]);
});

it("has an exception with a reason for whatever goes beyond, and none that is not needed", () => {
  const all = uses.flatMap(([key, accessClass]) => beyond(key, accessClass));
  for (const { actions, reason } of exceptions) {
    expect(reason.length).toBeGreaterThan(40);
    for (const action of actions) expect(all.some((name) => matchesPattern(action, name))).toBe(true);
  }
});

it("takes the resources of the full-access policy where no page says any", () => {
  const { document, report } = leastPrivilege({
    features: { logService: "manage" },
    within: { region: "cn-hangzhou", accountId: "1234567890123456" },
  });
  const where = "acs:log:cn-hangzhou:1234567890123456:project/*/logstore/aliyun-prom-*";
  expect(document.statements.map(({ actions, resources }) => [resources, actions.length])).toEqual([
    [[where], 2],
    [["*"], 15],
  ]);
  expect(document.statements[0]?.actions).toEqual(["log:RemoteWrite", "log:RemoteWritePrometheus"]);
  expect(report.wide.find(({ action }) => action === "log:RemoteWrite")).toEqual({
    action: "log:RemoteWrite",
    resources: [where],
    why: "the full-access policy allows the action there, and no page says more",
  });
});
