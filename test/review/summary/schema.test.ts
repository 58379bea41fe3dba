import { accessClasses } from "../../../lib/catalog";
import { type SummaryReport, summarize } from "../../../lib/review/summary";
import summarySchema from "../../../schema/summary-report.schema.json";
import { schemaCheck } from "../render/schemas";
import { everything, model, policy, principal, unknownPolicy } from "./models";

const isSummary = schemaCheck("summary-report");

function problemsOf(report: unknown): unknown {
  isSummary(JSON.parse(JSON.stringify(report)));
  return isSummary.errors;
}

const trusted = principal("role", "elsewhere", [policy("p", { Condition: { Bool: { "acs:MFAPresent": "true" } } })]);

describe("the published schema", () => {
  it.each<[string, SummaryReport]>([
    ["something of everything", summarize([everything()])],
    ["nothing", summarize([])],
    ["what is not known", summarize([model([trusted], { unattached: [unknownPolicy("u"), policy("spare", {})] })])],
  ])("takes %s", (_, report) => {
    expect(problemsOf(report)).toBeNull();
  });

  it("names all uses of features", () => {
    expect(Object.keys(summarySchema.$defs.feature.properties.classes.properties).sort()).toEqual(
      [...accessClasses].sort(),
    );
  });

  const whole = summarize([everything()]);
  const [stack] = whole.stacks;
  it.each<[string, object]>([
    ["another version", { ...whole, version: 2 }],
    ["a field that it does not have", { ...whole, extra: 1 }],
    ["a stack without principals", { ...whole, stacks: [{ ...stack, principals: undefined }] }],
    ["a principal of no kind", { ...whole, stacks: [{ ...stack, principals: [{ principal: { name: "x" } }] }] }],
  ])("refuses %s", (_, report) => {
    expect(problemsOf(report)).not.toBeNull();
  });
});
