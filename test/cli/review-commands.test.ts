import { execFileSync } from "node:child_process";
import path from "node:path";
import { type Short, devPolicy, policyText, trustText } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("review-commands");

function stack(name: string, ...statements: readonly Short[]): string {
  return file(`${name}/cdk.tf.json`, { resource: devPolicy(...statements) });
}

/** What a test looks at of SARIF. */
interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly locations: readonly {
        readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } };
        readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
      }[];
    }[];
  }[];
}

/** The places of all results, as `file place`. */
function placesIn(sarif: string): readonly string[] {
  return (JSON.parse(sarif) as Log).runs[0]!.results.flatMap(({ locations }) =>
    locations.map(
      ({ physicalLocation, logicalLocations: [place] }) =>
        `${physicalLocation.artifactLocation.uri} ${place!.fullyQualifiedName}`,
    ),
  );
}

const before = stack("before", { allow: ["oss:Get", "oss:List"] });
const wider = stack("wider", { allow: ["oss:Get", "oss:List", "oss:Put"] });
const narrower = stack("narrower", { allow: "oss:Get" });

const putToo: readonly Short[] = [{ allow: ["oss:Get", "oss:List", "oss:Put"] }];

function plain(action: string): object {
  return { resource: devPolicy({ allow: ["oss:Get", "oss:List", `oss:${action}`] }) };
}

/** The same under an alias of the provider. */
function aliased(alias: string): object {
  const resources = Object.entries(devPolicy(...putToo)).map(([type, named]) => {
    const entries = Object.entries(named).map(([name, body]) => [name, { ...body, provider: `alicloud.${alias}` }]);
    return [type, Object.fromEntries(entries) as object];
  });
  return { resource: Object.fromEntries(resources) as object };
}

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

  it.each([
    ["files of other names", file("x1.json", plain("Put")), file("x2.json", plain("Put")), 0],
    ["files of other names, where more is new", file("x1.json", plain("Put")), file("x3.json", plain("Copy")), 2],
    ["the same stack", stack("dev", ...putToo), stack("other/dev", ...putToo), 0],
    ["another stack", stack("dev", ...putToo), stack("prod", ...putToo), 2],
    ["a file, where a stack was meant", stack("dev", ...putToo), file("x4.json", plain("Put")), 2],
    ["a provider's alias of another file", file("y1.json", aliased("a")), file("y2.json", aliased("a")), 2],
  ])("a baseline counts for %s or not", (_, known, after, code) => {
    const baseline = file("known-report.json", call("review", before, known, "--format", "json").out);
    expect(call("review", before, after, "--gate", "any-change", "--baseline", baseline).code).toBe(code);
  });

  it.each([
    ["rows that are none", { version: 1, rows: [null], acknowledged: [] }],
    ["acknowledged rows that are none", { version: 1, rows: [], acknowledged: [{ row: null, reason: "x" }] }],
    ["acknowledgements that are none", { version: 1, rows: [], acknowledged: [null] }],
    ["nothing", null],
  ])("a baseline of %s is a wrong call", (_, report) => {
    const { code, out, err } = call("review", before, wider, "--baseline", file("no-report.json", report));
    expect([code, out, err]).toEqual([1, "", expect.stringMatching(/no-report\.json: not a report of version 1/)]);
  });

  it("what a baseline or an acknowledgement says does not count", () => {
    const baseline = file("baseline.json", call("review", before, wider, "--format", "json").out);
    expect(call("review", before, wider, "--gate", "any-change", "--baseline", baseline)).toMatchObject({
      code: 0,
      err: "",
    });
    const known = file("known.json", [
      { change: "gained", subject: "group dev", items: ["oss:Put"], resources: ["*"], reason: "uploads" },
    ]);
    const args = ["--gate", "any-change", "--acknowledge", known];
    expect(call("review", before, wider, ...args)).toMatchObject({ code: 0, err: "" });
    const { code, err } = call("review", before, before, ...args);
    expect([code, err]).toEqual([2, expect.stringMatching(/^RAM503 acknowledgements\[0\]: gained "group dev"/)]);
    // Without a gate there is nothing to stop, so it is said only.
    for (const never of [[], ["--gate", "never"]]) {
      expect(call("review", before, before, "--acknowledge", known, ...never)).toMatchObject({ code: 0, err });
    }
  });

  it.each([
    ["one input", [before], /^RAM901 .*: it is no plan/],
    [
      "a format that does not exist",
      [before, wider, "--format", "pdf"],
      /--format: found \w+\. Allowed: text, markdown, json, sarif/,
    ],
    [
      "a gate that does not exist",
      [before, wider, "--gate", "strict"],
      /--gate: found \w+\. Allowed: never, any-change, broadening/,
    ],
    ["an input that is not there", [before, path.join(folder, "none")], /RAM501 .*none: cannot be read/],
    ["a commit without a command", ["git:HEAD", wider], /RAM501 git:HEAD: .*give --synth/],
    ["a baseline that is none", [before, wider, "--baseline", before], /: not a report of version 1/],
    ["acknowledgements that are none", [before, wider, "--acknowledge", before], /RAM502 .*acknowledgements: /],
    ["acknowledgements that are no JSON", [before, wider, "--acknowledge", file("x.json", "{")], /x\.json: not JSON/],
  ])("%s is a wrong call", (_, args, message) => {
    const { code, out, err } = call("review", ...args);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(message);
  });
});

describe("SARIF names files from the root of their checkout", () => {
  /** A checkout with an output of one stack named `shop`. */
  function output(name: string, ...statements: readonly Short[]): string {
    file(`${name}/.git`, "gitdir: elsewhere");
    file(`${name}/cdktf.out/stacks/shop/cdk.tf.json`, { resource: devPolicy(...statements) });
    const stacks = { shop: { synthesizedStackPath: "stacks/shop/cdk.tf.json" } };
    return path.dirname(file(`${name}/cdktf.out/manifest.json`, { stacks }));
  }

  const policies = (name: string, action: string): string => {
    file(`${name}/.git`, "gitdir: elsewhere");
    return path.dirname(file(`${name}/policies/dev.json`, policyText({ allow: action })));
  };

  const loose = (name: string, action: string): string =>
    path.dirname(path.dirname(file(`loose/${name}/b/dev.json`, policyText({ allow: action }))));

  it.each<readonly [string, readonly string[], string]>([
    [
      "the stack of a row",
      ["review", output("was", { allow: "oss:Get" }), output("is", { allow: "oss:*" })],
      "cdktf.out/stacks/shop/cdk.tf.json shop group dev",
    ],
    [
      "a stack that is gone",
      ["review", output("was", { allow: "oss:Get" }), path.dirname(file("gone/manifest.json", { stacks: {} }))],
      "cdktf.out/stacks/shop/cdk.tf.json shop group dev",
    ],
    [
      "a policy",
      ["review", policies("was", "oss:Get"), policies("is", "oss:*")],
      "policies/dev.json policies policy dev",
    ],
    [
      "the resource of a finding",
      ["lint", output("escalates", { allow: "ram:AttachPolicyToUser" })],
      "cdktf.out/stacks/shop/cdk.tf.json alicloud_ram_policy.P Statement[0].Action",
    ],
    [
      "a policy with a finding",
      ["lint", policies("escalates", "ram:AttachPolicyToUser")],
      "policies/dev.json policies/dev.json Statement[0].Action",
    ],
  ])("%s", (_, [command = "", ...args], place) => {
    expect(new Set(placesIn(call(command, ...args, "--format", "sarif").out))).toEqual(new Set([place]));
  });

  it.each<readonly [string, readonly string[], string]>([
    ["a stack", ["review", before, wider], "wider/cdk.tf.json wider group dev"],
    [
      "a folder of policies",
      ["review", loose("was", "oss:Get"), loose("is", "oss:*")],
      "is/b/dev.json is policy b/dev",
    ],
    [
      "a policy",
      ["lint", file("loose.json", policyText({ allow: "ram:AttachPolicyToUser" }))],
      "loose.json loose.json Statement[0].Action",
    ],
  ])("outside of a checkout, %s is named from the input", (_, [command = "", ...args], place) => {
    expect(placesIn(call(command, ...args, "--format", "sarif").out)).toEqual([place]);
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
  const escalation = "ram:AttachPolicyToUser on *";
  const refused = file("refused.tf.json", {
    resource: { alicloud_ram_policy: { P: { policy_name: "p", policy_document: '{"Version":"2"}' } } },
  });

  it.each([
    ["a warning", [escalating], 0, /^1 warning in 1 document\.[^]*RAM721/],
    ["an error", [refused], 2, /error RAM102/],
    ["only what RAM refuses", [escalating, "--rules", "syntax"], 0, /^Nothing found\./],
    ["a policy", [file("policy.json", policyText({ allow: "*" }))], 0, /RAM720/],
    ["nothing in a stack without documents", [file("empty.tf.json", { resource: {} })], 0, /^Nothing found\./],
    ["a warning in the folder of a stack", [path.dirname(escalating)], 0, /^1 warning in 1 document\.[^]*RAM721/],
    ["more warnings than are let through", [escalating, "--max-warnings", "0"], 2, /RAM721/],
    ["as many warnings as are let through", [escalating, "--max-warnings", "1"], 0, /RAM721/],
    [
      "warnings of several inputs",
      [escalating, file("escalating.json", policyText({ allow: "ram:AttachPolicyToUser" }))],
      0,
      /^2 warnings in 2 documents\./,
    ],
    [
      "warnings of what a pattern matches",
      [path.join(folder, "escalatin?", "**", "*.tf.js[no]n")],
      0,
      /^1 warning in 1 document/,
    ],
    [
      "a trust policy by its Principal",
      [file("trust.json", trustText({ Service: "fc.aliyuncs.com" }))],
      0,
      /^Nothing found/,
    ],
    ["a trust policy said to be none", [path.join(folder, "trust.json"), "--kind", "identity"], 2, /error RAM/],
    ["as JSON", [escalating, "--format", "json"], 0, /"RAM721"/],
    ["as SARIF", [escalating, "--format", "sarif"], 0, /"2\.1\.0"/],
    ["as a page", [escalating, "--format", "html"], 0, /^<!doctype html>[^]*RAM721/],
    [
      "an acknowledged warning",
      [
        escalating,
        "--acknowledge",
        file("lint-known.json", [{ id: "RAM721", found: escalation, reason: "administrators" }]),
      ],
      0,
      /^Nothing found; 1 acknowledged\./,
    ],
    [
      "an acknowledgement in vain",
      [
        escalating,
        "--acknowledge",
        file("lint-vain.json", [{ id: "RAM722", found: escalation, reason: "administrators" }]),
      ],
      2,
      /error RAM790/,
    ],
  ])("finds %s", (_, args, code, out) => {
    const result = call("lint", ...args);
    expect([result.code, result.err]).toEqual([code, ""]);
    expect(result.out).toMatch(out);
  });

  it.each([
    ["no input", [], /^RAM901 input: missing argument/],
    ["a commit without a command", ["git:HEAD"], /RAM501 git:HEAD: .*give --synth/],
    ["an input of no kind", [file("empty.json", {})], /RAM501 .*Fix: name one of these: .*a plan.*git:<ref>/],
    [
      "a pattern that nothing matches",
      [path.join(folder, "none-*.json")],
      /none-\*\.json: the pattern matches no file/,
    ],
    [
      "a number of warnings that is none",
      [escalating, "--max-warnings", "few"],
      /found few\. Allowed: a whole number from 0/,
    ],
    ["a kind of policies that does not exist", [escalating, "--kind", "session"], /--kind/],
    ["standard input twice", ["-", "-"], /standard input can be read only once/],
    [
      "acknowledgements that are none",
      [escalating, "--acknowledge", file("bad.json", [{ id: 1 }])],
      /Allowed: a list of/,
    ],
  ])("%s is a wrong call", (_, args, message) => {
    const { code, err } = call("lint", ...args);
    expect(code).toBe(1);
    expect(err).toMatch(message);
  });
});

describe("a commit", () => {
  const repository = path.join(folder, "repository");

  beforeAll(() => {
    file("repository/infra/stack.tf.json", { resource: devPolicy({ allow: "ram:AttachPolicyToUser" }) });
    const git = (...args: readonly string[]) =>
      execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: repository });
    git("init", "--quiet");
    git("add", ".");
    git("commit", "--quiet", "-m", "one");
    file("repository/infra/folder/cdk.tf.json", { resource: {} });
    file("repository/infra/folder/terraform.tfvars", "a = 1");
    git("add", ".");
    git("commit", "--quiet", "-m", "two");
    file("repository/infra/folder/terraform.tfvars", "a = 2");
    git("commit", "--quiet", "--all", "-m", "three");
    jest.spyOn(process, "cwd").mockReturnValue(path.join(repository, "infra"));
  });
  afterAll(() => jest.restoreAllMocks());

  const synth = ["--synth", "mkdir out && cp stack.tf.json out", "--synth-output", "out/stack.tf.json"];

  it("is linted as a review reads it", () => {
    const { code, out, err } = call("lint", "git:HEAD", ...synth);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(/^1 warning in 1 document\.\n\nout\/stack\.tf\.json alicloud_ram_policy\.P\n[^]*RAM721/);
  });

  it.each([
    ["git:HEAD~1", "git:HEAD", 2],
    ["git:HEAD", "git:HEAD", 0],
    ["git:HEAD~1", path.join(repository, "infra", "folder"), 2],
    ["git:HEAD", path.join(repository, "infra", "folder"), 0],
  ])("%s and %s are compared with the files beside their stacks", (before, after, code) => {
    const options = ["--synth", "true", "--synth-output", "folder", "--gate", "broadening"];
    expect(call("review", before, after, ...options).code).toBe(code);
  });

  it.each([
    ["lint", ["git:HEAD"], "alicloud_ram_policy.P Statement[0].Action"],
    ["review", [file("nothing.tf.json", { resource: {} }), "git:HEAD"], "stack group dev"],
  ])("has its files in the repository in SARIF of %s", (command, inputs, place) => {
    const { out } = call(command, ...inputs, ...synth, "--format", "sarif");
    expect(placesIn(out)).toEqual([`infra/out/stack.tf.json ${place}`]);
  });
});
