/** Services beside AgentRun of which few facts are published: nothing follows for the rest. */
import {
  agentCoreRegistryServiceLinkedRole,
  arn,
  catalogAction,
  knownActions,
  leastPrivilege,
  service,
  serviceCodes,
  systemPolicy,
} from "cdktf-alicloud-agentrun/catalog";
import { validate } from "cdktf-alicloud-agentrun/policy";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import { serviceFiles } from "../../lib/catalog/generated/service-files";
import { sourceOfText } from "../../lib/grants/read-source";
import { grantsOfSource, summarize, summaryMatrixText } from "../../lib/review";

/** By RAM code: how many actions are published, and how many operations of SDKs are not known to be actions. */
const siblings: Readonly<Record<string, readonly [actions: number, open: number]>> = {
  agentcore: [9, 147],
  agentidentity: [0, 82],
  agentidentitydata: [6, 3],
  agentloop: [3, 72],
  agentteams: [0, 0],
  fcsandbox: [4, 0],
};

const allow = (Action: string | readonly string[], Resource = "*") => ({
  Version: "1",
  Statement: [{ Effect: "Allow", Action, Resource }],
});
const findingsOf = (document: object) =>
  validate(document, "identity", { knowledge: knownActions }).findings.map(({ id, fix, found }) => ({
    id,
    fix,
    found,
  }));

it.each(Object.entries(siblings))("%s has %j published actions and open operations", (code, [actions, open]) => {
  const known = service(code);
  expect(serviceCodes()).toContain(code);
  expect([known?.actions.size, known?.operations.size]).toEqual([actions, open]);
  expect([known?.granularity, knownActions.extentOf(code)]).toEqual([undefined, "some"]);
});

it.each(Object.keys(siblings))("every fact of %s has a source", (code) => {
  const file = serviceFiles[code]?.operationPages?.();
  expect([file?.code, file?.read]).toEqual([code, "2026-11-28"]);
  for (const address of Object.values(file?.sources ?? {})) expect(address).toMatch(/^https:\/\//);
  for (const { source, resources = [] } of Object.values(file?.actions ?? {})) {
    expect(Object.keys(file?.sources ?? {})).toContain(source);
    for (const { type, arn: template } of resources) expect(file?.resourceTypes[type]).toContain(template);
  }
});

it("has levels and ARNs as their pages print them", () => {
  expect(catalogAction("agentcore:listmanagedagents")).toMatchObject({
    level: "list",
    levelInferred: false,
    resources: [{ arn: "acs:agentcore:{#regionId}:{#accountId}:workspace/{#workspaceId}/managedAgent/*" }],
    provenance: ["operation-page"],
  });
  expect(catalogAction("agentloop:CreateAgentSpace")).toMatchObject({ level: "create", resources: undefined });
  expect(catalogAction("agentcore:GetTeam")).toBeUndefined();
  expect(agentCoreRegistryServiceLinkedRole.serviceName).toBe("airegistry.agentcore.aliyuncs.com");
  expect(systemPolicy("AliyunServiceRolePolicyForAgentCoreAIRegistry")?.document?.statements).toHaveLength(3);
});

it("derives no ARN, and takes no workspace of AgentRun for one of AgentCore", () => {
  expect(Object.keys(arn).filter((code) => Object.hasOwn(siblings, code))).toEqual([]);
  const { document } = leastPrivilege({ actions: ["agentcore:GetModelConnection"], within: { accountId: "1" } });
  expect(document.statements[0]?.resources).toEqual(["acs:agentcore:*:1:workspace/*/modelconnection/*"]);
  expect(() =>
    leastPrivilege({ actions: ["agentcore:GetModelConnection"], within: { workspace: "team-a" } }),
  ).toThrow();
});

it.each([
  ["agentcore:CreateWorkspce", "perhaps agentcore:CreateWorkspace"],
  ["agentcore:GetTem", "perhaps agentcore:GetTeam"],
  ["fcsandbox:UpdateQuotas", "perhaps fcsandbox:UpdateQuota"],
])("%s is probably misspelt: %s", (action, fix) => {
  expect(findingsOf(allow(action))).toMatchObject([{ id: "RAM710", fix }]);
  expect(() => grantsOf(allow(action)).whoCan(action)).toThrow(fix.replace("perhaps ", ""));
});

it.each(["agentcore:CreateWorkspace", "agentcore:GetTeam", "agentcore:SomethingNew", "agentteams:*"])(
  "%s is not known to be wrong",
  (action) => {
    expect(findingsOf(allow(action))).toEqual([]);
  },
);

it("knows that a wildcard is broad, and shows that it covers more than what is known", () => {
  expect(findingsOf(allow("agentcore:*"))).toMatchObject([
    { id: "RAM752", found: expect.stringContaining("147 operations") as string },
  ]);
  const text = summaryMatrixText(summarize(grantsOfSource(sourceOfText(JSON.stringify(allow("agentcore:*")), "p"))));
  expect(text).toContain("agentcore: *, CreateMcp");
});

it("takes the ARN that the vendor's kit prints for that of another service", () => {
  const identity =
    "acs:agentidentity:cn-hangzhou:1234567890123456:workloadidentitydirectory/default/workloadidentity/a";
  expect(findingsOf(allow("agentidentitydata:GetResourceAPIKey", identity))).toEqual([]);
  expect(findingsOf(allow("agentidentitydata:GetResourceAPIKey", "acs:oss:*:*:b"))).not.toEqual([]);
});
