/** Every command that reads stacks, plans or policies, with every kind of input made from one app. */
import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { CustomPolicy, Role, TrustPolicy } from "cdktf-alicloud-agentrun";
import { allow } from "cdktf-alicloud-agentrun/catalog";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import { grantsOfSource, readSource } from "../../lib/review";
import { planOf, stateOf } from "../grants/plan-of";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("every-input");

const output = path.join(folder, "cdktf.out");
const app = new App({ outdir: output });
const stack = new TerraformStack(app, "team");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
const statement = allow({ actions: "agentrun:ListTools", resources: "*" });
new CustomPolicy(stack, "Tools", {
  policyName: "tools",
  document: [statement],
  attachTo: { groups: ["dev"] },
});
new Role(stack, "Run", { roleName: "run", trust: TrustPolicy.forServices("fc.aliyuncs.com") });
app.synth();

const stackFile = path.join(output, "stacks/team/cdk.tf.json");
const synthesized = JSON.parse(readFileSync(stackFile, "utf8")) as Parameters<typeof planOf>[0];
const plan = file("plan.json", planOf(synthesized));
const state = file("state.json", stateOf(synthesized));
const policyText = JSON.stringify({ Version: "1", Statement: [statement.toJson()] });
const policy = file("policy.json", policyText);
const trust = file("trust.json", TrustPolicy.forServices("fc.aliyuncs.com").toText());
const policies = path.dirname(file("policies/tools.json", policyText));
file("policies/run.policy", readFileSync(trust, "utf8"));
const denied = file("denied.json", {
  accessDeniedDetail: {
    AuthAction: "agentrun:GetTool",
    AuthPrincipalType: "SubUser",
    AuthPrincipalDisplayName: "dev",
    NoPermissionType: "ImplicitDeny",
  },
});

const withStacks = {
  "the synth output": output,
  "the folder of a stack": path.dirname(stackFile),
  "a cdk.tf.json": stackFile,
};
const fromTerraform = { "a plan": plan, "a state": state };
const ofPolicies = { "a policy": policy, "a trust policy": trust, "a folder of policies": policies };
const all = { ...withStacks, ...fromTerraform, ...ofPolicies };
const entries = Object.entries;

/** What must come of a command for each kind of input. */
const commands: Readonly<
  Record<string, (input: string, kind: string) => readonly [readonly string[], number, RegExp]>
> = {
  lint: (input) => [["lint", input], 0, /^Nothing found|^\d+ warnings? in/],
  summary: (input, kind) => [
    ["summary", input],
    0,
    kind === "a trust policy" ? /can be assumed by service fc/ : /AgentRun tools/i,
  ],
  review: (input) => [["review", input, input, "--gate", "any-change"], 0, /^No change|^Unchanged|unchanged/i],
  adopt: (input, kind) => [
    ["adopt", input],
    0,
    kind in ofPolicies || kind === "a state"
      ? /nothing to import/
      : /id = "tools"[^]*id = "run"|id = "run"[^]*id = "tools"/,
  ],
  can: (input, kind) => [
    ["can", kind in ofPolicies ? "role:other" : "group:dev", "agentrun:ListTools", "--in", input],
    kind in ofPolicies ? 1 : 0,
    kind in ofPolicies ? /^$/ : /^yes: group dev may do agentrun:ListTools/,
  ],
  "who-can": (input, kind) => [
    ["who-can", "agentrun:ListTools", "--in", input],
    kind in ofPolicies ? 2 : 0,
    kind in ofPolicies ? /^nobody/ : /^group dev/,
  ],
  migrate: (input, kind) => [
    ["migrate", input],
    0,
    kind === "a trust policy" ? /^no grant on AgentRun/ : /tool: counterpart Mcp/,
  ],
  "explain-denied": (input, kind) => [
    ["explain-denied", denied, "--stack", input, "--principal", "group:dev"],
    kind in ofPolicies ? 2 : 0,
    /^Refused: agentrun:GetTool/,
  ],
};

describe.each(entries(commands))("%s reads", (_, expected) => {
  it.each(entries(all))("%s", (kind, input) => {
    const [args, code, out] = expected(input, kind);
    const result = call(...args);
    expect(result.out).toMatch(out);
    expect(result.code).toBe(code);
  });
});

describe("the same is granted by", () => {
  const grants = (input: string) =>
    grantsOfSource(readSource(input)).flatMap(({ principals }) =>
      principals.map(({ principal, account, trust: trusted }) => [
        `${principal.kind} ${principal.name}`,
        account.map(({ name, document }) => [name, document?.toText()]),
        trusted?.toText(),
      ]),
    );
  const expected = grants(output);

  it("the app: a group with the policy, and a role", () => {
    expect(expected.map(([name]) => name)).toEqual(["group dev", "role run"]);
  });

  it.each(entries({ ...withStacks, ...fromTerraform }))("%s", (_, input) => {
    expect(grants(input)).toEqual(expected);
    expect(grantsOf(input).group("dev").allows("agentrun:ListTools")).toBe(true);
  });

  it.each<readonly [string, () => ReturnType<typeof grantsOf>]>([
    ["an app", () => grantsOf(app)],
    ["a stack", () => grantsOf(stack)],
    ["JSON", () => grantsOf(JSON.parse(readFileSync(stackFile, "utf8")) as Readonly<Record<string, unknown>>)],
    ["the JSON of a plan", () => grantsOf(readFileSync(plan, "utf8"))],
  ])("%s in memory", (_, read) => {
    const found = read();
    expect(found.principals).toEqual(["group dev", "role run"]);
    expect(found.group("dev").allows("agentrun:ListTools")).toBe(true);
    expect(found.group("dev").allows("agentrun:DeleteTool")).toBe(false);
  });
});

const deep = file("deep.json", `${"[".repeat(100_000)}${"]".repeat(100_000)}`);
const deepPlan = file(
  "deep-plan.json",
  `{"format_version":"1.2","planned_values":{"root_module":${'{"child_modules":['.repeat(20_000)}${"]}".repeat(20_000)}}}`,
);
const deepDocument = file("deep-document.tf.json", {
  resource: { alicloud_ram_policy: { P: { policy_name: "p", policy_document: readFileSync(deep, "utf8") } } },
});
const large = path.join(folder, "large.json");
writeFileSync(large, "");
execFileSync("truncate", ["-s", "70M", large]);
const pipe = path.join(folder, "pipe");
execFileSync("mkfifo", [pipe]);

const unreadable = {
  "JSON that is nested too deep": [deep, /nested more than 500 deep/],
  "a plan that is nested too deep": [deepPlan, /nested more than 500 deep/],
  "a file that is too large": [large, /larger than 64 MB/],
  "a named pipe": [pipe, /named pipe/],
  "a device": ["/dev/zero", /a device/],
  nothing: [path.join(folder, "none"), /no such file/],
} as const;

describe.each(entries(unreadable))("%s is an error of", (_, [input, message]) => {
  it.each([
    ["lint", ["lint", input]],
    ["summary", ["summary", input]],
    ["review", ["review", input, policy]],
    ["adopt", ["adopt", input]],
    ["adopt --listing", ["adopt", stackFile, "--listing", input]],
    ["lint --acknowledge", ["lint", policy, "--acknowledge", input]],
    ["review --baseline", ["review", policy, policy, "--baseline", input]],
    ["explain-denied", ["explain-denied", denied, "--stack", input]],
    ["validate", ["validate", input]],
    ["minimize", ["minimize", input]],
  ])("%s", (_, args) => {
    const { code, out, err } = call(...args);
    expect(code).toBe(1);
    expect(`${out}${err}`).toMatch(message);
    expect(`${out}${err}`).not.toMatch(/^\s+at /m);
  });
});

it("a document in a stack that is nested too deep is a finding", () => {
  const { code, out } = call("lint", deepDocument);
  expect([code, out]).toEqual([2, expect.stringMatching(/RAM101[^]*nested more than 500 deep/)]);
});

describe("standard input", () => {
  const program = path.join(__dirname, "..", "..", "dist", "cli", "agentrun-ram.js");

  it.each([
    ["lint", ["lint", "-"], /^Nothing found|^\d+ warnings? in/],
    ["summary", ["summary", "-"], /^standard input\n/],
    ["review", ["review", stackFile, "-"], /unchanged|no change/i],
    ["adopt", ["adopt", "-"], /id = "tools"/],
    ["explain-denied", ["explain-denied", denied, "--stack", "-", "--principal", "group:dev"], /^Refused: /],
  ])("is read by %s", (_, args, out) => {
    const input = readFileSync(plan, "utf8");
    const result = spawnSync(process.execPath, [program, ...args], { input, encoding: "utf8" });
    expect([result.status, result.stderr]).toEqual([0, ""]);
    expect(result.stdout).toMatch(out);
  });

  it("is read once", () => {
    expect(call("review", "-", "-").err).toMatch(/standard input can be read only once/);
  });
});
