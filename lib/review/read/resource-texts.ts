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
const nameArguments: Readonly<Record<string, readonly string[]>> = {
  alicloud_ram_policy: ["policy_name", "name"],
  alicloud_resource_manager_policy: ["policy_name"],
  alicloud_ram_role: ["role_name", "name"],
  alicloud_resource_manager_role: ["role_name"],
  alicloud_ram_group: ["group_name", "name"],
  alicloud_ram_user: ["name"],
};

/** What the arguments of resources say, references between them followed as far as their targets are in the input. */
export class ResourceTexts {
  private readonly byAddress: ReadonlyMap<string, SynthesizedResource>;

  public constructor(resources: readonly SynthesizedResource[]) {
    this.byAddress = new Map(resources.map((resource) => [resource.address, resource]));
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

  /** A text with references to names, and to the ARNs of roles, replaced by what they refer to. */
  public follow(text: string, depth = 0): string {
    if (depth > 8 || !text.includes("${")) return text;
    return text.replace(
      /\$\{((?:module\.[\w-]+\.)*[a-z]\w*\.[\w-]+)(\[[^\]]*\])?(?:\.(\w+))?\}/g,
      (expression, address: string, index: string | undefined, attribute: string | undefined) => {
        const target = this.byAddress.get(`${address}${index ?? ""}`) ?? this.byAddress.get(address);
        const name = target === undefined ? undefined : this.nameOf(target, depth + 1);
        if (target === undefined || name === undefined) return expression;
        // A role's ARN is its account, which is not known, and its name.
        if (attribute === "arn" && target.type.endsWith("_role")) {
          return `acs:ram::\${account of ${address}}:role/${name}`;
        }
        return attribute === undefined || nameAttributes.has(attribute) ? name : expression;
      },
    );
  }

  private nameOf(target: SynthesizedResource, depth: number): string | undefined {
    for (const argument of nameArguments[target.type] ?? []) {
      const value = target.arguments[argument];
      if (typeof value === "string" && value !== "") return this.follow(value, depth);
    }
    return undefined;
  }
}
