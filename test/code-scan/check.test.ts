/** What code calls, compared with what a role may do. */
import path from "node:path";
import { call } from "../cli/support/call";
import { temporaryFiles } from "../support/temporary-files";

const { folder, file } = temporaryFiles("scan-check");

function role(statements: readonly object[]): string {
  return file(`${statements.length}-${JSON.stringify(statements).length}/cdk.tf.json`, {
    resource: {
      alicloud_ram_role: { r: { role_name: "orders", assume_role_policy_document: trust } },
      alicloud_ram_policy: {
        p: { policy_name: "p", policy_document: JSON.stringify({ Version: "1", Statement: statements }) },
      },
      alicloud_ram_role_policy_attachment: { a: { role_name: "orders", policy_name: "p", policy_type: "Custom" } },
    },
  });
}

const trust = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "fc.aliyuncs.com" } }],
});

const code = path.dirname(
  file(
    "code/main.py",
    [
      "from alibabacloud_agentrun20250910.client import Client",
      "client = Client(None)",
      "client.get_tool('x')",
      "client.delete_tool('x')",
      "client.list_workspaces(None)",
    ].join("\n"),
  ),
);

interface Check {
  readonly lacks: readonly { readonly action: string; readonly sites: readonly { readonly at: string }[] }[];
  readonly inPart: readonly { readonly action: string }[];
  readonly notKnown: readonly { readonly action: string; readonly dependsOn: readonly string[] }[];
  readonly allowed: readonly { readonly action: string }[];
  readonly notCalled: readonly { readonly action: string; readonly policy: string }[];
  readonly cannotBeKnown: readonly { readonly action: string; readonly why: string }[];
}

function check(statements: readonly object[], scanned = code, ...more: readonly string[]) {
  const args = ["--check", role(statements), "--principal", "role:orders", "--format", "json", ...more];
  const { code: exit, out } = call("scan", scanned, ...args);
  return { exit, ...(JSON.parse(out) as Check) };
}

const allow = (action: string | readonly string[], resource = "*", more: object = {}) => ({
  Effect: "Allow",
  Action: action,
  Resource: resource,
  ...more,
});

it("finds nothing where the role has what the code calls", () => {
  const { exit, lacks, allowed, notCalled } = check([
    allow(["agentrun:GetTool", "agentrun:DeleteTool", "agentrun:ListWorkspaces"]),
  ]);
  expect({ exit, lacks, notCalled }).toEqual({ exit: 0, lacks: [], notCalled: [] });
  expect(allowed).toHaveLength(3);
});

it("finds what the code calls and the role lacks, with its place", () => {
  const { exit, lacks } = check([allow(["agentrun:GetTool", "agentrun:ListWorkspaces"])]);
  expect(exit).toBe(2);
  expect(lacks.map(({ action, sites }) => [action, sites.map(({ at }) => at)])).toEqual([
    ["agentrun:DeleteTool", ["main.py:4"]],
  ]);
});

it("takes a denied action for one that the role lacks", () => {
  const deny = { ...allow("agentrun:DeleteTool"), Effect: "Deny" };
  const { exit, lacks } = check([allow("agentrun:*"), deny]);
  expect({ exit, lacks: lacks.map(({ action }) => action) }).toEqual({ exit: 2, lacks: ["agentrun:DeleteTool"] });
});

it("does not say that the role lacks what it has for some resources", () => {
  const tools = "acs:agentrun:*:*:workspaces/team-a/tools/*";
  const statements = [allow(["agentrun:GetTool", "agentrun:DeleteTool"], tools), allow("agentrun:ListWorkspaces")];
  const { exit, inPart } = check(statements);
  expect({ exit, inPart: inPart.map(({ action }) => action) }).toEqual({
    exit: 0,
    inPart: ["agentrun:DeleteTool", "agentrun:GetTool"],
  });
  expect(check(statements, code, "--within", "workspace=team-a").allowed).toHaveLength(3);
  expect(check(statements, code, "--within", "workspace=team-b").exit).toBe(2);
});

it("says what an answer depends on", () => {
  const condition = { Condition: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } } };
  const { exit, notKnown } = check([allow("agentrun:*", "*", condition)]);
  expect(exit).toBe(0);
  expect(notKnown).toHaveLength(3);
  expect(notKnown[0]!.dependsOn.join()).toContain("acs:SourceIp");
});

it("finds what the role has and the code does not call", () => {
  const { notCalled } = check([
    allow([
      "agentrun:GetTool",
      "agentrun:DeleteTool",
      "agentrun:ListWorkspaces",
      "agentrun:CreateTool",
      "oss:PutObject",
    ]),
  ]);
  expect(notCalled.map(({ action, policy }) => [action, policy])).toEqual([
    ["agentrun:CreateTool", "p"],
    ["oss:PutObject", "p"],
  ]);
});

it("says what it cannot know of grants, because a call is chosen when the program runs", () => {
  file(
    "dynamic/main.py",
    "from alibabacloud_agentrun20250910.client import Client\ngetattr(Client(None), name)('x')\n",
  );
  const { notCalled, cannotBeKnown } = check(
    [allow(["agentrun:CreateTool", "fc:GetFunction"])],
    path.join(folder, "dynamic"),
  );
  expect(notCalled.map(({ action }) => action)).toEqual(["fc:GetFunction"]);
  expect(cannotBeKnown.map(({ action, why }) => [action, why.includes("main.py:2")])).toEqual([
    ["agentrun:CreateTool", true],
  ]);
});

it("prints the comparison as text, headed by what it does not know", () => {
  const { code: exit, out } = call(
    "scan",
    code,
    "--check",
    role([allow("agentrun:GetTool")]),
    "--principal",
    "role:orders",
  );
  expect(exit).toBe(2);
  expect(out).toMatch(/^Files read: Python 1\./);
  expect(out).toContain("Called, and not allowed (2):\n  agentrun:DeleteTool on acs:agentrun:");
  expect(out).toContain("main.py:4 delete_tool");
});

it.each([
  [["--check", "x"], /--principal: missing\. .*which --check needs/],
  [["--check", "x", "--principal", "role:orders", "--format", "hcl"], /text or json, which --check prints/],
])("refuses %j", (args, message) => {
  expect(call("scan", code, ...args)).toMatchObject({ code: 1, err: expect.stringMatching(message) as string });
});

it("refuses a role that the input does not have, and names the nearest", () => {
  const { code: exit, err } = call(
    "scan",
    code,
    "--check",
    role([allow("agentrun:GetTool")]),
    "--principal",
    "role:order",
  );
  expect(exit).toBe(1);
  expect(err).toContain("did you mean role:orders?");
});
