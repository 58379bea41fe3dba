import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { file } = temporaryFiles("policy-commands");

const statement = { Effect: "Allow", Action: ["agentrun:ListTools"], Resource: "*" };

const clean = file("clean.json", { Version: "1", Statement: [statement] });
const warned = file("warned.json", { Version: "1", Statement: [{ ...statement, Sid: "S" }] });
const refused = file("refused.json", { Version: "2012-10-17", Statement: [{ ...statement, Effect: "allow" }] });
const trust = file("trust.json", {
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "fc.aliyuncs.com" } }],
});
const long = file("long.json", {
  Version: "1",
  Statement: Array.from({ length: 200 }, (_, index) => ({ ...statement, Resource: `acs:oss:*:*:bucket${index}` })),
});
const noJson = file("none.json", "{");

it.each<readonly [string, readonly string[], number, RegExp]>([
  ["a clean policy", [clean], 0, /^$/],
  ["a warning", [warned], 0, /warned\.json: warning RAM701 Statement\[0\]\.Sid: /],
  ["errors, all at once", [refused], 2, /error RAM102 Version: .*AWS[^]*error RAM105 Statement\[0\]\.Effect: /],
  ["errors as JSON", [refused, "--format", "json"], 2, /"id": "RAM102",[^]*"source": "https:/],
  ["a trust policy", [trust, "--kind", "trust"], 0, /^$/],
  ["a trust policy as another kind", [trust], 2, /RAM115/],
  ["a session policy too long", [long, "--kind", "session"], 2, /RAM119: a session policy of/],
])("validate: %s", (_, args, code, out) => {
  const result = call("validate", ...args);
  expect([result.code, result.err]).toEqual([code, ""]);
  expect(result.out).toMatch(out);
});

it.each([
  ["in text", []],
  ["in JSON", ["--format", "json"]],
])("validate: what is no policy is an error, and no result: %s", (_, options) => {
  expect(call("validate", clean, noJson, ...options)).toEqual({
    code: 1,
    out: "",
    err: expect.stringMatching(/^RAM501 .*none\.json: not JSON \(the text ends at line 1, column 2: .*\n$/) as string,
  });
});

it.each([
  ["kind", "--kind", "bucket"],
  ["format", "--format", "xml"],
  ["rules", "--rules", "all"],
])("validate: an unknown %s is a wrong call", (word, ...args) => {
  const { code, err } = call("validate", clean, ...args);
  expect(code).toBe(1);
  expect(err).toMatch(new RegExp(`--${word}: found .*Allowed: `));
});

it("minimize prints the smaller policy, and both sizes for people", () => {
  const double = file("double.json", { Version: "1", Statement: [statement, statement] });
  expect(call("minimize", double)).toEqual({
    code: 0,
    out: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"agentrun:ListTools","Resource":"*"}]}\n',
    err: "161 bytes before, 93 after\n",
  });
});

it("minimize --compact says what its wildcards may admit", () => {
  const tools = ["Create", "Delete", "Get", "Update"].map((verb) => `agentrun:${verb}Tool`);
  const listed = file("listed.json", { Version: "1", Statement: [{ ...statement, Action: tools }] });
  const { code, out, err } = call("minimize", listed, "--compact");
  expect([code, out]).toEqual([
    0,
    '{"Version":"1","Statement":[{"Effect":"Allow","Action":"agentrun:*Tool","Resource":"*"}]}\n',
  ]);
  expect(err).toMatch(/agentrun:\*Tool replaces agentrun:CreateTool.*adds later/);
});

it("split prints an array of documents within the limit", () => {
  const { code, out } = call("split", long, "--limit", "4000");
  const documents = JSON.parse(out) as readonly { readonly Statement: readonly object[] }[];
  expect(code).toBe(0);
  expect(documents.length).toBeGreaterThan(4);
  for (const one of documents) expect(Buffer.byteLength(JSON.stringify(one))).toBeLessThanOrEqual(4000);
  expect(documents.flatMap((one) => one.Statement)).toHaveLength(200);
});

it.each([
  ["a limit that is no number", ["split", long, "--limit", "many"], /--limit: found/],
  ["a limit that no statement fits", ["split", long, "--limit", "9"], /RAM122/],
  ["a file that is no policy", ["minimize", refused], /RAM102 .*refused\.json Version: /],
])("%s is a wrong call", (_, args, message) => {
  const { code, err } = call(...args);
  expect(code).toBe(1);
  expect(err).toMatch(message);
});

it("expand prints the known actions, one a line", () => {
  expect(call("expand", "agentrun:*TemplateMCP")).toEqual({
    code: 0,
    out: "agentrun:ActivateTemplateMCP\nagentrun:StopTemplateMCP\n",
    err: "",
  });
  expect(call("expand", "nosuch:*")).toMatchObject({ code: 2, out: "" });
});
