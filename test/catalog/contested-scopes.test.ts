import {
  type KnownAction,
  actionStatus,
  allow,
  arn,
  catalogAction,
  contestedScope,
  knownActions,
  permissionsFor,
  service,
  unchecked,
} from "cdktf-alicloud-agentrun/catalog";
import { PolicyDocument, PolicyStatement, evaluate } from "cdktf-alicloud-agentrun/policy";
import { comparison, policies } from "../fixtures/workspace-practice-policies.json";
import { operations } from "../fixtures/agentrun-sdk-operations.json";
import { call } from "../cli/support/call";
import { problemsOf, untyped } from "./support";

const developer = policies[2]!.document.Statement[0]!;
const listed = [developer.Action].flat();
const contested = comparison.workspaceScopedHereButAllResourcesOnAuthorizationPage.map((name) => `agentrun:${name}`);
const newOnPage = comparison.notInLibraryCatalog.map((name) => `agentrun:${name}`);
const content = `${arn.agentrun.workspace({ workspace: "w" })}/*`;

it("the practice page's developer set is 78 actions, of which 38 are contested and 13 are new", () => {
  expect([listed.length, contested.length, newOnPage.length]).toEqual([78, 38, 13]);
});

describe.each(listed)("%s", (name) => {
  const action = catalogAction(name)!;
  const isContested = contested.includes(name);

  it("has the scope of each page, with source and day", () => {
    expect(action.otherScopes).toEqual([
      expect.objectContaining({
        title: "workspace practice page",
        changed: "2026-07-24",
        read: "2026-11-28",
        resources: [
          expect.objectContaining({
            arn: content.replace("/w/", "/{#workspaceName}/").replace("*:*", "{#regionId}:{#accountId}"),
          }),
        ],
      }),
    ]);
    const found = contestedScope(action);
    expect(found !== undefined).toBe(isContested);
    if (found !== undefined) {
      expect(found.about).toContain("authorization page (read 2026-11-22) has it on all resources (*) only");
      expect(found.about).toContain("workspace practice page (of 2026-07-24, read 2026-11-28) has it on acs:agentrun:");
    }
  });

  it("has a status", () => {
    const status = newOnPage.includes(name) ? "practice page" : "published";
    expect(actionStatus(name)).toMatchObject({ name, status });
  });

  it("is accepted by checked statements on a workspace, and depends there on the page, if pages contradict each other", () => {
    const statement = allow({ actions: name as KnownAction, resources: content });
    const policy = new PolicyDocument([statement]);
    const resource = "acs:agentrun:cn-hangzhou:1:workspaces/w/things/t";
    const decisionBy = (practicePageHolds?: boolean) => {
      const assumptions = practicePageHolds === undefined ? {} : { practicePageHolds };
      const input = { policies: [policy], request: { action: name, resource }, assumptions };
      return evaluate({ ...input, knowledge: knownActions }).decision;
    };
    expect([decisionBy(), decisionBy(true), decisionBy(false)]).toEqual(
      isContested ? ["Depends", "Allow", "ImplicitDeny"] : ["Allow", "Allow", "Allow"],
    );
  });
});

it("decides about contested actions by both pages, also on all resources and under Deny", () => {
  const on = (effect: "allow" | "deny", resources: string) =>
    PolicyStatement[effect]({ actions: "agentrun:CreateSandbox", resources });
  const decision = (statements: readonly PolicyStatement[], resource: string, knowledge = true) => {
    const { decision: found, dependsOnAssumptions } = evaluate({
      policies: [new PolicyDocument(statements)],
      request: { action: "agentrun:CreateSandbox", resource },
      ...(knowledge ? { knowledge: knownActions } : {}),
    });
    return [found, ...dependsOnAssumptions];
  };
  const own = "acs:agentrun:*:*:workspaces/w/*";
  const sandbox = "acs:agentrun:cn-hangzhou:1:workspaces/w/sandboxes/s";
  const other = "acs:agentrun:cn-hangzhou:1:workspaces/v/sandboxes/s";
  expect(decision([on("allow", "*")], sandbox)).toEqual(["Allow"]);
  expect(decision([on("allow", "*")], "*")).toEqual(["Allow"]);
  expect(decision([on("allow", own)], "*")).toEqual(["Depends", "practicePageHolds"]);
  expect(decision([on("allow", own)], other)).toEqual(["ImplicitDeny"]);
  expect(decision([on("allow", own)], sandbox, false)).toEqual(["Allow"]); // a request is taken as it is
  expect(decision([on("allow", "*"), on("deny", own)], sandbox)).toEqual(["Depends", "practicePageHolds"]);
  expect(decision([on("allow", "*"), on("deny", own)], other)).toEqual(["Allow"]);
  expect(decision([on("deny", own)], sandbox)).toEqual(["ExplicitDeny"]); // refused by both
  expect(decision([on("allow", own)], "acs:oss:*:*:bucket")).toEqual(["ImplicitDeny"]);
});

const sdkOnly = operations.filter((name) => catalogAction(`agentrun:${name}`) === undefined);

it("the SDKs' operations are actions, but for eleven", () => {
  expect(operations).toHaveLength(100);
  expect(sdkOnly).toHaveLength(11);
  const known = [...service("agentrun")!.operations.values()];
  expect(known.filter(({ status }) => status === "SDK only").map(({ name }) => name)).toEqual(
    sdkOnly.map((name) => `agentrun:${name}`),
  );
});

it.each(sdkOnly)("the operation %s needs unchecked()", (name) => {
  const action = `agentrun:${name}`;
  expect(actionStatus(action)).toMatchObject({
    status: "SDK only",
    about: expect.stringContaining("first in 5.") as string,
  });
  const build = () => allow({ actions: untyped(action), resources: "*" });
  expect(problemsOf(build)).toEqual(["RAM623 actions[0]"]);
  expect(build).toThrow(`unchecked("${action}")`);
  expect(() => permissionsFor([action])).toThrow("no document names an action");
  expect(allow({ actions: unchecked(action), resources: "*" }).actions).toEqual([action]);
});

const retired =
  "CreateMemory CreateMemoryEvent DeleteMemory GetMemory GetMemoryEvent GetMemorySession ListMemory ListMemoryEvent ListMemorySessions RetrieveMemory UpdateMemory";

it.each(retired.split(" "))("the memory operation %s is retired", (name) => {
  const about = expect.stringContaining("to 5.0.0, 2026-01-10") as string;
  expect(actionStatus(`AGENTRUN:${name}`)).toMatchObject({ status: "retired", about });
  expect(allow({ actions: `agentrun:${name}` as KnownAction, resources: "*" }).actions).toHaveLength(1);
});

it("nothing has a status that nobody names", () => {
  expect(actionStatus("agentrun:GetTol")).toBeUndefined();
  expect(actionStatus("log:ListLogStores")).toMatchObject({ status: "published", about: "named by: feature-table" });
});

it.each([
  ["agentrun:CreateSandbox", ["contested: the authorization page (read 2026-11-22) has it on all resources (*) only", "the workspace practice page (of 2026-07-24, read 2026-11-28) has it on acs:agentrun:"]],
  ["StartCodeInterpreterSession", ["status practice page: named only by the workspace practice page (of 2026-07-24, read 2026-11-28)"]],
  ["GetIMBot", ["status SDK only: an operation of the SDKs (Go SDK 5.8.4", "feature imBots"]],
  ["agentrun:GetMemory", ["status retired: an operation that the SDKs had from 1.1.0"]],
  ["agentrun:CreateMemory", ["known from documented-policy", "status retired"]],
] as const)("catalog show %s says which document says what", (pattern, texts) => {
  const { code, out } = call("catalog", "show", pattern);
  expect(code).toBe(0);
  for (const text of texts) expect(out).toContain(text);
}); // prettier-ignore
