import fc from "fast-check";
import { leastPrivilege, workspaceRole } from "../../../lib/catalog";
import { Arn, type PolicyDocument, PolicyDocument as Document, checkName } from "../../../lib/policy";
import { type Value, evaluate, nullValue, parseTemplate, textValue } from "../../../lib/terraform/expression";
import { parseHcl } from "../../../lib/terraform/hcl/parse-hcl";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { renderHcl } from "../../../lib/terraform/hcl-text";
import { type ModuleFiles, renderModule } from "../../../lib/terraform/module-text";
import { templateParts } from "../../../lib/terraform/template";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("accepted-values");

interface VariableBlock {
  readonly default?: unknown;
  readonly nullable?: boolean;
  readonly validation?: readonly { readonly condition: string }[];
}

function jsonOf(text: string): Readonly<Record<string, unknown>> {
  const [parsed] = parseHcl([{ name: "module.tf", text }]);
  if (parsed === undefined || "problem" in parsed) throw new Error(JSON.stringify(parsed));
  return parsed.json;
}

function variablesOf(files: ModuleFiles): Readonly<Record<string, readonly [VariableBlock]>> {
  return jsonOf(files["variables.tf"] ?? "")["variable"] as Readonly<Record<string, readonly [VariableBlock]>>;
}

/** Whether the validation of a variable accepts a value, by our evaluator of Terraform's expressions. */
function accepts({ validation = [] }: VariableBlock, value: Value): boolean {
  return validation.every(({ condition }) => {
    const parsed = parseTemplate(condition);
    if ("problem" in parsed) throw new Error(parsed.problem.message);
    const answer = evaluate(parsed.expression, {
      resolve: (root) => (root === "var" ? { value, used: 1 } : undefined),
    });
    if (answer.kind !== "boolean") throw new Error(`${condition} is ${answer.kind}`);
    return answer.boolean;
  });
}

const anywhere = variablesOf(renderModule("LeastPrivilege", { features: { agents: "view" } }));
const placed = variablesOf(
  renderModule("LeastPrivilege", {
    features: { sandboxes: "manage" },
    within: { workspace: "w", region: "cn-hangzhou", accountId: "1" },
  }),
);
const parts = [
  ...Object.entries({ region: anywhere["region"], account_id: anywhere["account_id"] }),
  ...Object.entries({ workspace: placed["workspace"], region: placed["region"], account_id: placed["account_id"] }),
].map(([name, blocks]) => [name, (blocks ?? [{}])[0]] as const);

const hostile = [
  ...[
    "*",
    "a*",
    "a?b",
    "?",
    "**",
    "a/b",
    "/",
    "a:b",
    "acs:*",
    "${x}",
    "${var.workspace}",
    "$",
    "%{if true}*",
    "{",
    "}",
  ],
  ...[
    "",
    " ",
    "a b",
    "a\n",
    "\na",
    "a\n*",
    "a\r",
    "\u0000",
    "a\u2028b",
    '"',
    "'",
    "\\",
    ",",
    "a,b",
    "..",
    "-a",
    "ａ",
    "é",
  ],
  ...["a".repeat(65), "9".repeat(65), '","Action":"*'],
];

it.each(parts)("%s accepts no wildcard, no path and no expression", (_, block) => {
  expect(hostile.filter((text) => accepts(block, textValue(text)))).toEqual([]);
});

it("accepts null only where the request names no place", () => {
  expect(accepts(anywhere["region"]![0], nullValue)).toBe(true);
  for (const [{ nullable, default: byDefault }] of Object.values(placed)) {
    expect(nullable === false || byDefault === null).toBe(true);
  }
  for (const name of ["workspace", "region", "account_id"]) {
    expect(placed[name]?.[0]).toMatchObject({ nullable: false });
    expect(placed[name]?.[0]).not.toHaveProperty("default");
  }
});

const text = fc
  .array(fc.oneof(fc.string({ unit: "binary", maxLength: 3 }), fc.constantFrom(...hostile, "a", "0", "-", "cn")), {
    maxLength: 4,
  })
  .map((some) => some.join(""));

it.each(parts)("what %s accepts is one part of an ARN, and matches itself only", (_, block) => {
  fc.assert(
    fc.property(text, (value) => {
      if (!accepts(block, textValue(value))) return;
      expect(value).toMatch(/^[\w.-]{1,64}$/);
      const arn = Arn.of({ service: "agentrun", region: value, account: value, resource: `workspaces/${value}/*` });
      expect(arn.toString().split(":")).toHaveLength(5);
    }),
    { numRuns: 300 },
  );
});

it("has nothing of callers in a document but the place and what is made of it", () => {
  const files = [
    renderModule("AgentRunTeam", { secrets: { credentials: ["c"] } }),
    renderModule("WorkspaceAccess", { role: "administrator" }),
    renderModule("LeastPrivilege", {
      features: { tools: "manage" },
      within: { workspace: "w", region: "cn-hangzhou" },
      conditions: { StringEquals: { "acs:x": ["${var.name}", "$${var.name}", "${TfToken[expression.x]}"] } },
    }),
  ];
  const allowed = ["${var.workspace}", "${var.region}", "${local.region}", "${local.account_id}"];
  for (const one of files) {
    const { alicloud_ram_policy: policies } = (
      jsonOf(one["main.tf"] ?? "") as { readonly resource: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
    ).resource;
    const documents = Object.values(policies ?? {}).map(
      (blocks) => (blocks as readonly { readonly policy_document: string }[])[0]?.policy_document ?? "",
    );
    expect(documents.length).toBeGreaterThan(0);
    for (const document of documents) {
      const [whole] = templateParts(document);
      const inner = [...(whole?.source.slice(2) ?? "").matchAll(/\$*\$\{[^}]*\}/g)].map(([found]) => found);
      expect(inner.filter((found) => !found.startsWith("$$") && !allowed.includes(found))).toEqual([]);
    }
  }
});

it.each(["policy", "role"] as const)("accepts as the name of a %s what RAM accepts", (kind) => {
  const files = kind === "policy" ? renderModule("AgentRunFullAccess") : renderModule("DevsDefaultRole");
  const [block = {}] = variablesOf(files)["name"] ?? [];
  fc.assert(
    fc.property(fc.oneof(text, fc.stringMatching(/^[A-Za-z0-9.-]{0,140}$/)), (value) => {
      if (accepts(block, textValue(value))) expect(checkName(kind, value, "name")).toEqual([]);
    }),
    { numRuns: 200 },
  );
  expect(accepts(block, textValue("a".repeat(kind === "policy" ? 128 : 64)))).toBe(true);
});

/** The documents of the policies that a call of a module makes. */
function documentsOf(name: string, files: ModuleFiles, call: object): readonly string[] {
  for (const [one, content] of Object.entries(files)) file(`${name}/${one}`, content);
  file(`${name}/call/main.tf`, renderHcl({ module: { m: { source: "..", name: "p", ...call } } }));
  const { resources } = readTerraformFolder(`${folder}/${name}/call`);
  return resources.flatMap(({ type, arguments: given }) =>
    type === "alicloud_ram_policy" ? [String(given["policy_document"])] : [],
  );
}

/** Each action with each resource and the rest of its statement, whatever statements they are in. */
function grants(documents: readonly PolicyDocument[]): readonly string[] {
  const found = documents.flatMap(({ statements }) =>
    statements.flatMap(({ actions, resources, conditions }) =>
      actions.flatMap((action) => resources.map((resource) => JSON.stringify([action, resource, conditions]))),
    ),
  );
  return [...new Set(found)].sort();
}

it("splits what is too long, and each part fits for the longest values", () => {
  const role = { role: "administrator" } as const;
  const tools = Array.from({ length: 60 }, (_, index) => `a-tool-with-a-long-name-${index}`);
  const request = { features: { tools: "manage" }, within: { tools, workspace: "w", region: "cn-x" } } as const;
  const longest = { workspace: "w".repeat(64), region: "r".repeat(32), account_id: "1".repeat(32) };
  const documents = documentsOf("split", renderModule("LeastPrivilege", request), longest);
  expect(documents.length).toBeGreaterThan(1);
  for (const document of documents) expect(Buffer.byteLength(document)).toBeLessThanOrEqual(6144);
  const expected = leastPrivilege({
    ...request,
    within: { tools, workspace: longest.workspace, region: longest.region, accountId: longest.account_id },
  }).document;
  expect(grants(documents.map((one) => Document.fromJson(one)))).toEqual(grants([expected]));
  const [only = ""] = documentsOf("whole", renderModule("WorkspaceAccess", role), longest);
  const whole = workspaceRole({
    ...role,
    ...{ workspaces: [longest.workspace], region: longest.region, accountId: longest.account_id },
  }).document;
  expect(grants([Document.fromJson(only)])).toEqual(grants([whole]));
});

it("counts what jsonencode escapes", () => {
  const withAgent = (value: string): ModuleFiles =>
    renderModule("LeastPrivilege", {
      features: { tools: "view" },
      conditions: { StringEquals: { "acs:UserAgent": value } },
    });
  expect(() => withAgent("a".repeat(1200))).not.toThrow();
  expect(() => withAgent("<>&".repeat(400))).toThrow(/RAM119.*<, > and &, which jsonencode writes as six bytes each/s);
  const [document = ""] = documentsOf("escaped", withAgent("<>&\u2028".repeat(100)), {});
  const encoded = document.replace(/[<>&\u2028]/g, "\\u0000");
  expect(encoded.length).toBeLessThanOrEqual(6144);
});

it.each([
  ["LeastPrivilege", { features: { tools: "view" }, within: { workspace: "team-*" } }, /RAM627.*within\.workspace/s],
  ["LeastPrivilege", { features: { tools: "view" }, within: { region: "cn-*" } }, /RAM627.*within\.region/s],
  ["LeastPrivilege", { features: { tools: "view" }, within: { workspace: "*" } }, /RAM627/],
  ["LeastPrivilege", {}, /RAM624/],
  ["LeastPrivilege", { features: { tool: "view" } }, /RAM62\d/],
  ["LeastPrivilege", { features: { tools: "view" }, resourceGroupForm: "attachment" }, /RAM629.*resourceGroupForm/s],
  ["LeastPrivilege", { actions: ["agentrun:ListAlarms"], within: { tools: ["a"] } }, /RAM62\d/],
  ["WorkspaceAccess", {}, /RAM629.*role/s],
  ["WorkspaceAccess", { role: "owner" }, /RAM629.*role/s],
  ["WorkspaceAccess", { role: "viewer", workspace: "a/b" }, /RAM627.*workspace/s],
  ["WorkspaceAccess", { role: "viewer", workspaces: ["a"] }, /RAM629.*workspaces/s],
  ["AgentRunTeam", { buckets: ["team-*"] }, /RAM627.*buckets/s],
  ["AgentRunFullAccess", { generation: "devs" }, /RAM629.*generation/s],
  ["DevsDefaultRole", { generation: "next" }, /RAM629.*generation/s],
  ["FlowExecutionRole", { nodes: { tigers: false } }, /RAM629.*tigers/s],
  ["Toaster", {}, /RAM629.*Toaster/s],
])("refuses %s with %j", (name, request, message) => {
  const render = renderModule as (name: string, request: object) => unknown;
  expect(() => render(name, request)).toThrow(message);
});
