import { hclText } from "../hcl-text";
import type { ModuleModel, ModuleVariable, VariableRule } from "./module-model";
import { requiredProvider, requiredTerraform } from "./required-versions";

/** The files of a module that Terraform reads. */
export function moduleSources(model: ModuleModel): Readonly<Record<string, string>> {
  const { variables, locals, resources, outputs } = model;
  return {
    "versions.tf": moduleText({
      terraform: { required_version: requiredTerraform, required_providers: { alicloud: requiredProvider } },
    }),
    "variables.tf": moduleText({ variable: Object.fromEntries(variables.map((one) => [one.name, variableBody(one)])) }),
    "main.tf": moduleText({
      ...(Object.keys(locals).length === 0 ? {} : { locals: mapped(locals, (expression) => `\${${expression}}`) }),
      resource: resources,
    }),
    "outputs.tf": moduleText({
      output: Object.fromEntries(
        outputs.map(({ name, description, value }) => [name, { description, value: `\${${value}}` }]),
      ),
    }),
  };
}

/** How another module calls the module, as an example for readers. */
export function moduleCall({ example }: ModuleModel): string {
  return moduleText({ module: { agentrun: { source: "./this-folder", ...example.arguments } } });
}

function variableBody({ description, type, rules, ...variable }: ModuleVariable): object {
  const byDefault = "default" in variable ? { default: variable.default } : {};
  return {
    description,
    type,
    ...byDefault,
    ...(variable.default === null ? {} : { nullable: false }),
    ...(rules.length === 0 ? {} : { validation: rules.map(validationOf) }),
  };
}

function validationOf({ condition, message }: VariableRule): object {
  return { condition: `\${${condition}}`, error_message: message };
}

function mapped(
  values: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}

/** Terraform JSON of a module in HCL. */
export function moduleText(json: Readonly<Record<string, unknown>>): string {
  return hclText(json, (type, argument) => documentArguments[type] === argument);
}

/**
 * The documents of the resources that modules have. Listed here so that a browser need not load the table of all resources.
 */
export const documentArguments: Readonly<Record<string, string>> = {
  alicloud_ram_policy: "policy_document",
  alicloud_ram_role: "assume_role_policy_document",
};
