import { matchesPattern } from "../../policy";
import { isAnyResource, resourceFields } from "../../policy/patterns/resource-pattern";
import { foldCase } from "../../policy/letter-case";

/**
 * A resource that the same patterns cover and that looks like one of an account, for people; `undefined` where the most
 * particular of the patterns leads to none.
 *
 * @param covering the patterns that cover it
 * @param all the patterns that are told apart
 */
export function familiarResource(covering: readonly string[], all: readonly string[]): string | undefined {
  const candidates = covering
    .filter((pattern) => resourceFields(pattern) !== undefined)
    .sort((a, b) => b.length - a.length)
    .map(filled);
  const wanted = new Set(covering);
  return candidates.find((text) => all.every((pattern) => covers(pattern, text) === wanted.has(pattern)));
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

function covers(pattern: string, resource: string): boolean {
  if (isAnyResource(pattern)) return true;
  const [wanted, actual] = [resourceFields(pattern), resourceFields(resource)];
  if (wanted === undefined || actual === undefined) return false;
  const isRam = actual[0] === "ram";
  return wanted.every((field, index) => {
    if (isRam && index === 1) return true;
    const [one, other] = [field, actual[index] ?? ""];
    return isRam && index === 3 ? matchesPattern(foldCase(one), foldCase(other)) : matchesPattern(one, other);
  });
}
