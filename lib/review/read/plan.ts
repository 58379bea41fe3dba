import {
  type SynthesizedResource,
  type SynthesizedStack,
  UnreadableStackError,
  asList,
  asRecord,
  isRecord,
} from "./synthesized-stack";
import { plannedBlocks } from "./planned-blocks";

/** Whether parsed JSON is a plan or a state as `terraform show -json` or `tofu show -json` prints it. */
export function isPlan(json: Readonly<Record<string, unknown>>): boolean {
  return typeof json["format_version"] === "string";
}

/**
 * Reads the resources that a plan leads to, or that a state has.
 *
 * An argument that is known only at apply stands as the reference that the configuration has for it, or else as an
 * expression that says where it is.
 *
 * @throws UnreadableStackError RAM501 where the form is not one that Terraform prints
 */
export function planStack(name: string, file: string, json: Readonly<Record<string, unknown>>): SynthesizedStack {
  const values = json["planned_values"] ?? json["values"];
  if (values === undefined) throw new UnreadableStackError(file, "neither planned_values nor values");
  const root = asRecord(asRecord(values, file, "planned_values")["root_module"] ?? {}, file, "root_module");
  const configured = configuredReferences(json["configuration"]);
  const resources = modulesOf(root).flatMap((module) =>
    asList(module["resources"])
      .filter(isRecord)
      .filter(({ mode }) => mode !== "data")
      .map((resource) => readResource(resource, file, configured)),
  );
  return { name, resources, warnings: [], blocks: plannedBlocks(json) };
}

function modulesOf(module: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] {
  return [module, ...asList(module["child_modules"]).filter(isRecord).flatMap(modulesOf)];
}

type References = ReadonlyMap<string, Readonly<Record<string, string>>>;

function readResource(
  resource: Readonly<Record<string, unknown>>,
  file: string,
  configured: References,
): SynthesizedResource {
  const { type, name, address, values } = resource;
  if (typeof type !== "string" || typeof address !== "string") {
    throw new UnreadableStackError(file, "a resource without type or address");
  }
  const known = isRecord(values) ? values : {};
  const given = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== null));
  return {
    type,
    name: String(name),
    address,
    // What is not known yet is missing from the values, or null.
    arguments: { ...configured.get(address.replace(/\[[^\]]*\]/g, "")), ...given },
    imported: false,
    providerAlias: "", // a plan names providers by source, not by alias
  };
}

/** Arguments of resources that the configuration fills by reference, as expressions, by address without indices. */
function configuredReferences(configuration: unknown): References {
  const found = new Map<string, Readonly<Record<string, string>>>();
  const walk = (module: unknown, prefix: string): void => {
    if (!isRecord(module)) return;
    for (const resource of asList(module["resources"]).filter(isRecord)) {
      if (!isRecord(resource["expressions"])) continue;
      const references = Object.entries(resource["expressions"]).flatMap(([argument, expression]) => {
        const [first] = isRecord(expression) ? asList(expression["references"]) : [];
        return typeof first === "string" ? [[argument, `\${${prefix}${first}}`] as const] : [];
      });
      found.set(`${prefix}${String(resource["address"])}`, Object.fromEntries(references));
    }
    if (!isRecord(module["module_calls"])) return;
    for (const [name, call] of Object.entries(module["module_calls"])) {
      if (isRecord(call)) walk(call["module"], `${prefix}module.${name}.`);
    }
  };
  if (isRecord(configuration)) walk(configuration["root_module"], "");
  return found;
}
