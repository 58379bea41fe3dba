import type { Account } from "../account/account";
import type { Parameters } from "../parameters";
import { foldCase } from "../../policy/letter-case";

/** For each taggable resource type: the parameter with the names, the service of the ARN, and the ARN's path. */
const kinds = new Map<string, readonly [namesParameter: string, service: string, path: string]>([
  ["policy", ["ResourceNames", "ram", "policy"]],
  ["role", ["ResourceNames", "ram", "role"]],
  ["user", ["ResourceNames", "ram", "user"]],
  ["resourcegroup", ["ResourceId", "ram", "resourcegroup"]],
  ["controlpolicy", ["ResourceId", "resourcemanager", "policy/controlpolicy"]],
]);

/** The ARN of every resource in a call on tags. The caller needs the permission on each. */
export function taggedArns(parameters: Parameters, account: Account): readonly string[] {
  const kind = kinds.get(foldCase(parameters.text("ResourceType") ?? ""));
  if (kind === undefined) return [];
  const [namesParameter, service, path] = kind;
  const names = new Set(parameters.list(namesParameter));
  return [...names].map((name) => `acs:${service}:*:${account.id}:${path}/${name}`);
}
