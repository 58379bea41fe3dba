import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020";
import { configurationProblems } from "../../lib/cli/config/configuration";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("configuration");

const acknowledged = {
  change: "gained",
  subject: "group dev",
  items: ["oss:Put"],
  resources: ["*"],
  reason: "uploads",
};

/** A configuration, what is wrong with it, and whether the schema sees that, too. */
const cases: Readonly<Record<string, readonly [json: unknown, problem: RegExp | undefined, unseen?: true]>> = {
  nothing: [{}, undefined],
  everything: [
    {
      $schema: "./node_modules/cdktf-alicloud-agentrun/schema/agentrun-ram.config.schema.json",
      rules: ["strict", "RAM704"],
      severities: { RAM721: "off", RAM704: "error" },
      gates: { review: "broadening", maxWarnings: 0 },
      accounts: { id: "1234567890123456", oneAccount: true },
      acknowledgements: {
        lint: [{ id: "RAM721", found: ["ram:CreateRole on *"], reason: "administrators", place: "team" }],
        review: [acknowledged],
      },
      baseline: "baseline.json",
    },
    undefined,
  ],
  "a list": [[], /^RAM904: \[\]\. Allowed: an object with \$schema, rules, severities, gates/],
  "an unknown part": [{ gate: {} }, /^RAM904 gate: a part that does not exist.*Fix: did you mean gates\?/],
  "an unknown part inside": [{ gates: { maxWarning: 1 } }, /^RAM904 gates\.maxWarning: .*did you mean maxWarnings\?/],
  "a part of every object": [{ constructor: 1 }, /^RAM904 constructor: a part that does not exist/],
  "an unknown gate": [
    { gates: { review: "brodening" } },
    /^RAM904 gates\.review: "brodening".*did you mean broadening\?/,
  ],
  "no number of warnings": [{ gates: { maxWarnings: -1 } }, /^RAM904 gates\.maxWarnings: -1/],
  "an unknown pack": [{ rules: "recomended" }, /^RAM792 rules: "recomended".*write recommended/],
  "an unknown rule": [{ rules: ["RAM999"] }, /^RAM792 rules\[0\]: the rule "RAM999"/, true],
  "a rule of one's own": [{ rules: [{ id: "ACME001" }] }, /^RAM904 rules: /],
  "an unknown severity": [{ severities: { RAM721: "warn" } }, /^RAM792 severities\.RAM721: the severity "warn"/],
  "what RAM refuses switched off": [
    { severities: { RAM105: "off" } },
    /^RAM792 severities\.RAM105: .*RAM itself refuses/,
  ],
  "an id that is a number": [{ accounts: { id: 1234567890123456 } }, /^RAM904 accounts\.id: 1234567890123456/],
  "a word for a flag": [{ accounts: { oneAccount: "yes" } }, /^RAM904 accounts\.oneAccount: "yes"/],
  "an acknowledgement without a reason": [
    { acknowledgements: { lint: [{ id: "RAM721", found: "x" }] } },
    /^RAM904 acknowledgements\.lint\[0\]: /,
  ],
  "an acknowledgement of a change without items": [
    { acknowledgements: { review: [acknowledged, { change: "gained", subject: "group dev", reason: "x" }] } },
    /^RAM502 acknowledgements\.review\[1\]\.items: /,
  ],
  "a list for acknowledgements": [{ acknowledgements: [] }, /^RAM904 acknowledgements: \[\]/],
  "an empty path": [{ baseline: "" }, /^RAM904 baseline: ""/],
};

const schema = JSON.parse(
  readFileSync(path.join(__dirname, "../../schema/agentrun-ram.config.schema.json"), "utf8"),
) as object;
const isRight = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false }).compile(
  schema,
);

describe("a configuration with", () => {
  it.each(Object.entries(cases))("%s is read as the schema says", (name, [json, problem, isUnseen]) => {
    const config = file(`${name}.json`, json);
    const lines = call("summary", policy, "--config", config);
    if (problem === undefined) expect(lines).toMatchObject({ code: 0, err: "" });
    else expect([lines.code, lines.err.replaceAll(` ${config}`, "")]).toEqual([1, expect.stringMatching(problem)]);
    expect(isRight(JSON.parse(JSON.stringify(json)))).toBe(problem === undefined || isUnseen === true);
    expect(configurationProblems(json)).toHaveLength(problem === undefined ? 0 : 1);
  });

  it.each([
    ["a key twice", '{"gates":{"review":"broadening","review":"never"}}', /RAM904 .*gates\.review: the key twice/],
    ["a comment", "{} // never", /^RAM501 .*: not JSON/],
    ["all problems", '{"gate":1,"baseline":2}', /RAM904 .* gate:.*\n.*RAM904 .* baseline:/],
  ])("%s is refused", (_, text, problem) => {
    const config = file("refused.json", text);
    const { code, err } = call("lint", policy, "--config", config);
    expect([code, err]).toEqual([1, expect.stringMatching(problem)]);
  });
});

const wide = { Version: "1", Statement: [{ Effect: "Allow", Action: "ram:CreateRole", Resource: "*" }] };
const policy = file("policy.json", wide);
mkdirSync(path.join(folder, "repository/.git"), { recursive: true });
mkdirSync(path.join(folder, "repository/packages/team"), { recursive: true });

/** Calls a command in a folder. */
function callIn(place: string, ...args: readonly string[]) {
  const cwd = jest.spyOn(process, "cwd").mockReturnValue(path.join(folder, place));
  try {
    return call(...args);
  } finally {
    cwd.mockRestore();
  }
}

describe("the configuration of a working folder", () => {
  file("agentrun-ram.config.json", { rules: "outside" });
  file("repository/agentrun-ram.config.json", { severities: { RAM721: "error" } });

  it("is the nearest one up to the root of the repository", () => {
    const found = callIn("repository/packages/team", "lint", policy);
    expect([found.code, found.out]).toEqual([
      2,
      expect.stringMatching(/error RAM721[^]*Configuration: \S*config\.json\.$/m),
    ]);
    file("repository/packages/agentrun-ram.config.json", { severities: { RAM721: "off" } });
    const nearer = callIn("repository/packages/team", "lint", policy);
    expect(nearer).toMatchObject({ code: 0, err: "" });
    expect(nearer.out).toContain("Configuration: ../agentrun-ram.config.json.");
    expect(nearer.out).not.toContain("RAM721");
  });

  it("is not looked for above the repository, or above a folder without one", () => {
    file("other/.git/HEAD", "");
    file("plain/x.json", "");
    for (const place of ["other", "plain"]) expect(callIn(place, "lint", policy).out).not.toMatch(/Configuration/);
    expect(callIn(".", "lint", policy).err).toMatch(/RAM792 .*rules: "outside"/);
  });

  it("gives way to the options", () => {
    const strict = file("strict.json", { rules: "syntax", gates: { maxWarnings: 0 } });
    const options = ["--config", strict, "--rules", "recommended", "--max-warnings", "9"];
    expect(callIn("repository", "lint", policy, ...options)).toMatchObject({ code: 0 });
    expect(callIn("repository", "lint", policy, ...options.slice(0, 4)).code).toBe(2);
    expect(callIn("repository", "lint", policy, "--no-config").out).not.toMatch(/Configuration|error/);
    expect(callIn("repository", "lint", policy, "--no-config", "--config", strict)).toEqual({
      code: 1,
      out: "",
      err: "RAM901 --config and --no-config: both are given. Fix: give one of them.\n",
    });
  });

  it("acknowledges findings, and an acknowledgement that matches nothing is an error in the file", () => {
    const one = { id: "RAM721", found: "ram:CreateRole on *", reason: "administrators" };
    const config = file("acknowledging.json", { acknowledgements: { lint: [one] } });
    expect(call("lint", policy, "--config", config).out).toMatch(/Acknowledged, and not counted:[^]*administrators/);
    const none = file("none.json", { Version: "1", Statement: [] });
    expect(call("lint", none, "--config", config).out).toMatch(/acknowledging\.json\n\s+error RAM790/);
  });

  it("says the account, and is named in every format", () => {
    const config = file("account.json", { accounts: { id: "1234567890123456" } });
    for (const format of ["text", "html", "json"]) {
      const { out } = call("summary", policy, "--config", config, "--format", format);
      expect(out).toContain("1234567890123456");
      expect(out).toContain("account.json");
    }
    for (const format of ["text", "markdown", "html", "json", "sarif"]) {
      expect(call("lint", policy, "--config", config, "--format", format).out).toMatch(
        /account(?:\\_|\.)?\.?json|account/,
      );
    }
    const isLint = call("lint", policy, "--config", config, "--format", "json").out;
    expect(JSON.parse(isLint)).toMatchObject({ version: 1, configuration: config });
  });

  it("is read by every command that it concerns", () => {
    const config = file("broken.json", "{");
    const calls = [
      ["lint", policy],
      ["summary", policy],
      ["validate", policy],
      ["review", policy, policy],
      ["adopt", policy],
      ["deployer", "--plan", policy],
    ];
    for (const args of calls) {
      expect([args[0], call(...args, "--config", config).err]).toEqual([args[0], expect.stringContaining("RAM501")]);
      expect(call(...args, "--no-config").err).not.toMatch(/RAM501|RAM904/);
    }
  });
});
