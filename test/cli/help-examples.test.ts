import { copyFileSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { pullAccount } from "../../lib/adopt/pull-account";
import { commands } from "../../lib/cli/commands";
import { parseCall } from "../../lib/cli/program";
import { planOf } from "../grants/plan-of";
import { policyText, trustText } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { commandsIn } from "./support/all-commands";
import { callToEnd } from "./support/call";

/** Examples that a test cannot run, and why. That the parser takes them is a test of the program. */
const notRun: Readonly<Record<string, string>> = {
  'review git:origin/main cdktf.out --synth "npm ci && npx cdktf synth" --gate broadening': "runs npm",
  'lint git:origin/main --synth "npm ci && npx cdktf synth" --format sarif': "runs npm",
  "pull --out account.json": "asks an account",
  "pull --out account.json --endpoint 127.0.0.1:4566": "asks an account",
  "explain-denied --stack cdktf.out --principal user:alice < terraform.log": "reads standard input",
  "emulator --port 4566 --state ram.state": "runs until it is stopped",
  "emulator -- npx cdktf deploy team --auto-approve --skip-provider-lock": "runs npx",
  mcp: "reads standard input",
  "mcp --config ../agentrun-ram.config.json": "reads standard input",
  "catalog check facts/agentrun-page.md facts/alibabacloud_agentrun20250910-5.7.5 --changelog":
    "reads a client library",
};

const examples = commandsIn(commands).flatMap(({ name, declaration }) =>
  declaration.examples.map((example) => [name, example.replace(/^agentrun-ram /, "")] as const),
);
const wordsOf = (example: string): readonly string[] =>
  [...example.replace(/ [<>] \S+$/, "").matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, ...forms]) => forms.join(""));

const { folder, file } = temporaryFiles("help-examples");
const home = process.cwd();
beforeAll(async () => {
  const allowed = policyText({ allow: ["agentrun:GetTool", "agentrun:DeleteTool"] });
  const attached = { policy_name: "team", policy_type: "Custom" };
  const trust = trustText({ Service: "agentrun.fc.aliyuncs.com" });
  const role = (role_name: string) => ({ role_name, assume_role_policy_document: trust });
  const resource = {
    alicloud_ram_policy: { team: { policy_name: "team", policy_document: allowed } },
    alicloud_ram_user: { alice: { name: "alice" } },
    alicloud_ram_role: { flow: role("flow"), orders: role("orders"), deployer: role("agentrun-deployer") },
    alicloud_ram_user_policy_attachment: { alice: { ...attached, user_name: "alice" } },
    alicloud_ram_role_policy_attachment: {
      flow: { ...attached, role_name: "flow" },
      orders: { ...attached, role_name: "orders" },
      deployer: { ...attached, role_name: "agentrun-deployer" },
    },
  };
  const app = {
    "manifest.json": {
      version: "0.21.0",
      stacks: {
        team: {
          name: "team",
          constructPath: "team",
          workingDirectory: "stacks/team",
          synthesizedStackPath: "stacks/team/cdk.tf.json",
          annotations: [],
          dependencies: [],
        },
      },
    },
    "stacks/team/cdk.tf.json": { resource },
  };
  for (const [name, content] of Object.entries(app)) {
    file(`cdktf.out/${name}`, content);
    file(`before/cdktf.out/${name}`, content);
  }
  file("plan.json", planOf({ resource }));
  file("account.json", await pullAccount(() => Promise.resolve({ AccountId: "1234567890123456" })));
  for (const name of ["policy.json", "team.json"]) file(name, allowed);
  file("trust.json", trust);
  file("requests.jsonl", '{"action":"agentrun:GetTool","resource":"*"}\n');
  file("src/tool.py", "from agentrun import Credential\nCredential.get_by_name('x')\n");
  file("answer.json", {
    accessDeniedDetail: {
      AuthAction: "agentrun:UpdateTool",
      AuthPrincipalType: "SubUser",
      AuthPrincipalDisplayName: "alice",
      NoPermissionType: "ImplicitDeny",
    },
  });
  writeFileSync(path.join(folder, "cdktf-alicloud-agentrun-0.1.0.tgz"), gzipSync("x"));
  mkdirSync(path.join(folder, "trail"));
  copyFileSync(path.join(__dirname, "../evidence/fixtures/management-events.json"), path.join(folder, "trail/e.json"));
  copyFileSync(path.join(__dirname, "../catalog/import/pages/agentrun.zh.txt"), path.join(folder, "page.txt"));
  process.chdir(folder);
});
afterAll(() => {
  process.chdir(home);
});

it.each(examples.filter(([, example]) => !Object.hasOwn(notRun, example)))("%s: %s runs", async (_, example) => {
  rmSync("my-team", { recursive: true, force: true }); // two examples write it
  const { code, err } = await callToEnd(...wordsOf(example));
  expect({ isWrongCall: code === 1, err }).toEqual({ isWrongCall: false, err });
  expect(err).not.toContain("RAM9");
});

it("each example that is not run exists", () => {
  const known = new Set(examples.map(([, example]) => example));
  expect(Object.keys(notRun).filter((example) => !known.has(example))).toEqual([]);
});

it.each(examples)("%s: %s is refused with one option misspelt", (_, example) => {
  const words = wordsOf(example);
  const end = words.indexOf("--");
  for (const [index, word] of words.entries()) {
    if (!/^--\w/.test(word) || (end !== -1 && index > end)) continue;
    const misspelt = words.map((one, at) => (at === index ? `${one}q` : one));
    expect(() => parseCall(misspelt, () => undefined)).toThrow("there is no such option");
  }
});
