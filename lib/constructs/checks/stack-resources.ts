import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { argumentNames } from "../../terraform/ram-resources";
import { type Resource, aliasOf } from "../../terraform/resource";
import type { DeployedResource } from "../deployer/deployer-permissions";
import { isLiteral, resolveValue } from "../internal/resolved-text";

/** A resource or data source in the construct tree. */
export interface StackResource extends Resource, DeployedResource {
  readonly construct: IConstruct;
}

/** The alicloud resources in the stack of a construct. Resources of other providers are not read. */
export function stackResources(scope: IConstruct): readonly StackResource[] {
  return resourcesUnder(TerraformStack.of(scope));
}

/** The alicloud resources under a construct, without those in nested stacks. */
export function resourcesUnder(scope: IConstruct): readonly StackResource[] {
  return elementsUnder(scope, (type) => type.startsWith("alicloud_")).filter(({ kind }) => kind === "resource");
}

/** All stacks under a construct, including itself, in the order of synthesis. */
export function stacksUnder(scope: IConstruct): readonly TerraformStack[] {
  return scope.node.findAll().filter((construct) => TerraformStack.isStack(construct));
}

/** The resources and data sources in the stack of a construct, without those in nested stacks. */
export function stackElements(
  scope: IConstruct,
  isOfInterest: (type: string) => boolean = () => true,
): readonly StackResource[] {
  return elementsUnder(TerraformStack.of(scope), isOfInterest);
}

/** The synthesized configurations of the stack's alicloud providers. */
export function providersIn(stack: TerraformStack): readonly unknown[] {
  return constructsOf(stack)
    .filter(isResource)
    .filter(({ terraformResourceType }) => terraformResourceType === "alicloud")
    .flatMap((provider) => provider.toTerraform().provider?.["alicloud"] ?? []);
}

function elementsUnder(scope: IConstruct, isOfInterest: (type: string) => boolean): readonly StackResource[] {
  return constructsOf(scope).flatMap((construct) =>
    isResource(construct) && isOfInterest(construct.terraformResourceType) ? (elementOf(construct) ?? []) : [],
  );
}

/** `undefined` for a provider, which also has a type and `toTerraform`. */
function elementOf(construct: ResourceLike): StackResource | undefined {
  const type = construct.terraformResourceType;
  const synthesized = construct.toTerraform();
  const kind = (["resource", "data"] as const).find((key) => synthesized[key] !== undefined);
  if (kind === undefined) return undefined;
  const byName = synthesized[kind]?.[type] ?? {};
  const [name = construct.friendlyUniqueId] = Object.keys(byName);
  return new TreeElement(construct, kind, type, name, byName[name] ?? {});
}

/**
 * A resource or data source, read from its synthesized form. Arguments are resolved lazily, because the document of a
 * deployer's policy is computed from the other resources.
 */
class TreeElement implements StackResource {
  public readonly imported = false;
  private readonly resolved = new Map<string, unknown>();
  private knownPath: string | undefined;

  public constructor(
    public readonly construct: IConstruct,
    public readonly kind: "resource" | "data",
    public readonly type: string,
    public readonly name: string,
    private readonly written: Readonly<Record<string, unknown>>,
  ) {}

  public get path(): string {
    return (this.knownPath ??= this.construct.node.path);
  }

  public get address(): string {
    return `${this.kind === "data" ? "data." : ""}${this.type}.${this.name}`;
  }

  public get arguments(): Readonly<Record<string, unknown>> {
    const properties = Object.keys(this.written).map((name) => [
      name,
      { enumerable: true, get: () => this.read(name) },
    ]);
    return Object.defineProperties({}, Object.fromEntries(properties) as PropertyDescriptorMap); // the getters above
  }

  public get providerAlias(): string {
    return aliasOf(this.read("provider"));
  }

  public text(argument: string): string | undefined {
    const value = this.valueOf(argument);
    return typeof value === "string" ? value : undefined;
  }

  public texts(argument: string): readonly string[] {
    const value = this.valueOf(argument);
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    return values.every((one) => typeof one === "string") ? values : [];
  }

  /** The value of an argument by any of its names. A name with a value takes precedence over one without. */
  private valueOf(argument: string): unknown {
    const current = this.read(argument);
    if (current !== undefined && current !== "") return current;
    const values = argumentNames(this.type, argument).map((name) => this.read(name));
    return values.find((value) => value !== undefined && value !== "") ?? values[0];
  }

  private read(name: string): unknown {
    const value = this.written[name];
    if (isLiteral(value)) return value;
    if (!this.resolved.has(name)) this.resolved.set(name, resolveValue(this.construct, value));
    return this.resolved.get(name);
  }
}

function constructsOf(construct: IConstruct, found: IConstruct[] = []): readonly IConstruct[] {
  found.push(construct);
  for (const child of construct.node.children) if (!TerraformStack.isStack(child)) constructsOf(child, found);
  return found;
}

/** The result of `toTerraform`. */
type SynthesizedResource = Readonly<Partial<Record<"data" | "resource", ElementsByType>>> & {
  /** Only for a provider. */
  readonly provider?: Readonly<Record<string, readonly unknown[]>>;
};

type ElementsByType = Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;

interface ResourceLike extends IConstruct {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
  toTerraform(): SynthesizedResource;
}

/** By shape, not by class, because the resource may come from another copy of the framework. */
function isResource(construct: IConstruct): construct is ResourceLike {
  const candidate = construct as Partial<ResourceLike>;
  return typeof candidate.terraformResourceType === "string" && typeof candidate.toTerraform === "function";
}
