/** Comments and pages name both inputs of a review, with their commits, and nothing that only this machine has. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { devPolicy } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("compared-inputs");
const stack = (action: string) => ({ resource: devPolicy({ allow: action }) });
const outside = file("outside/prod/cdk.tf.json", stack("oss:Get"));
const inside = file("repository/app/prod/cdk.tf.json", stack("oss:*"));
const plan = file("repository/plan.json", {
  format_version: "1.2",
  planned_values: { root_module: {} },
  prior_state: { values: { root_module: {} } },
});
let id = "";
const home = process.cwd();

beforeAll(() => {
  const root = path.join(folder, "repository");
  const env = { ...process.env, GIT_COMMITTER_DATE: "2026-11-24T23:30:00Z" };
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      ...{ cwd: root, env, encoding: "utf8", stdio: "pipe" },
    });
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  id = git("rev-parse", "HEAD").slice(0, 12);
  process.chdir(root);
});

afterAll(() => {
  process.chdir(home);
});

it.each<readonly [title: string, args: readonly string[], compared: (commit: string) => string]>([
  [
    "a file of no repository, and one of a checkout",
    [outside, "app/prod/cdk.tf.json"],
    (commit) => `Compared: \`prod/cdk.tf.json\` with \`app/prod/cdk.tf.json\` (in a checkout of ${commit}).`,
  ],
  [
    "the path of the machine",
    [inside, "app/prod"],
    (commit) =>
      `Compared: \`app/prod/cdk.tf.json\` (in a checkout of ${commit}) with \`app/prod\` (in a checkout of ${commit}).`,
  ],
  [
    "a commit",
    ["git:HEAD", outside, "--synth", "true", "--synth-output", "app/prod"],
    (commit) => `Compared: \`git:HEAD\` (${commit}) with \`prod/cdk.tf.json\`.`,
  ],
  [
    "one plan",
    [plan],
    (commit) =>
      `Compared: \`the state before plan.json\` (in a checkout of ${commit}) with \`plan.json\` (in a checkout of ${commit}).`,
  ],
])("%s", (_, args, compared) => {
  const { out } = call("review", ...args, "--format", "markdown");
  expect(out).toContain(compared(`commit \`${id}\` of 2026-11-24`));
  expect(out).toMatch(/By `agentrun-ram \d+\.\d+\.\d+`\.\n$/);
  expect(out).not.toContain(folder);
  const page = call("review", ...args, "--format", "html").out;
  expect(page).toContain(id);
  expect(page).not.toContain(folder);
});
