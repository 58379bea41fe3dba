import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { App } from "cdktf";
import { examples, registerExamples } from "../../examples/stacks";
import fullAccessPolicy from "../fixtures/full-access-policy.json";
import leastPrivilegePolicy from "../fixtures/least-privilege-policy.json";

// `npm run golden:update` rewrites the golden files; look at their diff before committing it.
const update = process.env["UPDATE_GOLDEN"] !== undefined;
const goldenFolder = path.join(__dirname, "golden");
const synthesized = synthesizeExamples();

beforeAll(() => {
  if (!update) return;
  if (process.env["CI"] !== undefined) throw new Error("golden files are not rewritten in CI");
  rmSync(goldenFolder, { recursive: true, force: true });
  mkdirSync(goldenFolder);
  for (const [name, text] of synthesized) writeFileSync(goldenFile(name), text);
});

it("has the documented stacks", () => {
  const names = [
    "composition",
    "deployer",
    "devs-roles",
    "flow-execution-role",
    "foundation",
    "full-access",
    "grants",
    "invoke",
    "least-privilege",
    "least-privilege-by-feature",
    "model-studio",
    "pai-eas",
    "read-only",
    "service-linked-roles",
    "two-teams",
  ];
  expect(Object.keys(examples).sort()).toEqual(names);
  expect([...synthesized.keys()]).toEqual(names);
  expect(readdirSync(goldenFolder).sort()).toEqual(names.map((name) => `${name}.tf.json`).sort());
});

describe.each([...synthesized])("%s", (name, text) => {
  const stack = JSON.parse(text) as { resource: unknown; terraform: { required_providers: unknown } };

  it("equals its golden file", () => {
    expect(existsSync(goldenFile(name))).toBe(true);
    expect(text).toBe(readFileSync(goldenFile(name), "utf8"));
  });

  it("requires the provider with source and version", () => {
    expect(stack.terraform.required_providers).toEqual({
      alicloud: { source: "aliyun/alicloud", version: ">= 1.288.0, < 3.0.0" },
    });
  });

  it("has compact documents and no argument without a value", () => {
    for (const document of documentsIn(stack)) expect(document).toBe(JSON.stringify(JSON.parse(document)));
    expect(JSON.stringify(stack.resource)).not.toMatch(/":(null|""|\[\]|\{\})/);
  });
});

it.each([
  ["full-access", fullAccessPolicy],
  ["least-privilege", leastPrivilegePolicy],
])("%s grants the documented policy, statement by statement", (name, documented: { Statement: readonly unknown[] }) => {
  const [document, ...others] = documentsIn(JSON.parse(synthesized.get(name)!));
  expect(others).toEqual([]);
  const { Version, Statement } = JSON.parse(document!) as { Version: string; Statement: unknown[] };
  expect(Version).toBe("1");
  expect(Statement).toHaveLength(documented.Statement.length);
  for (const [index, statement] of Statement.entries()) expect(statement).toEqual(documented.Statement[index]);
});

it("synthesizes the same bytes again", () => {
  expect([...synthesizeExamples()]).toEqual([...synthesized]);
});

/** The `cdk.tf.json` of every example, by name, without what depends on the machine and the framework's version. */
function synthesizeExamples(): Map<string, string> {
  const outdir = mkdtempSync(path.join(tmpdir(), "agentrun-golden-"));
  try {
    const app = new App({ outdir });
    registerExamples(app);
    app.synth();
    const stacks = path.join(outdir, "stacks");
    return new Map(
      readdirSync(stacks)
        .sort()
        .map((name) => [name, normalized(readFileSync(path.join(stacks, name, "cdk.tf.json"), "utf8"))]),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

function normalized(text: string): string {
  const stack = JSON.parse(text) as {
    "//": { metadata: { version: string } };
    terraform: { backend: { local: { path: string } } };
  };
  stack["//"].metadata.version = "any";
  stack.terraform.backend.local.path = path.basename(stack.terraform.backend.local.path);
  return `${JSON.stringify(stack, null, 2)}\n`;
}

function goldenFile(name: string): string {
  return path.join(goldenFolder, `${name}.tf.json`);
}

/** Every policy document and trust policy in a stack. */
function documentsIn(value: unknown): readonly string[] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) =>
    key.endsWith("policy_document") ? [String(inner)] : documentsIn(inner),
  );
}
