/** Runs what the pages show of the command line, in a folder that has the files which the pages name. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { FlowExecutionRole, LeastPrivilege } from "../../lib";
import { pullAccount } from "../../lib/adopt/pull-account";
import { startEmulator } from "../../lib/emulator";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import { RamUser } from "../../lib/provider-alicloud/ram-user";
import { run } from "../../lib/cli/run";
import { planOf } from "../grants/plan-of";
import { record } from "../evidence/support";
import { type CommandLine, commandLines } from "./command-lines";
import { blocks, page, root, site } from "./pages";

const folder = mkdtempSync(path.join(tmpdir(), "shell-blocks-"));
const home = process.cwd();

/** Those that wait for somebody, use the network, install packages, or read what only a clone has. */
const notHere = [/^(emulator|mcp|pull)\b/, /--synth/, /^catalog check facts\//, /^init .*--from/];
/** The page on errors shows calls that fail. Its examples are run when it is written. */
const others = ["docs/reference/errors.md"];
const pages = [page("README.md"), page("CONTRIBUTING.md"), ...site.english.values()];
const lines = [
  ...new Map(
    pages
      .filter(({ file }) => !others.includes(file))
      .flatMap(commandLines)
      .filter(({ words }) => !notHere.some((pattern) => pattern.test(words.join(" "))))
      .map((line) => [line.words.join(" "), line]),
  ).values(),
];

const policy = (actions: string, more: object = {}) =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: actions, Resource: "*", ...more }] });

/** Stacks with the names and principals that pages ask about. */
function synthesize(outdir: string): void {
  const app = new App({ outdir });
  const stacks = ["agentrun", "team"].map((name) => new TerraformStack(app, name));
  for (const stack of stacks) new AlicloudProvider(stack, "alicloud");
  const [agentrun] = stacks;
  if (agentrun === undefined) return;
  new RamUser(agentrun, "Alice", { name: "alice" });
  new FlowExecutionRole(agentrun, "Flow", { roleName: "flow" });
  new FlowExecutionRole(agentrun, "Orders", { roleName: "orders" });
  new LeastPrivilege(agentrun, "Team", {
    features: { agents: "manage" },
    attachTo: { groups: ["agent-team", "flow-builders"] },
  });
  app.synth();
}

beforeAll(async () => {
  synthesize(path.join(folder, "cdktf.out"));
  mkdirSync(path.join(folder, "before"));
  cpSync(path.join(folder, "cdktf.out"), path.join(folder, "before/cdktf.out"), { recursive: true });
  const stack = JSON.parse(readFileSync(path.join(folder, "cdktf.out/stacks/agentrun/cdk.tf.json"), "utf8")) as object;
  const emulator = await startEmulator();
  await emulator.call("CreateUser", { UserName: "alice" });
  await emulator.call("CreateGroup", { GroupName: "dev" });
  await emulator.call("AddUserToGroup", { UserName: "alice", GroupName: "dev" });
  const account = await pullAccount(async (_, action, parameters) => emulator.call(action, parameters));
  await emulator.close();
  const files: Readonly<Record<string, string>> = {
    "policy.json": policy("agentrun:Get*"),
    "shop.json": policy("agentrun:GetTool"),
    "team.json": policy("agentrun:GetTool"),
    "trust.json": policy("sts:AssumeRole", { Principal: { Service: ["fc.aliyuncs.com"] }, Resource: undefined }),
    "requests.jsonl": '{ "action": "agentrun:GetTool", "resource": "*" }\n',
    "plan.json": JSON.stringify(planOf(stack)),
    "before.json": JSON.stringify(stack),
    "after.json": JSON.stringify(stack),
    "account.json": JSON.stringify(account),
    "answer.json": JSON.stringify({ accessDeniedDetail: { authAction: "agentrun:ListTemplates", noPermissionType: "ImplicitDeny" } }), // prettier-ignore
    "page.txt": readFileSync(path.join(root, "test/catalog/import/pages/agentrun.zh.txt"), "utf8"),
    "sample.md": blocks(page("CONTRIBUTING.md"), "text")[0]?.code ?? "",
    "main.tf": 'resource "alicloud_ram_group" "team" {\n  group_name = "agent-team"\n}\n',
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(path.join(folder, name), text);
  cpSync(path.join(folder, "page.txt"), path.join(folder, "page.md"));
  cpSync(path.join(folder, "shop.json"), path.join(folder, "smaller.json"));
  cpSync(path.join(folder, "answer.json"), path.join(folder, "terraform.log"));
  mkdirSync(path.join(folder, "src"));
  writeFileSync(
    path.join(folder, "src/main.py"),
    "from agentrun import Credential\nCredential.get_by_name('openai')\n",
  );
  mkdirSync(path.join(folder, "trail"));
  const trail = readFileSync(path.join(root, "examples/tighten/trail.jsonl"), "utf8");
  writeFileSync(path.join(folder, "trail/trail.jsonl"), trail.replaceAll("pipeline:ci", "agentrun-deployer:ci"));
  writeFileSync(path.join(folder, "trail/alice.json"), JSON.stringify(record({ eventId: "alice" })));
  const git = (...args: readonly string[]) => execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a", ...args], { cwd: folder, stdio: "ignore" }); // prettier-ignore
  git("init");
  git("add", "main.tf");
  git("commit", "-m", "base");
  git("update-ref", "refs/remotes/origin/main", "HEAD");
  process.chdir(folder);
});

afterAll(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** Standard input is a file here, which `-` names. */
function withInput({ words, hasInput }: CommandLine): readonly string[] {
  if (!hasInput) return words;
  const input = words.includes("--listing") ? "account.json" : "plan.json";
  return words.includes("-") ? words.map((word) => (word === "-" ? input : word)) : [...words, "terraform.log"];
}

it.each(lines.map((line) => [line.text, line] as const))("%s", async (_, line) => {
  const errors: string[] = [];
  const code = await run(withInput(line), { out: () => undefined, err: (text) => errors.push(text) });
  if (code === 1) throw new Error(`${line.place}: ${errors.join("\n")}`);
});

it("most calls are run", () => {
  expect(lines.length).toBeGreaterThan(60);
});
