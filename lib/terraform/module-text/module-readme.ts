import type { ModuleModel, ModuleVariable } from "./module-model";
import { moduleCall } from "./module-sources";
import { requiredProvider, requiredTerraform } from "./required-versions";

/**
 * The README of a module. What is between the markers is as terraform-docs writes it, so that terraform-docs can update it.
 */
export function moduleReadme(model: ModuleModel): string {
  const { title, about } = model;
  return [
    `# ${title}`,
    ...about,
    "## Usage",
    `\`\`\`hcl\n${moduleCall(model)}\`\`\``,
    "[examples/basic](examples/basic/main.tf) is complete.",
    "<!-- BEGIN_TF_DOCS -->",
    section("Requirements", ["Name", "Version"], versionRows("requirement", { terraform: requiredTerraform })),
    section("Providers", ["Name", "Version"], versionRows("provider", {})),
    "## Modules\n\nNo modules.",
    section("Resources", ["Name", "Type"], resourceRows(model)),
    inputs(model.variables),
    section(
      "Outputs",
      ["Name", "Description"],
      [...model.outputs].sort(byName).map(({ name, description }) => [anchored("output", name), description] as const),
    ),
    "<!-- END_TF_DOCS -->",
  ]
    .join("\n\n")
    .replace("<!-- BEGIN_TF_DOCS -->\n\n", "<!-- BEGIN_TF_DOCS -->\n")
    .replace("\n\n<!-- END_TF_DOCS -->", "\n<!-- END_TF_DOCS -->\n");
}

function section(title: string, columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return `## ${title}\n\n${table(columns, rows)}`;
}

function table(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  lines = columns.map((column) => "-".repeat(column.length + 2)),
): string {
  return [
    `| ${columns.join(" | ")} |`,
    `|${lines.join("|")}|`,
    ...rows.map((cells) => `| ${cells.map(cell).join(" | ")} |`),
  ].join("\n");
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", "<br/>");
}

function versionRows(
  kind: "requirement" | "provider",
  others: Readonly<Record<string, string>>,
): readonly (readonly string[])[] {
  const versions = { ...others, alicloud: requiredProvider.version };
  return Object.entries(versions).map(([name, version]) => [anchored(kind, name), version]);
}

function anchored(kind: string, name: string): string {
  return `<a name="${kind}_${name}"></a> [${escapedName(name)}](#${kind}\\_${escapedName(name)})`;
}

function escapedName(name: string): string {
  return name.replaceAll("_", "\\_");
}

const registry = "https://registry.terraform.io/providers/aliyun/alicloud/latest/docs/resources";

function resourceRows({ resources }: ModuleModel): readonly (readonly string[])[] {
  return Object.entries(resources)
    .flatMap(([type, labelled]) => Object.keys(labelled).map((label) => ({ type, name: `${type}.${label}` })))
    .sort(byName)
    .map(({ type, name }) => [`[${escapedName(name)}](${registry}/${type.replace("alicloud_", "")})`, "resource"]);
}

function inputs(variables: readonly ModuleVariable[]): string {
  if (variables.length === 0) return "## Inputs\n\nNo inputs.";
  const rows = [...variables].sort(byName).map((variable) => {
    const { name, description, type } = variable;
    const isRequired = !("default" in variable);
    const value = isRequired ? "n/a" : `\`${JSON.stringify(variable.default)}\``;
    return [anchored("input", name), description, typeCell(type), value, isRequired ? "yes" : "no"];
  });
  const lines = ["------", "-------------", "------", "---------", ":--------:"];
  return `## Inputs\n\n${table(["Name", "Description", "Type", "Default", "Required"], rows, lines)}`;
}

function typeCell(type: string): string {
  return type.includes("\n") ? `<pre>${type}</pre>` : `\`${type}\``;
}

function byName(one: { readonly name: string }, other: { readonly name: string }): number {
  return one.name < other.name ? -1 : 1;
}
