import type { StackResource } from "./stack-resources";

/** Arguments that hold the name of a principal or policy. */
const nameArguments: Readonly<Record<string, string>> = {
  alicloud_ram_user: "name",
  alicloud_ram_group: "group_name",
  alicloud_ram_role: "role_name",
  alicloud_ram_policy: "policy_name",
};

const nameReference = /\$\{([a-z_]+\.[A-Za-z0-9_-]+)\.(?:name|group_name|role_name|policy_name)\}/g;

/** Replaces references to names by the names, where the stack tells them. */
export function knownNames(resources: readonly StackResource[]): (text: string) => string {
  const names = new Map(
    resources.flatMap((resource) => {
      const argument = nameArguments[resource.type];
      const name = argument === undefined ? undefined : resource.text(argument);
      return name === undefined ? [] : [[resource.address, name] as const];
    }),
  );
  return (text) => text.replace(nameReference, (reference, address: string) => names.get(address) ?? reference);
}
