import {
  type Assumption,
  type Caller,
  type CallerType,
  type Decision,
  type EvaluationInput,
  type LayerName,
  type PolicyLayers,
  type RequestContext,
  type World,
  PolicyDocument,
  TrustPolicy,
  assumptions,
  conditionOperators,
  evaluate,
} from "cdktf-alicloud-agentrun/policy";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";

/** The layers of a case: as those of an evaluation, with documents that are still to be read. */
interface LayersJson {
  readonly control?: readonly (readonly unknown[])[];
  readonly session?: unknown;
  readonly account?: readonly unknown[];
  readonly resourceGroup?: readonly unknown[];
  readonly resource?: readonly unknown[];
  readonly trust?: unknown;
}

interface Case {
  readonly name: string;
  readonly policies: LayersJson | readonly unknown[];
  readonly request: { readonly action: string; readonly resource: string };
  readonly context: RequestContext;
  readonly caller?: Caller;
  readonly callerType?: CallerType;
  readonly world: World;
  readonly assumptions?: Readonly<Partial<Record<Assumption, false>>>;
  readonly expected: {
    readonly decision: Decision;
    readonly decidedBy?: LayerName;
    readonly assumptions?: readonly Assumption[];
    readonly dependsOnAssumptions?: readonly Assumption[];
  };
  readonly basis: "documented" | "inferred";
  readonly source: string;
}

interface Schema {
  readonly $defs: {
    readonly case: {
      readonly required: readonly string[];
      readonly properties: Readonly<
        Record<string, { readonly enum?: readonly string[]; readonly properties?: Readonly<Record<string, unknown>> }>
      >;
    };
    readonly layers: { readonly properties: Readonly<Record<string, unknown>> };
    readonly layerName: { readonly enum: readonly LayerName[] };
    readonly assumption: { readonly enum: readonly string[] };
  };
}

const folder = path.join(__dirname, "..", "..", "..", "conformance");
const { $defs: schema } = readJson("schema.json") as Schema;
const files = readdirSync(path.join(folder, "cases")).map((file): readonly [string, readonly Case[]] => [
  file,
  (readJson("cases", file) as { readonly cases: readonly Case[] }).cases,
]);
const cases = files.flatMap(([, ofFile]) => ofFile);

function readJson(...names: readonly string[]): unknown {
  return JSON.parse(readFileSync(path.join(folder, ...names), "utf8"));
}

function readDocuments(documents: readonly unknown[]): readonly PolicyDocument[] {
  return documents.map((json) => PolicyDocument.fromJson(json));
}

function readLayers(json: Case["policies"]): PolicyLayers {
  if (isList(json)) return { account: readDocuments(json) };
  const { control, session, account, resourceGroup, resource, trust } = json;
  return {
    ...(control === undefined ? {} : { control: control.map(readDocuments) }),
    ...(session === undefined ? {} : { session: PolicyDocument.fromJson(session) }),
    ...(account === undefined ? {} : { account: readDocuments(account) }),
    ...(resourceGroup === undefined ? {} : { resourceGroup: readDocuments(resourceGroup) }),
    ...(resource === undefined ? {} : { resource: readDocuments(resource) }),
    ...(trust === undefined ? {} : { trust: TrustPolicy.fromJson(trust) }),
  };
}

function isList(json: Case["policies"]): json is readonly unknown[] {
  return Array.isArray(json);
}

function inputOf(one: Case): EvaluationInput {
  const { policies, request, context, caller, callerType, world, assumptions: switches } = one;
  return {
    policies: readLayers(policies),
    request,
    context,
    world,
    ...(caller === undefined ? {} : { caller }),
    ...(callerType === undefined ? {} : { callerType }),
    ...(switches === undefined ? {} : { assumptions: switches }),
  };
}

/** What the schema says of a case, except for its documents: those are read. */
function shapeProblems(one: Case): readonly string[] {
  const { required, properties } = schema.case;
  const strange = (value: object, known: object | undefined) =>
    Object.keys(value).filter((name) => !Object.hasOwn(known ?? {}, name));
  const notListed = Object.entries(one).filter(
    ([name, value]) => properties[name]?.enum?.includes(value as string) === false,
  );
  return [
    ...required.filter((name) => !Object.hasOwn(one, name)),
    ...strange(one, properties),
    ...notListed.map(([name]) => name),
    ...strange(one.request, properties["request"]?.properties),
    ...strange(one.expected, properties["expected"]?.properties),
    ...strange(one.caller ?? {}, properties["caller"]?.properties),
    ...(isList(one.policies) ? [] : strange(one.policies, schema.layers.properties)),
    ...[...Object.keys(one.assumptions ?? {}), ...(one.expected.assumptions ?? [])].filter(
      (name) => !schema.assumption.enum.includes(name),
    ),
  ];
}

describe("the suite", () => {
  it("has many cases, each of its own name", () => {
    expect(cases.length).toBeGreaterThanOrEqual(400);
    expect(new Set(cases.map(({ name }) => name)).size).toBe(cases.length);
  });

  it("has the shape that its schema describes", () => {
    expect(cases.flatMap((one) => shapeProblems(one).map((problem) => `${one.name}: ${problem}`))).toEqual([]);
    expect(new Set(schema.assumption.enum)).toEqual(new Set(Object.keys(assumptions)));
  });

  it("tests every condition operator, under Allow and under Deny", () => {
    const text = JSON.stringify(cases);
    for (const operator of Object.keys(conditionOperators)) {
      expect(text).toContain(`"Effect":"Allow","Action":"oss:*","Resource":"*","Condition":{"${operator}":`);
      expect(text).toContain(`"Effect":"Deny","Action":"oss:*","Resource":"*","Condition":{"${operator}":`);
    }
  });

  it("has every layer, every decision and every assumption among its results", () => {
    const results = cases.map(({ expected }) => expected);
    expect(new Set(results.flatMap(({ decidedBy = [] }) => decidedBy))).toEqual(new Set(schema.layerName.enum));
    expect(new Set(results.map(({ decision }) => decision)).size).toBe(4);
    expect(new Set(results.flatMap((result) => result.assumptions ?? []))).toEqual(new Set(schema.assumption.enum));
  });
});

describe.each(files)("%s", (_, ofFile) => {
  it.each(ofFile.map((one) => [one.name, one] as const))("%s", (_name, one) => {
    const { decision, decidedBy, assumptions: restsOn = [] } = one.expected;
    const input = inputOf(one);
    const result = evaluate(input);
    expect({ decision: result.decision, decidedBy: decidedBy === undefined ? undefined : result.decidedBy }).toEqual({
      decision,
      decidedBy,
    });
    expect(result.assumptions).toEqual(expect.arrayContaining([...restsOn]));
    const possibleWith = (assumption: Assumption, holds: boolean): string =>
      evaluate({ ...input, assumptions: { ...input.assumptions, [assumption]: holds } }).possible.join();
    const decisive = (Object.keys(assumptions) as Assumption[])
      .filter((assumption) => input.assumptions?.[assumption] !== false)
      .filter((assumption) => possibleWith(assumption, true) !== possibleWith(assumption, false))
      .sort();
    expect([...result.assumptions, ...result.dependsOnAssumptions].sort()).toEqual(decisive);
    expect(result.dependsOnAssumptions).toEqual(one.expected.dependsOnAssumptions ?? []);
    for (const assumption of restsOn) {
      const otherwise = evaluate({ ...input, assumptions: { ...input.assumptions, [assumption]: false } });
      expect(otherwise.decision).not.toBe(decision);
    }
  });
});
