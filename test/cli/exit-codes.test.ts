/** Every exit code that a command can have, by a call that has it. */
import { chmodSync } from "node:fs";
import path from "node:path";
import { commands } from "../../lib/cli/commands";
import { commandExits } from "../../lib/cli/exit-codes";
import { run } from "../../lib/cli/run";
import { devPolicy } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { problemGroups } from "../docs/generated/problem-entries";
import { runExample } from "../docs/generated/run-example";
import { commandsIn } from "./support/all-commands";
import { call } from "./support/call";

let answerOf: (api: string, action: string) => object = () => ({});
jest.mock("../../lib/cli/ram-client", () => ({
  accountCalls: () => (api: string, action: string) => Promise.resolve(answerOf(api, action)),
}));
const mockServe = jest.fn();
jest.mock("../../lib/mcp", () => ({
  ...jest.requireActual<object>("../../lib/mcp"),
  serveMcp: mockServe,
}));

let areDated = false;
jest.mock("../../lib/catalog/dated-facts", () => {
  const actual = jest.requireActual<typeof import("../../lib/catalog/dated-facts")>("../../lib/catalog/dated-facts");
  const staleFacts: typeof actual.staleFacts = (...given) =>
    actual.staleFacts(...given).filter(({ read }) => !areDated || read !== undefined);
  return { ...actual, staleFacts };
});

const { folder, file } = temporaryFiles("exit-codes");
const policyOf = (...Statement: readonly object[]) => ({ Version: "1", Statement });
const statement = { Effect: "Allow", Action: "agentrun:GetTool", Resource: "*" };
const policy = file("policy.json", policyOf(statement));
const denying = file("deny.json", policyOf({ ...statement, Effect: "Deny" }));
const depending = file(
  "if.json",
  policyOf({ ...statement, Condition: { StringEquals: { "acs:SourceIp": ["10.0.0.1"] } } }),
);
const refused = file("refused.json", policyOf({ ...statement, Effect: "allow" }));
const noPolicy = file("list.json", "[]");
const narrow = file("narrow.tf.json", { resource: devPolicy({ allow: "agentrun:GetTool" }) });
const wide = file("wide.tf.json", { resource: devPolicy({ allow: ["agentrun:GetTool", "agentrun:DeleteTool"] }) });
const deployer = file("deployer.tf.json", {
  resource: {
    alicloud_ram_policy: { P: { policy_name: "p", policy_document: JSON.stringify(policyOf({ ...statement, Action: "agentrun:DeleteTool" })) } }, // prettier-ignore
    alicloud_ram_role_policy_attachment: {
      A: { policy_name: "${alicloud_ram_policy.P.policy_name}", policy_type: "Custom", role_name: "agentrun-deployer" },
    },
  },
});
const denied = file("denied.json", {
  accessDeniedDetail: {
    AuthAction: "agentrun:GetTool",
    AuthPrincipalType: "SubUser",
    AuthPrincipalDisplayName: "dev",
    NoPermissionType: "ImplicitDeny",
  },
});
const computed = file("computed.tf.json", {
  resource: { alicloud_ram_role: { r: { role_name: "${var.name}", assume_role_policy_document: "{}" } } },
});
const notes = file("notes.txt", "no page");
const page = path.join(__dirname, "../catalog/import/pages/agentrun.zh.txt");
const trail = path.join(__dirname, "../evidence/fixtures/management-events.json");
const script = file("not-runnable", "");
chmodSync(script, 0o644);
const source = ["--source", "https://help.aliyun.com/page", "--read", "2026-11-01"];
const asked = ["--action", "agentrun:GetTool", "--resource", "*"];

type Setup = () => void;
type Case = readonly [args: readonly string[], setup?: Setup];

/** What an account answers. */
function answers(failing?: string): Setup {
  return () => {
    answerOf = (api, action) => {
      if (action === failing || api === failing) {
        const { PullError } = jest.requireActual<typeof import("../../lib/adopt/pull-account")>("../../lib/adopt/pull-account"); // prettier-ignore
        throw new PullError(`${action} failed with Forbidden`, "Forbidden");
      }
      return { AccountId: "1234567890123456" };
    };
  };
}

function serving(error?: string): Setup {
  return () => {
    const { MissingSdkError } = jest.requireActual<typeof import("../../lib/mcp")>("../../lib/mcp");
    mockServe.mockImplementation(() => {
      if (error !== undefined) throw new MissingSdkError();
    });
  };
}

const cases: Readonly<Record<keyof typeof commandExits, Readonly<Record<number, Case>>>> = {
  init: { 0: [["init", path.join(folder, "team")]], 1: [["init", folder, "--name", "No Name"]] },
  review: {
    0: [["review", narrow, wide]],
    1: [["review", narrow, noPolicy]],
    2: [["review", narrow, wide, "--gate", "broadening"]],
  },
  summary: { 0: [["summary", narrow]], 1: [["summary", "no-such-file"]] },
  can: {
    0: [["can", "group:dev", "agentrun:GetTool", "--in", narrow]],
    1: [["can", "group:ops", "agentrun:GetTool", "--in", narrow]],
    3: [["can", "group:dev", "agentrun:GetTool", "--in", file("d.tf.json", { resource: devPolicy({ deny: "agentrun:GetTool" }) })]], // prettier-ignore
    4: [["can", "group:dev", "agentrun:DeleteTool", "--in", narrow]],
    5: [["can", "group:dev", "agentrun:GetTool", "--in", file("c.tf.json", { resource: devPolicy({ allow: "agentrun:GetTool", if: { StringEquals: { "acs:SourceIp": ["10.0.0.1"] } } }) })]], // prettier-ignore
  },
  "who-can": {
    0: [["who-can", "agentrun:GetTool", "--in", narrow]],
    1: [["who-can", "agentrun:GetTool"]],
    2: [["who-can", "agentrun:DeleteTool", "--in", narrow]],
  },
  lint: { 0: [["lint", policy]], 1: [["lint", "no-such-file"]], 2: [["lint", refused]] },
  adopt: {
    0: [["adopt", narrow]],
    1: [["adopt", narrow, "--stack", "none"]],
    2: [["adopt", computed]],
  },
  pull: {
    0: [["pull", "--out", path.join(folder, "account.json")], answers()],
    1: [["pull", "--out", path.join(folder, "failed.json")], answers("GetCallerIdentity")],
    2: [["pull", "--out", path.join(folder, "part.json")], answers("resourcemanager")],
  },
  render: { 0: [["render", narrow]], 1: [["render", policy]] },
  module: { 0: [["module", "ReadOnlyAccess", "--output", path.join(folder, "module")]], 1: [["module"]] },
  "explain-denied": {
    0: [["explain-denied", denied, "--stack", narrow, "--principal", "group:dev"]],
    1: [["explain-denied", notes]],
    2: [["explain-denied", denied, "--stack", narrow, "--principal", "group:ops"]],
  },
  migrate: {
    0: [["migrate", file("tools.json", policyOf({ ...statement, Action: "agentrun:ListTools" }))]],
    1: [["migrate", noPolicy]],
    2: [["migrate", file("proxies.json", policyOf({ ...statement, Action: "agentrun:ListModelProxies" }))]],
  },
  "least-privilege": {
    0: [["least-privilege", "--feature", "agents=view"]],
    1: [["least-privilege", "--feature", "agents"]],
  },
  generate: {
    0: [["generate", "--from", trail]],
    1: [["generate", "--from", trail, "--principal", "user:nobody"]],
    2: [["generate", "--from", file("no-events.jsonl", "")]],
  },
  unused: {
    0: [["unused", narrow, "--evidence", trail, "--days", "9000"]],
    1: [["unused", narrow, "--evidence", narrow]],
    2: [["unused", deployer, "--evidence", trail, "--days", "24"]],
  },
  scan: {
    0: [["scan", file("calls.py", "from agentrun import Credential\nCredential.get_by_name('x')\n")]],
    1: [["scan", "no-such-folder"]],
    2: [["scan", notes]],
  },
  deployer: {
    0: [["deployer", "--plan", narrow]],
    1: [["deployer"]],
    2: [["deployer", "--plan", file("empty.tf.json", { resource: {} })]],
  },
  validate: { 0: [["validate", policy]], 1: [["validate", noPolicy]], 2: [["validate", refused]] },
  evaluate: {
    0: [["evaluate", "--policy", policy, ...asked]],
    1: [["evaluate", "--policy", policy, "--requests", file("requests.jsonl", "\n")]],
    3: [["evaluate", "--policy", denying, ...asked]],
    4: [["evaluate", "--policy", policy, "--action", "agentrun:DeleteTool", "--resource", "*"]],
    5: [["evaluate", "--policy", depending, ...asked]],
  },
  minimize: { 0: [["minimize", policy]], 1: [["minimize", noPolicy]] },
  split: { 0: [["split", policy]], 1: [["split", policy, "--limit", "some"]] },
  expand: { 0: [["expand", "agentrun:Get*"]], 1: [["expand"]], 2: [["expand", "agentrun:None*"]] },
  emulator: {
    0: [["emulator", "--", process.execPath, "-e", ""]],
    1: [["emulator", "--port", "some"]],
    126: [["emulator", "--", script]],
    127: [["emulator", "--", path.join(folder, "no-such-program")]],
  },
  "catalog show": {
    0: [["catalog", "show", "agentrun:GetTool"]],
    1: [["catalog", "show"]],
    2: [["catalog", "show", "agentrun:None*"]],
  },
  "catalog search": {
    0: [["catalog", "search", "tool"]],
    1: [["catalog", "search"]],
    2: [["catalog", "search", "no-such-word"]],
  },
  "catalog features": { 0: [["catalog", "features"]], 1: [["catalog", "features", "none"]] },
  "catalog check": {
    0: [["catalog", "check", page]],
    1: [["catalog", "check", notes]],
    2: [["catalog", "check", file("sdk.json", { code: "agentrun", operations: ["GetTool"] })]],
  },
  "catalog stale": {
    // Some facts have no date today.
    0: [["catalog", "stale", "--days", "99999"], () => (areDated = true)],
    1: [["catalog", "stale", "--today", "tomorrow"]],
    2: [["catalog", "stale", "--today", "2126-01-01"]],
  },
  "catalog import": {
    0: [["catalog", "import", page, "--code", "agentrun", ...source]],
    1: [["catalog", "import", notes, "--code", "agentrun", ...source]],
  },
  mcp: { 0: [["mcp"], serving()], 1: [["mcp"], serving("missing")] },
  completion: { 0: [["completion", "bash"]], 1: [["completion", "cmd"]] },
};

const all = commandsIn(commands).map(({ name }) => name);
const rows = Object.entries(cases).flatMap(([name, codes]) =>
  Object.entries(codes).map(([code, [args, setup]]) => [name, Number(code), args, setup] as const),
);

it("the table has every command, and there is a call for every code", () => {
  expect(Object.keys(commandExits)).toEqual(all);
  expect(rows.map(([name, code]) => `${name} ${code}`)).toEqual(
    Object.entries(commandExits).flatMap(([name, exits]) => Object.keys(exits).map((code) => `${name} ${code}`)),
  );
});

/** Lines that begin with blanks show a place in a source. */
const errorLine = /^RAM\d{3}(?: \S.*?)?: \S.*[.?!](?: Allowed: .*[.?!])? Fix: .*[^.][.?!]$|^ {2}/;

it.each(rows)("%s can exit with %i, and says why on standard error in one shape", async (_, code, args, setup) => {
  setup?.();
  const out: string[] = [];
  const err: string[] = [];
  expect(await run(args, { out: (text) => out.push(text), err: (text) => err.push(text) })).toBe(code);
  if (code === 0) return;
  expect([...out, ...err].join("\n")).toMatch(/./);
  if (code !== 1) return;
  const lines = err.flatMap((text) => text.split("\n")).filter((line) => !isNote(line));
  expect(lines).not.toEqual([]);
  expect(lines.filter((line) => !errorLine.test(line))).toEqual([]);
  expect(out.filter((text) => !text.startsWith('{"error":'))).toEqual([]); // an answer to each line of --requests
});

function isNote(line: string): boolean {
  return /^(?:note|warning): /.test(line);
}

it.each([[[]], [["catalog"]]])("without a command, %j prints the help on standard error", (words) => {
  expect(call(...words)).toEqual({ code: 1, out: "", err: call(...words, "--help").out });
});

it.each(
  problemGroups.flatMap(({ entries }) =>
    // RAM504 is a finding of lint, which groups findings by document.
    entries.flatMap(({ id, example }) => ("command" in example && id !== "RAM504" ? [[id, example] as const] : [])),
  ),
)("the example of %s prints that error in the same shape", async (id, example) => {
  const { messages } = await runExample(example);
  const lines = messages.filter((line) => line.includes(id));
  expect(lines).not.toEqual([]);
  expect(lines.filter((line) => !errorLine.test(line))).toEqual([]);
});
