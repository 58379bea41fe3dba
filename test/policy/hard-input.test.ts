import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import {
  PolicyDocument,
  type PolicyKind,
  type StatementJson,
  evaluate,
  minimize,
  parse,
  policyKinds,
  split,
  validate,
} from "cdktf-alicloud-agentrun/policy";

// What takes more than time in proportion to its size does not end within a minute here.
jest.setTimeout(60_000);

const strict = { knowledge: knownActions, rules: "strict" } as const;

function documentOf(Statement: readonly StatementJson[]): PolicyDocument {
  return PolicyDocument.fromJson({ Version: "1", Statement });
}

/** Statements that have an action in common, and nothing else. */
function statements(count: number): readonly StatementJson[] {
  return Array.from({ length: count }, (_, index) => ({
    Effect: "Allow",
    Action: ["oss:GetObject", `oss:Get${index}`],
    Resource: `acs:oss:*:*:bucket${index}/*`,
    Condition: { StringLike: { "acs:Service": `service${index}*` } },
  }));
}

it("reads, splits and evaluates 100,000 statements", () => {
  const text = JSON.stringify({ Version: "1", Statement: statements(100_000) });
  expect(text.length).toBeGreaterThan(10_000_000);
  const { typed, findings } = parse(text);
  expect(findings.map(({ id }) => id)).toEqual(["RAM119"]);
  const document = typed?.policy as PolicyDocument; // parsed as an identity policy
  const parts = split(document, { maxDocuments: 100_000 });
  expect(parts.reduce((sum, part) => sum + part.document.statements.length, 0)).toBe(100_000);
  const request = { action: "oss:GetObject", resource: "acs:oss:cn-hangzhou:1:bucket99999/x" };
  expect(evaluate({ policies: [document], request, context: { "acs:Service": "service99999" } }).decision).toBe(
    "Allow",
  );
});

it("validates and minimizes 20,000 statements whole", () => {
  const document = documentOf([...statements(20_000), ...statements(20_000).slice(0, 10)]);
  const { findings } = validate(document.toText(), "identity", strict);
  expect(findings.filter(({ id }) => id === "RAM716")).toHaveLength(10);
  const { document: smaller, complete } = minimize(document);
  expect([smaller.statements.length, complete]).toEqual([20_000, true]);
});

it("gives up comparing wildcards that all might cover each other, and says so", () => {
  const spread = (index: number): string => Array.from(String(index)).join("?");
  const actions = Array.from({ length: 20_000 }, (_, index) => `oss:*${spread(index)}*`);
  const document = documentOf([{ Effect: "Allow", Action: actions, Resource: "*" }]);
  const { document: smaller, complete } = minimize(document);
  expect(complete).toBe(false);
  expect(smaller.byteLength).toBeLessThan(document.byteLength);
  for (const number of [0, 7, 19_999]) {
    const request = { action: `oss:Get${spread(number).replaceAll("?", "x")}`, resource: "*" };
    expect(evaluate({ policies: [smaller], request }).decision).toBe("Allow");
  }
});

/** As many texts. */
function texts(count: number, textOf: (index: number) => string): readonly string[] {
  return Array.from({ length: count }, (_, index) => textOf(index));
}

const base = { Effect: "Allow", Action: "oss:GetObject", Resource: "*" } as const;
const manyValues = texts(20_000, (index) => `value${index}`);

// Each row: statements, and how many are left where everything was compared.
it.each<readonly [string, readonly StatementJson[], number | "not all compared"]>([
  ["values of StringEquals", [{ ...base, Condition: { StringEquals: { k: manyValues } } }], 1],
  ["values of StringLike", [{ ...base, Condition: { StringLike: { k: manyValues } } }], 1],
  [
    "values of StringLike, in statements that could be covered",
    [
      { ...base, Condition: { StringLike: { k: manyValues } } },
      { ...base, Resource: "acs:oss:*:*:b", Condition: { StringLike: { k: manyValues.slice(1) } } },
    ],
    1,
  ],
  [
    "patterns of StringLike",
    [{ ...base, Condition: { StringLike: { k: texts(20_000, (index) => `*${index}*`) } } }],
    1,
  ],
  [
    "patterns of StringLike, in statements that could be covered",
    [
      { ...base, Condition: { StringLike: { k: texts(20_000, (index) => `a${index}?*z`) } } },
      { ...base, Resource: "acs:oss:*:*:b", Condition: { StringLike: { k: texts(20_000, (index) => `${index}?*y`) } } },
    ],
    2,
  ],
  [
    "resources, of two statements with other actions",
    ["oss:A*", "oss:AB"].map((Action, one) => ({
      ...base,
      Action,
      Resource: texts(20_000, (index) => `acs:oss:*:*:b${index + 10_000 * one}/*`),
    })),
    "not all compared",
  ],
  [
    "exceptions, beside what could be covered",
    [
      { ...base, Resource: undefined, NotResource: texts(5000, (index) => `acs:oss:*:*:*${index}*`) },
      { ...base, Action: ["oss:GetObject", "oss:B"], Resource: texts(5000, (index) => `acs:oss:*:*:x${index}*y`) },
    ],
    2,
  ],
  ["keys", [{ ...base, Condition: { StringEquals: Object.fromEntries(manyValues.map((key) => [key, "v"])) } }], 1],
  [
    "keys, in statements that could be joined",
    ["v", "w"].map((value) => ({
      ...base,
      Condition: { StringEquals: Object.fromEntries(manyValues.map((key) => [key, [value, key]])) },
    })),
    "not all compared",
  ],
])("minimizes and validates many %s", (_, Statement, left) => {
  const document = documentOf(Statement);
  const { document: smaller, complete } = minimize(document);
  expect(complete).toBe(left !== "not all compared");
  if (complete) expect(smaller.statements).toHaveLength(Number(left));
  expect(validate(document.toText(), "identity", strict).findings.length).toBeGreaterThan(0);
});

it("names what was meant for the first of 100,000 actions that nobody knows", () => {
  const Action = texts(100_000, (index) => `${["agentrun", "ecs"][index % 2] ?? ""}:GetAgentRuntim${index}`);
  const document = documentOf([{ Effect: "Allow", Action, Resource: "*" }]);
  const { findings } = validate(document.toText(), "identity", { knowledge: knownActions, rules: ["RAM710"] });
  const fixes = findings.filter(({ id }) => id === "RAM710").map(({ fix }) => fix);
  expect(fixes.length).toBeGreaterThanOrEqual(50_000);
  expect(fixes.filter((fix) => fix.startsWith("perhaps")).length).toBeLessThanOrEqual(100);
  expect(fixes[0]).toMatch(/^perhaps agentrun:GetAgentRuntime/);
  expect(fixes.at(-1)).toBe("look it up on the service's authorization page");
});

it("reads text that never closes its braces", () => {
  const resource = `acs:oss:*:*:${"${".repeat(100_000)}`;
  const document = documentOf([{ Effect: "Allow", Action: "oss:*", Resource: [resource, `${resource}}`] }]);
  const request = { action: "oss:GetObject", resource: "acs:oss:*:1:b" };
  expect(evaluate({ policies: [document], request }).decision).toBe("ImplicitDeny");
  expect(minimize(document).document.byteLength).toBeLessThanOrEqual(document.byteLength);
});

it("matches patterns that are hard for regular expressions", () => {
  const resource = `acs:oss:*:*:${"*a".repeat(2000)}b`;
  const document = documentOf([{ Effect: "Allow", Action: "*a*a*a*a*b", Resource: resource }]);
  const request = { action: "a".repeat(20_000), resource: `acs:oss:*:1:${"a".repeat(20_000)}` };
  expect(evaluate({ policies: [document], request }).decision).toBe("ImplicitDeny");
  expect(validate(document.toText(), "identity", strict).findings.map(({ id }) => id)).not.toContain("RAM716");
});

const whole = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"';

it.each([
  ["lists a million deep", "[".repeat(1_000_000) + "]".repeat(1_000_000), ["RAM101"]],
  ["a condition 100,000 deep", `${whole},"Condition":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}]}`, ["RAM101"]],
  ["__proto__ as an element", `${whole},"__proto__":{"Effect":"Deny"}}]}`, ["RAM104"]],
  ["constructor as an operator", `${whole},"Condition":{"constructor":{"k":1}}}]}`, ["RAM109"]],
  ["ten megabytes that are no JSON", "x".repeat(10_000_000), ["RAM101"]],
  ["a byte order mark", `\ufeff${whole}}]}`, ["RAM101"]],
  ["a name of ten megabytes", `${whole.replace('"*"', `"oss:${"a".repeat(10_000_000)}"`)}}]}`, ["RAM119"]],
  ["nothing", "", ["RAM101"]],
  ["undefined", undefined, ["RAM101"]],
  ["a function", () => 1, ["RAM101"]],
  ["a list with holes", { Version: "1", Statement: new Array(3) }, ["RAM103", "RAM103", "RAM103"]],
])("%s is a finding, never an error thrown", (_, json, ids) => {
  for (const kind of Object.keys(policyKinds) as PolicyKind[]) {
    expect(() => parse(json, kind)).not.toThrow();
  }
  expect(parse(json).findings.map(({ id }) => id)).toEqual(ids);
});

it("carries keys named like members of objects, and lone surrogates", () => {
  const Condition = JSON.parse('{"StringEquals":{"__proto__":"a","constructor":"b"}}') as NonNullable<
    StatementJson["Condition"]
  >;
  const document = documentOf([{ Effect: "Allow", Action: "oss:\ud800*", Resource: "acs:oss:*:*:\udc00", Condition }]);
  const context = JSON.parse('{"__proto__":"a","constructor":"b"}') as Readonly<Record<string, string>>;
  const request = { action: "oss:\ud800x", resource: "acs:oss:*:1:\udc00" };
  for (const form of [document, minimize(document).document, ...split(document).map((part) => part.document)]) {
    expect(PolicyDocument.fromJson(form.toText()).toText()).toBe(form.toText());
    expect(evaluate({ policies: [form], request, context }).decision).toBe("Allow");
    expect(evaluate({ policies: [form], request, context: {}, world: "closed" }).decision).toBe("ImplicitDeny");
  }
});
