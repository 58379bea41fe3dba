import { visibleText } from "../../review/summary/visible-text";
import type { PolicyDocument } from "../../policy";
import { documentsFor } from "./policy";
import type { ShownGrants, ShownReport } from "./shown-grants";

/** A function that makes constructs: policies with exactly what is needed, or requests by feature. */
export function typescriptText(report: ShownReport, form: "typescript" | "features"): string {
  const { title, head, grants, nothing, functionName } = report;
  const ids = idsOf(grants);
  const body = grants.flatMap((one) => [
    "",
    ...one.about.map(comment),
    ...(form === "features"
      ? requestLines(one, ids.get(one) ?? "", report.beyond)
      : policyLines(one, one.documents, ids.get(one) ?? "")),
  ]);
  const imports = (form === "features" ? featureImports(grants) : ["CustomPolicy", "PolicyStatement"]).join(", ");
  return [
    comment(title),
    ...head.map(comment),
    "",
    ...(grants.length === 0
      ? [comment(nothing)]
      : [
          `import { ${imports} } from "cdktf-alicloud-agentrun";`,
          'import type { Construct } from "constructs";',
          "",
          `export function ${functionName}(scope: Construct): void {`,
        ]),
    ...body.map((line) => (line === "" ? "" : `  ${line}`)).slice(1),
    ...(grants.length === 0 ? [] : ["}"]),
  ].join("\n");
}

function featureImports(grants: readonly ShownGrants[]): readonly string[] {
  const hasUncovered = grants.some(({ features }) => (features?.uncovered.length ?? 0) > 0);
  return hasUncovered ? ["CustomPolicy", "LeastPrivilege", "PolicyStatement"] : ["LeastPrivilege"];
}

function policyLines({ principal }: ShownGrants, documents: readonly PolicyDocument[], id: string): readonly string[] {
  return documents.flatMap((document, index) => [
    `new CustomPolicy(scope, ${text(`${id}${index === 0 ? "" : `-${index + 1}`}`)}, {`,
    "  document: [",
    ...document.statements.flatMap(({ actions, resources }) => [
      "    PolicyStatement.allow({",
      `      actions: [${actions.map(text).join(", ")}],`,
      `      resources: [${resources.map(text).join(", ")}],`,
      "    }),",
    ]),
    "  ],",
    ...attachTo(principal),
    "});",
  ]);
}

function requestLines(grants: ShownGrants, id: string, than: string): readonly string[] {
  if (grants.features === undefined) return [];
  const { request, beyond, isSmallest, uncovered } = grants.features;
  return [
    comment(
      beyond.length === 0
        ? `Grants no action beyond ${than}.`
        : `Grants ${beyond.length} ${beyond.length === 1 ? "action" : "actions"} beyond ${than}: ${beyond.join(", ")}`,
    ),
    ...(isSmallest ? [] : [comment("There may be a smaller choice of features: not all combinations were looked at.")]),
    `new LeastPrivilege(scope, ${text(id)}, {`,
    ...Object.entries(request).map(([name, value]) => `  ${name}: ${literal(value)},`),
    ...attachTo(grants.principal),
    "});",
    ...(uncovered.length === 0
      ? []
      : [
          comment("The request limits these actions to other resources; on these they have a policy of their own:"),
          ...policyLines(grants, documentsFor(uncovered), `${id}-beside`),
        ]),
  ];
}

function attachTo(principal: ShownGrants["principal"]): readonly string[] {
  return principal === undefined ? [] : [`  attachTo: { ${principal.kind}s: [${text(principal.name)}] },`];
}

/** Ids of constructs: the names without characters that ids cannot have, with numbers where ids would be equal. */
function idsOf(grants: readonly ShownGrants[]): ReadonlyMap<ShownGrants, string> {
  const counts = new Map<string, number>();
  return new Map(
    grants.map((one) => {
      const name = one.name.replace(/[^A-Za-z0-9-]+/g, "-").replace(/^-+|-+$/g, "");
      const id = name === "" ? "principal" : name;
      const count = (counts.get(id) ?? 0) + 1;
      counts.set(id, count);
      return [one, count === 1 ? id : `${id}-same-name-${count}`] as const;
    }),
  );
}

function comment(line: string): string {
  return `// ${visibleText(line)}`;
}

function text(value: string): string {
  return JSON.stringify(value);
}

/** A value as TypeScript: JSON without quotes around names. */
function literal(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, one]) => `${/^\w+$/.test(name) ? name : text(name)}: ${literal(one)}`,
  );
  return `{ ${members.join(", ")} }`;
}
