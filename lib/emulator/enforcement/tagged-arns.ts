import type { Account } from "../account/account";
import type { Parameters } from "../parameters";

/** Kinds of tagged resources: the parameter that names them, and how their ARNs begin and go on. */
const kinds = new Map<string, readonly [namesParameter: string, service: string, path: string]>([
  ["policy", ["ResourceNames", "ram", "policy"]],
  ["role", ["ResourceNames", "ram", "role"]],
  ["user", ["ResourceNames", "ram", "user"]],
  ["resourcegroup", ["ResourceId", "ram", "resourcegroup"]],
  ["controlpolicy", ["ResourceId", "resourcemanager", "policy/controlpolicy"]],
]);

/** One ARN for each resource whose tags a call is about, so that every one of them is decided on. */
export function taggedArns(parameters: Parameters, account: Account): readonly string[] {
  const kind = kinds.get(parameters.text("ResourceType")?.toLowerCase() ?? "");
  if (kind === undefined) return [];
  const [namesParameter, service, path] = kind;
  const names = new Set(parameters.list(namesParameter));
  return [...names].map((name) => `acs:${service}:*:${account.id}:${path}/${name}`);
}
