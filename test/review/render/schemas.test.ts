import { failedSarifLog, renderJson, renderSarif } from "../../../lib/review/render";
import { findingsRenderers, reviewRenderers } from "../../../lib/review/renderers";
import { type ReviewReport, riskMarks } from "../../../lib/review/report/review-report";
import reviewSchema from "../../../schema/review-report.schema.json";
import {
  gainedRow,
  hostileFinding,
  hostileNames,
  hostileReport,
  oneGainReport,
  richReport,
  sampleFindings,
  unchangedReport,
  unknownReport,
} from "./sample-reports";
import { sarifCheck, schemaCheck } from "./schemas";

const reports: Record<string, ReviewReport> = {
  unchanged: unchangedReport,
  "one gain": oneGainReport,
  rich: richReport,
  unknown: unknownReport,
  "named by its file": { ...oneGainReport, namedByFile: true },
  hostile: hostileReport(hostileNames),
};

const findings = {
  none: [],
  sample: sampleFindings(),
  hostile: hostileNames.flatMap(hostileFinding),
};

describe("JSON", () => {
  const isReview = schemaCheck("review-report");
  const isLint = schemaCheck("lint-report");

  it.each(Object.entries(reports))("%s follows the published schema and reads back as the report", (_, report) => {
    const read = JSON.parse(reviewRenderers.json(report)) as unknown;
    isReview(read);
    expect(isReview.errors).toBeNull();
    expect(read).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it.each(Object.entries(findings))("findings, %s, follow the published schema", (_, some) => {
    isLint(JSON.parse(findingsRenderers.json(some)));
    expect(isLint.errors).toBeNull();
  });

  it("has fields of the schema only, in the same order, however the report was made", () => {
    const { kind, ...rest } = gainedRow;
    const reversed = Object.fromEntries(Object.entries({ ...rest, extra: 1 }).reverse()) as typeof rest;
    const report = { extra: 1, ...oneGainReport, rows: [{ ...reversed, kind }] };
    expect(renderJson(report)).toBe(renderJson(oneGainReport));
  });

  it("the schema names all risks", () => {
    expect([...reviewSchema.$defs.risks.items.enum].sort()).toEqual(Object.keys(riskMarks).sort());
  });

  const certain = JSON.parse(reviewRenderers.json(oneGainReport)) as { rows: object[] };
  const [row] = certain.rows;
  it.each([
    ["another version", { ...certain, version: 2 }],
    ["a field that it does not have", { ...certain, extra: 1 }],
    ["another verdict", { ...certain, verdict: "fine" }],
    ["a certain row without a witness", { ...certain, rows: [{ ...row, witness: undefined }] }],
    ["a certain row that says why", { ...certain, rows: [{ ...row, why: "x" }] }],
    ["a possible row that does not say why", { ...certain, rows: [{ ...row, certainty: "possible" }] }],
    ["a risk that does not exist", { ...certain, rows: [{ ...row, risks: ["bad"] }] }],
    ["a row of no kind", { ...certain, rows: [{}] }],
  ])("the schema refuses %s", (_, value) => {
    expect(isReview(JSON.parse(JSON.stringify(value)))).toBe(false);
  });
});

describe("SARIF", () => {
  const isSarif = sarifCheck();

  it.each(["RAM501 x: cannot be read", "RAM901: [a](b)\nsecond line", hostileNames.join("\n")])(
    "a run that failed with %j follows the official schema",
    (message) => {
      for (const options of [{}, { toolVersion: "1.2.3" }]) {
        isSarif(JSON.parse(failedSarifLog("lint", { id: "RAM501", message }, options)));
        expect(isSarif.errors).toBeNull();
      }
    },
  );

  it.each(Object.entries(reports))("%s follows the official schema", (_, report) => {
    const options = {
      toolVersion: "1.2.3",
      placesOf: () => [[{ file: "main.ts", line: 2, column: 3 }, { file: "cdktf.out/stacks/prod/cdk.tf.json" }]],
    };
    for (const text of [reviewRenderers.sarif(report), renderSarif(report, options)]) {
      isSarif(JSON.parse(text));
      expect(isSarif.errors).toBeNull();
    }
  });

  it.each(Object.entries(findings))("findings, %s, follow the official schema", (_, some) => {
    isSarif(JSON.parse(findingsRenderers.sarif(some)));
    expect(isSarif.errors).toBeNull();
  });

  it.each([
    ["a level that does not exist", '"level": "warning"', '"level": "bad"'],
    ["a result without a message", '"message"', '"massage"'],
    ["another version", '"version": "2.1.0"', '"version": "2.0.0"'],
  ])("the schema refuses %s", (_, right, wrong) => {
    const text = reviewRenderers.sarif(oneGainReport);
    expect(text).toContain(right);
    expect(isSarif(JSON.parse(text.replaceAll(right, wrong)))).toBe(false);
  });
});
