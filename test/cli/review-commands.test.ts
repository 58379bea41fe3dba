import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../lib/cli/run";
import { type Short, devPolicy, policyText } from "../review/support/stacks";

const folder = mkdtempSync(path.join(tmpdir(), "review-commands-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: unknown): string {
  const target = path.join(folder, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
  return target;
}

function call(...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const code = run(args, {
    out: (text) => (printed.out += `${text}\n`),
    err: (text) => (printed.err += `${text}\n`),
  });
  return { code, ...printed };
}

function stack(name: string, ...statements: readonly Short[]): string {
  return file(`${name}/cdk.tf.json`, { resource: devPolicy(...statements) });
}

const before = stack("before", { allow: ["oss:Get", "oss:List"] });
const wider = stack("wider", { allow: ["oss:Get", "oss:List", "oss:Put"] });
const narrower = stack("narrower", { allow: "oss:Get" });

describe("review", () => {
  it.each([
    ["a gain, without a gate", [before, wider], 0],
    ["a gain", [before, wider, "--gate", "broadening"], 2],
    ["a loss", [before, narrower, "--gate", "broadening"], 0],
    ["a loss, where any change is stopped", [before, narrower, "--gate", "any-change"], 2],
    ["no change", [before, before, "--gate", "any-change"], 0],
  ])("the exit code of %s", (_, args, code) => {
    expect(call("review", ...args)).toMatchObject({ code, err: "" });
  });

  it("prints every format", () => {
    expect(call("review", before, wider).out).toMatch(/^Broadened: group dev may now oss:Put on \*\./);
    expect(call("review", before, wider, "--format", "markdown").out).toMatch(
      /\| group `dev` \| `oss:Put` \(no known action\) \|/,
    );
    expect(JSON.parse(call("review", before, wider, "--format", "json").out)).toMatchObject({ verdict: "broadened" });
    expect(JSON.parse(call("review", before, wider, "--format", "sarif").out)).toMatchObject({ version: "2.1.0" });
  });

  it("what a baseline or an acknowledgement says does not count", () => {
    const baseline = file("baseline.json", call("review", before, wider, "--format", "json").out);
    expect(call("review", before, wider, "--gate", "any-change", "--baseline", baseline)).toMatchObject({
      code: 0,
      err: "",
    });
    const known = file("known.json", [
      { change: "gained", subject: "group dev", items: ["oss:Put"], reason: "uploads" },
    ]);
    const args = ["--gate", "any-change", "--acknowledge", known];
    expect(call("review", before, wider, ...args)).toMatchObject({ code: 0, err: "" });
    const { code, err } = call("review", before, before, ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(/^RAM503 acknowledgements\[0\]: gained "group dev"/)]);
  });

  it.each([
    ["one input", [before], /expected two inputs, before and after, found 1/],
    [
      "a format that does not exist",
      [before, wider, "--format", "pdf"],
      /--format must be one of text, markdown, json, sarif/,
    ],
    [
      "a gate that does not exist",
      [before, wider, "--gate", "strict"],
      /--gate must be one of never, any-change, broadening/,
    ],
    ["an input that is not there", [before, path.join(folder, "none")], /RAM501 .*none: cannot be read/],
    ["a commit without a command", ["git:HEAD", wider], /git:HEAD needs --synth/],
    ["a baseline that is none", [before, wider, "--baseline", before], /is no report of version 1/],
    ["acknowledgements that are none", [before, wider, "--acknowledge", before], /RAM502 acknowledgements: /],
    ["acknowledgements that are no JSON", [before, wider, "--acknowledge", file("x.json", "{")], /x\.json is not JSON/],
  ])("%s is a wrong call", (_, args, message) => {
    const { code, out, err } = call("review", ...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(message);
  });
});

describe("summary", () => {
  it("prints who can do what, in every format", () => {
    const input = stack("summary", { allow: ["agentrun:GetTool", "agentrun:DeleteTool"] });
    expect(call("summary", input)).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(/group dev[^]*AgentRun tools/) as unknown,
    });
    expect(JSON.parse(call("summary", input, "--format", "json").out)).toMatchObject({ version: 1 });
    expect(call("summary", input, "--format", "html").out).toMatch(/^<!doctype html>/i);
  });

  it("a review is a page too", () => {
    expect(call("review", before, wider, "--format", "html").out).toMatch(/^<!doctype html>[^]*Broadened/i);
  });
});

describe("lint", () => {
  const escalating = stack("escalating", { allow: "ram:AttachPolicyToUser" });
  const refused = file("refused.tf.json", {
    resource: { alicloud_ram_policy: { P: { policy_name: "p", policy_document: '{"Version":"2"}' } } },
  });

  it.each([
    ["a warning", [escalating], 0, /^1 warning in 1 document\.[^]*RAM721/],
    ["an error", [refused], 2, /error RAM102/],
    ["only what RAM refuses", [escalating, "--rules", "syntax"], 0, /^Nothing found\./],
    ["a policy", [file("policy.json", policyText({ allow: "*" }))], 0, /RAM720/],
    ["as JSON", [escalating, "--format", "json"], 0, /"RAM721"/],
    ["as SARIF", [escalating, "--format", "sarif"], 0, /"2\.1\.0"/],
    ["as a page", [escalating, "--format", "html"], 0, /^<!doctype html>[^]*RAM721/],
    [
      "in a commit",
      ["git:HEAD", "--synth", `cp ${refused} x.json`, "--synth-output", "x.json"],
      2,
      /^x\.json alicloud_ram_policy\.P$[^]*error RAM102/m,
    ],
    [
      "an acknowledged warning",
      [escalating, "--acknowledge", file("lint-known.json", [{ id: "RAM721", reason: "administrators" }])],
      0,
      /^Nothing found; 1 acknowledged\./,
    ],
    [
      "an acknowledgement in vain",
      [escalating, "--acknowledge", file("lint-vain.json", [{ id: "RAM722", reason: "administrators" }])],
      2,
      /error RAM790/,
    ],
  ])("finds %s", (_, args, code, out) => {
    const result = call("lint", ...args);
    expect([result.code, result.err]).toEqual([code, ""]);
    expect(result.out).toMatch(out);
  });

  it.each([
    ["no input", [], /expected one input, found 0/],
    ["a commit without a command", ["git:HEAD"], /git:HEAD needs --synth/],
    ["an input without documents", [file("empty.tf.json", { resource: {} })], /RAM501 .*no policy document in it/],
    [
      "acknowledgements that are none",
      [escalating, "--acknowledge", file("bad.json", [{ id: 1 }])],
      /must be a list of/,
    ],
  ])("%s is a wrong call", (_, args, message) => {
    const { code, err } = call("lint", ...args);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});
