import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Within } from "cdktf-alicloud-agentrun/catalog";
import { commands } from "../../lib/cli/commands";
import { exitCodeMeanings } from "../../lib/cli/exit-codes";
import {
  type RestrictionFlagName,
  restrictionFlagNames,
  restrictionFlags,
  whyInFlags,
} from "../../lib/cli/request-flags";
import { run } from "../../lib/cli/run";

const folder = mkdtempSync(path.join(tmpdir(), "agentrun-cli-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const page = (name: string) => path.join(__dirname, "..", "catalog", "import", "pages", name);

function call(...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const code = run(args, {
    out: (text) => (printed.out += `${text}\n`),
    err: (text) => (printed.err += `${text}\n`),
  });
  return { code, ...printed };
}

function statementsOf(policy: string) {
  const { Statement } = JSON.parse(policy) as { Statement: readonly Readonly<Record<string, unknown>>[] };
  return Statement;
}

it("prints the smallest policy, and what could not be narrowed beside it", () => {
  const { code, out, err } = call("least-privilege", "--feature", "sandboxes=manage", "--workspace", "team-a");
  expect(code).toBe(0);
  const { Statement } = JSON.parse(out) as { Statement: readonly { readonly Action: readonly string[] }[] };
  expect(Statement[0]?.Action).toContain("agentrun:CreateSandbox");
  expect(err).toContain(
    "not narrowed: agentrun:CreateSandbox (the workspace practice page has the action on everything in the workspace only)",
  );
  expect(err).not.toContain("no effect");
  expect(err).toMatch(/^not granted: ram:PassRole .* see --pass-role <role name>$/m);
});

it.each([
  ["devs", "devs.aliyuncs.com", "functionai.fc.aliyuncs.com"],
  ["functionai", "functionai.fc.aliyuncs.com", "devs.aliyuncs.com"],
])("roles are passed to the services of the generation %s", (generation, service, other) => {
  const args = ["--feature", "projects=manage", "--pass-role", "r", "--generation", generation];
  const { code, out } = call("least-privilege", ...args);
  expect(code).toBe(0);
  expect(out).toContain(`"${service}"`);
  expect(out).not.toContain(`"${other}"`);
});

it("says what it withholds in flags", () => {
  const { err } = call(
    ...[
      "least-privilege",
      "--feature",
      "credentials=view",
      "--feature",
      "agents=manage",
      "--feature",
      "invocation=invoke",
    ],
  );
  expect(
    err.split("\n").flatMap((line) => /^not granted: (.*?) .*; see (.*)$/.exec(line)?.slice(1).join(" ") ?? []),
  ).toEqual([
    "agentrun:GetAccessToken --access-tokens",
    "agentrun:GetCredential --credential <name>",
    "fc:InstanceExec --shell",
    "ram:PassRole --pass-role <role name>",
  ]);
  expect(err).toContain("not narrowed: agentrun:GetAgentRuntime (none of the flags narrows it)");
  expect(err).not.toMatch(/`|\{/);
});

it.each([
  ["no part of `within` narrows it", "none of the flags narrows it"],
  ["within.tools has *, which matches all", "--tool has *, which matches all"],
  ["within.accountId is not given", "--account is not given"],
  ["secrets.credentials has *, which matches all", "--credential has *, which matches all"],
  ["passRoles has *, which matches all", "--pass-role has *, which matches all"],
  ["RAM authorizes the action on all resources only", "RAM authorizes the action on all resources only"],
])("says %j in flags", (why, inFlags) => {
  expect(whyInFlags(why)).toBe(inFlags);
});

/** An action that each flag narrows, the flag's value, and the ARN that comes of it. */
const narrowed: Readonly<Record<RestrictionFlagName, readonly [action: string, value: string, arn: string]>> = {
  workspace: ["agentrun:GetTool", "w", "acs:agentrun:*:*:workspaces/w/tools/*"],
  region: ["agentrun:GetTool", "cn-hangzhou", "acs:agentrun:cn-hangzhou:*:workspaces/*/tools/*"],
  account: ["agentrun:GetTool", "1", "acs:agentrun:*:1:workspaces/*/tools/*"],
  "resource-group": ["agentrun:GetTool", "rg-a", "acs:agentrun:*:*:workspaces/*/tools/*"],
  runtime: ["agentrun:GetAgentRuntime", "r", "acs:agentrun:*:*:workspaces/*/runtimes/r"],
  flow: ["agentrun:GetFlow", "f", "acs:agentrun:*:*:workspaces/*/flows/f"],
  tool: ["agentrun:GetTool", "t", "acs:agentrun:*:*:workspaces/*/tools/t"],
  "knowledge-base": ["agentrun:GetKnowledgeBase", "k", "acs:agentrun:*:*:workspaces/*/knowledgebases/k"],
  "model-service": ["agentrun:GetModelService", "m", "acs:agentrun:*:*:workspaces/*/model-services/m"],
  "pai-service": ["eas:DescribeService", "s", "acs:eas:*:*:service/s"],
  "pai-gateway": ["eas:DescribeGateway", "g", "acs:eas:*:*:gateway/g"],
  "pai-resource": ["eas:DescribeResource", "r", "acs:eas:*:*:resource/r"],
  "pai-virtual-resource": ["eas:DescribeVirtualResource", "v", "acs:eas:*:*:virtualresource/v"],
  "pai-benchmark-task": ["eas:DescribeBenchmarkTask", "b", "acs:eas:*:*:benchmarktask/b"],
};

it.each(Object.entries(narrowed))("--%s narrows %j", (flag, [action, value, arn]) => {
  const { code, out } = call("least-privilege", "--action", action, `--${flag}`, value);
  expect(code).toBe(0);
  expect(statementsOf(out).map(({ Resource }) => Resource)).toEqual([[arn]]);
});

it("has a flag for every restriction; credentials are for their secrets", () => {
  const restrictions: Record<keyof Within, true> = {
    ...{ region: true, accountId: true, workspace: true, runtimes: true, flows: true, tools: true, credentials: true },
    ...{ knowledgeBases: true, modelServices: true, paiServices: true, paiGateways: true, paiResources: true },
    ...{ paiVirtualResources: true, paiBenchmarkTasks: true, resourceGroups: true },
  };
  const flags = restrictionFlagNames.map((name) => restrictionFlags[name].within);
  expect([...flags, "credentials"].sort()).toEqual(Object.keys(restrictions).sort());
});

it.each(restrictionFlagNames)("--%s that narrows nothing is a mistake, unless it is a place", (flag) => {
  const value = flag === "resource-group" ? "rg-1" : "1";
  const { code, out, err } = call("least-privilege", "--action", "cdn:DescribeUserDomains", `--${flag}`, value);
  if (["workspace", "region", "account"].includes(flag)) {
    expect(code).toBe(0);
    expect(err).toContain(`no effect: --${flag} narrows none of the granted actions\n`);
  } else {
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(new RegExp(`^RAM626 --${flag}: `));
  }
});

it("limits to resource groups by a condition, or by where the policy is attached", () => {
  const asked = ["least-privilege", "--feature", "agents=view", "--feature", "customDomains=view"];
  const inGroup = [...asked, "--resource-group", "rg-1", "--resource-group-form"];
  const [condition, attachment] = ["condition", "attachment"].map((form) => call(...inGroup, form));
  expect(condition?.out).toContain('"acs:ResourceGroupId"');
  expect(condition?.err).not.toContain("attach in");
  expect(attachment?.out).not.toMatch(/ResourceGroupId|CustomDomain/);
  expect(attachment?.err).toMatch(/^attach the policy in rg-1, not in the account/);
  expect(attachment?.err).toMatch(
    /not granted: agentrun:GetCustomDomain \(.*\); see a policy that is attached in the account, with --action agentrun:GetCustomDomain\n/,
  );
  expect(attachment?.err).toMatch(
    /not granted: yundun-cert:DescribeUserCertificateDetail \(.*\); see --certificates\n/,
  );
  expect(call(...asked, "--resource-group-form", "attachment")).toMatchObject({ code: 1, out: "" });
});

it("puts conditions on all, and on what is dangerous", () => {
  const { out } = call(
    ...["least-privilege", "--feature", "browsers=manage", "--condition", "IpAddress:acs:SourceIp=10.0.0.0/8"],
    ...["--condition", "IpAddress:acs:SourceIp=fd00::/8", "--condition", "Bool:acs:SecureTransport=true"],
    ...["--dangerous-condition", "Bool:acs:MFAPresent=true"],
  );
  const all = {
    IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "fd00::/8"] },
    Bool: { "acs:SecureTransport": ["true"] },
  };
  expect(statementsOf(out).map(({ Action, Condition }) => [Action, Condition])).toEqual([
    [["agentrun:CreateBrowser", "agentrun:GetBrowser", "agentrun:ListBrowsers"], all],
    [["agentrun:DeleteBrowser"], { ...all, Bool: { ...all.Bool, "acs:MFAPresent": ["true"] } }],
  ]);
});

it("takes all parts of a request", () => {
  const { code, out } = call(
    ...["least-privilege", "--feature", "agents=view,manage", "--action", "agentrun:ListIMBots"],
    ...["--except", "agentrun:PublishRuntimeVersion", "--workspace", "w", "--region", "cn-hangzhou", "--account", "1"],
    ...["--runtime", "r", "--credential", "c", "--access-tokens", "--pass-role", "role"],
  );
  expect(code).toBe(0);
  expect(out).toContain('"acs:agentrun:cn-hangzhou:1:workspaces/w/runtimes/r"');
  expect(out).toContain('"acs:agentrun:cn-hangzhou:1:workspaces/w/credentials/c"');
  expect(out).toContain('"acs:ram:*:1:role/role"');
  expect(out).toContain('"agentrun:GetAccessToken"');
  expect(out).not.toMatch(/InstanceExec|PublishRuntimeVersion/);
});

it("takes switches for secrets and shells, and leaves out nodes", () => {
  const { code, out } = call(
    ...["least-privilege", "--feature", "agents=manage", "--feature", "workflows=view", "--shell", "--certificates"],
    ...["--licence-keys", "--toolset-authorizations", "--model-set-authorizations", "--artifact-tokens"],
    ...["--signed-urls", "--identity-tokens", "--without-nodes", "functionCompute", "--without-nodes", "knowledgeBase"],
  );
  expect(code).toBe(0);
  const actions = statementsOf(out).flatMap(({ Action }) => Action);
  expect(actions).toEqual(
    expect.arrayContaining([
      "agentidentitydata:GetResourceAPIKey",
      "arms:DescribeTraceLicenseKey",
      "devs:FetchArtifactTempBucketToken",
      "devs:FetchModelSetAuthorization",
      "devs:FetchToolsetAuthorization",
      "eas:DescribeServiceSignedUrl",
      "fc:InstanceExec",
      "xtrace:GetTraceLicenseKey",
      "yundun-cert:DescribeUserCertificateDetail",
    ]),
  );
  expect(out).not.toMatch(/fc:List|bailiancontrol:|sfm:/);
});

it("says on standard error what is doubtful, withheld, revealed, and beside what was asked for", () => {
  const { code, err } = call(
    ...["least-privilege", "--feature", "toolsets=view", "--feature", "agents=manage", "--feature", "paiGroups=view"],
    ...["--region", "cn-hangzou", "--account", "123"],
  );
  expect(code).toBe(0);
  expect(err).toContain("warning: RAM630 --region: ");
  expect(err).toContain("perhaps cn-hangzhou");
  expect(err).toContain("warning: RAM631 --account: ");
  expect(err).toMatch(/^not granted: devs:FetchToolsetAuthorization .* see --toolset-authorizations$/m);
  expect(err).toMatch(/^not granted: fc:InstanceExec .* see --shell$/m);
  expect(err).toMatch(/^may reveal: eas:ListGroups .* see --except eas:ListGroups$/m);
  expect(err).toContain("related to toolsets: --feature tools=... (tools of AgentRun's own API)");
  expect(call("least-privilege", "--feature", "agents=view", "--without-nodes", "triggers").err).toMatch(
    /^RAM625 --without-nodes: /,
  );
  expect(call("least-privilege", "--feature", "agents=view", "--account", "12a").err).toMatch(/^RAM627 --account: /);
});

it("shows actions", () => {
  const { code, out } = call("catalog", "show", "agentrun:GetCredential");
  expect(code).toBe(0);
  expect(out.split("\n")).toEqual([
    "agentrun:GetCredential",
    "  level get, secret",
    "  on acs:agentrun:{#regionId}:{#accountId}:workspaces/{#workspaceName}/credentials/{#credentialName}",
    "  features workflows, credentials",
    "  known from authorization-page, practice-page",
    "",
  ]);
  expect(call("catalog", "show", "agentrun:*Sandbox").out.match(/^agentrun:/gm)).toHaveLength(7);
});

it.each([
  ["an API's name with the RAM code", "sfm:ListIndices", ["sfm:ListIndex"]],
  ["an API's name alone", "ListTools", ["agentrun:ListTools"]],
  ["an action's name alone, in any case", "listindex", ["sfm:ListIndex"]],
  ["a name that several services have", "DeleteFlow", ["agentrun:DeleteFlow", "fnf:DeleteFlow"]],
  ["a pattern of an API's name", "sfm:*Indices", ["sfm:ListIndex"]],
  ["a pattern without RAM code", "ListTool*", ["agentrun:ListTools", "devs:ListToolsets"]],
])("shows actions by %s", (_, text, expected) => {
  const { code, out } = call("catalog", "show", text);
  expect(code).toBe(0);
  expect(out.match(/^[a-z]+:\w+/gm)).toEqual(expected);
});

it.each([
  ["agentrun.zh.txt", "agentrun"],
  ["sfm.en.txt", "sfm"],
  ["eas.en.txt", "eas"],
])("finds out that %s is about %s", (file, code) => {
  const { out, ...rest } = call("catalog", "check", page(file));
  expect(rest).toEqual({ code: 0, err: "" });
  expect(out).toMatch(new RegExp(`^${code}: the page and the catalog agree`));
});

it("compares a page with the catalog", () => {
  expect(call("catalog", "check", page("agentrun.zh.txt"), "--code", "agentrun")).toMatchObject({ code: 0, err: "" });
  const newer = path.join(folder, "newer.txt");
  writeFileSync(newer, readFileSync(page("agentrun.zh.txt"), "utf8").replaceAll("StopSandbox", "HaltSandbox"));
  expect(call("catalog", "check", newer, "--code", "agentrun")).toEqual({
    code: 2,
    out: [
      "- action agentrun:StopSandbox: delete, on all resources",
      "+ action agentrun:HaltSandbox: delete, on all resources",
      "BREAKING: policies with agentrun:StopSandbox would become ineffective",
      "",
    ].join("\n"),
    err: "",
  });
});

it("takes a page that cannot be read as a wrong call, not as a difference", () => {
  const cut = path.join(folder, "cut.txt");
  writeFileSync(cut, readFileSync(page("agentrun.zh.txt"), "utf8").split("\n").slice(0, 300).join("\n"));
  for (const args of [
    ["check"],
    ["import", "--code", "agentrun", "--source", "https://a.example", "--read", "2026-01-01"],
  ]) {
    const [command = "", ...rest] = args;
    const { code, out, err } = call("catalog", command, cut, ...rest);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("cut.txt: the page ends before its section on resources");
  }
});

it("imports a page into a data file, or into its statistics", () => {
  const known = path.join(__dirname, "..", "..", "lib", "catalog", "data", "pages", "sfm.json");
  const { source, read } = JSON.parse(readFileSync(known, "utf8")) as {
    readonly source: string;
    readonly read: string;
  };
  const output = path.join(folder, "sfm.json");
  const args = ["catalog", "import", page("sfm.en.txt"), "--code", "sfm", "--source", source, "--read", read];
  expect(call(...args, "--output", output)).toEqual({ code: 0, out: "", err: "" });
  expect(readFileSync(output, "utf8")).toBe(readFileSync(known, "utf8"));
  expect(call(...args).out).toBe(readFileSync(known, "utf8"));
  expect(call(...args, "--statistics").out).toMatch(/^service sfm: Model Studio, granularity operation\nactions: 54\n/);
});

it.each([
  ["no arguments", [], 1, /^Usage: agentrun-ram/],
  [
    "an unknown command",
    ["catalogue"],
    1,
    /^RAM901 catalogue: there is no such command. Fix: did you mean catalog\?\n$/,
  ],
  ["an unknown option", ["catalog", "show", "--all", "x"], 1, /--all/],
  ["no argument", ["catalog", "show"], 1, /^RAM901 pattern: missing argument/],
  ["an unknown action", ["catalog", "show", "agentrun:GetTol"], 2, /did you mean agentrun:GetTool/],
  ["a feature without use", ["least-privilege", "--feature", "agents"], 1, /--feature: .*Allowed: <key>=/],
  [
    "an unknown feature",
    ["least-privilege", "--feature", "agent=view"],
    1,
    /^RAM621 --feature agent: .*perhaps agents/,
  ],
  ["no feature", ["least-privilege"], 1, /^RAM624: .*--feature agents=view/],
  [
    "a place twice",
    ["least-privilege", "--workspace", "a", "--workspace", "b"],
    1,
    /--workspace: it is given 2 times. Fix: give it once/,
  ],
  [
    "names of nothing",
    ["least-privilege", "--feature", "tools=manage", "--runtime", "r", "--workspace", "w"],
    1,
    /^RAM626 --runtime: /,
  ],
  [
    "a name that is none",
    ["least-privilege", "--feature", "agents=view", "--runtime", "a/b"],
    1,
    /^RAM627 --runtime: /,
  ],
  ["a role that is none", ["least-privilege", "--pass-role", "a:b"], 1, /^RAM627 --pass-role: /],
  ["a credential that is none", ["least-privilege", "--credential", ""], 1, /^RAM627 --credential: /],
  ["an unknown action to grant", ["least-privilege", "--action", "agentrun:GetTol"], 1, /^RAM623 --action: /],
  [
    "a condition without value",
    ["least-privilege", "--condition", "Bool:acs:MFAPresent"],
    1,
    /--condition: .*Allowed: Operator:key=value/,
  ],
  [
    "an operator with a letter too few",
    ["least-privilege", "--feature", "agents=view", "--condition", "IpAdress:acs:SourceIp=10.0.0.0/8"],
    1,
    /^RAM901 --condition: found IpAdress\..* Fix: did you mean IpAddress\?\n$/,
  ],
  [
    "a set operator in another letter case",
    ["least-privilege", "--feature", "agents=view", "--condition", "ForAnyValue:stringLike:acs:RequestTag=x"],
    1,
    /^RAM901 --condition: .*did you mean ForAnyValue:StringLike\?\n$/,
  ],
  ["an action with a letter too few", ["expand", "agentrun:GetTol"], 2, /did you mean agentrun:GetTool\?\n$/],
  ["an argument too many", ["least-privilege", "agents"], 1, /too many arguments for 'least-privilege'/],
  [
    "a file that is not there",
    ["catalog", "check", "no-such-file", "--code", "eas"],
    1,
    /no-such-file: cannot be read/,
  ],
  ["a folder", ["catalog", "check", tmpdir(), "--code", "eas"], 1, /^RAM901 .*too large|no operations/],
  [
    "a code without page",
    ["catalog", "check", page("sfm.en.txt"), "--code", "oss"],
    1,
    /oss: the catalog has no page of this code. Allowed: agentrun, eas, sfm/,
  ],
  ["another service's page", ["catalog", "check", page("sfm.en.txt"), "--code", "eas"], 1, /RAM601/],
  ["a page of nothing", ["catalog", "check", path.join(__dirname, "..", "..", "LICENSE")], 1, /states no RAM code/],
  ["an import without source", ["catalog", "import", page("sfm.en.txt"), "--code", "sfm"], 1, /--source and --read/],
])("%s", (_, args, code, message) => {
  const result = call(...args);
  expect(result.code).toBe(code);
  expect(result.err).toMatch(message);
  expect(result.err).not.toContain("    at ");
});

it.each(["Model Studio documentation", "http://example.com/ram", "https://", "https://a b"])(
  "an import from %j is a wrong call: a fact needs the address that it is from",
  (source) => {
    const args = [page("sfm.en.txt"), "--code", "sfm", "--read", "2026-01-01", "--source", source];
    const { code, out, err } = call("catalog", "import", ...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(/--source: .*the address of the page/);
  },
);

it("helps", () => {
  const { code, out } = call("--help");
  expect(code).toBe(0);
  for (const [exitCode, meaning] of Object.entries(exitCodeMeanings))
    expect(out).toContain(`  ${exitCode}  ${meaning}`);
  for (const [word, { summary }] of Object.entries(commands)) {
    expect(out).toMatch(new RegExp(`^  ${word} +${summary}$`, "m"));
  }
});

describe("evaluate", () => {
  const policy = path.join(__dirname, "..", "fixtures", "full-access-policy.json");

  it.each([
    ["allow", ["--action", "agentrun:GetTool", "--resource", "*"], 0, "Allow"],
    ["implicit deny", ["--action", "ecs:RunInstances", "--resource", "*"], 4, "ImplicitDeny"],
    ["depends", ["--action", "ram:PassRole", "--resource", "*"], 5, "Depends"],
    ["closed world", ["--action", "ram:PassRole", "--resource", "*", "--closed"], 4, "ImplicitDeny"],
    [
      "context",
      ["--action", "ram:PassRole", "--resource", "*", "--context", "acs:Service=fc.aliyuncs.com"],
      0,
      "Allow",
    ],
  ])("%s is in the exit code", (_, args, code, decision) => {
    const result = call("evaluate", "--policy", policy, ...args);
    expect(result.code).toBe(code);
    expect(JSON.parse(result.out)).toMatchObject({ decision });
  });

  it("an explicit deny of a second policy decides, and is explained", () => {
    const deny = path.join(folder, "deny.json");
    writeFileSync(deny, '{"Version":"1","Statement":[{"Effect":"Deny","Action":"agentrun:*","Resource":"*"}]}');
    const args = ["--policy", policy, "--policy", deny, "--action", "agentrun:GetTool", "--resource", "*"];
    const { code, out } = call("evaluate", ...args);
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      decision: "ExplicitDeny",
      explain: {
        decidedBy: "AccountLevelIdentityBasedPolicy",
        statements: [
          { policy, statement: "Statement[1]", effect: "Allow", reason: "matched" },
          { policy: deny, statement: "Statement[0]", effect: "Deny", reason: "matched" },
        ],
      },
    });
  });

  describe("an implicit deny", () => {
    const denying = path.join(folder, "denying.json");
    const statements = [
      { Effect: "Allow", Action: "agentrun:GetTool", Resource: "acs:agentrun:*:*:workspaces/a/tools/*" },
      {
        Effect: "Allow",
        Action: "agentrun:*",
        Resource: "*",
        Condition: { Bool: { "acs:MFAPresent": "true" }, IpAddress: { "acs:SourceIp": "10.0.0.0/8" } },
      },
      { Effect: "Allow", Action: "oss:*", Resource: "*" },
      { Effect: "Deny", Action: "agentrun:*", Resource: "acs:agentrun:*:*:workspaces/b/*" },
    ];
    writeFileSync(denying, JSON.stringify({ Version: "1", Statement: statements }));
    const request = ["--action", "agentrun:GetTool", "--resource", "acs:agentrun:cn-hangzhou:1:workspaces/c/tools/t"];
    const context = ["--context", "acs:MFAPresent=false", "--context", "acs:SourceIp=10.0.0.1"];
    const notCovered = { policy: denying, statement: "Statement[0]", effect: "Allow", reason: "resource not covered" };
    const notMet = {
      ...{ policy: denying, statement: "Statement[1]", effect: "Allow", reason: "condition not met" },
      tests: [{ operator: "Bool", key: "acs:MFAPresent", values: ["true"] }],
    };
    const denyNotCovered = { ...notCovered, statement: "Statement[3]", effect: "Deny" };
    const other = { ...notCovered, statement: "Statement[2]", reason: "action not covered" };

    function explanation(...args: readonly string[]): object {
      const { explain } = JSON.parse(call("evaluate", "--policy", denying, ...args).out) as { explain: object };
      return explain;
    }

    it("says why the statements about the action do not apply", () => {
      expect(explanation(...request, ...context)).toEqual({
        decidedBy: "AccountLevelIdentityBasedPolicy",
        statements: [notCovered, notMet, denyNotCovered],
      });
    });

    it("says so where no statement is about the action", () => {
      expect(explanation("--action", "ecs:RunInstances", "--resource", "*")).toEqual({
        decidedBy: "AccountLevelIdentityBasedPolicy",
        statements: [],
        note: "no statement covers the action",
      });
    });

    it("shows all statements with --explain, also for another decision and for each line", () => {
      expect(explanation(...request, ...context, "--explain")).toMatchObject({
        statements: [notCovered, notMet, other, denyNotCovered],
      });
      expect(explanation("--action", "oss:GetObject", "--resource", "*", "--explain")).toMatchObject({
        statements: [
          { reason: "action not covered" },
          { reason: "action not covered" },
          { ...other, reason: "matched" },
          { reason: "action not covered" },
        ],
      });
      const requests = path.join(folder, "denied.jsonl");
      writeFileSync(requests, '{"action":"ecs:RunInstances","resource":"*"}');
      expect(explanation("--requests", requests, "--explain")).toMatchObject({
        statements: Array.from({ length: 4 }, () => ({ reason: "action not covered" })),
      });
      expect(explanation("--requests", requests)).toMatchObject({
        statements: [],
        note: "no statement covers the action",
      });
    });
  });

  it("names the elements on whose unknown text the answer depends, only where there are some", () => {
    const allowed = path.join(folder, "allowed.json");
    const statement = { Effect: "Allow", Action: "oss:*", Resource: "acs:oss:*:*:logs" };
    writeFileSync(allowed, JSON.stringify({ Version: "1", Statement: [statement] }));
    const args = ["--policy", allowed, "--action", "oss:GetObject", "--resource"];
    const { code, out } = call("evaluate", ...args, "acs:oss:*:*:${var.bucket}");
    expect(code).toBe(5);
    expect(JSON.parse(out)).toMatchObject({
      decision: "Depends",
      explain: { dependsOnUnknown: [{ policy: allowed, statement: "Statement[0]", element: "Resource" }] },
    });
    expect(call("evaluate", ...args, "acs:oss:*:*:logs").out).not.toContain("dependsOnUnknown");
  });

  it.each<readonly [string, object, string]>([
    ["an empty list of values is a key that the request lacks", { "acs:Service": [] }, "ImplicitDeny"],
    ["spellings of one key are one key", { "acs:service": "x", "ACS:Service": ["fc.aliyuncs.com"] }, "Allow"],
    ["spellings of one key, the other way round", { "ACS:Service": "fc.aliyuncs.com", "acs:service": "x" }, "Allow"],
  ])("in a context, %s", (_, context, decision) => {
    const requests = path.join(folder, "context.jsonl");
    writeFileSync(requests, JSON.stringify({ action: "ram:PassRole", resource: "*", context }));
    const { code, out } = call("evaluate", "--policy", policy, "--requests", requests);
    expect([code, JSON.parse(out)]).toMatchObject([0, { decision }]);
  });

  describe("resource groups", () => {
    const write = (name: string, Condition?: object) => {
      const file = path.join(folder, name);
      const statement = { Effect: "Allow", Action: "agentrun:GetTool", Resource: "*", ...(Condition && { Condition }) };
      writeFileSync(file, JSON.stringify({ Version: "1", Statement: [statement] }));
      return file;
    };
    const inGroup = write("in-group.json");
    const team = ["--group-policy", `rg-1=${inGroup}`, "--action", "agentrun:GetTool", "--resource", "*"];
    const conditional = write("conditional.json", { StringNotEquals: { "acs:ResourceGroupId": "rg-2" } });
    const onCondition = ["--policy", conditional, "--action", "agentrun:GetTool", "--resource", "*"];

    it.each<readonly [readonly string[], number]>([
      [[...team, "--resource-group", "rg-1"], 0],
      [[...team, "--resource-group", "rg-2"], 4],
      [[...team, "--resource-group", "none"], 4],
      [[...team, "--context", "acs:ResourceGroupId=rg-1"], 0],
      [[...team, "--closed"], 5],
      [[...onCondition, "--resource-group", "rg-1"], 0],
      [[...onCondition, "--resource-group", "rg-2"], 4],
      [[...onCondition, "--closed"], 5],
      [[...team, "--resource-group", "rg-1", "--context", "acs:ResourceGroupId=rg-2"], 1],
      [[...team, "--resource-group", "team"], 1],
    ])("%j: exit code %d", (args, code) => {
      expect(call("evaluate", ...args).code).toBe(code);
    });

    it("names the resource group that the answer depends on, and the file of a statement", () => {
      expect(JSON.parse(call("evaluate", ...team).out)).toMatchObject({
        explain: { dependsOnResourceGroups: ["rg-1"], statements: [{ policy: inGroup, inResourceGroup: "rg-1" }] },
      });
      const certain = JSON.parse(call("evaluate", ...team, "--resource-group", "rg-1").out) as object;
      expect(certain).toMatchObject({ decision: "Allow", explain: { statements: [{ policy: inGroup }] } });
    });

    it("takes the resource group of each line", () => {
      const requests = path.join(folder, "groups.jsonl");
      const line = (more: object) => JSON.stringify({ action: "agentrun:GetTool", resource: "*", ...more });
      const groups = ["rg-1", "rg-2", null].map((resourceGroup) => line({ resourceGroup }));
      writeFileSync(requests, [...groups, line({ resourcegroup: "rg-1" }), line({ resourceGroup: "x" })].join("\n"));
      const { code, out } = call("evaluate", ...team.slice(0, 2), "--requests", requests);
      expect(code).toBe(1);
      const answers = out.trim().split("\n");
      expect(answers.map((one) => (JSON.parse(one) as { decision?: string; error?: string }).decision)).toEqual([
        ...["Allow", "ImplicitDeny", "ImplicitDeny", undefined, undefined],
      ]);
      expect(out).toContain("write resourceGroup");
    });
  });

  it("answers each line of a file, and says which lines are none", () => {
    const requests = path.join(folder, "requests.jsonl");
    writeFileSync(
      requests,
      [
        '{"action":"ram:PassRole","resource":"*","context":{"acs:Service":["fc.aliyuncs.com"]}}',
        "{",
        '{"action":"ram:PassRole"}',
        '{"action":"ram:PassRole","resource":"*","context":{"acs:Service":1}}',
        "",
        '{"action":"ecs:RunInstances","resource":"*"}',
      ].join("\n"),
    );
    const { code, out } = call("evaluate", "--policy", policy, "--requests", requests);
    expect(code).toBe(1);
    const lines = out.trim().split("\n");
    expect(lines.map((line) => (JSON.parse(line) as { decision?: string }).decision ?? "error")).toEqual([
      "Allow",
      "error",
      "error",
      "error",
      "ImplicitDeny",
    ]);
  });

  it.each([
    ["no policy", ["--action", "a:B", "--resource", "*"], /--policy: missing/],
    ["no request", ["--policy", policy], /--action and --resource: no request/],
    [
      "both kinds of requests",
      ["--policy", policy, "--requests", "-", "--action", "a:B"],
      /--requests: it excludes --action/,
    ],
    [
      "a context without value",
      ["--policy", policy, "--action", "a:B", "--resource", "*", "--context", "k"],
      /found k/,
    ],
    [
      "a policy that is none",
      ["--policy", page("sfm.en.txt"), "--action", "a:B", "--resource", "*"],
      /RAM501 .*sfm.en.txt: not JSON/,
    ],
  ])("%s is a wrong call", (_, args, message) => {
    const { code, err } = call("evaluate", ...args);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});
