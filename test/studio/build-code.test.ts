import { runInNewContext } from "node:vm";
import { leastPrivilege } from "../../lib/catalog";
import { argumentsOf, shellTextOf, typeScriptOf, withoutUnused } from "../../studio/src/build/code";
import { requestOf } from "../../studio/src/build/request";
import { call } from "../cli/support/call";

const requests: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "a feature": { "feature.agents": "view" },
  "classes and places": {
    "feature.sandboxes": "view,manage",
    "feature.invocation": "invoke",
    "feature.workflows": "view",
    workspace: "team-a",
    region: "cn-hangzhou",
    account: "1234567890123456",
    withoutNodes: "triggers,knowledgeBase",
  },
  "names and what is asked for by name": {
    "feature.agents": "manage",
    "within.runtimes": "shop, billing",
    workspace: "team-a",
    "secret.accessTokens": "1",
    "secret.signedUrls": "1",
    credentials: "openai",
    passRoles: "AliyunAgentRunDefaultRole",
    shell: "1",
    except: "agentrun:DeleteAgentRuntime",
    actions: "agentrun:GetTool",
  },
  conditions: {
    "feature.agents": "manage",
    conditions: "all\tIpAddress\tacs:SourceIp\t10.0.0.0/8, 192.0.2.1\ndangerous\tBool\tacs:MFAPresent\ttrue",
    generation: "functionai",
  },
  "a place that narrows nothing": { "feature.cdn": "view", workspace: "team-a" },
};

describe.each(Object.entries(requests))("%s", (_, values) => {
  const request = requestOf(new Map(Object.entries(values)));
  const { document, report } = leastPrivilege(request, { unusedRestrictions: "report" });
  const used = withoutUnused(request, report.unused);

  it("has the same policy on the command line", () => {
    const { code, out } = call(...argumentsOf(used));
    expect({ code, document: JSON.parse(out) as unknown }).toEqual({ code: 0, document: document.toJson() });
  });

  it("has the same policy in TypeScript", () => {
    const code = typeScriptOf(used, "");
    const [, props = ""] = /new LeastPrivilege\(this, "Team", (\{[^]*\})\);/.exec(code) ?? [];
    const read = runInNewContext(`(${props})`) as object; // the code is an object
    expect(leastPrivilege(read).document.toText()).toBe(document.toText());
  });
});

it("passes on what is misspelt, so that it is an error", () => {
  const request = requestOf(new Map([["feature.agentz", "view"]]));
  expect(() => leastPrivilege(request)).toThrow(/RAM62/);
});

it.each([
  ["all", "all"],
  ["all", "dangerous"],
])("does not make alternatives of two conditions that must both hold: %s and %s", (one, other) => {
  const conditions = [one, other].map((on, index) => `${on}\tStringLike\tacs:SourceVpc\tvpc-${index}*`).join("\n");
  const fields = new Map([
    ["feature.agents", "manage"],
    ["conditions", conditions],
  ]);
  expect(() => leastPrivilege(requestOf(fields))).toThrow(/RAM112/);
});

it("quotes what a shell would read", () => {
  expect(shellTextOf(["least-privilege", "--credential", "it's *"])).toBe(
    "npx agentrun-ram least-privilege \\\n  --credential 'it'\\''s *'\n",
  );
});

it("names the construct after the group", () => {
  expect(typeScriptOf({ features: { agents: "view" } }, "sandbox-team")).toContain(
    'new LeastPrivilege(this, "SandboxTeam", {',
  );
});
