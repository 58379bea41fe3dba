import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import {
  type Acknowledgement,
  type PolicyKind,
  type ValidateOptions,
  formatFinding,
  formatProblem,
  lintPolicy,
  parse,
  policyKinds,
  validate,
} from "cdktf-alicloud-agentrun/policy";
import { documentOf, problemsThrownBy, statement, trustStatement, untyped } from "../support";

/** Findings as `severity id path`. */
function foundIn(json: unknown, kind?: PolicyKind, options?: ValidateOptions): readonly string[] {
  return validate(json, kind, options).findings.map(({ severity, id, path }) => `${severity} ${id} ${path}`.trim());
}

const noted = { ...statement, Action: ["agentrun:GetTool", "agentrun:GetTool"] };
const warned = { ...statement, Sid: "S" };

it.each<readonly [string, unknown, PolicyKind, readonly string[]]>([
  ["a policy in order", documentOf(statement), "identity", []],
  ["the same as text", JSON.stringify(documentOf(statement)), "session", []],
  ["a trust policy in order", documentOf(trustStatement), "trust", []],
  [
    "a trust policy as a control policy",
    documentOf(trustStatement),
    "control",
    ["error RAM115 Statement[0].Principal", "error RAM107 Statement[0].Resource"],
  ],
  [
    "an identity policy as a trust policy",
    documentOf(statement),
    "trust",
    ["error RAM115 Statement[0].Resource", "error RAM114 Statement[0].Action", "error RAM113 Statement[0].Principal"],
  ],
  [
    "what RAM refuses hides what people regret",
    documentOf(warned, { ...statement, Effect: "allow" }),
    "identity",
    ["error RAM105 Statement[1].Effect"],
  ],
  [
    "a key twice, in the text alone",
    '{"Version":"1","Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"acs:oss:*:*:b"}]}',
    "identity",
    ["error RAM101 Version"],
  ],
  [
    "warnings by statement, then by id",
    documentOf(statement, warned, { ...warned, Resource: "b" }),
    "identity",
    [
      "warning RAM701 Statement[1].Sid",
      "warning RAM716 Statement[1]",
      "warning RAM117 Statement[2].Resource",
      "warning RAM701 Statement[2].Sid",
      "warning RAM716 Statement[2]",
    ],
  ],
])("%s", (_, json, kind, expected) => {
  expect(foundIn(json, kind)).toEqual(expected);
});

it.each([
  ["identity", 6144],
  ["control", 4096],
  ["session", 2048],
] as const)("%s policies have their own limit, in bytes of the text as it is", (kind, limit) => {
  const text = (bytes: number): string => {
    const json = JSON.stringify(documentOf({ ...statement, Resource: "acs:oss:*:*:é" }));
    return json.replace("é", "é" + "x".repeat(bytes - Buffer.byteLength(json)));
  };
  expect(policyKinds[kind].maxBytes).toBe(limit);
  expect(parse(text(limit), kind).findings).toEqual([]);
  expect(parse(text(limit + 1), kind).findings.map(({ id }) => id)).toEqual(["RAM119"]);
  const [spaced] = parse(`${text(limit - 10)}${" ".repeat(11)}`, kind).findings;
  expect(spaced?.fix).toBe(`write it without white space: ${limit - 10} bytes`);
});

it("has no limit for trust policies, since no page gives one", () => {
  const long = {
    ...trustStatement,
    Principal: { Service: Array.from({ length: 900 }, (_, i) => `s${i}.aliyuncs.com`) },
  };
  expect(foundIn(documentOf(long), "trust")).toEqual([]);
});

it.each<readonly [string, ValidateOptions, readonly string[]]>([
  ["recommended, unless told", {}, ["warning RAM701 Statement[0].Sid"]],
  ["strict", { rules: "strict" }, ["warning RAM701 Statement[0].Sid", "info RAM717 Statement[0].Action[1]"]],
  ["syntax only", { rules: "syntax" }, []],
  ["rules by id", { rules: ["RAM717"] }, ["info RAM717 Statement[0].Action[1]"]],
  ["a severity raised", { severities: { RAM701: "error" } }, ["error RAM701 Statement[0].Sid"]],
  ["a rule off", { severities: { RAM701: "off" } }, []],
])("rules and severities: %s", (_, options, expected) => {
  expect(foundIn(documentOf({ ...noted, Sid: "S" }), "identity", options)).toEqual(expected);
});

it.each<readonly [string, readonly Acknowledgement[], readonly string[], readonly string[]]>([
  ["by what was found", [{ id: "RAM701", found: 'Sid "S"', reason: "old" }], [], ["old", "old"]],
  [
    "what is not there",
    [{ id: "RAM701", found: 'Sid "T"', reason: "old" }],
    ["warning RAM701 Statement[0].Sid", "warning RAM701 Statement[1].Sid", "error RAM790 acknowledgements[0]"],
    [],
  ],
  [
    "of something else",
    [{ id: "RAM702", found: 'Sid "S"', reason: "old" }],
    ["warning RAM701 Statement[0].Sid", "warning RAM701 Statement[1].Sid", "error RAM790 acknowledgements[0]"],
    [],
  ],
  [
    "without a reason",
    [{ id: "RAM701", found: 'Sid "S"', reason: "" }],
    [
      "warning RAM701 Statement[0].Sid",
      "warning RAM701 Statement[1].Sid",
      "error RAM791 acknowledgements[0].reason",
      "error RAM790 acknowledgements[0]",
    ],
    [],
  ],
  [
    "without what was found, as JSON allows it",
    [{ id: "RAM701", reason: "old" } as never, { id: "RAM701", found: [], reason: "old" }],
    [
      "warning RAM701 Statement[0].Sid",
      "warning RAM701 Statement[1].Sid",
      "error RAM790 acknowledgements[0]",
      "error RAM790 acknowledgements[1]",
    ],
    [],
  ],
])("acknowledged %s", (_, acknowledgements, expected, reasons) => {
  const json = documentOf(warned, { ...warned, Action: "agentrun:ListTools" });
  const options = { acknowledgements, rules: ["RAM701"] };
  expect(foundIn(json, "identity", options)).toEqual(expected);
  expect(validate(json, "identity", options).acknowledged.map(({ reason }) => reason)).toEqual(reasons);
});

it("a severity raised does not keep anyone from acknowledging: only what RAM refuses cannot be", () => {
  const json = documentOf({ ...warned, Action: "ram:AttachPolicyToUser" });
  const severities = { RAM701: "error", RAM721: "error" } as const;
  const acknowledgements = [{ id: "RAM721", found: "ram:AttachPolicyToUser on *", reason: "administrators" }];
  const { findings, acknowledged } = validate(json, "identity", {
    knowledge: knownActions,
    ...{ severities, acknowledgements, rules: ["RAM701", "RAM721"] },
  });
  expect(findings.map(({ id, severity, refused }) => [id, severity, refused])).toEqual([
    ["RAM701", "error", undefined],
  ]);
  expect(acknowledged.map(({ finding, reason }) => [finding.id, finding.severity, reason])).toEqual([
    ["RAM721", "error", "administrators"],
  ]);
});

it("what RAM refuses is marked, and an acknowledgement of it says why it is in vain", () => {
  const { findings } = validate(documentOf({ ...statement, Effect: "allow" }), "identity", {
    acknowledgements: [
      { id: "RAM105", found: '"allow"', reason: "works for us" },
      { id: "RAM104", found: "Resources", reason: "works for us" },
    ],
  });
  expect(findings.map(({ id, refused, found }) => [id, refused, found])).toEqual([
    ["RAM105", true, '"allow"'],
    ["RAM790", undefined, 'RAM105 for "\\"allow\\"", which RAM refuses'],
    ["RAM790", undefined, 'RAM104 for "Resources", which was not found'],
  ]);
});

it.each<readonly [string, unknown, unknown, readonly RegExp[]]>([
  [
    "ids of no rule",
    "identity",
    { rules: ["RAM7199", "ram720", "RAM721", 7] },
    [
      /^RAM792 rules\[0\]: the rule "RAM7199".*Fix: .*RAM719/,
      /^RAM792 rules\[1\]: the rule "ram720".*Fix: write RAM720/,
      /^RAM792 rules\[3\]: the rule 7\./,
    ],
  ],
  ["a pack that is none", "identity", { rules: "foo" }, [/^RAM792 rules: "foo"\. Allowed: .*recommended/]],
  ["a pack misspelt", "identity", { rules: "recomended" }, [/^RAM792 rules: "recomended".*Fix: write recommended/]],
  ["a pack named like a member of objects", "identity", { rules: "constructor" }, [/^RAM792 rules: /]],
  ["neither pack nor list", "identity", { rules: null }, [/^RAM792 rules: null/]],
  [
    "severities of no rule, and none",
    "identity",
    { severities: { RAM7200: "off", RAM721: "fatal", RAM105: "off" } },
    [
      /^RAM792 severities\.RAM7200: the rule "RAM7200".*Fix: write RAM720/,
      /^RAM792 severities\.RAM721: the severity "fatal"\. Allowed: error, warning, info or off/,
      /^RAM792 severities\.RAM105: "RAM105", which RAM itself refuses.*Fix: remove it/,
    ],
  ],
  ["a kind that is none", "foo", {}, [/^RAM792 kind: "foo"\. Allowed: identity, trust, control or session/]],
  ["a kind in another case", "Trust", {}, [/^RAM792 kind: "Trust".*Fix: write trust/]],
])("%s: an error of the call, all of them at once", (_, kind, options, messages) => {
  const call = () => validate(documentOf(statement), untyped(kind), untyped(options));
  const problems = problemsThrownBy(call);
  expect(problems.map(({ id }) => id)).toEqual(messages.map(() => "RAM792"));
  for (const [index, pattern] of messages.entries()) expect(formatProblem(problems[index]!)).toMatch(pattern);
});

it("parse and lintPolicy refuse what validate refuses", () => {
  expect(problemsThrownBy(() => parse(documentOf(statement), untyped("foo"))).map(({ id }) => id)).toEqual(["RAM792"]);
  const { typed } = parse(documentOf(statement));
  expect(problemsThrownBy(() => lintPolicy(typed!, 0, { rules: ["RAM7200"] })).map(({ id }) => id)).toEqual(["RAM792"]);
});

it("every finding says where, what, why, what to do, and where that is from", () => {
  const { findings } = validate(documentOf({ ...warned, Version: 1 }, { ...statement, Effect: 1 }, warned), "identity");
  expect(findings.length).toBeGreaterThan(1);
  for (const finding of [...findings, ...validate(documentOf(warned), "identity").findings]) {
    for (const text of [
      finding.title,
      finding.found,
      finding.allowed,
      finding.explanation,
      finding.fix,
      finding.source,
    ]) {
      expect(text).toMatch(/\S/);
    }
    expect(formatFinding(finding)).toMatch(new RegExp(`^${finding.severity} ${finding.id} `));
  }
});

it.each([
  ["ForAnyValue:StringEquals", /, which belongs to AWS$/],
  ["StringLikeIfExists", /, which belongs to AWS$/],
  ["ArnLike", /, which belongs to AWS$/],
  ["Null", /, which belongs to AWS$/],
  ["BinaryEquals", /, which belongs to AWS$/],
  ["StringLikes", /^the condition operator "StringLikes"$/],
])("says of the operator %s whose it is", (operator, found) => {
  const { findings } = validate(documentOf({ ...statement, Condition: { [operator]: { k: "v" } } }));
  const finding = findings.find(({ id }) => id === "RAM111");
  expect(finding?.path).toBe(`Statement[0].Condition.${operator}.k`);
  expect(finding?.found).toMatch(found);
});

/** Fails as soon as anything asks for it. */
function trap(): never {
  throw new Error("not to be had");
}

function throwNothing(): never {
  throw undefined; // eslint-disable-line @typescript-eslint/only-throw-error -- JavaScript may
}

let asked = 0;

/** In order as long as it is checked, and something else when it is read. */
function changing(): unknown {
  return asked++ < 2 ? [statement] : 1;
}

const revoked = Proxy.revocable({}, {});
revoked.revoke();

it.each<readonly [string, unknown, readonly string[]]>([
  ["a getter of the document", Object.defineProperty({}, "Version", { get: trap, enumerable: true }), ["RAM101"]],
  ["a getter of a statement", documentOf(Object.defineProperty({}, "Effect", { get: trap })), ["RAM101"]],
  ["a getter of a list", documentOf({ ...statement, Action: Object.defineProperty([], 0, { get: trap }) }), ["RAM101"]],
  ["a getter that throws no error", Object.defineProperty({}, "Version", { get: throwNothing }), ["RAM101"]],
  ["a proxy that is no more", revoked.proxy, ["RAM101"]],
  [
    "a getter that gives something else later",
    Object.defineProperty({ Version: "1" }, "Statement", { get: changing }),
    ["RAM101"],
  ],
  ["toJSON of the document", { ...documentOf(statement), toJSON: trap }, ["RAM104"]],
  ["toJSON of a wrong value", documentOf({ ...statement, Effect: { toJSON: trap } }), ["RAM105"]],
  ["toJSON of a list", documentOf({ ...statement, Action: Object.assign(["a:B"], { toJSON: trap }) }), []],
])("%s is a finding, if anything, and never an error thrown", (_, json, ids) => {
  for (const kind of Object.keys(policyKinds) as PolicyKind[]) {
    expect(() => validate(json, kind)).not.toThrow();
  }
  asked = 0;
  expect(validate(json, "identity", { rules: "syntax" }).findings.map(({ id }) => id)).toEqual(ids);
});
