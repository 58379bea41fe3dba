/**
 * Writes lib/catalog/generated from the data of lib/catalog/data: literal-union types of action names, system policies
 * and features, the builders of ARNs, and the table of data files. Run it after changing data; otherwise, a test fails.
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const catalog = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "lib", "catalog");
const outputDir = process.argv[2] ?? path.join(catalog, "generated");
const read = (...names) => JSON.parse(readFileSync(path.join(catalog, "data", ...names), "utf8"));
const codesIn = (folder) =>
  readdirSync(path.join(catalog, "data", folder))
    .map((file) => path.basename(file, ".json"))
    .sort();
const pages = Object.fromEntries(codesIn("pages").map((code) => [code, read("pages", `${code}.json`)]));
const mentions = Object.fromEntries(codesIn("mentions").map((code) => [code, read("mentions", `${code}.json`)]));
const authorizations = Object.fromEntries(
  codesIn("authorizations").map((code) => [code, read("authorizations", `${code}.json`)]),
);
const practice = Object.fromEntries(
  codesIn("practice-pages").map((code) => [code, read("practice-pages", `${code}.json`)]),
);
const sdk = Object.fromEntries(codesIn("sdk-operations").map((code) => [code, read("sdk-operations", `${code}.json`)]));
const published = Object.fromEntries(
  codesIn("operation-pages").map((code) => [code, read("operation-pages", `${code}.json`)]),
);
const operations = Object.fromEntries(codesIn("operations").map((code) => [code, read("operations", `${code}.json`)]));
const codes = [
  ...new Set(
    [pages, mentions, authorizations, practice, published, sdk, operations].flatMap((files) => Object.keys(files)),
  ),
].sort();

mkdirSync(outputDir, { recursive: true });
write("system-policy-name.ts", systemPolicyName());
write("feature-key.ts", featureKey());
write("actions.ts", actions());
write("arn.ts", arnBuilders());
write("service-files.ts", serviceFiles());

function write(file, lines) {
  const header = "// Generated from lib/catalog/data by scripts/generate-types.mjs. Do not edit.";
  writeFileSync(path.join(outputDir, file), [header, "", ...lines, ""].join("\n"));
}

function union(names) {
  return names.map((name, index) => `  | ${JSON.stringify(name)}${index === names.length - 1 ? ";" : ""}`);
}

function systemPolicyName() {
  const { policies } = read("system-policies.json");
  const { names } = read("system-policy-names.json");
  const all = [...new Set([...Object.keys(policies), ...Object.keys(names)])];
  const attachable = all.filter((name) => !name.startsWith("AliyunServiceRolePolicyFor"));
  return [
    "/** Names of the confirmed system policies that can be attached, in RAM's own case. */",
    "export type SystemPolicyName =",
    ...union(attachable.filter((name) => names[name]?.unconfirmed !== true).sort()),
  ];
}

function featureKey() {
  return [
    "/** Keys of the features: sections of the vendor's grant page, then those that its table lacks. */",
    "export type FeatureKey =",
    ...union(Object.keys(read("features.json").features)),
  ];
}

function actions() {
  const named = { agentrun: "AgentRunAction", sfm: "ModelStudioAction", eas: "EasAction" };
  const namesOf = (code) => {
    // Excludes operations of SDKs that no document names as actions: they need unchecked().
    const names = [
      ...[pages, mentions, authorizations, published].flatMap((files) => Object.keys(files[code]?.actions ?? {})),
      ...(practice[code]?.pages ?? []).flatMap(({ scopes }) => scopes.flatMap(({ actions: named }) => named)),
      ...(sdk[code]?.retired ?? []).flatMap(({ operations: gone }) => gone),
      ...(operations[code]?.operations ?? []),
    ];
    return [...new Set(names)].map((name) => `${code}:${name}`).sort();
  };
  const companions = codes.filter((code) => !(code in named)).flatMap(namesOf);
  return [
    ...Object.entries(named).flatMap(([code, type]) => [
      `/** Known actions of ${pages[code].title}. */`,
      `export type ${type} =`,
      ...union(namesOf(code)),
      "",
    ]),
    "/** Known actions of the services that AgentRun works with. */",
    "export type CompanionAction =",
    ...union(companions),
    "",
    "/** Every known action. */",
    `export type KnownAction = ${[...Object.values(named), "CompanionAction"].join(" | ")};`,
    "",
    "/** RAM codes of the services that have known actions. */",
    "export type KnownCode =",
    ...union(codes),
  ];
}

/** One builder for each resource type, from the template that names a single resource, or else all of them. */
function arnBuilders() {
  const names = read("arn-names.json");
  return [
    'import { type ArnScope, fillTemplate } from "../arn-template";',
    "",
    "/** Builders of ARNs, by RAM code and resource type. Region and account are `*` unless given. */",
    "export const arn = {",
    ...Object.entries(pages)
      .filter(([, { resourceTypes }]) => Object.keys(resourceTypes).length > 0)
      .flatMap(([code, { resourceTypes }]) => [
        `  ${code}: {`,
        ...Object.entries(resourceTypes).flatMap(([type, templates]) => builder(names, code, type, templates)),
        "  },",
      ]),
    "} as const;",
  ];
}

function builder({ types, templates: chosen, variables }, code, type, templates) {
  const template = chosen[`${code}.${type}`] ?? templates.find((text) => !text.endsWith("*")) ?? templates[0];
  const fields = [...template.matchAll(/\{#(\w+)\}/g)]
    .map(([, variable]) => variable)
    .filter((variable) => !["regionId", "accountId"].includes(variable))
    .map((variable) => variables[variable] ?? fail(`no name for the variable ${variable} of ${code}`));
  const name = types[`${code}.${type}`] ?? `${type[0].toLowerCase()}${type.slice(1)}`;
  const own = fields.map((field) => `readonly ${field}: string`).join("; ");
  const parameter = fields.length === 0 ? "at: ArnScope = {}" : `at: ArnScope & { ${own} }`;
  return [
    `    /** Resource type ${type}: \`${template}\` */`,
    `    ${name}: (${parameter}): string =>`,
    `      fillTemplate(${JSON.stringify(template)}, at),`,
  ];
}

/** The requires are inside functions, so that a service's data is read on first use. */
function serviceFiles() {
  const file = (folder, code) => `() => require("../data/${folder}/${code}.json")`;
  return [
    "/* eslint-disable @typescript-eslint/no-require-imports -- an import would read all data when the package loads */",
    'import type { OperationsFile } from "../api-operations";',
    'import type { AuthorizationsFile } from "../authorizations";',
    'import type { PageFile } from "../import/page-file";',
    'import type { OperationPagesFile } from "../operation-pages";',
    'import type { MentionsFile } from "../mentions";',
    'import type { PracticePagesFile } from "../practice-pages";',
    'import type { SdkOperationsFile } from "../sdk-operations";',
    "",
    "/**",
    " * How to read the data of a service: its authorization page, or a table instead; what other pages mention or scope; its",
    " * SDKs; and the operations of its API.",
    " */",
    "export interface ServiceFiles {",
    "  readonly page?: () => PageFile;",
    "  readonly mentions?: () => MentionsFile;",
    "  readonly authorizations?: () => AuthorizationsFile;",
    "  readonly operationPages?: () => OperationPagesFile;",
    "  readonly practice?: () => PracticePagesFile;",
    "  readonly sdk?: () => SdkOperationsFile;",
    "  readonly operations?: () => OperationsFile;",
    "}",
    "",
    "// Tests read every file against these shapes, so that the casts are proved.",
    "export const serviceFiles: Readonly<Record<string, ServiceFiles>> = {",
    ...codes.map((code) => {
      const parts = [
        ...(code in pages ? [`page: ${file("pages", code)} as PageFile`] : []),
        ...(code in mentions ? [`mentions: ${file("mentions", code)} as MentionsFile`] : []),
        ...(code in authorizations ? [`authorizations: ${file("authorizations", code)} as AuthorizationsFile`] : []),
        ...(code in published ? [`operationPages: ${file("operation-pages", code)} as OperationPagesFile`] : []),
        ...(code in practice ? [`practice: ${file("practice-pages", code)} as PracticePagesFile`] : []),
        ...(code in sdk ? [`sdk: ${file("sdk-operations", code)} as SdkOperationsFile`] : []),
        ...(code in operations ? [`operations: ${file("operations", code)} as OperationsFile`] : []),
      ];
      return `  ${JSON.stringify(code)}: { ${parts.join(", ")} },`;
    }),
    "};",
  ];
}

function fail(message) {
  throw new Error(message);
}
