import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { devPolicy } from "../review/support/stacks";
import { call } from "./support/call";

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "agentrun-approvals-")));
const repository = path.join(folder, "repository");
const base = path.join(folder, "base");

function write(place: string, content: unknown): string {
  const file = path.join(folder, place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(content));
  return file;
}

function git(cwd: string, ...args: readonly string[]): void {
  const author = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  execFileSync("git", [...author, ...args], { cwd, stdio: "ignore" });
}

const about = { change: "gained", subject: "group dev", resources: ["*"], reason: "uploads" };
const put = { ...about, items: ["oss:Put"] };
const remove = { ...about, items: ["oss:Delete"] };
const narrow = { resource: devPolicy({ allow: "oss:Get" }) };
const wide = { resource: devPolicy({ allow: ["oss:Get", "oss:Put"] }) };

const was = "out/was.tf.json";
const is = path.join(repository, "out", "is.tf.json");
const before = path.join(folder, "was.tf.json");
const synth = ["--synth", "true", "--synth-output", was];

beforeAll(() => {
  write("was.tf.json", narrow);
  write(`repository/${was}`, narrow);
  write("repository/out/is.tf.json", narrow);
  write("repository/acks.json", [put]);
  write("repository/other.json", [remove]);
  write("repository/prefix.json", []);
  git(repository, "init", "--quiet", "--initial-branch=main");
  git(repository, "add", ".");
  git(repository, "commit", "--quiet", "-m", "base");
  git(repository, "worktree", "add", "--quiet", "--detach", base);
  // What the change does: it grants more, and approves that.
  write("repository/out/is.tf.json", {
    ...wide,
    "//": { metadata: { acknowledgements: [put], baseline: [put], overrides: { acknowledge: [put] } } },
  });
  write("repository/added.json", [put]);
  write("repository/other.json", [remove, put]);
  write("repository/prefix.json", [put]);
  write("outside.json", [put]);
  symlinkSync(path.join(repository, "added.json"), path.join(folder, "link-in.json"));
  symlinkSync(path.join(folder, "outside.json"), path.join(repository, "link-out.json"));
  symlinkSync(path.join(repository, "link-out.json"), path.join(folder, "link-through.json"));
  symlinkSync(repository, path.join(folder, "linked"));
  symlinkSync(path.join(repository, "acks.json"), path.join(repository, "link-to-approved.json"));
  const report = call("review", before, is, "--format", "json").out;
  write("repository/baseline.json", JSON.parse(report));
  write("baseline.json", JSON.parse(report));
  git(repository, "add", ".");
  git(repository, "commit", "--quiet", "-m", "head");
  jest.spyOn(process, "cwd").mockReturnValue(repository);
});

afterAll(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const gate = ["--gate", "broadening"];
const ofBase = ["--base", "HEAD~1"];

describe("what a change approves itself does not count", () => {
  it.each([
    ["acknowledgements that it adds", [before, is, "--acknowledge", "added.json", ...ofBase]],
    ["acknowledgements that it adds to a file", [before, is, "--acknowledge", "prefix.json", ...ofBase]],
    ["acknowledgements of which the base has others", [before, is, "--acknowledge", "other.json", ...ofBase]],
    ["acknowledgements without a known base", [before, is, "--acknowledge", "acks.json"]],
    ["a link from outside", [before, is, "--acknowledge", path.join(folder, "link-in.json"), ...ofBase]],
    ["a link to outside", [before, is, "--acknowledge", "link-out.json", ...ofBase]],
    ["a link through a link", [before, is, "--acknowledge", path.join(folder, "link-through.json"), ...ofBase]],
    ["a link to what the base has", [before, is, "--acknowledge", "link-to-approved.json", ...ofBase]],
    ["a linked folder", [before, is, "--acknowledge", path.join(folder, "linked", "added.json"), ...ofBase]],
    ["a baseline", [before, is, "--baseline", "baseline.json", ...ofBase]],
    ["a baseline, with the commit as input", ["git:HEAD~1", is, ...synth, "--baseline", "baseline.json"]],
    ["acknowledgements, with the commit as input", ["git:HEAD~1", is, ...synth, "--acknowledge", "added.json"]],
    ["acknowledgements beside a base in another checkout", [path.join(base, was), is, "--acknowledge", "added.json"]],
  ])("%s", (_, args) => {
    const named = args.map((arg) => (/^[\w-]+\.json$/.test(arg) ? path.join(repository, arg) : arg));
    const { code, out } = call("review", ...named, ...gate);
    expect([code, out]).toEqual([2, expect.stringMatching(/oss:Put/)]);
    expect(out).toMatch(/(?:acknowledgement of|baseline with) gained group dev in\s+\S+\.json/);
  });

  it.each([
    ["acknowledgements of the base", [before, is, "--acknowledge", "acks.json", ...ofBase]],
    ["acknowledgements of a commit", ["git:HEAD~1", is, ...synth, "--acknowledge", "acks.json"]],
    ["acknowledgements of another checkout", [path.join(base, was), is, "--acknowledge", "acks.json"]],
    ["acknowledgements from outside", [before, is, "--acknowledge", path.join(folder, "outside.json")]],
    ["a baseline from outside", [before, is, "--baseline", path.join(folder, "baseline.json")]],
  ])("but %s do", (_, args) => {
    const named = args.map((arg) => (/^[\w-]+\.json$/.test(arg) ? path.join(repository, arg) : arg));
    expect(call("review", ...named, ...gate)).toMatchObject({ code: 0, err: "" });
  });

  it("and an approval in the stack is none", () => {
    expect(call("review", before, is, ...gate).code).toBe(2);
  });

  it("says of a ref that it is none", () => {
    const { code, err } = call(
      "review",
      before,
      is,
      "--acknowledge",
      path.join(repository, "acks.json"),
      "--base",
      "no",
    );
    expect([code, err]).toEqual([1, expect.stringMatching(/^RAM501 git:no: not a commit of this repository/)]);
  });
});

describe("in folders without git, the base is the folder before the change", () => {
  const stackIn = (side: string, content: unknown, acknowledgements?: unknown): string => {
    write(`plain/${side}/cdk.tf.json`, content);
    if (acknowledgements !== undefined) write(`plain/${side}/acks.json`, acknowledgements);
    return path.join(folder, "plain", side);
  };

  it.each([
    ["it has them", [put], 0],
    ["it has others", [remove], 2],
    ["it has none", undefined, 2],
  ])("%s", (name, known, code) => {
    jest.spyOn(process, "cwd").mockReturnValueOnce(folder);
    const [old, now] = [stackIn(`${name}/was`, narrow, known), stackIn(`${name}/is`, wide, [put])];
    jest.spyOn(process, "cwd").mockReturnValue(folder);
    expect(call("review", old, now, "--acknowledge", path.join(now, "acks.json"), ...gate).code).toBe(code);
    jest.spyOn(process, "cwd").mockReturnValue(repository);
  });
});
