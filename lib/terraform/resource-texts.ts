import { givenArgument, isNameAttribute, ramResources } from "./ram-resources";
import { addressPattern, withoutIndices } from "./resource-address";
import type { Resource } from "./resource";
import { expressionsIn, mapInterpolations, onlyExpression } from "./template";

/** An output of another stack: its template, and the texts of that stack to resolve it with. */
export interface OutputElsewhere {
  readonly value: string;
  readonly texts: ResourceTexts;
}

/** Finds the output that `data.terraform_remote_state.<data>.outputs.<output>` reads. */
export type FindOutput = (data: string, output: string) => OutputElsewhere | undefined;

const maxDepth = 8;
const remoteOutput = /^data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)$/;
const reference = new RegExp(String.raw`^(${addressPattern})(?:\.(\w+))?$`);
const anyAddress = new RegExp(String.raw`(?<![\w.-])${addressPattern}`, "g");

/** Reads arguments of resources as text and resolves references to other resources of the input. */
export class ResourceTexts {
  private readonly byAddress: ReadonlyMap<string, Resource>;
  private readonly instances = new Map<string, Resource[]>();

  public constructor(
    resources: readonly Resource[],
    private readonly findOutput: FindOutput = () => undefined,
  ) {
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    for (const resource of resources) {
      const key = withoutIndices(resource.address);
      this.instances.set(key, [...(this.instances.get(key) ?? []), resource]);
    }
  }

  /** An argument as text, under whichever of its names is set; `undefined` if none is. */
  public textOf(resource: Resource, argument: string): string | undefined {
    return this.followedArgument(resource, argument, 0);
  }

  /** The name of the object that a resource creates. If it is not set, an expression that is unique to the resource. */
  public nameOf(resource: Resource, depth = 0): string {
    const argument = ramResources.get(resource.type)?.name ?? "id";
    return this.followedArgument(resource, argument, depth) ?? `\${${resource.address}.${argument}}`;
  }

  private followedArgument({ type, arguments: given }: Resource, argument: string, depth: number) {
    const value = givenArgument(type, given, argument)?.value;
    if (typeof value === "number") return String(value);
    return typeof value === "string" && value !== "" ? this.follow(value, depth) : undefined;
  }

  /** Resolves references to names and to ARNs of roles in a text. */
  public follow(text: string, depth = 0): string {
    if (depth > maxDepth) return text;
    return mapInterpolations(text, (expression, source) => this.followed(expression, depth + 1) ?? source);
  }

  private followed(expression: string, depth: number): string | undefined {
    const [, data, output = ""] = remoteOutput.exec(expression) ?? [];
    const elsewhere = data === undefined ? undefined : this.findOutput(data, output);
    if (elsewhere !== undefined) return elsewhere.texts.follow(elsewhere.value, depth);
    const [, address = "", attribute = "id"] = reference.exec(expression) ?? [];
    const target = this.resourceAt(address);
    const row = target === undefined ? undefined : ramResources.get(target.type);
    if (target === undefined || row?.name === undefined) return undefined;
    const name = this.nameOf(target, depth);
    // The account in a role's ARN is not known.
    if (attribute === "arn" && row.creates === "role") return `acs:ram::\${account of ${address}}:role/${name}`;
    return isNameAttribute(target.type, attribute) ? name : undefined;
  }

  /** The resource whose name a text refers to, if the text is a single reference. */
  public targetOf(text: string, depth = 0): Resource | undefined {
    if (depth > maxDepth) return undefined;
    const expression = onlyExpression(text) ?? "";
    const [, data, output = ""] = remoteOutput.exec(expression) ?? [];
    if (data !== undefined) {
      const found = this.findOutput(data, output);
      return found?.texts.targetOf(found.value, depth + 1);
    }
    const [, address, attribute = "id"] = reference.exec(expression) ?? [];
    const target = address === undefined ? undefined : this.resourceAt(address);
    return target !== undefined && isNameAttribute(target.type, attribute) ? target : undefined;
  }

  /** The resources that expressions in a text mention; all instances of a resource if there is no index. */
  public mentionedIn(text: string): readonly Resource[] {
    const found = [...expressionsIn(text).join(" ").matchAll(anyAddress)].flatMap(([address]) => {
      const exact = this.byAddress.get(address);
      return exact === undefined ? (this.instances.get(withoutIndices(address)) ?? []) : [exact];
    });
    return [...new Set(found)];
  }

  /** Falls back to the address without indices, which a resource with an unknown number of instances has. */
  private resourceAt(address: string): Resource | undefined {
    return this.byAddress.get(address) ?? this.byAddress.get(withoutIndices(address));
  }
}
