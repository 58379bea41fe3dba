/** What becomes of grants on AgentRun in AgentCore: a report that claims no more than its source. */
import { readFileSync } from "node:fs";
import { actionsMatching } from "cdktf-alicloud-agentrun/catalog";
import { type MigrationOutcome, migrationOf } from "../../lib/catalog/migration";
import type { MigrationReport } from "../../lib/grants/migration-report";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { file } = temporaryFiles("migrate");
const policyOf = (...Statement: readonly object[]) => ({ Version: "1", Statement });
const allow = (Action: string | readonly string[], more: object = {}) => ({
  Effect: "Allow",
  Action,
  Resource: "*",
  ...more,
});
const report = (name: string, input: object): MigrationReport & { readonly code: unknown } => {
  const { code, out } = call("migrate", file(name, input), "--format", "json");
  return { ...(JSON.parse(out) as MigrationReport), code };
};
const rowsOf = ({ statements }: MigrationReport) =>
  statements.flatMap(({ rows }) => rows.map(({ kind, outcome }) => `${kind}: ${outcome}`));

it.each<[string, MigrationOutcome]>([
  ["agentrun:CreateWorkspace", "counterpart"],
  ["agentrun:UpdateWorkspaceDiscoveryEndpoints", "unproved"],
  ["agentrun:GetModelService", "counterpart"],
  ["agentrun:ListModelProxies", "none"],
  ["agentrun:UpdateModelProxy", "none"],
  ["agentrun:ListTools", "counterpart"],
  ["agentrun:GetCredential", "partly"],
  ["agentrun:CreateAgentRuntime", "partly"],
  ["agentrun:PublishRuntimeVersion", "none"],
  ["agentrun:ListAgentRuntimeVersions", "none"],
  ["agentrun:GetAgentRuntimeEndpoint", "counterpart"],
  ["agentrun:DeleteAgentRuntimeEndpoint", "none"],
  ["agentrun:CreateKnowledgeBase", "none"],
  ["agentrun:RetrieveMemory", "none"],
  ["agentrun:PauseSandbox", "none"],
  ["agentrun:ActivateTemplateMCP", "none"],
  ["agentrun:StartBrowserSession", "none"],
  ["agentrun:InvokeRuntime", "unproved"],
  ["agentrun:CreateFlow", "unproved"],
  ["agentrun:SomethingNew", "unproved"],
])("%s: %s", (action, outcome) => {
  expect(migrationOf(action).outcome).toBe(outcome);
});

it("says for a policy what has a counterpart, and which actions pages authorize on it", () => {
  const found = report("policy.json", policyOf(allow(["agentrun:GetModelService", "oss:GetObject"])));
  expect(found).toMatchObject({
    code: 0,
    totals: { counterpart: 1, partly: 0, none: 0, unproved: 0 },
    unread: [],
    statements: [
      {
        attachedTo: [],
        statement: 0,
        isOpen: false,
        rows: [
          {
            agentcore: ["ModelConnection", "Model"],
            actions: ["agentrun:GetModelService"],
            published: [{ action: "agentcore:GetModelConnection" }, { action: "agentcore:UpdateModelConnection" }],
          },
        ],
      },
    ],
  });
});

it("covers every action behind a wildcard, an exception, and a refusal", () => {
  const known = actionsMatching("agentrun:*").length;
  const all = report("all.json", policyOf(allow("agentrun:*")));
  expect(all.code).toBe(2);
  expect(Object.values(all.totals).reduce((sum, one) => sum + one, 0)).toBeGreaterThanOrEqual(known);
  expect(all.statements[0]?.isOpen).toBe(true);
  for (const wide of ["*", "AGENT*:*", "agentrun:*"]) {
    expect(report("wide.json", policyOf(allow(wide))).totals).toEqual(all.totals);
  }
  const excepted = report("not.json", policyOf({ Effect: "Allow", NotAction: ["agentrun:*Sandbox*"], Resource: "*" }));
  expect(excepted.statements[0]).toMatchObject({ isOpen: true });
  expect(excepted.totals.none).toBeLessThan(all.totals.none);
  const none = report("none.json", policyOf({ Effect: "Allow", NotAction: "agentrun:*", Resource: "*" }));
  expect([none.code, none.statements]).toEqual([0, []]);
  const denied = call("migrate", file("deny.json", policyOf(allow("agentrun:DeleteSandbox", { Effect: "Deny" }))));
  expect([denied.code, denied.out]).toEqual([2, expect.stringContaining("nothing denies any longer") as string]);
});

it("reads stacks, with what the policies are attached to and what could not be read", () => {
  const attach = (policy_name: string, policy_type: string) => ({ group_name: "dev", policy_name, policy_type });
  const found = report("stack.json", {
    resource: {
      alicloud_ram_policy: {
        P: { policy_name: "p", policy_document: JSON.stringify(policyOf(allow("agentrun:ListTools"))) },
        Q: { policy_name: "q", policy_document: "${var.document}" },
      },
      alicloud_ram_group_policy_attachment: {
        P: attach("p", "Custom"),
        Full: attach("AliyunAgentRunFullAccess", "System"),
        Read: attach("AliyunAgentRunReadOnlyAccess", "System"),
      },
    },
    variable: { document: {} },
  });
  expect(found.code).toBe(2);
  expect(found.statements.map(({ policy, attachedTo }) => [policy, attachedTo])).toEqual(
    expect.arrayContaining([
      ["p", ["group dev"]],
      ["AliyunAgentRunReadOnlyAccess", ["group dev"]],
    ]),
  );
  expect(found.unread.map(({ policy }) => policy).sort()).toEqual(["AliyunAgentRunFullAccess", "q"]);
});

it("never writes a policy", () => {
  const { out } = call("migrate", file("text.json", policyOf(allow("agentrun:*"))));
  expect(out).toContain("No document maps actions of AgentRun to actions of AgentCore.");
  expect(out).not.toMatch(/"(Effect|Statement|Action)"/);
  const { out: none } = call("migrate", file("other.json", policyOf(allow("oss:GetObject"))));
  expect(none).toMatch(/^no grant on AgentRun/);
  expect(rowsOf(report("two.json", policyOf(allow(["agentrun:ListTools", "agentrun:StopSandbox"]))))).toEqual([
    "sandbox, browser, code interpreter, template: none",
    "tool: counterpart",
  ]);
});

it("names its source, version and day", () => {
  const text = readFileSync("lib/catalog/data/migration.json", "utf8");
  const { source, version, read } = report("source.json", policyOf(allow("oss:GetObject")));
  for (const fact of [source, version, read]) expect(text).toContain(fact);
});
