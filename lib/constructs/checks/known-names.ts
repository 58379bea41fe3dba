import { isNameAttribute, ramResources } from "../../terraform/ram-resources";
import type { StackResource } from "./stack-resources";

const reference = /\$\{(([a-z_]+)\.[A-Za-z0-9_-]+)\.(\w+)\}/g;
const maxDepth = 8;

/** Replaces references to names by the names; where the stack does not say them, by one reference for each resource. */
export function knownNames(resources: readonly StackResource[]): (text: string) => string {
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const follow = (text: string, depth: number): string =>
    text.replace(reference, (expression, address: string, type: string, attribute: string) => {
      const target = byAddress.get(address);
      const argument = ramResources.get(type)?.name;
      if (target === undefined || argument === undefined || !isNameAttribute(type, attribute)) return expression;
      const name = target.text(argument) ?? "";
      if (name === "" || depth > maxDepth) return `\${${address}.${argument}}`;
      return follow(name, depth + 1);
    });
  return (text) => follow(text, 0);
}
