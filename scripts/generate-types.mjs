/** Writes the literal-union types of lib/catalog/generated from the data of lib/catalog/data. Run after changing data. */
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const catalog = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "lib", "catalog");
const outputDir = process.argv[2] ?? path.join(catalog, "generated");

const systemPolicies = JSON.parse(readFileSync(path.join(catalog, "data", "system-policies.json"), "utf8"));
const attachable = Object.keys(systemPolicies).filter((name) => systemPolicies[name].kind === "system");

mkdirSync(outputDir, { recursive: true });
writeFileSync(
  path.join(outputDir, "system-policy-name.ts"),
  [
    "// Generated from lib/catalog/data/system-policies.json by scripts/generate-types.mjs. Do not edit.",
    "",
    "/** Names of the system policies that this library knows and that can be attached, in RAM's own case. */",
    "export type SystemPolicyName =",
    ...attachable.sort().map((name, index, all) => `  | "${name}"${index === all.length - 1 ? ";" : ""}`),
    "",
  ].join("\n"),
);
