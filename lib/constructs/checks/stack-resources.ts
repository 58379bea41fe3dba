import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { argumentNames } from "../../terraform/ram-resources";
import { type Resource, aliasOf } from "../../terraform/resource";
import type { DeployedResource } from "../deployer/deployer-permissions";
import { resolveValue } from "../internal/resolved-text";

/** A resource or data source in the construct tree. */
export interface StackResource extends Resource, DeployedResource {
  readonly construct: IConstruct;
}

/** The resources of the alicloud provider in the stack that a construct is in. Those of others are not even asked. */
export function stackResources(scope: IConstruct): readonly StackResource[] {
  return resourcesUnder(TerraformStack.of(scope));
}

/** The resources of the alicloud provider under a construct, without those in stacks inside it. */
export function resourcesUnder(scope: IConstruct): readonly StackResource[] {
  return elementsUnder(scope, (type) => type.startsWith("alicloud_")).filter(({ kind }) => kind === "resource");
}

/** All stacks under a construct, itself included, in the order in which they are synthesized. */
export function stacksUnder(scope: IConstruct): readonly TerraformStack[] {
  return scope.node.findAll().filter((construct) => TerraformStack.isStack(construct));
}

/** The resources and data sources of the stack that a construct is in; what is in a stack inside it is that one's. */
export function stackElements(
  scope: IConstruct,
  isOfInterest: (type: string) => boolean = () => true,
): readonly StackResource[] {
  return elementsUnder(TerraformStack.of(scope), isOfInterest);
}

function elementsUnder(scope: IConstruct, isOfInterest: (type: string) => boolean): readonly StackResource[] {
  return constructsOf(scope)
    .filter(isResource)
    .filter(({ terraformResourceType }) => isOfInterest(terraformResourceType))
    .flatMap((resource) => {
      const { terraformResourceType: type, friendlyUniqueId: id } = resource;
      const synthesized: SynthesizedResource = resource.toTerraform();
      // Providers have a type and `toTerraform` too.
      const kind = (["resource", "data"] as const).find((key) => synthesized[key] !== undefined);
      if (kind === undefined) return [];
      const given = resolvedWhenRead(resource, synthesized[kind]?.[type]?.[id] ?? {});
      const valueOf = (argument: string): unknown => {
        const values = argumentNames(type, argument).map((name) => given[name]);
        return values.find((value) => value !== undefined && value !== "") ?? values[0];
      };
      const element: StackResource = {
        kind,
        type,
        name: id,
        construct: resource,
        path: resource.node.path,
        address: `${kind === "data" ? "data." : ""}${type}.${id}`,
        arguments: given,
        imported: false,
        get providerAlias() {
          return aliasOf(given["provider"]);
        },
        text: (argument) => {
          const value = valueOf(argument);
          return typeof value === "string" ? value : undefined;
        },
        texts: (argument) => {
          const value = valueOf(argument);
          const values: readonly unknown[] = Array.isArray(value) ? value : [value];
          return values.every((one) => typeof one === "string") ? values : [];
        },
      };
      return [element];
    });
}

/** Each argument is resolved when it is first read: the document of a deployer's policy is made of the other resources. */
function resolvedWhenRead(
  resource: IConstruct,
  written: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const resolved = new Map<string, unknown>();
  const resolveOnce = (name: string, value: unknown): unknown => {
    if (!resolved.has(name)) resolved.set(name, resolveValue(resource, value));
    return resolved.get(name);
  };
  const properties = Object.entries(written).map(([name, value]) => [
    name,
    { enumerable: true, get: () => resolveOnce(name, value) },
  ]);
  return Object.defineProperties({}, Object.fromEntries(properties) as PropertyDescriptorMap); // getters, as made above
}

function constructsOf(construct: IConstruct, found: IConstruct[] = []): readonly IConstruct[] {
  found.push(construct);
  for (const child of construct.node.children) if (!TerraformStack.isStack(child)) constructsOf(child, found);
  return found;
}

/** What `toTerraform` of a resource gives. */
type SynthesizedResource = Readonly<Partial<Record<"data" | "resource", ElementsByType>>>;

type ElementsByType = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

interface ResourceLike extends IConstruct {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
  toTerraform(): SynthesizedResource;
}

/** By shape, not by class: the resource may come from another copy of the framework. */
function isResource(construct: IConstruct): construct is ResourceLike {
  const candidate = construct as Partial<ResourceLike>;
  return typeof candidate.terraformResourceType === "string" && typeof candidate.toTerraform === "function";
}
