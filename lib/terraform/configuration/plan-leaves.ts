import { isJsonObject } from "../../policy/json-value";
import { asList, recordOf } from "../json-values";
import { PlanConfiguration } from "../plan-configuration";
import { argumentClass } from "./argument-class";
import type { Leaf } from "./leaf";

type Json = Readonly<Record<string, unknown>>;

/**
 * The leaves of a plan or state, with its planned resources as blocks like those of a stack: `resource`, type and address.
 * The rest of a plan keeps its own keys.
 */
export function leavesOfPlan(json: Json): readonly Leaf[] {
  const { planned_values: planned, values = planned, configuration, ...rest } = json;
  const { provider_config: providers, root_module: module, ...others } = recordOf(configuration);
  return [
    ...resourcesIn(recordOf(recordOf(values)["root_module"]), configuredArguments(configuration)),
    ...leavesIn(recordOf(values)["outputs"] ?? {}, ["output_changes", "planned"]),
    ...Object.entries(recordOf(providers)).flatMap(([key, value]) =>
      providerLeaves(key, recordOf(value), recordOf(json["variables"])),
    ),
    ...configuredLeaves(recordOf(module), ""),
    ...leavesIn(module ?? {}, ["configuration", "root_module"]),
    ...leavesIn(others, ["configuration"]),
    ...leavesIn(rest, []),
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
  const own = asList(module["resources"])
    .filter(isJsonObject)
    .flatMap(({ mode, type, address, values }) =>
      leavesIn(argumentsIn(values, String(type), String(address), isConfigured), [
        mode === "data" ? "data" : "resource",
        String(type),
        nameIn(address, type),
      ]),
    );
  return [
    ...own,
    ...asList(module["child_modules"])
      .filter(isJsonObject)
      .flatMap((child) => resourcesIn(child, isConfigured)),
  ];
}

/** The address without the type in front, e.g. `p["a"]`; that in a module whole. */
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

function providerLeaves(
  key: string,
  { name, alias, expressions, module_address: module }: Json,
  variables: Json,
): readonly Leaf[] {
  const provider = typeof name === "string" ? name : key;
  const place = `alias ${[module, alias].filter((one) => typeof one === "string").join(" ")}`;
  const referred = [...JSON.stringify(expressions ?? {}).matchAll(/"var\.([\w-]+)/g)].map(
    ([, variable = ""]) => variable,
  );
  const values = Object.fromEntries(
    referred.map((variable) => [`value of var.${variable}`, variables[variable] ?? ""]),
  );
  return leavesIn({ alias: alias ?? "", ...recordOf(expressions), ...values }, ["provider", provider, place]);
}

/** What only the configuration says of a resource: its provider, and programs that Terraform runs. */
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
  const { mode, type, address, provider_config_key: key, provisioners, expressions } = resource;
  const at = [String(type), nameIn(`${prefix}${String(address).replace(/^data\./, "")}`, type)];
  // Terraform reads data sources while it plans, so that they are in no planned value.
  if (mode === "data") {
    return type === "external" || type === "http" ? leavesIn(expressions ?? {}, ["data", ...at]) : [];
  }
  return [
    ...(provisioners === undefined ? [] : leavesIn(provisioners, ["resource", ...at, "provisioner"])),
    ...(typeof key === "string" ? [{ path: ["resource", ...at, "provider"], value: JSON.stringify(key) }] : []),
  ];
}

function leavesIn(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (typeof value !== "object" || value === null) return [{ path, value: JSON.stringify(value) }];
  const entries = Object.entries(value);
  if (entries.length === 0) return path.length === 0 ? [] : [{ path, value: Array.isArray(value) ? "[]" : "{}" }];
  return entries.flatMap(([key, item]) => leavesIn(item, [...path, key]));
}
