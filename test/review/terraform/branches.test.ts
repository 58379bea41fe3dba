import fc from "fast-check";
import { grantsOfSource, readSource, review } from "../../../lib/review";
import { lintSources } from "../../../lib/review/lint-sources";
import { isGain } from "../../../lib/review/report/is-gain";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("branches");
let next = 0;

const variables = ["x", "y"].map((name) => `variable "${name}" {\n  type = bool\n}\n`).join("");

/** A folder whose policy of this document, an expression, is attached to a user, and one of others beside it. */
function written(document: string, others: readonly string[] = []): string {
  const policies = [document, ...others].map(
    (text, index) => `resource "alicloud_ram_policy" "p${index}" {
  policy_name     = "p${index}"
  policy_document = ${text}
}
resource "alicloud_ram_user_policy_attachment" "a${index}" {
  user_name   = "alice"
  policy_name = alicloud_ram_policy.p${index}.policy_name
  policy_type = "Custom"
}
`,
  );
  const place = `${next++}/app`;
  file(`${place}/main.tf`, `${variables}${policies.join("")}`);
  return `${folder}/${place}`;
}

function reviewed(before: string, after: string) {
  return review(grantsOfSource(readSource(before)), grantsOfSource(readSource(after)));
}

function statements(...some: readonly string[]): string {
  return `jsonencode({ Version = "1", Statement = [${some.join(", ")}] })`;
}

const allow = (...actions: readonly string[]): string =>
  `{ Effect = "Allow", Action = ${JSON.stringify(actions)}, Resource = "*" }`;
const deny = (...actions: readonly string[]): string =>
  `{ Effect = "Deny", Action = ${JSON.stringify(actions)}, Resource = "*" }`;
const [get, put, del] = ["oss:GetObject", "oss:PutObject", "oss:DeleteObject"] as const;
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

it("says which condition it could not compare, and of which policy", () => {
  const report = reviewed(written(`var.x ? ${one} : ${two}`), written(`var.x ? ${one} : ${three}`));
  expect(report.notCompared).toContain("policy p0");
  expect(report.rows.map((row) => ("why" in row ? row.why : undefined))).toContain(
    "only Terraform knows which of its documents policy p0 has",
  );
});

interface Leaf {
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

/** A document that conditions decide on. */
type Tree = Leaf | { readonly on: "x" | "y"; readonly then: Tree; readonly otherwise: Tree };

function expressionOf(tree: Tree): string {
  if ("on" in tree) return `(var.${tree.on} ? ${expressionOf(tree.then)} : ${expressionOf(tree.otherwise)})`;
  const { allowed, denied } = tree;
  return statements(allow("oss:ListBuckets", ...allowed), ...(denied.length === 0 ? [] : [deny(...denied)]));
}

type Answers = Readonly<Record<"x" | "y", boolean>>;

function leafOf(tree: Tree, answers: Answers): Leaf {
  return "on" in tree ? leafOf(answers[tree.on] ? tree.then : tree.otherwise, answers) : tree;
}

function refusesNothing(tree: Tree): boolean {
  return "on" in tree ? refusesNothing(tree.then) && refusesNothing(tree.otherwise) : tree.denied.length === 0;
}

const leaf = fc.record({
  allowed: fc.subarray([get, put, del]),
  denied: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.subarray([get, put])),
});
const trees = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 2, depthSize: "medium" },
    leaf,
    fc.record({ on: fc.constantFrom("x" as const, "y" as const), then: tie("tree"), otherwise: tie("tree") }),
  ),
})).tree;

const allAnswers: readonly Answers[] = [true, false].flatMap((x) => [true, false].map((y) => ({ x, y })));

/** What policies allow together. */
function allowedBy(policies: readonly Tree[], answers: Answers): readonly string[] {
  const leaves = policies.map((tree) => leafOf(tree, answers));
  const denied = leaves.flatMap((one) => one.denied);
  return leaves.flatMap((one) => one.allowed).filter((action) => !denied.includes(action));
}

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
