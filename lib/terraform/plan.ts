import { Configuration } from "./configuration/configuration";
import { PlanConfiguration } from "./plan-configuration";
import { plannedBlocks } from "./planned-blocks";
import { argumentNames, ramResources } from "./ram-resources";
import type { Resource } from "./resource";
import { type SynthesizedStack, UnreadableStackError, asList, asRecord } from "./synthesized-stack";
import { isJsonObject } from "../policy/json-value";
import { templateOf } from "./template";

/** Whether parsed JSON is a plan or a state as `terraform show -json` or `tofu show -json` prints it. */
export function isPlan(json: Readonly<Record<string, unknown>>): boolean {
  return typeof json["format_version"] === "string";
}

/**
 * Reads the planned resources of a plan, or the resources of a state.
 *
 * An argument that is known only after apply becomes the reference in the configuration. An unknown name stays unknown,
 * because two resources whose names refer to the same value may have different names.
 *
 * @throws UnreadableStackError RAM501 if the JSON does not have the form that Terraform prints
 */
export function planStack(name: string, file: string, json: Readonly<Record<string, unknown>>): SynthesizedStack {
  const values = json["planned_values"] ?? json["values"];
  if (values === undefined) throw new UnreadableStackError(file, "neither planned_values nor values");
  const root = asRecord(asRecord(values, file, "planned_values")["root_module"] ?? {}, file, "root_module");
  const configuration = new PlanConfiguration(json["configuration"]);
  const isManaged = managedBefore(json);
  const all = modulesOf(root, file).flatMap((module) =>
    recordsOf(module, "resources", file).map((resource) => readResource(resource, file, configuration, isManaged)),
  );
  const [resources, data] = (["resource", "data"] as const).map((kind) => all.filter((one) => one.kind === kind));
  return {
    name,
    file,
    resources: resources ?? [],
    data: data ?? [],
    warnings: [],
    blocks: plannedBlocks(json),
    configuration: Configuration.ofPlan(json),
  };
}

/** Whether Terraform already manages a resource: each one of a state, and those of a plan that it does not create. */
function managedBefore({ values, resource_changes: changes }: Json): (address: string) => boolean {
  if (values !== undefined) return () => true;
  const managed = asList(changes)
    .filter(isJsonObject)
    .filter(
      ({ change }) => isJsonObject(change) && (isJsonObject(change["importing"]) || !isCreated(change["actions"])),
    )
    .map(({ address }) => address);
  const addresses = new Set(managed);
  return (address) => addresses.has(address);
}

function isCreated(actions: unknown): boolean {
  return asList(actions).join() === "create";
}

type Json = Readonly<Record<string, unknown>>;

function modulesOf(module: Json, file: string): readonly Json[] {
  return [module, ...recordsOf(module, "child_modules", file).flatMap((child) => modulesOf(child, file))];
}

function recordsOf(module: Json, part: string, file: string): readonly Json[] {
  const list = module[part] ?? [];
  if (!Array.isArray(list)) throw new UnreadableStackError(file, `${part} is not a list`);
  return list.map((one: unknown, index) => asRecord(one, file, `${part}[${index}]`));
}

function readResource(
  resource: Json,
  file: string,
  configuration: PlanConfiguration,
  isManaged: (address: string) => boolean,
): Resource {
  const { mode, type, name, address, values } = resource;
  if (typeof type !== "string" || typeof address !== "string") {
    throw new UnreadableStackError(file, "a resource without type or address");
  }
  const given = Object.entries(asRecord(values ?? {}, file, `values of ${address}`)).flatMap(([argument, value]) =>
    value === null ? [] : [[argument, withUnknownItems(asTemplates(value), `${address}.${argument}`)] as const],
  );
  // A name may be built from its references, so it is not equal to them.
  const nameArgument = ramResources.get(type)?.name;
  const named = nameArgument === undefined ? [] : argumentNames(type, nameArgument);
  const referred = Object.entries(configuration.argumentsOf(address)).filter(([argument]) => !named.includes(argument));
  return {
    kind: mode === "data" ? "data" : "resource",
    type,
    name: String(name),
    address,
    // Unknown values are missing or null.
    arguments: { ...Object.fromEntries(referred), ...Object.fromEntries(given) },
    imported: isManaged(address),
    providerAlias: configuration.aliasOf(address),
    path: address,
  };
}

/** Escapes the evaluated strings of a plan, so that they can be read as templates like those of a stack. */
function asTemplates(value: unknown): unknown {
  if (typeof value === "string") return templateOf([{ isLiteral: true, text: value }]);
  if (Array.isArray(value)) return value.map(asTemplates);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asTemplates(item)]));
}

/** Replaces unknown items of a list by an expression with their address. */
function withUnknownItems(value: unknown, place: string): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item: unknown, index) => item ?? `\${${place}[${index}]}`);
}
