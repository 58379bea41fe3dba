/** What is granted and not seen: three states, a proposal that is never broader, and what the evidence is too short for. */
import { App, TerraformStack } from "cdktf";
import { CustomPolicy, ReadOnlyAccess } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { type UnusedReport, hasUnused, renderUnused, unusedGrants } from "cdktf-alicloud-agentrun/evidence";
import { PolicyStatement } from "cdktf-alicloud-agentrun/policy";
import { run } from "../../lib/cli/run";
import { grantsOfSource, readSource } from "../../lib/review";
import { temporaryFiles } from "../support/temporary-files";
import { fixture, record, usageOf } from "./support";

const { folder, file } = temporaryFiles("unused");

type Json = ConstructorParameters<typeof CustomPolicy>[2]["document"];

/** A stack with one policy on some principals, as models. */
function modelsOf(document: Json, attachTo: object, more: (stack: TerraformStack) => void = () => undefined) {
  const output = `${folder}/out-${Math.abs(JSON.stringify([document, attachTo]).length)}-${expect.getState().currentTestName?.length ?? 0}`;
  const app = new App({ outdir: output });
  const stack = new TerraformStack(app, "team");
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  new CustomPolicy(stack, "Given", { policyName: "given", document, attachTo });
  more(stack);
  app.synth();
  return { output, models: grantsOfSource(readSource(output)) };
}

const allow = (actions: string | readonly string[], resources: string | readonly string[] = "*") =>
  PolicyStatement.allow({ actions, resources });

/** One line for each use of the first policy of a principal. */
function states(report: UnusedReport, name: string): readonly string[] {
  const grants = report.principals.find(({ principal }) => principal.name === name);
  return (grants?.policies[0]?.uses ?? []).map(
    ({ action, resource, state }) =>
      `${action}${resource === "*" ? "" : ` on ${resource}`}: ${state.kind}${state.kind === "cannot be seen" ? `, ${state.why}` : ""}`,
  );
}

const trail = async () => usageOf({ trail: fixture("management-events.json") });

it("tells used, not seen, and what cannot be seen", async () => {
  const statement = allow([
    ...["agentrun:CreateAgentRuntime", "agentrun:DeleteTool", "agentrun:InvokeRuntime", "ram:PassRole"],
    ...["ecs:DescribeSecurityGroups", "cdn:DescribeUserDomains", "vendor:GetThing", "agentrun:ListTools"],
  ]);
  const { models } = modelsOf([statement], { roles: ["agentrun-deployer"], users: ["alice"] });
  const report = unusedGrants(models, await trail(), 24);
  expect(states(report, "agentrun-deployer")).toEqual([
    "agentrun:CreateAgentRuntime: used",
    "agentrun:DeleteTool: not seen",
    "agentrun:InvokeRuntime: cannot be seen, it is a call of the data plane, without a data event",
    "agentrun:ListTools: not seen",
    "cdn:DescribeUserDomains: cannot be seen, the evidence has no event of cdn, so its calls may not be recorded",
    "ecs:DescribeSecurityGroups: not seen",
    "ram:PassRole: used",
    "vendor:GetThing: cannot be seen, the catalog does not know the action, so no event can be matched to it",
  ]);
  // Alice's calls of ListTools were throttled, so that nobody knows whether she has the permission.
  expect(states(report, "alice")[3]).toBe(
    "agentrun:ListTools: cannot be seen, its calls were denied, throttled or failed (Throttling.User)",
  );
  expect(report.coversDays).toBe(true);
  expect(hasUnused(report)).toBe(true);
});

it("proposes only what was seen or cannot be seen, statement by statement", async () => {
  const runtimes = "acs:agentrun:*:*:workspaces/team/runtimes/*";
  const deny = PolicyStatement.deny({ actions: "agentrun:DeleteWorkspace", resources: "*" });
  const { models } = modelsOf(
    [
      allow(
        ["agentrun:GetAgentRuntime", "agentrun:DeleteTool", "agentrun:InvokeRuntime"],
        [runtimes, "acs:agentrun:cn-shanghai:*:*"],
      ),
      allow("agentrun:UpdateTool"),
      deny,
    ],
    { roles: ["agentrun-deployer"] },
  );
  const report = unusedGrants(models, await trail(), 24);
  const [policy] = report.principals[0]!.policies;
  expect(policy!.proposal?.document?.toJson().Statement).toEqual([
    { Effect: "Allow", Action: "agentrun:DeleteTool", Resource: "acs:agentrun:cn-shanghai:*:*" },
    {
      Effect: "Allow",
      Action: ["agentrun:GetAgentRuntime", "agentrun:InvokeRuntime"],
      Resource: [runtimes, "acs:agentrun:cn-shanghai:*:*"],
    },
    deny.toJson(),
  ]);
  expect(report.principals[0]!.review?.verdict).toBe("narrowed");
});

it.each<[string, string, RegExp]>([
  ["a pattern of every service", "*", /covers every service/],
  ["a pattern of a service that the catalog knows in part", "oss:*", /only some actions of oss/],
])("leaves %s as it is", async (_, action, why) => {
  const { models } = modelsOf([allow(action)], { roles: ["agentrun-deployer"] });
  const report = unusedGrants(models, await trail(), 20);
  expect(states(report, "agentrun-deployer")[0]).toMatch(why);
  expect(report.principals[0]!.policies[0]!.proposal).toBeUndefined();
});

it("keeps a pattern that covers an event which the catalog lacks", async () => {
  const events = [record(), record({ eventId: "1", eventName: "BrandNewCall" })];
  const { models } = modelsOf([allow("agentrun:*")], { users: ["alice"] });
  const report = unusedGrants(models, await usageOf({ trail: JSON.stringify(events) }), 1);
  expect(states(report, "alice")).toEqual([
    "agentrun:*: cannot be seen, it covers the event AgentRun:BrandNewCall, which the catalog lacks",
  ]);
});

it("keeps reads where the trail has writes only, and resources of regions that it lacks", async () => {
  const event = record({ eventName: "CreateTool", eventRW: "Write" });
  const { models } = modelsOf(
    [allow("agentrun:GetTool"), allow("agentrun:DeleteTool", "acs:agentrun:cn-beijing:*:*")],
    { users: ["alice"] },
  );
  const report = unusedGrants(models, await usageOf({ trail: JSON.stringify([event]) }), 1);
  expect(states(report, "alice")).toEqual([
    "agentrun:GetTool: cannot be seen, the evidence has no read events",
    "agentrun:DeleteTool on acs:agentrun:cn-beijing:*:*: cannot be seen, the evidence has no event of the region cn-beijing",
  ]);
});

it("judges a group by its members, and a group without known members not at all", async () => {
  const { models } = modelsOf([allow(["fc:GetFunction", "agentrun:GetTool"])], { groups: ["dev"] });
  const report = unusedGrants(models, await trail(), 20);
  expect(states(report, "dev")[0]).toBe("agentrun:GetTool: cannot be seen, the input names no member of the group");
  const members = models.map((model) => ({
    ...model,
    principals: [
      ...model.principals,
      {
        principal: { kind: "user" as const, name: "Alice" },
        exists: true,
        account: [],
        resourceGroups: new Map<string, never>(),
        groups: ["dev"],
        trust: undefined,
      },
    ],
  }));
  expect(states(unusedGrants(members, await trail(), 20), "dev")).toEqual([
    "agentrun:GetTool: not seen",
    "fc:GetFunction: used",
  ]);
});

it("says that evidence is too short, and counts a use of long ago as none", async () => {
  const day = (eventName: string, eventTime: string) => record({ eventId: eventTime, eventName, eventTime });
  const daily = Array.from({ length: 100 }, (_, index) =>
    day("ListTools", `${new Date(Date.UTC(2026, 6, 1 + index)).toISOString().slice(0, 19)}Z`),
  );
  const events = [day("GetTool", "2026-07-01T01:00:00Z"), ...daily];
  const { models } = modelsOf([allow(["agentrun:GetTool", "agentrun:ListTools"])], { users: ["alice"] });
  const long = unusedGrants(models, await usageOf({ trail: JSON.stringify(events) }), 90);
  expect(states(long, "alice")).toEqual(["agentrun:GetTool: not seen", "agentrun:ListTools: used"]);
  expect(hasUnused(long)).toBe(true);
  const short = unusedGrants(models, await usageOf({ trail: JSON.stringify(events.slice(0, 60)) }), 90);
  expect(states(short, "alice")).toEqual(["agentrun:GetTool: used", "agentrun:ListTools: used"]);
  expect(hasUnused(short)).toBe(false);
  expect(renderUnused(short, "text")).toContain("too early to take anything away");
});

it("replaces a system policy by a custom one", async () => {
  const { models } = modelsOf([allow("fc:GetFunction")], { users: ["alice"] }, (stack) => {
    new ReadOnlyAccess(stack, "Read", { attachTo: { users: ["alice"] } });
  });
  const report = unusedGrants(models, await trail(), 20);
  const system = report.principals[0]!.policies.find(({ policy }) => policy.type === "System");
  expect(system?.uses.some(({ state }) => state.kind === "not seen")).toBe(true);
  expect(renderUnused(report, "text")).toContain("replace the system policy AliyunAgentRunReadOnlyAccess");
});

it.each([
  ["text", /Review of the proposal for role "agentrun-deployer":/],
  ["markdown", /```text\n/],
  ["json", /"proposal"/],
  ["sarif", /"ruleId": "RAM534"/],
  ["html", /<title>Unused grants/],
])("prints %s on the command line, with what the evidence covers first", async (format, expected) => {
  const { output } = modelsOf([allow(["agentrun:CreateAgentRuntime", "agentrun:DeleteTool"])], {
    roles: ["agentrun-deployer"],
  });
  const evidence = file("trail.json", fixture("management-events.json"));
  const call = async (days: string) => {
    let out = "";
    const code = await run(["unused", output, "--evidence", evidence, "--days", days, "--format", format], {
      out: (text) => (out += text),
      err: (text) => (out += text),
    });
    return { code, out };
  };
  const { code, out } = await call("20");
  expect(code).toBe(2);
  expect(out).toMatch(expected);
  expect(out).toContain("RAM533");
  expect(out.replaceAll("`", "")).toContain("Window: from 2015-11-03");
  expect((await call("90")).code).toBe(0);
});

it("proposes a policy of its own where others have the same one", async () => {
  const { models } = modelsOf([allow(["agentrun:DeleteTool", "agentrun:ListTools", "agentrun:CreateAgentRuntime"])], {
    roles: ["agentrun-deployer", "other"],
  });
  const report = unusedGrants(models, await trail(), 24);
  expect(report.principals.map(({ policies }) => policies[0]?.sharedWith)).toEqual([
    ["role other"],
    ["role agentrun-deployer"],
  ]);
  const text = renderUnused(report, "text").replace(/\s+/g, " ");
  expect(text).toContain("fix: role other has given too, so replace it here by a custom policy with");
  expect(text).toContain('Proposal for policy "given" of role "agentrun-deployer", as a policy of its own');
  expect(text).not.toContain("give given the document");
  expect(text).toContain("fix: detach given: nothing of it was seen");
});
