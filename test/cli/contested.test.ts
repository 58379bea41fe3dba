/** Where the vendor's pages contradict each other, every command says so, and none guesses. */
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest";
import { schemaCheck } from "../review/render/schemas";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const workspace = "acs:agentrun:*:*:workspaces/team-a/*";
const sandbox = "acs:agentrun:cn-hangzhou:1:workspaces/team-a/sandboxes/s";
const bothPages = /authorization page \(read 2026-11-22\).*workspace practice page \(of 2026-07-24, read 2026-11-28\)/;
const contestedActions = ["agentrun:CreateSandbox", "agentrun:GetSandbox"];
const get = { Effect: "Allow", Action: "agentrun:GetTool", Resource: "*" };
const policy = (...Statement: readonly object[]): string => JSON.stringify({ Version: "1", Statement });

const { file } = temporaryFiles("contested");
const before = file("before.json", policy(get));
const after = file("after.json", policy(get, { Effect: "Allow", Action: contestedActions, Resource: workspace }));
const wide = file("wide.json", policy(get, { Effect: "Allow", Action: contestedActions, Resource: "*" }));

it.each([
  [[], 5, "Depends"],
  [["--workspace-scope", "practice"], 0, "Allow"],
  [["--workspace-scope", "documented"], 4, "ImplicitDeny"],
] as const)("evaluate %j", (flags, exit, decision) => {
  const request = ["--policy", after, "--action", "agentrun:GetSandbox", "--resource", sandbox];
  const { code, out } = call("evaluate", ...request, ...flags);
  expect([code, out]).toEqual([exit, expect.stringContaining(`"decision":"${decision}"`)]);
  expect(out).toMatch(bothPages);
});

it.each(["text", "markdown", "json", "sarif", "html"])("review --format %s", (format) => {
  const { out } = call("review", before, after, "--format", format);
  expect(out.replace(/\\/g, "")).toMatch(/contested/i);
  expect(out.replace(/\\/g, "").replace(/\s+/g, " ")).toMatch(bothPages);
  if (format === "json") {
    expect(schemaCheck("review-report")(JSON.parse(out))).toBe(true);
    expect(JSON.parse(out)).toMatchObject({ rows: [{ contested: [{ actions: contestedActions }] }] });
  }
});

it("a review says nothing about pages where both say the same", () => {
  expect(call("review", before, wide).out).not.toMatch(/contested/i);
});

/** A stack that grants the contested actions to a group. */
const stack = (Resource: string) => ({
  resource: {
    alicloud_ram_policy: {
      p: { policy_name: "p", policy_document: policy({ Effect: "Allow", Action: contestedActions, Resource }) },
    },
    alicloud_ram_group_policy_attachment: { a: { group_name: "dev", policy_name: "p", policy_type: "Custom" } },
  },
});

it.each(["text", "html", "json"])("summary --format %s", (format) => {
  const contested = call("summary", file("in-workspace.tf.json", stack(workspace)), "--format", format).out;
  expect(contested).toMatch(/contested/i);
  expect(call("summary", file("wide.tf.json", stack("*")), "--format", format).out).not.toMatch(/contested/i);
  if (format === "json") expect(schemaCheck("summary-report")(JSON.parse(contested))).toBe(true);
});

it("expectations of tests are met by neither, unless a test chooses the page", () => {
  const dev = grantsOf(stack(workspace)).group("dev");
  for (const [expected, resource] of [
    ["toAllow", sandbox],
    ["toDeny", sandbox],
    ["toDeny", "*"],
  ] as const) {
    expect(() => {
      expect(dev)[expected]("agentrun:GetSandbox", resource);
    }).toThrow(bothPages);
  }
  expect(dev).toAllow("agentrun:GetSandbox", sandbox, { workspaceScope: "practice" });
  expect(dev).toDeny("agentrun:GetSandbox", sandbox, { workspaceScope: "documented" });
  expect(dev).toDeny("agentrun:GetSandbox", sandbox.replace("team-a", "team-b"));
  expect(dev).toDeny("agentrun:StopSandbox", sandbox);
  expect(dev.describe("agentrun:GetSandbox", sandbox)).toContain('set workspaceScope to "practice" or "documented"');
  expect(grantsOf(stack("*")).group("dev")).toAllow("agentrun:GetSandbox", sandbox);
  expect(grantsOf(stack("*")).group("dev")).toAllow("agentrun:GetSandbox");
});

describe("explain-denied", () => {
  const denied = (AuthResource?: string): string => {
    const principal = { AuthPrincipalType: "SubUser", AuthPrincipalDisplayName: "alice" };
    const layer = { NoPermissionType: "ImplicitDeny", PolicyType: "AccountLevelIdentityBasedPolicy" };
    const detail = {
      AuthAction: "agentrun:GetSandbox",
      ...principal,
      ...layer,
      ...(AuthResource === undefined ? {} : { AuthResource }),
    };
    return call("explain-denied", file("denied.json", { AccessDeniedDetail: detail })).out;
  };

  it.each([
    ["*", /as the authorization page says\. A grant in a workspace has no effect: set workspaceScope: "documented"/],
    [
      undefined,
      /RAM may need it on all resources: set workspaceScope: "documented" .*\(--workspace-scope documented\)/,
    ],
    [sandbox, /as the other page says\. A grant in that workspace is enough/],
  ])("on %s", (resource, text) => {
    const out = denied(resource);
    expect(out).toMatch(text);
    expect(out).toMatch(bothPages);
    expect(out).toContain("new LeastPrivilege(");
  });

  it("proposes a grant in the workspace that RAM was asked about", () => {
    expect(denied(sandbox)).toMatch(/LeastPrivilege\(.*within: \{ .*workspace: "team-a"/);
  });
});

it.each([["text"], ["json"]])("catalog features names both pages as %s", (format) => {
  const { out } = call("catalog", "features", "sandboxes", "--format", format);
  for (const action of contestedActions) {
    expect(out).toMatch(new RegExp(`${action}"?[ ,][^\\n}]*contested[^\\n]*?${bothPages.source}`));
  }
});
