import { type Correction, importPage, importProblemIds, knownCorrections } from "../../../lib/catalog/import";
import { type Code, fixtureLines, fixtureText } from "./support";

/** A small page, right in every line, about a service of its own. */
const small = `
The RAM code (RamCode) for Demo is demo,demo2 , and the supported authorization granularity is RESOURCE .
Action
Action
API
Access level
Resource type
Condition key
Dependent action
demo:GetThing GetThing get
*Thing
acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}
None None
demo:ListThings ListThings list
*All Resource
*
None None
demo:TagThing TagThing update
*Thing
acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}
demo:Tag demo:GetThing
Resource
Resource type
ARN
Thing
  • acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}
Condition
Demo does not define product-level condition keys.`;

/** The small page with one text replaced by another; fails where there is nothing to replace. */
function with_(before: string, after: string): string {
  expect(small).toContain(before);
  return small.replace(before, after);
}

/** Lines of a fixture up to the one that holds a text. */
function upTo(code: Code, text: string, occurrence = 0): string {
  const lines = fixtureLines(code);
  const ends = lines.flatMap((line, index) => (line.includes(text) ? [index] : []));
  return lines.slice(0, (ends[occurrence] ?? fail(text)) + 1).join("\n");
}

function fail(text: string): never {
  throw new Error(`no line holds ${text}`);
}

const getThing = "demo:GetThing GetThing get\n*Thing\nacs:demo:{#regionId}:{#accountId}:thing/{#ThingId}\nNone None";
const stale: Correction = {
  kind: "level",
  service: "demo",
  action: "GetThing",
  printed: "",
  meant: "get",
  reason: "was missing once",
};

/** What is wrong, the page, and each problem's id and line. */
interface Reading {
  readonly code?: string;
  readonly corrections?: readonly Correction[];
}

const broken: readonly (readonly [what: string, page: () => string, expected: readonly string[], how?: Reading])[] = [
  ["an empty file", () => "", ["RAM601 0"]],
  ["prose", () => "Grant permissions.\n\nTo do so, open the console.", ["RAM601 0"]],
  ["noise", () => Buffer.from([0, 255, 254, 10, 7, 10, 200]).toString("latin1"), ["RAM601 0"]],
  ["no line with a RAM code", () => with_("RAM code", "code"), ["RAM601 0"]],
  ["another granularity", () => with_("RESOURCE", "GALAXY"), ["RAM601 0"]],
  ["another service's page", () => small, ["RAM601 0"], { code: "other" }],
  ["no table of actions", () => with_("Dependent action", "Dependencies"), ["RAM601 0"]],
  ["columns in another order", () => with_("API\nAccess level", "Access level\nAPI"), ["RAM606 4"]],
  ["a row without API", () => with_("demo:GetThing GetThing get", "demo:GetThing"), ["RAM602 10", "RAM602 11", "RAM602 12", "RAM602 13"]], // prettier-ignore
  ["a row without resource", () => with_("*Thing\nacs:demo:{#regionId}:{#accountId}:thing/{#ThingId}\nNone None", "None None"), ["RAM602 10", "RAM602 10", "RAM602 11"]], // prettier-ignore
  ["a type without ARN", () => with_("*Thing\nacs:demo:{#regionId}:{#accountId}:thing/{#ThingId}\nNone", "*Thing\nNone"), ["RAM602 10", "RAM602 10", "RAM602 11", "RAM602 12"]], // prettier-ignore
  ["several keys that cannot be told from actions", () => with_("demo:Tag demo:GetThing", "demo:Tag demo:Other demo:GetThing"), ["RAM602 18", "RAM602 21"]], // prettier-ignore
  ["a fixed region in an ARN", () => with_("acs:demo:{#regionId}", "acs:demo:cn-hangzhou"), ["RAM603 11"]],
  ["a resource beside All Resource", () => with_("*\nNone None", "acs:demo:{#regionId}:{#accountId}:thing/*\nNone None"), ["RAM603 15"]], // prettier-ignore
  ["an unknown level", () => with_("GetThing get", "GetThing read"), ["RAM604 10"]],
  ["no level", () => with_("GetThing get", "GetThing"), ["RAM604 10"]],
  ["an action again, with another level", () => with_("Resource\nResource type", `${getThing.replace("get\n", "list\n")}\nResource\nResource type`), ["RAM605 22"]], // prettier-ignore
  ["a resource type again", () => with_("Thing\n  •", "Thing\n  • acs:demo:{#regionId}:{#accountId}:thing/*\nThing\n  •"), ["RAM605 27"]], // prettier-ignore
  ["a resource that the list lacks", () => with_("thing/{#ThingId}", "thing/{#thingId}"), ["RAM607 11"]],
  ["an API of another name", () => with_("demo:GetThing GetThing", "demo:GetThing DescribeThing"), ["RAM608 10"]],
  ["a correction that is not needed", () => small, ["RAM609 0"], { corrections: [stale] }],
  ["an action of another RAM code", () => with_("demo:GetThing", "demo2:GetThing"), ["RAM611 10"]],
  ["no section on resources", () => small.slice(0, small.indexOf("\nResource\n")), ["RAM610 0", "RAM607 11", "RAM607 19"]], // prettier-ignore
  ["no section on conditions", () => small.slice(0, small.indexOf("\nCondition\nDemo")), ["RAM610 0", "RAM607 11", "RAM607 19"]], // prettier-ignore
  ["an empty section on conditions", () => small.slice(0, small.indexOf("\nDemo does")), ["RAM610 0"]],
  ["condition keys in text", () => with_("Demo does not define product-level condition keys.", "demo:Tag a tag"), ["RAM602 28"]], // prettier-ignore
];

it("the page that the table breaks is right", () => {
  const { page, problems } = importPage(small, "demo", []);
  expect(problems).toEqual([]);
  expect(page).toEqual({
    code: "demo",
    title: "Demo",
    granularity: "resource",
    otherCodes: ["demo2"],
    resourceTypes: { Thing: ["acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}"] },
    conditionKeys: [],
    actions: {
      GetThing: { level: "get", resources: [{ type: "Thing", arn: "acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}" }] }, // prettier-ignore
      ListThings: { level: "list", resources: [] },
      TagThing: {
        level: "update",
        resources: [{ type: "Thing", arn: "acs:demo:{#regionId}:{#accountId}:thing/{#ThingId}" }],
        conditionKeys: ["demo:Tag"],
        dependentActions: ["demo:GetThing"],
      },
    },
  });
});

it.each(broken.map(([what, page, expected, how = {}]) => ({ what, page, expected, how })))("$what", (row) => {
  const { page, expected, how } = row;
  const result = importPage(page(), how.code ?? "demo", how.corrections ?? []);
  expect(result.page).toBeUndefined();
  expect(result.problems.map(({ id, line }) => `${id} ${line}`)).toEqual(expected);
});

it("has a row for every id", () => {
  const seen = new Set(broken.flatMap(([, , expected]) => expected.map((entry) => entry.slice(0, 6))));
  expect([...seen].sort()).toEqual(Object.values(importProblemIds).sort());
});

it("takes a row that is there twice, word for word", () => {
  const { page, problems } = importPage(
    with_("Resource\nResource type", `${getThing}\nResource\nResource type`),
    "demo",
    [],
  );
  expect(problems).toEqual([]);
  expect(Object.keys(page!.actions)).toEqual(["GetThing", "ListThings", "TagThing"]);
});

it.each([
  ["in the middle of the actions", () => upTo("agentrun", "agentrun:GetTool ")],
  ["after an action's resource type", () => upTo("agentrun", "*Tool")],
  ["at the heading of the resources", () => upTo("agentrun", "资源(Resource)", 0)],
  ["in the middle of the resources", () => upTo("eas", "• acs:eas", 3)],
  ["at the heading of the conditions", () => upTo("sfm", "Condition", 1)],
])("a page that ends %s is refused", (_, page) => {
  for (const code of ["agentrun", "sfm", "eas"] as const) {
    const result = importPage(page(), code, knownCorrections());
    expect(result.page).toBeUndefined();
    expect(result.problems.length).toBeGreaterThan(0);
  }
});

it("reads a page of mixed languages as it reads one of a single language", () => {
  const mixed = small
    .replace("Access level", "访问级别")
    .replace("*All Resource", "*全部资源")
    .replace("None None\ndemo:List", "无 无\ndemo:List");
  expect(importPage(mixed, "demo", [])).toEqual(importPage(small, "demo", []));
});

it("reads or refuses 10 MB without falling over", () => {
  const page = fixtureText("eas");
  const many = page.repeat(Math.ceil(10_000_000 / page.length));
  expect(importPage(many, "eas", knownCorrections()).page).toBeUndefined();
  expect(importPage(`${small}\n`.concat("x ".repeat(5_000_000)), "demo", []).problems).toEqual([]);
  expect(importPage("|".repeat(10_000_000), "demo", []).problems).toHaveLength(1);
});
