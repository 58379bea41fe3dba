import { type Correction, importPage } from "../../../lib/catalog/import";
import { markdownPage } from "./markdown";
import { type Code, codes, fixtureLines, fixturePage, fixtureText, importAs, pageOf } from "./support";

/** A page without the end of its rows, as Chinese pages are. Its blank lines are left out. */
const text = `The RAM code (RamCode) for Demo is demo, and the supported authorization granularity is RESOURCE .
Action
API
Access level
Resource type
Condition key
Dependent action
demo:GetThing GetThing get
*Thing
acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}
demo:ListThings ListThings list
*All Resource
*
Resource
Resource type
ARN
Thing
  • acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}
  • acs:demo:{#regionId}:{#accountId}:thing/*
Condition
Demo does not define product-level condition keys.`;

/** The same with `None None` at the end of each row, as English pages are. */
const ended = text.replace("{#ThingId}\ndemo", "{#ThingId}\nNone None\ndemo").replace("*\nRes", "*\nNone None\nRes");

const markdown = `The RAM code (RamCode) for Demo is demo, and the supported authorization granularity is RESOURCE .
| Action | API | Access level | Resource type | Condition key | Dependent action |
|---|---|---|---|---|---|
| demo:GetThing | GetThing | get | *Thing acs:demo:{#regionId}:{#accountId}:thing/{#ThingId} | | |
| demo:ListThings | ListThings | list | *All Resource * | | |
Resource
| Resource type | ARN |
|---|---|
| Thing | acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}<br>acs:demo:{#regionId}:{#accountId}:thing/* |
Condition
| Condition key | Description |
|---|---|
| demo:Tag | a tag |`;

const actions = {
  GetThing: { level: "get", resources: [{ type: "Thing", arn: "acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}" }] },
  ListThings: { level: "list", resources: [] },
};

it.each([
  ["text", text],
  ["text with ended rows", ended],
  ["Markdown", markdown],
])("the whole page as %s is right", (_, page) => {
  expect(pageOf(importPage(page, "demo", [])).actions).toEqual(actions);
});

const header = text.slice(text.indexOf("Action\nAPI"), text.indexOf("demo:GetThing"));
const arn = "acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}";

/** Facts that were once lost or mixed up without a word. */
const refused: readonly (readonly [what: string, page: string, before: string, after: string, problems: string[]])[] = [
  ["a lost first line, rows without end", text, "demo:ListThings ListThings list\n*All Resource\n*", `*Thing\nacs:demo:{#regionId}:{#accountId}:thing/*`, ["RAM602 8"]], // prettier-ignore
  ["a lost first line and type", text, `${arn}\n`, `${arn}\nacs:demo:{#regionId}:{#accountId}:thing/*\n`, ["RAM602 8"]], // prettier-ignore
  ["a lost first line, rows with an end", ended, "demo:ListThings ListThings list\n", "", ["RAM602 12", "RAM602 14"]],
  ["a lost end of a row", ended, "{#ThingId}\nNone None", "{#ThingId}", ["RAM602 8"]],
  ["an end of a row again", ended, "{#ThingId}\nNone None", "{#ThingId}\nNone None\nNone None", ["RAM602 12"]],
  ["a resource again", ended, `${arn}\nNone`, `${arn}\n${arn}\nNone`, ["RAM605 8", "RAM602 9"]],
  [
    "a lost end of a row and first line of the next",
    ended,
    "None None\ndemo:ListThings ListThings list\n",
    "",
    ["RAM602 8", "RAM602 11"],
  ],
  ["two resource types", ended, `${arn}\nNone`, `${arn}\n*Thing\nacs:demo:{#regionId}:{#accountId}:thing/*\nNone`, ["RAM602 11"]], // prettier-ignore
  ["all resources and one of them", ended, "*\nNone None", `*\n*Thing\n${arn}\nNone None`, ["RAM602 12", "RAM602 15"]],
  ["an action again in other case", text, "demo:ListThings", "demo:GETThing GetThing get\n*Thing\nacs:demo:{#regionId}:{#accountId}:thing/{#ThingId}\ndemo:ListThings", ["RAM608 11", "RAM605 11"]], // prettier-ignore
  ["a template again", text, "thing/*", "thing/*\n  • acs:demo:{#regionId}:{#accountId}:thing/*", ["RAM605 17"]],
  ["a heading between rows", text, "demo:ListThings", "Resource\ndemo:ListThings", ["RAM602 11"]],
  ["a row after the heading", text, "Resource\nResource type", `Resource\ndemo:PutThing PutThing update\n*Thing\n${arn}\nResource type`, ["RAM602 15", "RAM602 17"]], // prettier-ignore
  ["no heading of the resources", text, "*\nResource\n", "*\n", ["RAM610 0", "RAM607 9"]],
  ["a type called Condition among the resources", text, "  • acs:demo:{#regionId}:{#accountId}:thing/*", "Condition\n  • acs:demo:{#regionId}:{#accountId}:thing/*", ["RAM602 20"]], // prettier-ignore
  ["an unknown list", text, "  • acs:demo:{#regionId}:{#accountId}:thing/*", "  • see elsewhere", ["RAM602 19"]],
  ["a second table of actions", text, "Demo does not", `${header}Demo does not`, ["RAM606 21"]],
  ["a row of Markdown without its end", markdown, "thing/{#ThingId} | | |", "thing/{#ThingId} | |", ["RAM602 4"]],
  ["a row of Markdown without its last bar", markdown, "list | *All Resource * | | |", "list | *All Resource * | |\n", ["RAM602 5"]], // prettier-ignore
  ["a row of Markdown without bars at its ends", markdown, "| demo:ListThings | ListThings | list | *All Resource * | | |", "demo:ListThings | ListThings | list | *All Resource * | |", ["RAM602 5"]], // prettier-ignore
  ["a second table of actions in Markdown", markdown, "\nResource\n", "\nMore:\n| Action | API | Access level |\n|---|---|---|\nResource\n", ["RAM606 7"]], // prettier-ignore
  ["a table of other things in Markdown", markdown, "Condition\n", "Codes:\n| Error | Cause |\n|---|---|\nCondition\n", ["RAM606 11"]], // prettier-ignore
  ["prose in place of keys in Markdown", markdown, "| list | *All Resource * | |", "| list | *All Resource * | see below |", ["RAM602 5"]], // prettier-ignore
  ["a third cell of a resource in Markdown", markdown, "thing/* |", "thing/* | acs:x |", ["RAM607 4", "RAM602 9"]],
  ["a table of condition keys without rows", markdown, "\n| demo:Tag | a tag |", "", ["RAM602 11"]],
  ["a condition key that is none", markdown, "demo:Tag", "the tag", ["RAM602 11"]],
  ["condition keys, and the statement that there are none", markdown, "Condition\n", "Condition\nDemo does not define product-level condition keys.\n", ["RAM602 12"]], // prettier-ignore
];

it.each(refused.map(([what, page, before, after, problems]) => ({ what, page, before, after, problems })))(
  "$what",
  ({ page, before, after, problems }) => {
    expect(page).toContain(before);
    const result = importPage(page.replace(before, after), "demo", []);
    expect(result.page).toBeUndefined();
    expect(result.problems.map(({ id, line }) => `${id} ${line}`)).toEqual(problems);
  },
);

it("an optional resource type may be called like the section on resources", () => {
  const page = ended.replace("*Thing", "Resource").replace("\nThing\n", "\nResource\n");
  expect(pageOf(importPage(page, "demo", [])).actions).toEqual({
    ...actions,
    GetThing: { level: "get", resources: [{ type: "Resource", arn, optional: true }] },
  });
});

it("a row with a correction may be there twice, word for word", () => {
  const level: Correction = {
    kind: "level",
    service: "demo",
    action: "ListThings",
    printed: "",
    meant: "list",
    reason: "the page leaves it out",
  };
  const row = "demo:ListThings ListThings\n*All Resource\n*\n";
  const page = text.replace("demo:ListThings ListThings list\n*All Resource\n*\n", row + row);
  expect(pageOf(importPage(page, "demo", [level])).actions).toEqual({
    ...actions,
    ListThings: { level: "list", inferred: true, resources: [] },
  });
});

it("the title of a Chinese page is all of it", () => {
  const page = text.replace(/^.*/, "本页说明权限。 示例 平台 的 RAM 代码(RamCode)为 demo ,支持的授权粒度为 资源级");
  expect(pageOf(importPage(page, "demo", [])).title).toBe("示例 平台");
});

const languages: readonly (readonly [RegExp, string])[] = [
  [/^(Access level|访问级别)$/gm, "Access level|访问级别"],
  [/^(Resource type|资源类型)$/gm, "Resource type|资源类型"],
  [/^(Condition key|条件关键字)$/gm, "Condition key|条件关键字"],
  [/^(Dependent action|关联操作)$/gm, "Dependent action|关联操作"],
  [/^(ARN|资源 ARN)$/gm, "ARN|资源 ARN"],
  [/^\*(All Resource|全部资源)$/gm, "*All Resource|*全部资源"],
  [/^None None$/gm, "None None|无 无"],
];

describe.each(codes)("%s in mixed languages", (code: Code) => {
  it.each([0, 1])("imports alike with words of language %d in any of their places", (language) => {
    let mixed = fixtureText(code);
    for (const [words, both] of languages) {
      mixed = mixed.replace(words, both.split("|")[language]!);
      expect(pageOf(importAs(code, mixed))).toEqual(fixturePage(code));
    }
  });

  it("is refused with a Chinese access level", () => {
    const lines = fixtureLines(code);
    const row = lines.findIndex((line) => / (get|list)$/.test(line));
    lines[row] = lines[row]!.replace(/ (get|list)$/, " 读取");
    const { page, problems } = importAs(code, lines.join("\n"));
    expect(page).toBeUndefined();
    expect(problems.map(({ id, line }) => `${id} ${line}`)).toEqual([`RAM604 ${row + 1}`]);
  });
});

it("lines of 2 MB are read or refused", () => {
  const long = 2_000_000;
  const style = { language: "english", order: [0, 1, 2, 3, 4, 5], separator: " " } as const;
  for (const noise of ["x", "的 RAM 代码(RamCode)为 ", "RAM code (RamCode) for a is ", "| ", "acs:", "<br ", "\n"]) {
    const line = noise.repeat(Math.ceil(long / noise.length));
    expect(importPage(line, "demo", []).page).toBeUndefined();
    expect(pageOf(importPage(`${text}\n${line}`, "demo", [])).actions).toEqual(actions);
    expect(() => importAs("sfm", `${line}\n${markdownPage("sfm", style)}`)).not.toThrow();
  }
}, 60_000);
