import fc from "fast-check";
import { grantsOfSource, readSource, review } from "../../../lib/review";
import { lintSources } from "../../../lib/review/lint-sources";
import { isGain } from "../../../lib/review/report/is-gain";
import {
  type Tree,
  allAnswers,
  allow,
  allowedBy,
  deny,
  expressionOf,
  get,
  put,
  del,
  refusesNothing,
  statements,
  trees,
  trusting,
  written,
  writtenRole,
} from "../support/branched-policies";

function reviewed(before: string, after: string) {
  return review(grantsOfSource(readSource(before)), grantsOfSource(readSource(after)));
}

const [one, two, three] = [statements(allow(get)), statements(allow(get, put)), statements(allow(get, put, del))];

/** The rows that are gains, in lines. */
function gainsOf(before: string, after: string): readonly string[] {
  return reviewed(before, after)
    .rows.filter((row) => isGain(row) && "principal" in row && row.principal.kind === "user")
    .map((row) =>
      row.kind === "permission" ? `${row.certainty} ${row.actions.join(" ")}` : `${row.kind} ${JSON.stringify(row)}`,
    );
}

it.each<readonly [title: string, before: string, after: string, gains: readonly string[]]>([
  ["the same", `var.x ? ${one} : ${two}`, `var.x ? ${one} : ${two}`, []],
  ["less in one branch", `var.x ? ${one} : ${three}`, `var.x ? ${one} : ${two}`, []],
  ["more in the first branch", `var.x ? ${one} : ${two}`, `var.x ? ${two} : ${two}`, [`possible ${put}`]],
  ["more in the second branch", `var.x ? ${one} : ${two}`, `var.x ? ${one} : ${three}`, [`possible ${del}`]],
  ["more in all branches", `var.x ? ${one} : ${one}`, `var.x ? ${two} : ${two}`, [`certain ${put}`]],
  ["branches that are exchanged", `var.x ? ${one} : ${two}`, `var.x ? ${two} : ${one}`, [`possible ${put}`]],
  ["another condition", `var.x ? ${one} : ${two}`, `var.y ? ${one} : ${two}`, [`possible ${put}`]],
  ["a condition that is gone", `var.x ? ${one} : ${two}`, two, [`possible ${put}`]],
  ["a condition that is gone, with what any branch had", `var.x ? ${one} : ${two}`, one, []],
  ["a new condition", two, `var.x ? ${one} : ${three}`, [`possible ${del}`]],
  ["a new condition with less", three, `var.x ? ${one} : ${two}`, []],
  [
    "a condition on a list",
    statements(`{ Effect = "Allow", Action = var.x ? ["${get}"] : ["${put}"], Resource = "*" }`),
    statements(`{ Effect = "Allow", Action = var.x ? ["${get}"] : ["${put}", "${del}"], Resource = "*" }`),
    [`possible ${del}`],
  ],
  [
    "a condition that occurs twice",
    statements(`{ Effect = "Allow", Action = var.x ? "${get}" : "${put}", Resource = var.x ? "a" : "b" }`),
    statements(
      `{ Effect = "Allow", Action = "${get}", Resource = "a" }`,
      `{ Effect = "Allow", Action = "${put}", Resource = "b" }`,
    ),
    [`possible ${get}`, `possible ${put}`],
  ],
  [
    "conditions within a branch",
    `var.x ? ${one} : (var.y ? ${two} : ${three})`,
    `var.x ? ${two} : (var.y ? ${two} : ${one})`,
    [`possible ${put}`],
  ],
  [
    "a directive",
    `<<EOT\n{"Version":"1","Statement":[{"Effect":"Allow","Action":["${get}"%{ if var.x },"${put}"%{ endif }],"Resource":"*"}]}\nEOT`,
    `<<EOT\n{"Version":"1","Statement":[{"Effect":"Allow","Action":["${get}"%{ if var.x },"${del}"%{ endif }],"Resource":"*"}]}\nEOT`,
    [`possible ${del}`],
  ],
  [
    "a refusal that only one branch has",
    `var.x ? ${statements(allow(get, put), deny(put))} : ${one}`,
    `var.x ? ${statements(allow(get, put))} : ${one}`,
    [`possible ${put}`],
  ],
  [
    "a text that is not known in a branch",
    `var.x ? ${statements(`{ Effect = "Allow", Action = "${get}", Resource = "acs:oss:*:*:\${var.y}" }`)} : ${one}`,
    `var.x ? ${statements(`{ Effect = "Allow", Action = "${get}", Resource = "acs:oss:*:*:\${var.y}" }`)} : ${two}`,
    [`possible ${put}`],
  ],
])("%s", (_, before, after, gains) => {
  expect(gainsOf(written(before), written(after))).toEqual(gains);
});

it.each<readonly [title: string, before: string, after: string]>([
  ["a branch that is not known", `var.x ? ${one} : file("missing.json")`, `var.x ? ${two} : file("missing.json")`],
  ["a branch that RAM refuses", `var.x ? ${one} : "{}"`, `var.x ? ${two} : "{}"`],
  ["a branch that is nothing", `var.x ? ${one} : null`, `var.x ? ${two} : null`],
  [
    "too many branches",
    Array.from({ length: 10 }, (_, at) => `var.x${at} ? ${one} : `).join("") + one,
    Array.from({ length: 10 }, (_, at) => `var.x${at} ? ${two} : `).join("") + two,
  ],
  [
    "many conditions within each other",
    `${"var.x ? ".repeat(200)}${one}${` : ${one}`.repeat(200)}`,
    `${"var.x ? ".repeat(200)}${two}${` : ${two}`.repeat(200)}`,
  ],
  [
    "many conditions beside each other",
    statements(
      ...Array.from({ length: 40 }, (_, at) => allow(get, `oss:X${at}`).replace('"*"', `var.x == ${at} ? "a" : "b"`)),
    ),
    statements(
      ...Array.from({ length: 40 }, (_, at) => allow(put, `oss:X${at}`).replace('"*"', `var.x == ${at} ? "a" : "b"`)),
    ),
  ],
  [
    "a condition that a loop repeats",
    statements(
      `{ Effect = "Allow", Action = [for a in ["${get}"] : var.x ? a : "${get}"], Resource = var.y ? "a" : "b" }`,
    ),
    statements(
      `{ Effect = "Allow", Action = [for a in ["${put}"] : var.x ? a : "${get}"], Resource = var.y ? "a" : "b" }`,
    ),
  ],
])("stops a change where not all documents are known: %s", (_, before, after) => {
  expect(gainsOf(written(before), written(after))).not.toEqual([]);
});

const [fc1, ecs, ros] = ["fc.aliyuncs.com", "ecs.aliyuncs.com", "ros.aliyuncs.com"] as const;

it.each<readonly [title: string, before: string, after: string, gains: readonly string[]]>([
  ["the same", `var.x ? ${trusting(fc1)} : ${trusting(ecs)}`, `var.x ? ${trusting(fc1)} : ${trusting(ecs)}`, []],
  [
    "less in one",
    `var.x ? ${trusting(fc1)} : ${trusting(ecs, ros)}`,
    `var.x ? ${trusting(fc1)} : ${trusting(ecs)}`,
    [],
  ],
  [
    "more in one",
    `var.x ? ${trusting(fc1)} : ${trusting(ecs)}`,
    `var.x ? ${trusting(fc1, ros)} : ${trusting(ecs)}`,
    [`possible ${ros}`],
  ],
  [
    "more in both",
    `var.x ? ${trusting(fc1)} : ${trusting(ecs)}`,
    `var.x ? ${trusting(fc1, ros)} : ${trusting(ecs, ros)}`,
    [`certain ${ros}`],
  ],
  [
    "exchanged",
    `var.x ? ${trusting(fc1)} : ${trusting(fc1, ros)}`,
    `var.x ? ${trusting(fc1, ros)} : ${trusting(fc1)}`,
    [`possible ${ros}`],
  ],
  [
    "another condition",
    `var.x ? ${trusting(fc1)} : ${trusting(fc1, ros)}`,
    `var.y ? ${trusting(fc1)} : ${trusting(fc1, ros)}`,
    [`possible ${ros}`],
  ],
  ["a condition that is gone", `var.x ? ${trusting(fc1)} : ${trusting(fc1, ros)}`, trusting(fc1), []],
  ["a condition that is new", trusting(fc1), `var.x ? ${trusting(fc1)} : ${trusting(fc1, ros)}`, [`possible ${ros}`]],
  ["a condition that is new, with less", trusting(fc1, ros), `var.x ? ${trusting(fc1)} : ${trusting(ros)}`, []],
  [
    "a condition on a name",
    statements(
      `{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = [var.x ? "${fc1}" : "${ecs}"] } }`,
    ),
    statements(
      `{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = [var.x ? "${fc1}" : "${ros}"] } }`,
    ),
    [`possible ${ros}`],
  ],
])("compares every trust policy that a role may have: %s", (_, before, after, gains) => {
  const { rows } = reviewed(writtenRole(before), writtenRole(after));
  expect(
    rows.filter(isGain).map((row) => (row.kind === "trust" ? `${row.certainty} ${row.trusted.name}` : row.kind)),
  ).toEqual(gains);
});

it.each([
  [`var.x ? ${trusting(fc1)} : file("missing.json")`, `var.x ? ${trusting(ros)} : file("missing.json")`],
  [`var.x ? ${trusting(fc1)} : "{}"`, `var.x ? ${trusting(ros)} : "{}"`],
  [trusting(fc1), `var.x ? ${trusting(fc1)} : file("missing.json")`],
  [`var.x ? ${trusting(fc1)} : ${trusting(ecs)}`, `var.x ? ${trusting(fc1)} : file("missing.json")`],
  [`var.x ? ${trusting(fc1)} : file("missing.json")`, `var.x ? ${trusting(fc1)} : ${trusting(ecs)}`],
])("stops a change where not all trust policies are known: %s", (before, after) => {
  expect(reviewed(writtenRole(before), writtenRole(after)).rows.filter(isGain)).not.toEqual([]);
});

it("takes equal conditions of several stacks for different ones", () => {
  const [deniedIf, allowedIf] = [statements(allow("oss:ListBuckets"), deny(put)), statements(allow("oss:ListBuckets"))];
  const stacks = (first: string, second: string) =>
    [first, second].flatMap((document, index) => grantsOfSource(readSource(written(document, [], `app${index}`))));
  // With one variable for both, put would always be refused.
  const before = stacks(`var.x ? ${deniedIf} : ${allowedIf}`, `var.x ? ${allowedIf} : ${statements(allow(get))}`);
  const after = stacks(
    `var.x ? ${deniedIf} : ${allowedIf}`,
    `var.x ? ${statements(allow(put))} : ${statements(allow(get))}`,
  );
  const gains = review(before, after, { oneAccount: true }).rows.filter(isGain);
  expect(JSON.stringify(gains)).toContain(put);
});

it("says which condition it could not compare, and of which policy", () => {
  const report = reviewed(written(`var.x ? ${one} : ${two}`), written(`var.x ? ${one} : ${three}`));
  expect(report.notCompared).toContain("policy p0");
  expect(report.rows.map((row) => ("why" in row ? row.why : undefined))).toContain(
    "only Terraform knows which of its documents policy p0 has",
  );
});

it("finds every gain that some answers give, and without refusals no other", () => {
  fc.assert(
    fc.property(trees, trees, fc.option(trees), (before, after, other) => {
      const beside = other === null ? [] : [other];
      const gained = allAnswers.some((answers) => {
        const was = allowedBy([before, ...beside], answers);
        return allowedBy([after, ...beside], answers).some((action) => !was.includes(action));
      });
      const place = (tree: Tree): string => written(expressionOf(tree), beside.map(expressionOf));
      const found = gainsOf(place(before), place(after)).length > 0;
      if (gained || [before, after, ...beside].every(refusesNothing)) expect(found).toBe(gained);
    }),
    { numRuns: 60 },
  );
});

it("lints every document that a policy may have", () => {
  const lines = (document: string): readonly string[] =>
    lintSources([readSource(written(document))]).findings.map(({ id, found }) => `${id} ${found}`);
  const [wide, misspelt] = [statements(allow("*")), statements(allow("agentrun:GetToool"))];
  const expected = [...lines(wide), ...lines(misspelt)];
  expect(expected.length).toBeGreaterThan(1);
  expect(lines(`var.x ? ${wide} : ${misspelt}`)).toEqual(expected);
  expect(lines(`var.x ? ${wide} : (var.y ? ${wide} : ${misspelt})`)).toEqual(expected);
  expect(lines(`var.x ? ${wide} : file("missing.json")`).join("")).toMatch(/^RAM504/);
});
