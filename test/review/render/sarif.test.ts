import { type ReviewSarifOptions, renderFindingsSarif, renderSarif } from "../../../lib/review/render";
import { type ReviewRow, riskMarks } from "../../../lib/review/report/review-report";
import type { SourcePlace } from "../../../lib/terraform/places/source-place";
import { gainedRow, oneGainReport, richReport, sampleFindings, trustRow } from "./sample-reports";

interface Log {
  readonly runs: readonly [
    { readonly tool: { readonly driver: { readonly rules: readonly Rule[] } }; results: Result[] },
  ];
}
interface Rule {
  readonly id: string;
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly {
    readonly physicalLocation?: { readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string } };
    readonly logicalLocations: readonly { readonly fullyQualifiedName: string }[];
  }[];
  readonly relatedLocations?: readonly { readonly physicalLocation: object }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly { readonly justification: string }[];
}

function logOf(rows: readonly ReviewRow[], options: ReviewSarifOptions = {}): Log["runs"][0] {
  return (JSON.parse(renderSarif({ ...oneGainReport, rows }, options)) as Log).runs[0];
}

function resultOf(row: ReviewRow, options: ReviewSarifOptions = {}): Result {
  return logOf([row], options).results[0]!;
}

const unknown = {
  kind: "unknown-policy",
  change: "gained",
  stack: "prod",
  principal: { kind: "user", name: "a" },
  resourceGroup: undefined,
  policy: "Team",
  policyType: "Custom",
  why: "not in the input",
} as const;

const possible = { certainty: "possible", witness: undefined, why: "a token" } as const;
const possibleTrust = { certainty: "possible", why: "a token" } as const;

it.each<[ReviewRow, ruleId: string, level: string]>([
  [{ ...gainedRow, risks: [] }, "review/gained", "warning"],
  [{ ...gainedRow, risks: ["delete"] }, "review/gained/delete", "warning"],
  [{ ...gainedRow, risks: ["wide-resource", "pass-role"] }, "review/gained/pass-role", "warning"],
  [{ ...gainedRow, risks: ["delete", "secrets"] }, "review/gained/secrets", "error"],
  [{ ...gainedRow, risks: ["secrets", "escalation"] }, "review/gained/escalation", "error"],
  [{ ...gainedRow, risks: ["escalation", "administrator"] }, "review/gained/administrator", "error"],
  [{ ...gainedRow, ...possible, risks: ["administrator"] }, "review/gained/administrator", "warning"],
  [{ ...gainedRow, change: "loosened", risks: ["escalation"] }, "review/loosened/escalation", "error"],
  [{ ...gainedRow, change: "loosened", risks: [] }, "review/loosened", "warning"],
  [{ ...gainedRow, change: "lost", risks: ["administrator"] }, "review/lost", "note"],
  [{ ...gainedRow, change: "tightened" }, "review/tightened", "note"],
  [trustRow, "review/trust-gained", "warning"],
  [{ ...trustRow, risks: ["everyone"] }, "review/trust-gained/everyone", "error"],
  [{ ...trustRow, risks: ["other-account"] }, "review/trust-gained/other-account", "error"],
  [{ ...trustRow, ...possibleTrust, risks: ["everyone"] }, "review/trust-gained/everyone", "warning"],
  [{ ...trustRow, change: "lost" }, "review/trust-lost", "note"],
  [unknown, "review/unknown-policy-gained", "warning"],
  [{ ...unknown, change: "lost" }, "review/unknown-policy-lost", "note"],
  [{ kind: "existence", change: "added", stack: "s", what: "user", name: "a" }, "review/added", "note"],
  [{ kind: "existence", change: "removed", stack: "s", what: "user", name: "a" }, "review/removed", "note"],
])("%#: rule and level", (row, ruleId, level) => {
  expect(resultOf(row)).toMatchObject({ ruleId, level });
});

it("every risk has a rule of its own", () => {
  const risks = Object.keys(riskMarks) as (keyof typeof riskMarks)[]; // the keys of the table
  const { tool } = logOf(risks.map((risk) => ({ ...gainedRow, risks: [risk] })));
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(risks.map((risk) => `review/gained/${risk}`).sort());
});

it("results point to their rules", () => {
  const { tool, results } = logOf(richReport.rows);
  for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
});

it.each<[ReviewRow, string]>([
  [gainedRow, "prod group dev"],
  [trustRow, "prod role flow"],
  [unknown, "prod user a"],
  [{ kind: "existence", change: "added", stack: "s", what: "membership", name: "a in b" }, "s membership a in b"],
  [{ ...gainedRow, principal: { kind: "user", name: "a\u202Eb" } }, "prod user a\\u{202e}b"],
])("%#: the place is %s", (row, place) => {
  const [location] = resultOf(row).locations;
  expect(location?.logicalLocations[0]?.fullyQualifiedName).toBe(place);
  expect(location?.physicalLocation).toBeUndefined();
});

describe("places", () => {
  const places = (...files: readonly (readonly SourcePlace[])[]) => resultOf(gainedRow, { placesOf: () => files });
  const at = (uri: string, region: object) => ({
    artifactLocation: { uri, uriBaseId: "%SRCROOT%" },
    region,
  });

  it.each<[string, readonly (readonly SourcePlace[])[], readonly object[], readonly object[]]>([
    ["none", [], [], []],
    ["a file as a whole", [[{ file: "a.json" }]], [at("a.json", { startLine: 1 })], []],
    ["a line", [[{ file: "a.json", line: 7 }]], [at("a.json", { startLine: 7 })], []],
    [
      "a stretch of a line",
      [[{ file: "a.json", line: 7, column: 3, endColumn: 9 }]],
      [at("a.json", { startLine: 7, startColumn: 3, endColumn: 9 })],
      [],
    ],
    [
      "the best place, and others",
      [[{ file: "main.ts", line: 2 }, { file: "a.json" }]],
      [at("main.ts", { startLine: 2 })],
      [at("a.json", { startLine: 1 })],
    ],
    [
      "two things at one place",
      [
        [
          { file: "main.ts", line: 2 },
          { file: "a.json", line: 3 },
        ],
        [
          { file: "main.ts", line: 2 },
          { file: "a.json", line: 3 },
        ],
      ],
      [at("main.ts", { startLine: 2 })],
      [at("a.json", { startLine: 3 })],
    ],
    [
      "two things at two",
      [[{ file: "a.json" }], [{ file: "b.json" }]],
      [at("a.json", { startLine: 1 }), at("b.json", { startLine: 1 })],
      [],
    ],
    [
      "names that a URI escapes",
      [[{ file: "policies/a b#1.json" }], [{ file: "C:\\team.json" }]],
      [at("policies/a%20b%231.json", { startLine: 1 }), at("C%3A/team.json", { startLine: 1 })],
      [],
    ],
    ["no path of the machine", [[{ file: "/out/prod.json" }]], [at("out/prod.json", { startLine: 1 })], []],
  ])("%s", (_, given, expected, related) => {
    const { locations, relatedLocations = [] } = places(...given);
    expect(locations.flatMap(({ physicalLocation }) => physicalLocation ?? [])).toEqual(expected);
    expect(relatedLocations.map(({ physicalLocation }) => physicalLocation)).toEqual(related);
  });
});

describe("fingerprints", () => {
  const prints = (rows: readonly ReviewRow[]) => logOf(rows).results.map((result) => result.partialFingerprints);

  it("do not depend on the order of rows, nor on that of lists and keys in them", () => {
    expect(prints([...richReport.rows].reverse()).reverse()).toEqual(prints(richReport.rows));
    const conditions = { Bool: { a: "true" }, StringLike: { b: ["x", "y"], c: "z" } };
    const turned = { StringLike: { c: ["z"], b: ["y", "x"] }, Bool: { a: "true" } };
    const row = { ...gainedRow, actions: ["a:A", "b:B"], resources: ["*", "acs:a:b:c:d"], conditions };
    const other = { ...row, actions: ["b:B", "a:A"], resources: ["acs:a:b:c:d", "*"], conditions: turned };
    expect(prints([other])).toEqual(prints([row]));
  });

  it("tell rows apart, and stay where only what is known of actions changes", () => {
    const all = prints(richReport.rows).map((print) => JSON.stringify(print));
    expect(new Set(all).size).toBe(all.length);
    const known = { ...gainedRow, knownActions: ["a:B"], witness: { ...gainedRow.witness, resource: "x" } };
    expect(prints([known])).toEqual(prints([gainedRow]));
  });

  it("are the same in every release", () => {
    expect(prints([gainedRow])).toEqual([{ "agentrunRam/review/v1": "5cdb4145c3892b26df4879f2673f4134" }]);
  });
});

it("acknowledged rows are suppressed, with the reason", () => {
  const { results } = (JSON.parse(renderSarif(richReport)) as Log).runs[0];
  const suppressed = results.flatMap(({ suppressions = [] }) => suppressions.map(({ justification }) => justification));
  expect(suppressed).toEqual(richReport.acknowledged.map(({ reason }) => reason));
});

it("messages have no links", () => {
  const row = { ...gainedRow, principal: { kind: "user", name: "[a](https://evil.example)" } } as const;
  expect(resultOf(row).message.text).not.toContain("](");
});

it("findings have a rule for each id, levels of SARIF and their files", () => {
  const findings = sampleFindings();
  const [run] = (JSON.parse(renderFindingsSarif(findings)) as Log).runs;
  expect(run.tool.driver.rules.map(({ id }) => id)).toEqual([...new Set(findings.map((one) => one.finding.id))].sort());
  expect(run.results.map(({ ruleId }) => ruleId)).toEqual(findings.map((one) => one.finding.id));
  expect(new Set(run.results.map(({ level }) => level))).toEqual(new Set(["error", "warning"]));
  expect(run.results[0]?.locations[0]?.physicalLocation?.artifactLocation.uri).toBe("policies/broken.json");
});
