import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commentMarker } from "../../lib/review/render";
import { devPolicy } from "../review/support/stacks";

const root = path.join(__dirname, "..", "..");
const script = path.join(root, "examples/ci/permission-review.sh");
const folder = mkdtempSync(path.join(tmpdir(), "ci-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeAll(() => {
  const stack = (action: string): string => JSON.stringify({ resource: devPolicy({ allow: action }) });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: folder });
  git("init", "--quiet");
  mkdirSync(path.join(folder, "infra"));
  writeFileSync(path.join(folder, "infra/stack.tf.json"), stack("oss:Get"));
  git("add", ".");
  git("commit", "--quiet", "-m", "base");
  writeFileSync(path.join(folder, "infra/stack.tf.json"), stack("oss:*"));
});

/** Runs the script as CI would, with this library's own command. */
function runScript(gate: string) {
  const env = {
    ...process.env,
    BASE: "HEAD",
    SYNTH: "true",
    BASE_SYNTH: "echo . >> $COUNT",
    COUNT: path.join(folder, "base-synths"),
    OUTPUT: "infra/stack.tf.json",
    GATE: gate,
    REVIEW: `${process.execPath} ${path.join(root, "dist/cli/agentrun-ram.js")}`,
  };
  return spawnSync("sh", [script], { cwd: folder, encoding: "utf8", env });
}

it("the script for any CI writes both files, and fails where the gate stops the change", () => {
  const { status, stdout, stderr } = runScript("broadening");
  expect([status, stderr]).toEqual([2, ""]);
  expect(stdout).toContain("**Broadened:** group `dev` may now `oss:*` on `*`.");
  expect(readFileSync(path.join(folder, "review.md"), "utf8")).toBe(stdout);
  expect(JSON.parse(readFileSync(path.join(folder, "review.sarif"), "utf8"))).toMatchObject({ version: "2.1.0" });
  expect(readFileSync(path.join(folder, "base-synths"), "utf8")).toBe(".\n"); // the base is synthesized once
  expect(execFileSync("git", ["worktree", "list"], { cwd: folder, encoding: "utf8" }).trim()).not.toContain("\n");
  expect(runScript("never").status).toBe(0);
});

it("the workflow runs code of the pull request with a token that can only read", () => {
  const workflow = readFileSync(path.join(root, "examples/ci/permission-review.yml"), "utf8");
  const [head = "", review = "", comment = ""] = workflow.split(/^ {2}(?:review|comment):$/m);
  expect(head).toContain("\npermissions: {}\n");
  expect(review).toMatch(/permissions:\n {6}contents: read\n {4}outputs/);
  expect(review).not.toContain("write");
  expect(review).toContain("persist-credentials: false");
  expect(comment).toMatch(/permissions:\n {6}pull-requests: write\n {4}steps/);
  expect(comment).not.toMatch(/checkout|npm|npx/);
  // What GitHub fills in must not become part of a script: names of branches are written by others.
  const scripts = [...workflow.matchAll(/run: \|\n((?: {10}.*\n)+)/g)].map(([, text]) => text).join("");
  expect(scripts).not.toMatch(/\$\{\{ *github\.(event|head_ref)/);
});

it("a comment begins with the mark that the workflow looks for", () => {
  const { stdout } = runScript("never");
  expect(stdout.split("\n")[0]).toBe(commentMarker("review"));
});

describe("plain Terraform", () => {
  const repository = path.join(folder, "terraform");
  const rules = (actions: string): string =>
    `resource "alicloud_ram_policy" "p" {
  policy_name = "p"
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = ${actions}, Resource = ["*"] }]
  })
}

resource "alicloud_ram_user_policy_attachment" "a" {
  user_name   = "alice"
  policy_name = alicloud_ram_policy.p.policy_name
  policy_type = "Custom"
}
`;

  beforeAll(() => {
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: repository });
    mkdirSync(path.join(repository, "infra"), { recursive: true });
    git("init", "--quiet");
    writeFileSync(path.join(repository, "infra/main.tf"), rules('["oss:GetObject"]'));
    git("add", ".");
    git("commit", "--quiet", "-m", "base");
    writeFileSync(path.join(repository, "infra/main.tf"), rules('["oss:GetObject", "oss:PutObject"]'));
  });

  it("is reviewed by a script that runs nothing of the repository", () => {
    const REVIEW = `${process.execPath} ${path.join(root, "dist/cli/agentrun-ram.js")}`;
    const { status, stdout, stderr } = spawnSync("sh", [path.join(root, "examples/ci/terraform-review.sh")], {
      cwd: repository,
      encoding: "utf8",
      env: { ...process.env, BASE: "HEAD", FOLDER: "infra", REVIEW },
    });
    expect([status, stderr]).toEqual([2, ""]);
    expect(stdout).toContain("user `alice` may now `oss:PutObject`");
    const sarif = readFileSync(path.join(repository, "review.sarif"), "utf8");
    expect(sarif).toContain('"uri": "infra/main.tf"');
    expect(sarif).toMatch(/"startLine": [1-9]/);
  });

  it("has a workflow whose first job can only read, and takes its script from the base", () => {
    const workflow = readFileSync(path.join(root, "examples/ci/terraform-review.yml"), "utf8");
    const [head = "", review = "", comment = ""] = workflow.split(/^ {2}(?:review|comment):$/m);
    expect(head).toContain("\npermissions: {}\n");
    expect(review).toMatch(/permissions:\n {6}contents: read\n {4}outputs/);
    expect(review).not.toContain("write");
    expect(review).toContain("persist-credentials: false");
    expect(review).toContain('git show "$BASE:terraform-review.sh"');
    expect(comment).not.toMatch(/checkout|npm|npx/);
    const scripts = [...workflow.matchAll(/run: \|\n((?: {10}.*\n)+)/g)].map(([, text]) => text).join("");
    expect(scripts).not.toMatch(/\$\{\{ *github\.(event|head_ref)/);
  });

  it("has a hook for pre-commit", () => {
    const hooks = readFileSync(path.join(root, ".pre-commit-hooks.yaml"), "utf8");
    const [, command = ""] = /entry: agentrun-ram (.*)/.exec(hooks) ?? [];
    const { status } = spawnSync(
      process.execPath,
      [path.join(root, "dist/cli/agentrun-ram.js"), ...command.split(" ")],
      {
        cwd: path.join(repository, "infra"),
      },
    );
    expect(status).toBe(0);
  });
});
