import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { InMemoryTransport } from "@modelcontextprotocol/sdk/inMemory.js";
import { failureText } from "../../lib/cli/failure";
import { safeText } from "../../lib/cli/safe-output";
import { serveMcp } from "../../lib/mcp";
import { temporaryFiles } from "../support/temporary-files";

const { folder, file } = temporaryFiles("mcp");
const policyOf = (action: string, resource = "*") => ({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: action, Resource: resource }],
});
const stackOf = (action: string) => ({
  resource: {
    alicloud_ram_policy: { p: { policy_name: "p", policy_document: JSON.stringify(policyOf(action)) } },
    alicloud_ram_user_policy_attachment: { p: { policy_name: "p", policy_type: "Custom", user_name: "ann" } },
  },
});
const root = path.join(folder, "work");
file("work/policy.json", policyOf("oss:Get*"));
file("work/before/cdk.tf.json", stackOf("oss:GetObject"));
file("work/after/cdk.tf.json", stackOf("oss:*"));
file("outside/policy.json", policyOf("oss:Get*"));
file("work/deep.json", "[".repeat(100_000));
file("work/hostile.json", { ...policyOf("oss:Get\u001b[31m\u202ex"), Id: "::error::x" });
symlinkSync(path.join(folder, "outside"), path.join(root, "link"));
symlinkSync(path.join(folder, "outside", "policy.json"), path.join(root, "link.json"));
mkdirSync(path.join(root, "policies"));
execFileSync("mkfifo", [path.join(root, "pipe")]);
symlinkSync(path.join(folder, "outside", "policy.json"), path.join(root, "policies", "one.json"));
symlinkSync(path.join(root, "policy.json"), path.join(root, "inside.json"));

// A folder without a repository, whose files name others: a manifest, a module, a function.
const terraform = (outer: string): string =>
  `resource "alicloud_ram_policy" "p" {\n  policy_name = "p"\n  policy_document = ${outer}\n}\n`;
file("outside/stack/cdk.tf.json", stackOf("oss:DeleteBucket"));
file("outside/module/main.tf", terraform(JSON.stringify(JSON.stringify(policyOf("oss:DeleteBucket")))));
file("work/manifest/manifest.json", {
  stacks: { s: { synthesizedStackPath: "../../outside/stack/cdk.tf.json", annotations: [] } },
});
file("work/module/main.tf", 'module "m" {\n  source = "../../outside/module"\n}\n');
file("work/function/main.tf", terraform('file("../../outside/policy.json")'));

const entries = (): readonly string[] => readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
const before = entries();

let client: Client;
let served: Promise<void>;

beforeAll(async () => {
  const [own, other] = InMemoryTransport.createLinkedPair();
  served = serveMcp({ root, version: "1.2.3", messageOf: failureText, printable: safeText, transport: other });
  client = new Client({ name: "test", version: "1" });
  await client.connect(own);
});
afterAll(async () => {
  await client.close();
  await served;
});

async function call(name: string, given: Readonly<Record<string, unknown>>) {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const [{ text }] = content as [{ readonly text: string }]; // every answer of ours is one text
  return { text, isError };
}

it("lists tools that say they only read", async () => {
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(["least_privilege", "evaluate", "lint", "review", "explain_denied", "catalog_search"]); // prettier-ignore
  for (const { annotations, inputSchema } of tools) {
    expect(annotations).toMatchObject({ readOnlyHint: true });
    for (const key of inputSchema.required ?? []) expect(Object.keys(inputSchema.properties ?? {})).toContain(key);
  }
});

it.each<readonly [string, Readonly<Record<string, unknown>>, RegExp]>([
  [
    "least_privilege",
    { features: { tools: ["view"] }, within: { workspace: "team-a" } },
    /"Action": \[?\s*"agentrun:GetTool"/,
  ],
  ["evaluate", { policies: [policyOf("oss:Get*")], action: "oss:GetObject", resource: "*" }, /"decision": "Allow"/],
  [
    "evaluate",
    { policies: [policyOf("oss:Get*")], action: "oss:PutObject", resource: "*" },
    /"decision": "ImplicitDeny"/,
  ],
  [
    "evaluate",
    { policies: [policyOf("agentrun:*")], action: "agentrun:NewThing", resource: "*", unchecked: true },
    /"decision": "Allow"/,
  ],
  ["lint", { inputs: ["policy.json"] }, /^Nothing found|warning/],
  ["lint", { inputs: [policyOf("agentrun:DeletTool")] }, /DeleteTool/],
  ["lint", { inputs: ["inside.json"] }, /^Nothing found|warning/],
  ["review", { before: "before", after: "after" }, /^Broadened: user ann may now oss:\*/],
  ["review", { before: "after", after: "after" }, /^Unchanged/],
  ["review", { before: policyOf("oss:Get*"), after: policyOf("oss:*") }, /^Broadened/],
  [
    "explain_denied",
    {
      message: JSON.stringify({
        accessDeniedDetail: {
          AuthAction: "agentrun:GetTool",
          AuthPrincipalType: "SubUser",
          AuthPrincipalDisplayName: "ann",
          NoPermissionType: "ImplicitDeny",
        },
      }),
      inputs: ["before"],
    },
    /^Refused: agentrun:GetTool/,
  ],
  ["catalog_search", { words: "delete sandbox" }, /"agentrun:DeleteSandbox"/],
])("%s answers %j", async (name, given, expected) => {
  const { text, isError } = await call(name, given);
  expect(text).toMatch(expected);
  expect(isError).toBe(false);
});

it.each(["module", "function"])("a folder whose %s leads outside is answered without what is there", async (name) => {
  for (const [tool, given] of [
    ["lint", { inputs: [name] }],
    ["review", { before: "before", after: name }],
  ] as const) {
    const { text } = await call(tool, given);
    expect(text).not.toMatch(/DeleteBucket|oss:Get\*/);
  }
});

it.each<readonly [string, string, Readonly<Record<string, unknown>>, RegExp]>([
  ["a path outside", "lint", { inputs: ["../outside/policy.json"] }, /leads out of the working folder/],
  ["an absolute path outside", "lint", { inputs: ["/etc/passwd"] }, /leads out of the working folder/],
  ["a link to a file outside", "lint", { inputs: ["link.json"] }, /leads out of the working folder/],
  ["a link to a folder outside", "review", { before: "link", after: "after" }, /leads out of the working folder/],
  ["a path through a link", "lint", { inputs: ["link/policy.json"] }, /leads out of the working folder/],
  ["a folder with a link", "lint", { inputs: ["policies"] }, /policies\/one\.json leads out of the working folder/],
  [
    "a manifest that leads outside",
    "lint",
    { inputs: ["manifest"] },
    /^RAM501 .*manifest\.json: stacks\.s: .* is not in it/,
  ],
  ["standard input", "lint", { inputs: ["-"] }, /cannot be read here/],
  ["a commit", "review", { before: "git:HEAD", after: "after" }, /cannot be read here/],
  ["a missing file", "lint", { inputs: ["nothing.json"] }, /there is no nothing\.json/],
  ["a name with a zero byte", "lint", { inputs: ["a\0b"] }, /^RAM901: there is no a/],
  ["a name that is too long", "review", { before: "x".repeat(300), after: "after" }, /^RAM901: there is no x+\.$/],
  ["a named pipe", "review", { before: "pipe", after: "after" }, /^RAM501 \S*pipe: cannot be read: .* named pipe/],
  [
    "a large policy",
    "lint",
    { inputs: [policyOf("x".repeat(1024 * 1024))] },
    /^RAM901: policy is a policy of more than 1 MB/,
  ],
  ["deep JSON", "lint", { inputs: ["deep.json"] }, /RAM501/],
  ["no inputs", "lint", { inputs: [] }, /inputs must not be empty/],
  ["no policies", "evaluate", { policies: [], action: "oss:GetObject", resource: "*" }, /policies must not be empty/],
  [
    "a misspelt action",
    "evaluate",
    { policies: [policyOf("*")], action: "agentrun:GetTol", resource: "*" },
    /no action agentrun:GetTol: write perhaps agentrun:GetTool.*, or unchecked: true if it exists/,
  ],
  [
    "a text that is no ARN",
    "evaluate",
    { policies: [policyOf("*")], action: "oss:GetObject", resource: "not-an-arn" },
    /no request has the resource "not-an-arn"/,
  ],
  ["a missing argument", "evaluate", { policies: [] }, /evaluate needs the argument action/],
  ["an unknown argument", "lint", { inputs: ["policy.json"], write: true }, /lint has no argument write/],
  ["a wrong type", "catalog_search", { words: 1 }, /words must be a string/],
  ["a list that is none", "lint", { inputs: "policy.json" }, /inputs must be a list/],
  ["an input of another type", "lint", { inputs: [1] }, /an input is a policy/],
  [
    "a wrong context",
    "evaluate",
    { policies: [policyOf("*")], action: "a:B", resource: "*", context: { a: 1 } },
    /context must be/,
  ],
  ["a wrong policy", "evaluate", { policies: [{}], action: "a:B", resource: "*" }, /RAM10/],
  ["an unknown feature", "least_privilege", { features: { sandbxes: ["view"] } }, /sandboxes/],
  ["text that is no refusal", "explain_denied", { message: "hello" }, /RAM521/],
  ["a wrong principal", "explain_denied", { message: "{}", principal: "ann" }, /principal must be/],
  ["an unknown tool", "rm", {}, /there is no tool rm/],
])("answers %s with an error that says what is wrong", async (_, name, given, expected) => {
  const { text, isError } = await call(name, given);
  expect(text).toMatch(expected);
  expect(text).not.toMatch(/^\s+at /m);
  expect(isError).toBe(true);
});

it("prints nothing that controls a terminal", async () => {
  const { text } = await call("lint", { inputs: ["hostile.json"] });
  expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}|^::/mu);
});

it("speaks over standard input and output, and ends with the connection", async () => {
  const command = path.join(__dirname, "..", "..", "dist", "cli", "agentrun-ram.js");
  const transport = new StdioClientTransport({ command: process.execPath, args: [command, "mcp"], cwd: root });
  const other = new Client({ name: "test", version: "1" });
  await other.connect(transport);
  const { content } = await other.callTool({ name: "lint", arguments: { inputs: ["policy.json"] } });
  expect(content).toEqual([{ type: "text", text: expect.stringMatching(/^Nothing found|warning/) as unknown }]);
  await other.close();
});

it("has written nothing", () => {
  expect(entries()).toEqual(before);
});
