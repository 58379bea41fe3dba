import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import schema from "../../schema/alicloud.json";
import { forms } from "../constructs/forms";
import { type Resources, resourcesOf } from "../constructs/support";

const root = path.join(__dirname, "..", "..");

interface Block {
  readonly attributes?: Readonly<Record<string, { readonly deprecated?: boolean; readonly optional?: boolean }>>;
  readonly block_types?: Readonly<Record<string, { readonly block: Block }>>;
}
type Schemas = Readonly<Record<string, { readonly block: Block }>>;

const { resource_schemas: resources, data_source_schemas: data } = schema.provider_schemas[
  "registry.terraform.io/aliyun/alicloud"
] as unknown as { readonly resource_schemas: Schemas; readonly data_source_schemas: Schemas };

/** Arguments that Terraform itself takes in every resource, and the framework's metadata. */
const metaArguments = new Set(["//", "provider", "depends_on", "lifecycle", "count", "for_each"]);

/** Arguments that the provider's schema lacks, or has deprecated, as `type.argument: why`. */
function problemsWith(schemas: Schemas, emitted: Resources): readonly string[] {
  return Object.entries(emitted).flatMap(([type, instances]) => {
    const block = schemas[type]?.block;
    if (block === undefined) return [`${type}: missing`];
    return Object.values(instances).flatMap((values) => argumentProblems(type, block, values));
  });
}

function argumentProblems(where: string, block: Block, values: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (metaArguments.has(name)) return [];
    const inner = block.block_types?.[name]?.block;
    if (inner !== undefined) {
      const blocks = (Array.isArray(value) ? value : [value]) as readonly Readonly<Record<string, unknown>>[];
      return blocks.flatMap((each) => argumentProblems(`${where}.${name}`, inner, each));
    }
    const argument = block.attributes?.[name];
    if (argument === undefined) return [`${where}.${name}: missing`];
    return argument.deprecated === true ? [`${where}.${name}: deprecated`] : [];
  });
}

it.each(Object.entries(forms))("%s emits only current arguments", (_, build) => {
  const emitted = resourcesOf(build);
  expect(problemsWith(resources, emitted.resource ?? {})).toEqual([]);
  expect(problemsWith(data, emitted.data ?? {})).toEqual([]);
});

it.each(readdirSync(path.join(root, "test/examples/golden")))("%s has only current arguments", (file) => {
  const stack = JSON.parse(readFileSync(path.join(root, "test/examples/golden", file), "utf8")) as {
    readonly resource?: Resources;
    readonly data?: Resources;
  };
  expect(problemsWith(resources, stack.resource ?? {})).toEqual([]);
  expect(problemsWith(data, stack.data ?? {})).toEqual([]);
});

it("sees missing and deprecated arguments", () => {
  const emitted = {
    alicloud_ram_policy: { X: { name: "old", policy_name: "new", polcy_document: "typo" } },
    alicloud_ram_polcy: { X: {} },
  };
  expect(problemsWith(resources, emitted)).toEqual([
    "alicloud_ram_policy.name: deprecated",
    "alicloud_ram_policy.polcy_document: missing",
    "alicloud_ram_polcy: missing",
  ]);
});

it("has a binding for every resource and data source of the schema, and for the provider", () => {
  const folders = readdirSync(path.join(root, "lib/provider-alicloud"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name.replaceAll("-", "_"));
  const expected = [
    "provider",
    ...Object.keys(resources).map((type) => type.replace("alicloud_", "")),
    ...Object.keys(data).map((type) => `data_${type}`),
  ];
  expect(folders.sort()).toEqual(expected.sort());
});

it("is what its refresh script makes of it", () => {
  const file = path.join(root, "schema/alicloud.json");
  const before = readFileSync(file, "utf8");
  const printed = execFileSync(process.execPath, ["scripts/refresh-schema.mjs", file], { cwd: root, encoding: "utf8" });
  expect(printed).toBe("no argument was added, removed or deprecated\n");
  expect(readFileSync(file, "utf8")).toBe(before);
});
