/**
 * Renews schema/alicloud.json from a newer provider. On a machine with Terraform and that provider, in an empty folder
 * whose only file requires `aliyun/alicloud` at the wanted version:
 *
 *     terraform init && terraform providers schema -json > full.json
 *     node scripts/refresh-schema.mjs full.json
 *
 * Keeps the resources and data sources that the file has now (name more of them as further arguments, e.g.
 * `alicloud_ram_user`), without descriptions, keys in order; given the committed file it writes the same bytes.
 * Prints what was added, removed and deprecated. Then run the tests: one fails if the library emits an argument that
 * is gone or deprecated.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const address = "registry.terraform.io/aliyun/alicloud";
const schemaFile = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "schema", "alicloud.json");

const [inputFile, ...moreNames] = process.argv.slice(2);
if (inputFile === undefined)
  fail("usage: node scripts/refresh-schema.mjs <providers-schema.json> [more resource types]");
const current = JSON.parse(readFileSync(schemaFile, "utf8"));
const full = readSchema(inputFile);
const refreshed = cut(full);
writeFileSync(schemaFile, `${JSON.stringify(refreshed, null, 1)}\n`);
report();

function readSchema(file) {
  let schema;
  try {
    schema = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    fail(`${file}: ${error.message}`);
  }
  if (schema?.provider_schemas?.[address] === undefined) fail(`${file} has no schema of ${address}`);
  return schema;
}

function cut(schema) {
  const { provider, resource_schemas, data_source_schemas } = schema.provider_schemas[address];
  const { resource_schemas: keptResources, data_source_schemas: keptData } = current.provider_schemas[address];
  const unknown = moreNames.filter((name) => !(name in resource_schemas) && !(name in data_source_schemas));
  if (unknown.length > 0) fail(`${inputFile} has no ${unknown.join(", ")}`);
  return withoutDescriptions({
    format_version: schema.format_version,
    provider_schemas: {
      [address]: {
        data_source_schemas: pick(data_source_schemas, keptData),
        provider,
        resource_schemas: pick(resource_schemas, keptResources),
      },
    },
  });
}

function pick(available, kept) {
  const gone = Object.keys(kept).filter((name) => !(name in available));
  if (gone.length > 0) fail(`${inputFile} no longer has ${gone.join(", ")}`);
  const added = moreNames.filter((name) => name in available);
  return Object.fromEntries([...Object.keys(kept), ...added].map((name) => [name, available[name]]));
}

/** Removes `description` and `description_kind`, but keeps attributes that are called `description`. */
function withoutDescriptions(value, named = false) {
  if (Array.isArray(value)) return value.map((item) => withoutDescriptions(item));
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value)
    .filter(([key]) => named || !["description", "description_kind"].includes(key))
    .map(([key, inner]) => [key, withoutDescriptions(inner, ["attributes", "block_types"].includes(key) && !named)]);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function report() {
  const before = facts(current);
  const after = facts(refreshed);
  const lines = [
    ...[...after].filter((fact) => !before.has(fact)).map((fact) => `+ ${fact}`),
    ...[...before].filter((fact) => !after.has(fact)).map((fact) => `- ${fact}`),
  ];
  console.log(lines.length === 0 ? "no argument was added, removed or deprecated" : lines.sort().join("\n"));
}

/** One line per argument, with its deprecation. */
function facts(schema) {
  const lines = new Set();
  const { resource_schemas, data_source_schemas } = schema.provider_schemas[address];
  for (const [name, { block }] of Object.entries({ ...data_source_schemas, ...resource_schemas })) visit(name, block);
  return lines;

  function visit(where, { attributes = {}, block_types = {} }) {
    for (const [name, { deprecated }] of Object.entries(attributes)) {
      lines.add(`${where}.${name}${deprecated ? " (deprecated)" : ""}`);
    }
    for (const [name, { block }] of Object.entries(block_types)) visit(`${where}.${name}`, block);
  }
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
