import { isJsonObject } from "../../policy/json-value";
import { asList, recordOf } from "../json-values";
import { PlanConfiguration } from "../plan-configuration";
import { argumentClass } from "./argument-class";
import type { Leaf } from "./leaf";
import { leavesIn } from "./leaves-in";
import { type Step, keys } from "./step";

type Json = Readonly<Record<string, unknown>>;

/**
 * The leaves of a plan or state, with its planned resources as blocks like those of a stack: `resource`, type and address.
 * The whole plan is there under its own keys, too.
 */
export function leavesOfPlan(json: Json): readonly Leaf[] {
  const { planned_values: planned, values = planned, configuration } = json;
  const { provider_config: providers, root_module: module } = recordOf(configuration);
  const root = recordOf(recordOf(values)["root_module"]);
  return [
    ...resourcesIn(root, configuredArguments(configuration)),
    ...providerSources(root),
    ...Object.entries(recordOf(providers)).flatMap(([key, value]) =>
      providerLeaves(key, recordOf(value), recordOf(json["variables"])),
    ),
    ...configuredLeaves(recordOf(module), ""),
    ...leavesIn(json, []),
  ];
}

/** Whether the configuration sets an argument of a resource. */
type IsConfigured = (address: string, argument: string) => boolean;

function configuredArguments(configuration: unknown): IsConfigured | undefined {
  if (!isJsonObject(configuration)) return undefined;
  const read = new PlanConfiguration(configuration);
  return (address, argument) => read.setArguments(address).includes(argument);
}

function resourcesIn(module: Json, isConfigured: IsConfigured | undefined): readonly Leaf[] {
  return resourcesOf(module).flatMap(({ mode, type, address, values }) =>
    leavesIn(
      argumentsIn(values, String(type), String(address), isConfigured),
      keys(mode === "data" ? "data" : "resource", String(type), nameIn(address, type)),
    ),
  );
}

/** The address without the type, e.g. `p["a"]`. In a module, the whole address. */
function nameIn(address: unknown, type: unknown): string {
  const text = String(address);
  const start = `${String(type)}.`;
  return text.startsWith(start) ? text.slice(start.length) : text;
}

/** The values of arguments, without attributes that only the service sets, such as the date of creation. */
function argumentsIn(values: unknown, type: string, address: string, isConfigured: IsConfigured | undefined): unknown {
  return Object.fromEntries(
    Object.entries(recordOf(values)).filter(
      ([name, value]) =>
        value !== null &&
        (isConfigured === undefined || argumentClass(type, name) !== "not classified" || isConfigured(address, name)),
    ),
  );
}

/** Where the providers of the planned resources come from, by their names. */
function providerSources(module: Json): readonly Leaf[] {
  const sources = new Set(
    resourcesOf(module).flatMap(({ provider_name: name }) => (typeof name === "string" ? [name] : [])),
  );
  return [...sources].sort().map((source) => ({
    path: keys("terraform", "required_providers", source.slice(source.lastIndexOf("/") + 1), "source"),
    value: JSON.stringify(source.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, "")),
  }));
}

function resourcesOf(module: Json): readonly Json[] {
  const inner = asList(module["child_modules"]).filter(isJsonObject).flatMap(resourcesOf);
  return [...asList(module["resources"]).filter(isJsonObject), ...inner];
}

function providerLeaves(
  configKey: string,
  { name, alias, expressions, module_address: module }: Json,
  variables: Json,
): readonly Leaf[] {
  const provider = typeof name === "string" ? name : configKey;
  const place: Step = { kind: "alias", name: [module, alias].filter((one) => typeof one === "string").join(" ") };
  const referred = [...JSON.stringify(expressions ?? {}).matchAll(/"var\.([\w-]+)/g)].map(
    ([, variable = ""]) => variable,
  );
  const values = Object.fromEntries(
    referred.map((variable) => [`value of var.${variable}`, variables[variable] ?? ""]),
  );
  return leavesIn({ alias: alias ?? "", ...recordOf(expressions), ...values }, [...keys("provider", provider), place]);
}

/** What only the configuration says about a resource: its provider, and programs that Terraform runs. */
function configuredLeaves(module: Json, prefix: string): readonly Leaf[] {
  const own = asList(module["resources"])
    .filter(isJsonObject)
    .flatMap((resource) => leavesOfConfigured(resource, prefix));
  const inner = Object.entries(recordOf(module["module_calls"])).flatMap(([name, call]) =>
    configuredLeaves(recordOf(recordOf(call)["module"]), `${prefix}module.${name}.`),
  );
  return [...own, ...inner];
}

function leavesOfConfigured(resource: Json, prefix: string): readonly Leaf[] {
  const { mode, type, address, provider_config_key: provider, provisioners, expressions } = resource;
  const at = [String(type), nameIn(`${prefix}${String(address).replace(/^data\./, "")}`, type)];
  // Terraform reads data sources while it plans, so that they are in no planned value.
  if (mode === "data") {
    return type === "external" || type === "http" ? leavesIn(expressions ?? {}, keys("data", ...at)) : [];
  }
  return [
    ...(provisioners === undefined ? [] : leavesIn(provisioners, keys("resource", ...at, "provisioner"))),
    ...(typeof provider === "string"
      ? [{ path: keys("resource", ...at, "provider"), value: JSON.stringify(provider) }]
      : []),
  ];
}
