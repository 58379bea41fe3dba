import { foldCase } from "../letter-case";
import { type ResourceFields, isAnyResource, resourceFields } from "../patterns/resource-pattern";
import { matchesPattern } from "../patterns/wildcard";

/**
 * Finds a resource for examples, for patterns that match the same resources. It looks like a resource of an account, and
 * is `undefined` if the most specific pattern matches no such resource.
 *
 * @param all all patterns that are distinguished
 */
export function familiarResources(all: readonly string[]): (covering: readonly string[]) => string | undefined {
  const read = all.map((pattern) => ({ pattern, fields: resourceFields(pattern) }));
  return (covering) => {
    const wanted = new Set(covering);
    const isOnlyCoveredBy = (text: string): boolean => {
      const resource = resourceFields(text);
      return read.every(({ pattern, fields }) => covers(pattern, fields, resource) === wanted.has(pattern));
    };
    return covering
      .filter((pattern) => resourceFields(pattern) !== undefined)
      .sort((a, b) => b.length - a.length)
      .map(filled)
      .find(isOnlyCoveredBy);
  };
}

function filled(pattern: string): string {
  const [code = "", region = "", account = "", resource = ""] = resourceFields(pattern) ?? [];
  const name = (text: string, any: string): string => text.replace(/\*+/g, any).replaceAll("?", "x");
  return [
    "acs",
    code === "*" ? "agentrun" : name(code, "x"),
    code === "ram" ? "" : region === "*" ? "cn-hangzhou" : name(region, "x"),
    account === "*" ? "1234567890123456" : name(account, "1"),
    name(resource, "example"),
  ].join(":");
}

function covers(pattern: string, wanted: ResourceFields | undefined, actual: ResourceFields | undefined): boolean {
  if (isAnyResource(pattern)) return true;
  if (wanted === undefined || actual === undefined) return false;
  const isRam = actual[0] === "ram";
  return wanted.every((field, index) => {
    if (isRam && index === 1) return true;
    const [one, other] = [field, actual[index] ?? ""];
    return isRam && index === 3 ? matchesPattern(foldCase(one), foldCase(other)) : matchesPattern(one, other);
  });
}
