import { type ImportedPage, importPage } from "../../../lib/catalog/import";
import { type Code, codes, fixturePage, importAs, pageOf } from "./support";

type Row = Readonly<Record<Column, string>>;
type Column = "action" | "api" | "level" | "resource" | "condition" | "dependent";

const columns: readonly Column[] = ["action", "api", "level", "resource", "condition", "dependent"];
const headers: Readonly<Record<"en" | "zh", Readonly<Record<Column, string>>>> = {
  en: { action: "Action", api: "API", level: "Access level", resource: "Resource type", condition: "Condition key", dependent: "Dependent action" }, // prettier-ignore
  zh: { action: "操作", api: "API", level: "访问级别", resource: "资源类型", condition: "条件关键字", dependent: "关联操作" }, // prettier-ignore
};

interface Style {
  readonly language: "en" | "zh";
  readonly order: readonly Column[];
  readonly separator: string;
}

/** What the original pages print where the data has corrections. */
function printed(
  code: Code,
  name: string,
  page: ImportedPage,
): { readonly level: string; readonly arn: (arn: string) => string } {
  const action = page.actions[name]!;
  return {
    level: action.inferred === true ? "" : action.level,
    arn: (arn) => (code === "eas" && name === "UpdateResource" ? arn.replace("{#ResourceId}", "{#resourceId}") : arn),
  };
}

const printedTitles: Readonly<Record<Code, string>> = {
  agentrun: "函数计算",
  sfm: "Alibaba Cloud Model Studio",
  eas: "Platform for AI",
};

function markdown(code: Code, { language, order, separator }: Style): string {
  const page = fixturePage(code);
  const none = language === "en" ? "None" : "无";
  const rows = Object.entries(page.actions).map(([name, { api, resources }]): Row => {
    const { level, arn } = printed(code, name, page);
    const all = language === "en" ? "\\*All Resource" : "\\*全部资源";
    return {
      action: `${code}:${name}`,
      api: api ?? name,
      level,
      resource:
        resources.length === 0
          ? `${all}${separator}\\*`
          : resources.map((one) => `\\*${one.type}${separator}\`${arn(one.arn)}\``).join(separator),
      condition: none,
      dependent: none,
    };
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = headers[language];
  return [
    `The RAM code (RamCode) for ${printedTitles[code]} is ${[code, ...page.otherCodes].join(",")}, and the supported authorization granularity is ${page.granularity}.`,
    "## Action",
    line(order.map((column) => head[column])),
    line(order.map(() => "---")),
    ...rows.map((row) => line(order.map((column) => row[column]))),
    "## Resource",
    line(language === "en" ? ["Resource type", "ARN"] : ["资源类型", "资源 ARN"]),
    line([":---", "---"]),
    ...Object.entries(page.resourceTypes).map(([type, arns]) => line([type, arns.join(separator)])),
    "## Condition",
    "It does not define product-level condition keys.",
  ].join("\n");
}

const styles: readonly (readonly [string, Style])[] = [
  ["English, as the pages have it", { language: "en", order: columns, separator: "<br>" }],
  ["Chinese, cells with spaces", { language: "zh", order: columns, separator: " " }],
  ["columns in another order", { language: "en", order: ["resource", "action", "dependent", "level", "api", "condition"], separator: "<br />" }], // prettier-ignore
];

describe.each(styles)("Markdown, %s", (_, style) => {
  it.each(codes)("the page of %s imports like the text", (code) => {
    expect(pageOf(importAs(code, markdown(code, style)))).toEqual(fixturePage(code));
  });
});

const demo = [
  "The RAM code (RamCode) for Demo is demo, and the supported authorization granularity is RESOURCE.",
  "## Action",
  "| Action | API | Access level | Resource type | Condition key | Dependent action |",
  "|---|---|---|---|---|---|",
  "| demo:GetThing | GetThing | get | *Thing acs:demo:{#regionId}:{#accountId}:thing/{#ThingId} Part acs:demo:{#regionId}:{#accountId}:part/* | demo:Tag, demo:Owner | demo:ListThings<br>oss:GetObject |",
  "## Resource",
  "| Resource type | ARN |",
  "|---|---|",
  "| Thing | acs:demo:{#regionId}:{#accountId}:thing/{#ThingId} |",
  "| Part | acs:demo:{#regionId}:{#accountId}:part/* |",
  "## Condition",
  "| Condition key | Description |",
  "|---|---|",
  "| demo:Tag | a tag |",
  "| demo:Owner | who has it |",
];

it("reads several resources, condition keys and dependent actions", () => {
  const page = importPage(demo.join("\n"), "demo", []).page;
  expect(page?.conditionKeys).toEqual(["demo:Owner", "demo:Tag"]);
  expect(page?.actions["GetThing"]).toEqual({
    level: "get",
    resources: [
      { type: "Thing", arn: "acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}" },
      { type: "Part", arn: "acs:demo:{#regionId}:{#accountId}:part/*", optional: true },
    ],
    conditionKeys: ["demo:Owner", "demo:Tag"],
    dependentActions: ["demo:ListThings", "oss:GetObject"],
  });
});

it.each([
  ["a column is missing", 2, "| Action | API | Access level | Resource type | Condition key |", ["RAM606 3"]],
  ["a cell is missing", 4, "| demo:GetThing | GetThing | get | *Thing acs:x |", ["RAM602 5"]],
  ["an action is none", 4, "| GetThing | GetThing | get | *Thing acs:x | | |", ["RAM602 5"]],
  ["a type has no ARN", 4, "| demo:GetThing | GetThing | get | *Thing | | |", ["RAM602 5"]],
  ["an ARN has no type", 4, "| demo:GetThing | GetThing | get | acs:x | | |", ["RAM602 5"]],
  ["a resource type is none", 8, "| * | acs:x |", ["RAM602 9"]],
  ["the section on conditions says nothing", 11, "See elsewhere.", ["RAM602 11"]],
])("%s", (_, index, line, expected) => {
  const lines = demo.map((text, at) => (at === index ? line : text)).slice(0, index === 11 ? 12 : undefined);
  const { page, problems } = importPage(lines.join("\n"), "demo", []);
  expect(page).toBeUndefined();
  expect(problems.map((problem) => `${problem.id} ${problem.line}`)).toEqual(expect.arrayContaining(expected));
});
