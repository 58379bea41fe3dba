import { addressPattern, withoutIndices } from "./resource-address";
import type { SynthesizedResource } from "./synthesized-stack";

/** Attributes that hold a name which an argument gives. */
const nameAttributes: ReadonlySet<string> = new Set([
  "policy_name",
  "role_name",
  "group_name",
  "name",
  "user_name",
  "id",
]);

/** Arguments that give the name of a resource, by type. */
export const nameArguments: Readonly<Record<string, readonly string[]>> = {
  alicloud_ram_policy: ["policy_name", "name"],
  alicloud_resource_manager_policy: ["policy_name"],
  alicloud_ram_role: ["role_name", "name"],
  alicloud_resource_manager_role: ["role_name"],
  alicloud_ram_group: ["group_name", "name"],
  alicloud_ram_user: ["name"],
};

/** What an output of another stack stands for: its expression, and the stack in which that has its meaning. */
export interface OutputElsewhere {
  readonly value: string;
  readonly texts: ResourceTexts;
}

/** Finds what `data.terraform_remote_state.<data>.outputs.<output>` reads. */
export type FindOutput = (data: string, output: string) => OutputElsewhere | undefined;

const maxDepth = 8;
const remoteOutput = String.raw`\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.([\w-]+)\}`;
const reference = String.raw`\$\{(${addressPattern})(?:\.(\w+))?\}`;
const [remoteOutputs, onlyRemoteOutput] = [new RegExp(remoteOutput, "g"), new RegExp(`^${remoteOutput}$`)];
const [references, onlyReference] = [new RegExp(reference, "g"), new RegExp(`^${reference}$`)];
const anyAddress = new RegExp(String.raw`(?<![\w.-])${addressPattern}`, "g");

/** What the arguments of resources say, references between them followed as far as their targets are in the input. */
export class ResourceTexts {
  private readonly byAddress: ReadonlyMap<string, SynthesizedResource>;
  private readonly instances = new Map<string, SynthesizedResource[]>();

  public constructor(
    resources: readonly SynthesizedResource[],
    private readonly findOutput: FindOutput = () => undefined,
  ) {
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
    for (const resource of resources) {
      const key = withoutIndices(resource.address);
      this.instances.set(key, [...(this.instances.get(key) ?? []), resource]);
    }
  }

  /** The first of these arguments that is set, as text; `undefined` where none is. */
  public first(resource: SynthesizedResource, names: readonly string[]): string | undefined {
    for (const name of names) {
      const value = resource.arguments[name];
      if (typeof value === "string" && value !== "") return this.follow(value);
      if (typeof value === "number") return String(value);
    }
    return undefined;
  }

  /** The name of a resource. Where the input does not say it, an expression that no other resource has. */
  public nameOf(resource: SynthesizedResource, depth = 0): string {
    const [main = "id", ...older] = nameArguments[resource.type] ?? [];
    for (const argument of [main, ...older]) {
      const value = resource.arguments[argument];
      if (typeof value === "string" && value !== "") return this.follow(value, depth);
    }
    return `\${${resource.address}.${main}}`;
  }

  /** A text with references to names, and to the ARNs of roles, replaced by what they refer to. */
  public follow(text: string, depth = 0): string {
    if (depth > maxDepth || !text.includes("${")) return text;
    return text
      .replace(references, (expression, address: string, attribute: string | undefined) => {
        const target = this.resourceAt(address);
        if (target === undefined || nameArguments[target.type] === undefined) return expression;
        const name = this.nameOf(target, depth + 1);
        // A role's ARN is its account, which is not known, and its name.
        if (attribute === "arn" && target.type.endsWith("_role")) {
          return `acs:ram::\${account of ${address}}:role/${name}`;
        }
        return attribute === undefined || nameAttributes.has(attribute) ? name : expression;
      })
      .replace(remoteOutputs, (expression, data: string, output: string) => {
        const found = this.findOutput(data, output);
        return found === undefined ? expression : found.texts.follow(found.value, depth + 1);
      });
  }

  /** The resource whose name a text is, where the text is a reference to it and nothing else. */
  public targetOf(text: string, depth = 0): SynthesizedResource | undefined {
    if (depth > maxDepth) return undefined;
    const [, data, output = ""] = onlyRemoteOutput.exec(text) ?? [];
    if (data !== undefined) {
      const found = this.findOutput(data, output);
      return found?.texts.targetOf(found.value, depth + 1);
    }
    const [, address, attribute = "id"] = onlyReference.exec(text) ?? [];
    return address !== undefined && nameAttributes.has(attribute) ? this.resourceAt(address) : undefined;
  }

  /** The resources that expressions in a text mention; all instances of one where it does not say which. */
  public mentionedIn(text: string): readonly SynthesizedResource[] {
    const expressions = text.split("${").slice(1).join(" ");
    const found = [...expressions.matchAll(anyAddress)].flatMap(([address]) => {
      const exact = this.byAddress.get(address);
      return exact === undefined ? (this.instances.get(withoutIndices(address)) ?? []) : [exact];
    });
    return [...new Set(found)];
  }

  /** A resource by its address; that of a resource that is written once for many, whatever the index. */
  private resourceAt(address: string): SynthesizedResource | undefined {
    return this.byAddress.get(address) ?? this.byAddress.get(withoutIndices(address));
  }
}
