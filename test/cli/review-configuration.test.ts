/** A review takes its configuration from the base, never from the change that it reviews. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { devPolicy } from "../review/support/stacks";
import { call } from "./support/call";

const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), "agentrun-configuration-")));
const repository = path.join(folder, "repository");
const name = "agentrun-ram.config.json";

function write(place: string, content: unknown): string {
  const file = path.join(folder, place);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  return file;
}

function git(...args: readonly string[]): void {
  const author = ["-c", "user.name=t", "-c", "user.email=t@example.com"];
  execFileSync("git", [...author, ...args], { cwd: repository, stdio: "ignore" });
}

/** Makes a branch of the first commit, with these files. `undefined` removes one. */
function branch(of: string, files: Readonly<Record<string, unknown>>): void {
  git("checkout", "--quiet", "-b", of, "first");
  for (const [place, content] of Object.entries(files)) {
    if (content === undefined) rmSync(path.join(repository, place));
    else write(`repository/${place}`, content);
  }
  git("add", ".");
  git("commit", "--quiet", "--allow-empty", "-m", of);
}

const narrow = { resource: devPolicy({ allow: "oss:Get" }) };
const wide = { resource: devPolicy({ allow: ["oss:Get", "oss:Put"] }) };
const gain = { change: "gained", subject: "group dev", items: ["oss:Put"], resources: ["*"], reason: "uploads" };
const gated = { gates: { review: "broadening" } };

beforeAll(() => {
  write("narrow.tf.json", narrow);
  write("repository/out/cdk.tf.json", narrow);
  git("init", "--quiet", "--initial-branch=first");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  branch("gated", { [name]: gated });
  branch("accepting", { [name]: { ...gated, acknowledgements: { review: [gain] } } });
  branch("unknown-rule", { [name]: { rules: ["RAM72l"] } });
  branch("linked", {});
  symlinkSync("out/cdk.tf.json", path.join(repository, name));
  git("add", ".");
  git("commit", "--quiet", "-m", "link");
  git("checkout", "--quiet", "-B", "head", "first");
  jest.spyOn(process, "cwd").mockReturnValue(repository);
});

afterAll(() => {
  jest.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

const after = path.join(repository, "out/cdk.tf.json");

/** Reviews the working tree, with these files, against a branch. */
function reviewed(base: string, files: Readonly<Record<string, unknown>>, ...args: readonly string[]) {
  git("checkout", "--quiet", "--force", base);
  git("clean", "--quiet", "-fd");
  rmSync(path.join(repository, name), { force: true });
  write("repository/out/cdk.tf.json", wide);
  for (const [place, content] of Object.entries(files)) write(`repository/${place}`, content);
  return call("review", path.join(folder, "narrow.tf.json"), after, "--base", base, ...args);
}

describe("a review of a commit's change", () => {
  it.each([
    ["keeps it as it is", { [name]: gated }, undefined],
    ["deletes it", {}, /removal of the configuration in \S*config\.json/],
    ["turns its gate off", { [name]: { gates: { review: "never" } } }, /with gates\.review never \(was broadening\)/],
    ["leaves its gate out", { [name]: {} }, /without gates\.review \(was broadening\)/],
    ["breaks it", { [name]: "{" }, /configuration that cannot be read/],
    ["adds one in a subfolder", { [name]: gated, "out/agentrun-ram.config.json": {} }, undefined],
    [
      "acknowledges itself",
      { [name]: { ...gated, acknowledgements: { review: [gain] } } },
      /acknowledgement of gained/,
    ],
    ["silences rules", { [name]: { ...gated, severities: { RAM721: "off" } } }, /with severities\.RAM721 off/],
    ["is more tolerant", { [name]: { ...gated, gates: { review: "broadening", maxWarnings: 9 } } }, undefined],
    ["names another account", { [name]: { ...gated, accounts: { id: "1" } } }, /with accounts\.id 1/],
  ])("has the gate of the base where the change %s", (_, files, row) => {
    const { code, out, err } = reviewed("gated", files);
    expect([code, err]).toEqual([2, ""]);
    expect(out.replace(/\s+/g, " ")).toMatch(/oss:Put/);
    expect(out).toMatch(/^Configuration: git:gated:agentrun-ram\.config\.json\.$/m);
    if (row === undefined) expect(out).not.toMatch(/\+ [^\n]*config/);
    else expect(out.replace(/\s+/g, " ")).toMatch(row);
  });

  it("has no gate of the head where the base has none, and shows what the head adds", () => {
    const loose = reviewed("first", { [name]: { severities: { RAM721: "off" }, gates: { review: "broadening" } } });
    expect([loose.code, loose.err]).toEqual([0, ""]);
    expect(loose.out).toMatch(/\+ change "?configuration with severities\.RAM721/);
    expect(loose.out).toMatch(/- change "?configuration with gates\.review/);
    expect(loose.out).not.toMatch(/^Configuration:/m);
    expect(reviewed("first", { [name]: { severities: { RAM721: "off" } } }, "--gate", "broadening").code).toBe(2);
  });

  it("stops a change that only loosens the configuration, and lets one pass that only tightens it", () => {
    const only = (content: unknown) => {
      reviewed("gated", { [name]: content });
      write("repository/out/cdk.tf.json", narrow);
      return call("review", path.join(folder, "narrow.tf.json"), after, "--base", "gated");
    };
    expect(only({ gates: { review: "never" } }).code).toBe(2);
    expect(only({ ...gated, rules: "strict" })).toMatchObject({ code: 0 });
    expect(only({ ...gated, rules: "strict" }).out).toMatch(/- change "?configuration with rules strict/);
  });

  it("takes acknowledgements that both sides have, and only these", () => {
    const both = { ...gated, acknowledgements: { review: [gain] } };
    expect(reviewed("accepting", { [name]: both })).toMatchObject({ code: 0, err: "" });
    expect(reviewed("accepting", { [name]: gated }).code).toBe(2);
    expect(reviewed("accepting", {}).code).toBe(2);
  });

  it("gives way to options, and to --no-config", () => {
    expect(reviewed("gated", { [name]: gated }, "--gate", "never").code).toBe(0);
    const none = reviewed("gated", { [name]: gated }, "--no-config");
    expect([none.code, none.out]).toEqual([0, expect.not.stringMatching(/Configuration/)]);
  });

  it.each([
    ["an unknown rule", "unknown-rule", /RAM792 git:unknown-rule:\S+ rules\[0\]: the rule "RAM72l"/],
    ["a link in place of a file", "linked", /RAM905 git:linked:\S+: it is a link or a folder/],
  ])("fails where the base has %s", (_, base, message) => {
    const { code, err } = reviewed(base, { [name]: {} });
    expect([code, err]).toEqual([1, expect.stringMatching(message)]);
  });

  it("reads the configuration of git:<ref> on both sides", () => {
    reviewed("gated", {});
    const synth = ["--synth", "true", "--synth-output", "out"];
    const { code, out } = call("review", "git:gated", "git:first", ...synth);
    expect([code, out]).toEqual([2, expect.stringMatching(/removal of the configuration/)]);
    expect(call("review", "git:gated", "git:gated", ...synth)).toMatchObject({ code: 0, err: "" });
  });
});

describe("--config", () => {
  const given = (file: string, ...more: readonly string[]) => {
    const before = path.join(folder, "narrow.tf.json");
    return call("review", before, after, "--config", file, ...more);
  };

  it("counts from outside of the tree under review", () => {
    reviewed("gated", {});
    const outside = write("outside.json", gated);
    const { code, out } = given(outside);
    expect([code, out]).toEqual([2, expect.stringContaining(`Configuration: ${outside}.`)]);
  });

  it("counts as the base has it from the tree under review", () => {
    reviewed("gated", { [name]: { gates: { review: "never" } } });
    const own = path.join(repository, name);
    expect(given(own, "--base", "gated")).toMatchObject({ code: 2, err: "" });
    expect(given(own)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^RAM905 .* is in the tree under review/) as string,
    });
  });

  it("may not lead into the tree under review by a link", () => {
    reviewed("gated", { [name]: { gates: { review: "never" } } });
    const link = path.join(folder, "link.json");
    symlinkSync(path.join(repository, name), link);
    for (const more of [[], ["--base", "gated"]]) {
      expect(given(link, ...more)).toMatchObject({ code: 1, err: expect.stringMatching(/^RAM905 /) as string });
    }
  });
});

describe("where it is not known what the base has", () => {
  it("a configuration in the tree under review does not count, which is said", () => {
    reviewed("gated", { [name]: { gates: { review: "never" } } });
    const before = path.join(folder, "narrow.tf.json");
    const silent = call("review", before, after);
    expect([silent.code, silent.err]).toEqual([1, expect.stringMatching(/^RAM905 .*--base.*--config.*--no-config/)]);
    const said = call("review", before, after, "--gate", "broadening");
    expect([said.code, said.err]).toEqual([2, expect.stringMatching(/^note: .*does not count/)]);
    expect(call("review", before, after, "--no-config")).toMatchObject({ code: 0, err: "" });
  });
});

describe("in folders, the base is the folder before the change", () => {
  const side = (place: string, content: unknown, configuration?: unknown): string => {
    write(`${place}/cdk.tf.json`, content);
    if (configuration !== undefined) write(`${place}/${name}`, configuration);
    return path.join(folder, place);
  };

  it.each([
    ["its gate counts", gated, undefined, 2, /removal of the configuration/],
    ["a gate that the head turns off counts", gated, { gates: { review: "never" } }, 2, /never \(was broadening\)/],
    ["a gate that only the head has does not", undefined, gated, 0, /- change "?configuration with gates\.review/],
  ])("%s", (_, was, is, code, row) => {
    jest.spyOn(process, "cwd").mockReturnValue(folder);
    const place = `plain-${code}-${is === undefined ? "none" : "some"}`;
    const result = call("review", side(`${place}/was`, narrow, was), side(`${place}/is`, wide, is));
    jest.spyOn(process, "cwd").mockReturnValue(repository);
    expect([result.code, result.err]).toEqual([code, ""]);
    expect(result.out.replace(/\s+/g, " ")).toMatch(row);
  });

  it("or that of the checkout around it", () => {
    reviewed("gated", {});
    const checkout = path.join(folder, "checkout");
    git("worktree", "add", "--quiet", "--detach", checkout, "gated");
    const { code, out } = call("review", path.join(checkout, "out/cdk.tf.json"), after);
    expect([code, out]).toEqual([
      2,
      expect.stringMatching(/^Configuration: \.\.\/checkout\/agentrun-ram\.config\.json/m),
    ]);
    expect(out).toMatch(/removal of the\s+configuration/);
  });

  it("a configuration that leads into the head is refused", () => {
    jest.spyOn(process, "cwd").mockReturnValue(folder);
    const head = side("linking/is", wide, { gates: { review: "never" } });
    const base = side("linking/was", narrow);
    symlinkSync(path.join(head, name), path.join(base, name));
    const { code, err } = call("review", base, head);
    jest.spyOn(process, "cwd").mockReturnValue(repository);
    expect([code, err]).toEqual([1, expect.stringMatching(/^RAM905 .*leads into the tree under review/)]);
  });
});
