/**
 * Random identity policies, and requests that have a fair chance to meet them.
 *
 * Everything is drawn from a small alphabet (four services, a few operations, buckets, roles and tools), so that
 * statements overlap, and requests hit and miss by a hair. For comparing evaluators, and for proving that a rewritten
 * document still decides as the first one did:
 *
 * ```ts
 * const sample = policyDocumentJson().chain((json) => fc.tuple(fc.constant(json), fc.array(requestFor(json))));
 * fc.assert(fc.property(sample, ([json, requests]) => { ... }), propertyRuns(500));
 * ```
 *
 * What is drawn is well-formed, unless the alphabet is "odd": documents that RAM takes, actions with one colon, ARNs with all their fields,
 * condition values of their operator's type, and no placeholders. No wildcard but a lone `*` spans a colon, except in
 * the last field of an ARN, whose own colons are plain text.
 */
import type {
  AccessRequest,
  ConditionOperator,
  ConditionType,
  Conditions,
  OneOrMany,
  PolicyDocumentJson,
  RequestContext,
  StatementJson,
} from "cdktf-alicloud-agentrun/policy";
import { conditionOperators } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import {
  oddActions,
  oddFields,
  oddKeys,
  oddRequestActions,
  oddRequestFields,
  oddRequestResources,
  oddResources,
  oddValues,
} from "./odd-texts";

/** What {@link requestFor} makes: the parts of a request that `evaluate` takes. */
export interface RandomRequest {
  readonly request: AccessRequest;
  /** Keys of the document, and perhaps one more: with one value, several, none (`null`), or left out. */
  readonly context: RequestContext;
}

/** What is drawn from: well-formed texts only, or also what may go wrong; see odd-texts.ts. */
export type Alphabet = "plain" | "odd";

/** Options of {@link policyDocumentJson}. */
export interface DocumentOptions {
  /** @default 8 */
  readonly maxStatements?: number;
  /** @default "plain" */
  readonly alphabet?: Alphabet;
}

/** Parameters of a property: always the same seed, and as many runs as PROPERTY_RUNS_FACTOR asks for (1 by default). */
export function propertyRuns(numRuns: number, seed = 20261124): { readonly seed: number; readonly numRuns: number } {
  return { seed, numRuns: Math.ceil(numRuns * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1)) };
}

/* ---- alphabet ---- */

const services = ["oss", "ram", "agentrun", "ecs"] as const;
const operations = ["GetTool", "GetTools", "GetRole", "ListTools", "UpdateTool", "DeleteTool"] as const;
const regions = ["cn-hangzhou", "cn-beijing", "*"] as const;
const accounts = ["1", "12", "21"] as const;
const relativeIds = [
  "role/Runtime",
  "role/runtime",
  "role/Run",
  "bucket",
  "bucket/a",
  "bucket/a/b",
  "bucket/a:b",
  "workspaces/w/tools/t1",
  "workspaces/w/tools/t2",
] as const;

/** Texts that a `*` may stand for. None has a colon. */
const starFills = ["", "", "a", "Tool", "w/tools", "1", "cn-hangzhou"] as const;
/** Characters that a `?` may stand for. */
const markFills = ["t", "T", "1", "/", "-"] as const;

const service = fc.constantFrom(...services);
const operation = fc.constantFrom(...operations);
const relativeId = fc.constantFrom(...relativeIds);

/** ARNs of RAM have no region: the field is empty or `*`, which mean the same. */
function regionOf(ramCode: string): fc.Arbitrary<string> {
  return ramCode === "ram" ? fc.constantFrom("", "*") : fc.constantFrom(...regions);
}

const action = fc.tuple(service, operation).map((parts) => parts.join(":"));

const arn = service.chain((ramCode) =>
  fc
    .tuple(fc.constant("acs"), fc.constant(ramCode), regionOf(ramCode), fc.constantFrom(...accounts), relativeId)
    .map((fields) => fields.join(":")),
);

/** The same item most of the time, else another one. */
function mostly<T>(usual: fc.Arbitrary<T>, other: fc.Arbitrary<T>, usualWeight = 3): fc.Arbitrary<T> {
  return fc.oneof({ weight: usualWeight, arbitrary: usual }, { weight: 1, arbitrary: other });
}

/** One item, plain or as a list, or up to three, some perhaps twice: RAM documents say nothing against repetition. */
function oneOrMany<T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | T[]> {
  return fc.oneof(item, fc.array(item, { minLength: 1, maxLength: 3 }));
}

/** A text with a wildcard for one part of it: a `?` for a character, or a `*` for any stretch, be it empty. */
function withWildcard(text: string): fc.Arbitrary<string> {
  return fc
    .record({
      from: fc.nat(text.length),
      length: fc.nat(text.length),
      mark: mostly(fc.constant("*"), fc.constant("?")),
    })
    .map(({ from, length, mark }) => text.slice(0, from) + mark + text.slice(from + (mark === "?" ? 1 : length)));
}

/** The fields of an action or ARN, some of them with wildcards; never `acs`, nor the region of RAM, which is none. */
function withWildcards(text: string, fieldCount: number): fc.Arbitrary<string> {
  const all = splitFields(text, fieldCount);
  const fixed = fieldCount === 5 ? (all[1] === "ram" ? [0, 2] : [0]) : [];
  const fields = all.map((field, index) =>
    fixed.includes(index) ? fc.constant(field) : mostly(fc.constant(field), withWildcard(field), 2),
  );
  return fc.tuple(...fields).map((parts) => parts.join(":"));
}

/** Splits at the first colons; the last field keeps the others. */
function splitFields(text: string, count: number): readonly string[] {
  const parts = text.split(":");
  return [...parts.slice(0, count - 1), parts.slice(count - 1).join(":")];
}

const actionPattern = fc.oneof(
  { weight: 4, arbitrary: action },
  { weight: 5, arbitrary: action.chain((text) => withWildcards(text, 2)) },
  { weight: 2, arbitrary: service.map((ramCode) => `${ramCode}:*`) },
  { weight: 1, arbitrary: fc.constant("*") },
  { weight: 1, arbitrary: action.map((text) => text.toUpperCase()) },
);

const resourcePattern = fc.oneof(
  { weight: 2, arbitrary: arn },
  { weight: 5, arbitrary: arn.chain((text) => withWildcards(text, 5)) },
  { weight: 2, arbitrary: service.map((ramCode) => `acs:${ramCode}:*:*:*`) },
  { weight: 3, arbitrary: fc.constant("*") },
);

/* ---- conditions ---- */

/** Condition keys by the type of their values, so that a request can carry a value that every test of it can read. */
const keysByType: Readonly<Record<ConditionType, readonly string[]>> = {
  String: ["acs:ResourceTag/team", "acs:UserAgent"],
  Number: ["example:Size"],
  "Date and time": ["acs:CurrentTime"],
  Boolean: ["acs:MFAPresent", "acs:SecureTransport"],
  "IP address": ["acs:SourceIp"],
};

/** Values that a request may carry, by type. Few, close to each other, some of them the same in another spelling. */
const valuesByType: Readonly<Record<ConditionType, readonly string[]>> = {
  String: ["", "dev", "Dev", "dev-1", "ops", "de", "*"],
  Number: ["-1", "0", "1", "1.0", "1.5", "10", "9"],
  "Date and time": [
    "2026-01-01T00:00:00Z",
    "2026-01-01T08:00:00+08:00",
    "2025-12-31T23:59:59Z",
    "2026-01-01T00:00:01Z",
    "2026-01-01T00:00:00+08:00",
  ],
  Boolean: ["true", "false"],
  "IP address": [
    "10.0.0.1",
    "10.0.0.2",
    "10.0.1.1",
    "192.168.0.1",
    "2001:db8::1",
    "2001:db8:0:0:0:0:0:1",
    "2001:db9::1",
  ],
};

const ranges = ["10.0.0.0/24", "10.0.0.0/31", "10.0.0.0/8", "0.0.0.0/0", "10.0.0.1/32", "2001:db8::/32", "2001:db8::1/128", "::/0"]; // prettier-ignore

const operators = Object.keys(conditionOperators) as readonly ConditionOperator[];

/** Values that a policy may name for an operator: patterns only where they are patterns, ranges only for addresses. */
function policyValue(operator: ConditionOperator): fc.Arbitrary<string> {
  const { type } = conditionOperators[operator];
  const value = fc.constantFrom(...valuesByType[type]);
  if (type === "IP address") return fc.oneof(value, fc.constantFrom(...ranges));
  if (operator.endsWith("Like")) return mostly(value.chain(withWildcard), value);
  return value;
}

const conditionEntry = fc.constantFrom(...operators).chain((operator) =>
  fc.record({
    operator: fc.constant(operator),
    keys: fc.uniqueArray(
      fc.tuple(
        mostly(
          fc.constantFrom(...keysByType[conditionOperators[operator].type]),
          fc.constantFrom(...keysByType[conditionOperators[operator].type]).map((key) => key.toLowerCase()),
          9,
        ),
        oneOrMany(policyValue(operator)),
      ),
      { minLength: 1, maxLength: 2, selector: ([key]) => key.toLowerCase() },
    ),
  }),
);

/** One or two operators with one or two keys each; now and then none, which means always. */
const condition: fc.Arbitrary<Conditions> = mostly<Conditions>(
  fc
    .uniqueArray(conditionEntry, { minLength: 1, maxLength: 2, selector: ({ operator }) => operator })
    .map((entries) => Object.fromEntries(entries.map(({ operator, keys }) => [operator, Object.fromEntries(keys)]))),
  fc.constant({}),
  9,
);

const oddCondition: fc.Arbitrary<Conditions> = fc.dictionary(
  fc.constantFrom(...operators),
  fc
    .uniqueArray(fc.tuple(fc.constantFrom(...oddKeys), oneOrMany(fc.constantFrom(...oddValues))), {
      minLength: 1,
      maxLength: 2,
      selector: ([key]) => key.toLowerCase(),
    })
    .map((keys) => Object.fromEntries(keys)),
  { minKeys: 1, maxKeys: 2 },
);

/** Patterns of ARNs, four in five, and what is none. */
const oddResource = mostly(arnOf(oddFields), fc.constantFrom(...oddResources), 4);

function arnOf(fields: readonly (readonly string[])[]): fc.Arbitrary<string> {
  return fc.tuple(...fields.map((texts) => fc.constantFrom(...texts))).map((texts) => ["acs", ...texts].join(":"));
}

/* ---- statements ---- */

/** The elements of a statement, each of which can be taken over from another statement. */
interface Parts {
  readonly Effect: Pick<StatementJson, "Effect">;
  readonly action: Pick<StatementJson, "Action" | "NotAction">;
  readonly resource: Pick<StatementJson, "Resource" | "NotResource">;
  readonly condition: Pick<StatementJson, "Condition">;
}

interface Texts {
  readonly action: fc.Arbitrary<string>;
  readonly resource: fc.Arbitrary<string>;
  readonly condition: fc.Arbitrary<Conditions>;
}

const textsOf: Readonly<Record<Alphabet, Texts>> = {
  plain: { action: actionPattern, resource: resourcePattern, condition },
  odd: { action: fc.constantFrom(...oddActions), resource: oddResource, condition: oddCondition },
};

const partsFrom = (texts: Texts): fc.Arbitrary<Parts> =>
  fc.record({
    Effect: mostly<Parts["Effect"]>(
      fc.constant({ Effect: "Allow" as const }),
      fc.constant({ Effect: "Deny" as const }),
      2,
    ),
    action: mostly<Parts["action"]>(
      oneOrMany(texts.action).map((Action) => ({ Action })),
      oneOrMany(texts.action).map((NotAction) => ({ NotAction })),
      6,
    ),
    resource: mostly<Parts["resource"]>(
      oneOrMany(texts.resource).map((Resource) => ({ Resource })),
      oneOrMany(texts.resource).map((NotResource) => ({ NotResource })),
      9,
    ),
    condition: fc.oneof(
      fc.constant({}),
      texts.condition.map((Condition) => ({ Condition })),
    ),
  });

/**
 * How a statement comes from an earlier one: one element replaced, the first of its values only, or as it is; refused
 * without a condition; with other exceptions beside its own; under another operator for the same values.
 */
type Variation =
  keyof Parts | "first values" | "unconditional" | "duplicate" | "refused" | "excepted" | "other operator";

const variation: fc.Arbitrary<Variation> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<Variation>("action", "resource", "condition") },
  { weight: 1, arbitrary: fc.constantFrom<Variation>("Effect", "first values", "unconditional", "duplicate") },
  { weight: 3, arbitrary: fc.constantFrom<Variation>("refused", "excepted", "other operator") },
);

function vary(earlier: Parts, fresh: Parts, how: Variation): Parts {
  switch (how) {
    case "duplicate":
      return earlier;
    case "unconditional":
      return { ...earlier, condition: {} };
    case "first values":
      return { ...earlier, action: firstValues(earlier.action), resource: firstValues(earlier.resource) };
    case "refused":
      return { ...earlier, Effect: { Effect: "Deny" }, action: fresh.action, condition: {} };
    case "excepted":
      return { ...earlier, action: exceptions([earlier.action, fresh.action]) };
    case "other operator":
      return { ...earlier, condition: otherOperators(earlier.condition) };
    default:
      return { ...earlier, [how]: fresh[how] };
  }
}

/** Everything except what either names, as far as three values go. */
function exceptions(actions: readonly Parts["action"][]): Parts["action"] {
  return { NotAction: actions.flatMap(({ Action, NotAction }) => toList(Action ?? NotAction ?? [])).slice(0, 3) };
}

/** The condition with the next operator of the same type for each of its own. */
function otherOperators({ Condition }: Parts["condition"]): Parts["condition"] {
  const next = (operator: string): string => {
    const alike = operators.filter((one) => conditionOperators[one].type === typeOf(operator));
    return alike[(alike.findIndex((one) => one === operator) + 1) % alike.length] ?? operator;
  };
  const entries = Object.entries(Condition ?? {}).map(([operator, keys]) => [next(operator), keys] as const);
  return entries.length === 0 ? {} : { Condition: Object.fromEntries(entries) };
}

function typeOf(operator: string): ConditionType | undefined {
  return operators.includes(operator as ConditionOperator)
    ? conditionOperators[operator as ConditionOperator].type
    : undefined;
}

function firstValues<T extends Readonly<Record<string, OneOrMany>>>(element: T): T {
  return Object.fromEntries(Object.entries(element).map(([name, values]) => [name, toList(values)[0]])) as T;
}

function toList(values: OneOrMany): readonly string[] {
  return typeof values === "string" ? [values] : values;
}

/** The next statement: of its own, or a variation of the statement of that number, counted around. */
interface Step {
  readonly fresh: Parts;
  readonly from: number | undefined;
  readonly how: Variation;
}

function stepsFrom(alphabet: Alphabet): fc.Arbitrary<Step> {
  return fc.record({
    fresh: partsFrom(textsOf[alphabet]),
    from: fc.option(fc.nat(7), { nil: undefined, freq: 2 }),
    how: variation,
  });
}

function statementsOf(steps: readonly Step[]): readonly Parts[] {
  const statements: Parts[] = [];
  for (const { fresh, from, how } of steps) {
    const earlier = from === undefined ? undefined : statements[from % statements.length];
    statements.push(earlier === undefined ? fresh : vary(earlier, fresh, how));
  }
  return statements;
}

/**
 * Identity policies of one to eight statements, about a third of them `Deny`.
 *
 * Actions and resources come plain and with wildcards in every place, with `NotAction` and now and then `NotResource`;
 * conditions use all 21 operators. Two thirds of the statements after the first are variations of an earlier one that
 * differ in one element only (what merging looks for), repeat it, are covered by it, refuse it, except something beside
 * it, or test the same values with another operator.
 */
export function policyDocumentJson({
  maxStatements = 8,
  alphabet = "plain",
}: DocumentOptions = {}): fc.Arbitrary<PolicyDocumentJson> {
  return fc.array(stepsFrom(alphabet), { minLength: 1, maxLength: maxStatements, size: "max" }).map((steps) => ({
    Version: "1" as const,
    Statement: statementsOf(steps).map(({ Effect, action: actionElement, resource, condition: when }) => ({
      ...Effect,
      ...actionElement,
      ...resource,
      ...when,
    })),
  }));
}

/**
 * Odd policies of two or three statements of one effect, most about everything except some resources, beside an Allow
 * of everything: what one of them excepts decides whether another may be dropped.
 */
export const exceptionsJson: fc.Arbitrary<PolicyDocumentJson> = fc
  .tuple(
    fc.constantFrom<"Allow" | "Deny">("Allow", "Deny"),
    fc.array(fc.tuple(fc.constantFrom("Resource", "NotResource", "NotResource"), oneOrMany(oddResource)), {
      minLength: 2,
      maxLength: 3,
    }),
  )
  .map(([Effect, elements]) => ({
    Version: "1" as const,
    Statement: [
      ...elements.map(([element, patterns]) => ({ Effect, Action: "a:*", [element]: patterns })),
      ...(Effect === "Deny" ? [{ Effect: "Allow" as const, Action: "*", Resource: "*" }] : []),
    ],
  }));

/* ---- requests ---- */

/** Requests from the wider alphabet: any of them, whatever the document. */
export const oddRequest: fc.Arbitrary<RandomRequest> = fc.record({
  request: fc.record({
    action: fc.constantFrom(...oddRequestActions),
    resource: mostly(arnOf(oddRequestFields), fc.constantFrom(...oddRequestResources), 4),
  }),
  context: fc.dictionary(
    fc.constantFrom(...oddKeys, "acs:t/X", "acs:Other"),
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...oddValues) },
      { weight: 2, arbitrary: fc.array(fc.constantFrom(...oddValues), { maxLength: 2 }) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
  ),
});

/**
 * Requests that aim at one statement of the document, drawn at random: its patterns with the wildcards filled in, and
 * context values that its condition asks for. About one in three elements is then changed a little, or is another.
 *
 * Works for every well-formed document, also one that was not drawn here. Keys of the context are those of the whole
 * document; what a key may hold follows from the type of the operators that test it.
 */
export function requestFor(document: PolicyDocumentJson): fc.Arbitrary<RandomRequest> {
  return fc.constantFrom(...document.Statement).chain((statement) =>
    fc.record({
      request: fc.record({ action: requestAction(statement), resource: requestResource(statement) }),
      context: requestContext(document, statement),
    }),
  );
}

function requestAction(statement: StatementJson): fc.Arbitrary<string> {
  const patterns = toList(statement.Action ?? statement.NotAction ?? "*");
  const covered = fc.constantFrom(...patterns).chain((pattern) => (pattern === "*" ? action : actionLike(pattern)));
  const changed = covered.chain((text) => fc.oneof(caseTurned(text), fc.constant(`${text}s`), fieldReplaced(text, 2)));
  // Where the statement is about all other actions, those are what may meet it.
  return fc.oneof(
    { weight: statement.Action === undefined ? 1 : 6, arbitrary: covered },
    { weight: 2, arbitrary: changed },
    { weight: statement.Action === undefined ? 4 : 1, arbitrary: action },
  );
}

/** An action that the pattern covers. */
function actionLike(pattern: string): fc.Arbitrary<string> {
  const kinds = [services, operations];
  const fields = splitFields(pattern, 2).map((field, index) =>
    fillIn(field, (field === "*" ? kinds[index] : undefined) ?? ["", "s", "Tool", "GetTool"]),
  );
  return fc.tuple(...fields).map((parts) => parts.join(":"));
}

function requestResource(statement: StatementJson): fc.Arbitrary<string> {
  const patterns = toList(statement.Resource ?? statement.NotResource ?? "*");
  const covered = fc
    .constantFrom(...patterns)
    .chain((pattern) => (pattern === "*" ? mostly(arn, fc.constant("*"), 5) : arnLike(pattern)));
  const changed = covered.chain((text) =>
    fc.oneof(
      caseTurned(text),
      fc.constant(`${text}/x`),
      fc.constant(text.replace(/\/[^/]*$/, "")),
      fieldReplaced(text, 5),
    ),
  );
  return fc.oneof(
    { weight: statement.Resource === undefined ? 1 : 6, arbitrary: covered },
    { weight: 2, arbitrary: changed },
    { weight: statement.Resource === undefined ? 4 : 1, arbitrary: arn },
  );
}

/** An ARN that the pattern covers, each field filled in from texts of its own kind. */
function arnLike(pattern: string): fc.Arbitrary<string> {
  const kinds = [["acs"], services, regions, accounts, relativeIds];
  const fields = splitFields(pattern, 5).map((field, index) => {
    if (field !== "*") return fillIn(field, starFills);
    return fc.constantFrom(...(kinds[index] ?? starFills));
  });
  return fc.tuple(...fields).map(([acs, ramCode, region, ...rest]) =>
    // A request never names a region for RAM.
    [acs, ramCode, ramCode === "ram" && region !== "" ? "*" : region, ...rest].join(":"),
  );
}

/** A text that the pattern covers. */
function fillIn(pattern: string, fills: readonly string[]): fc.Arbitrary<string> {
  const pieces = pattern.split(/([*?])/).map((piece) => {
    if (piece === "*") return fc.constantFrom(...fills);
    return piece === "?" ? fc.constantFrom(...markFills) : fc.constant(piece);
  });
  return fc.tuple(...pieces).map((texts) => texts.join(""));
}

/** The text with its last letters in the other case. */
function caseTurned(text: string): fc.Arbitrary<string> {
  return fc
    .nat(4)
    .map((count) =>
      text.replace(new RegExp(`[A-Za-z]{1,${count + 1}}$`), (end) =>
        end === end.toLowerCase() ? end.toUpperCase() : end.toLowerCase(),
      ),
    );
}

/** The text with one of its fields taken from another action or ARN. */
function fieldReplaced(text: string, count: 2 | 5): fc.Arbitrary<string> {
  return fc
    .tuple(fc.integer({ min: count === 5 ? 1 : 0, max: count - 1 }), count === 5 ? arn : action)
    .map(([at, other]) => {
      const mine = splitFields(text, count);
      const theirs = splitFields(other, count);
      if (mine.length !== theirs.length) return other;
      return mine.map((field, index) => (index === at ? theirs[index] : field)).join(":");
    });
}

/** One key of a document, with an operator that tests it. */
interface Test {
  readonly key: string;
  readonly operator: ConditionOperator;
  readonly values: readonly string[];
}

function testsOf(statement: StatementJson): readonly Test[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      key,
      operator: operator as ConditionOperator,
      values: toList(values),
    })),
  );
}

function requestContext(document: PolicyDocumentJson, aim: StatementJson): fc.Arbitrary<RequestContext> {
  // Keys differ by more than case in a context; the tests of the statement that is aimed at come last, and count.
  const tests = new Map([...document.Statement, aim].flatMap(testsOf).map((test) => [test.key.toLowerCase(), test]));
  const entries = [...tests.values()].map((test) =>
    fc.tuple(
      mostly(fc.constant(test.key), fc.constant(test.key.toUpperCase()), 9),
      fc.oneof(
        { weight: 7, arbitrary: askedFor(test) },
        { weight: 3, arbitrary: otherValue(test) },
        { weight: 1, arbitrary: fc.array(otherValue(test), { minLength: 1, maxLength: 3 }) },
        { weight: 1, arbitrary: fc.constant(null) },
        { weight: 1, arbitrary: fc.constant(undefined) },
      ),
    ),
  );
  return fc
    .tuple(...entries)
    .map((found) =>
      Object.fromEntries(
        found.flatMap(([key, value]): [string, string | readonly string[] | null][] =>
          value === undefined ? [] : [[key, value]],
        ),
      ),
    );
}

/** A value of the right type, whether it meets the test or not. */
function otherValue({ operator }: Test): fc.Arbitrary<string> {
  return fc.constantFrom(...valuesByType[conditionOperators[operator].type]);
}

/** A value that often meets the test: one of its own, with wildcards filled in; addresses out of its ranges. */
function askedFor(test: Test): fc.Arbitrary<string> {
  const { type, negated } = conditionOperators[test.operator];
  if (negated || test.operator.endsWith("Than") || test.values.length === 0) return otherValue(test);
  const value = fc.constantFrom(...test.values);
  if (test.operator.endsWith("Like")) return value.chain((pattern) => fillIn(pattern, starFills));
  if (type === "IP address") return value.map((range) => range.replace(/\/\d+$/, ""));
  return value;
}
