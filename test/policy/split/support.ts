import { type Conditions, PolicyDocument, PolicyStatement, type SplitDocument } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";

/** Bytes of a document around its statements. */
export const frame = '{"Version":"1","Statement":[]}'.length;

/** Settings of a property: seeded, and as many runs as the environment asks for. */
export function runs(numRuns: number): { readonly seed: number; readonly numRuns: number } {
  return { seed: 20261124, numRuns: Math.ceil(numRuns * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1)) };
}

/** Size of a text where a placeholder of the framework takes 64 bytes, measured in another way than the library does. */
export function sizeOf(text: string): number {
  return Buffer.byteLength(text.replace(/\$\{TfToken\[[^\]]*\]\}/g, "-".repeat(64)));
}

/** The text of each document by its number. */
export function textsByNumber(documents: readonly SplitDocument[]): ReadonlyMap<number, string> {
  return new Map(documents.map(({ number, document }) => [number, document.toText()]));
}

/** The texts of a document's statements. */
export function statementTexts(document: PolicyDocument): readonly string[] {
  return document.toJson().Statement.map((statement) => JSON.stringify(statement));
}

/**
 * Everything that statements say, each once: one effect on one action on one resource, for one value of each test that
 * asks for any of several. A list of exceptions is one.
 */
export function atomsOf(documents: readonly PolicyDocument[]): readonly string[] {
  const atoms = documents
    .flatMap((document) => document.toJson().Statement)
    .flatMap(({ Action, NotAction, Resource, NotResource, Condition, ...rest }) => {
      const actions = Action === undefined ? [{ NotAction }] : [Action].flat();
      const resources = Resource === undefined ? [{ NotResource }] : [Resource].flat();
      return actions.flatMap((action) =>
        resources.flatMap((resource) =>
          singleValues(Condition).map((tests) => JSON.stringify([action, resource, tests, rest])),
        ),
      );
    });
  return [...new Set(atoms)].sort();
}

/** The conditions that together mean a condition, with one value for each test that asks for any of several. */
function singleValues(condition: Conditions | undefined): readonly (readonly unknown[])[] {
  const tests = Object.entries(condition ?? {}).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => ({ operator, key, values: [values].flat() })),
  );
  return tests.reduce<readonly (readonly unknown[])[]>(
    (found, { operator, key, values }) => {
      const choices = operator.includes("Not") ? [values] : values.map((value) => [value]);
      return found.flatMap((chosen) => choices.map((choice) => [...chosen, [operator, key, choice]]));
    },
    [[]],
  );
}

/** A statement of exactly so many bytes, by a long name of an action. */
export function statementOf(bytes: number, resources = "*", name = "a:"): PolicyStatement {
  const named = (padding: number): PolicyStatement =>
    PolicyStatement.allow({ actions: name + "x".repeat(padding), resources });
  return named(1 + bytes - JSON.stringify(named(1).toJson()).length);
}

/** A few actions. */
export const actions: fc.Arbitrary<string[]> = fc.uniqueArray(
  fc.nat(100_000).map((number) => `ecs:Do${number.toString(36)}`),
  { minLength: 1, maxLength: 6 },
);

/** Statements of very different sizes, of few identities or of many, none larger than a document may be. */
export function statements(limit: number): fc.Arbitrary<PolicyStatement> {
  return fc
    .record({
      effect: fc.constantFrom("Allow", "Allow", "Deny"),
      resource: fc.oneof(
        fc.constantFrom("*", "acs:ecs:*:*:instance/*"),
        fc.nat(5000).map((number) => `acs:oss:*:*:${number}`),
      ),
      actions,
      verbatim: fc.boolean(),
      padding: fc.oneof(fc.constant(0), fc.nat(200), fc.nat(limit)),
    })
    .map(({ effect, resource, actions: given, verbatim, padding }) => {
      const made = (all: readonly string[]): PolicyStatement =>
        verbatim
          ? PolicyStatement.fromJson({ Effect: effect, Action: all, Resource: resource })
          : PolicyStatement[effect === "Allow" ? "allow" : "deny"]({ actions: all, resources: resource });
      const room = limit - new PolicyDocument([made([...given, "p:x"])]).byteLength;
      return room < 0 ? made(given.slice(0, 1)) : made([...given, `p:x${"x".repeat(Math.min(padding, room))}`]);
    })
    .filter((statement) => new PolicyDocument([statement]).byteLength <= limit);
}
