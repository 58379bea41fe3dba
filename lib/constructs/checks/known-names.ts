import { isNameAttribute, ramResources } from "../../terraform/ram-resources";
import { mapInterpolations } from "../../terraform/template";
import type { StackResource } from "./stack-resources";

const reference = /^(([a-z_]+)\.[A-Za-z0-9_-]+)\.(\w+)$/;
const maxDepth = 8;

/** Replaces references to names by the names. If a name is not known, all references to it become the same one. */
export function knownNames(resources: readonly StackResource[]): (text: string) => string {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const follow = (text: string, depth: number): string =>
    mapInterpolations(text, (expression, source) => {
      const [, address = "", type = "", attribute = ""] = reference.exec(expression) ?? [];
      const target = byAddress.get(address);
      const argument = ramResources.get(type)?.name;
      if (target === undefined || argument === undefined || !isNameAttribute(type, attribute)) return source;
      const name = target.text(argument) ?? "";
      if (name === "" || depth > maxDepth) return `\${${address}.${argument}}`;
      return follow(name, depth + 1);
    });
  return (text) => follow(text, 0);
}
