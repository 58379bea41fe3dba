import { catalogAction } from "../catalog";
import { variableName } from "../catalog/arn-template";
import type { SeenResource } from "./event-resources";

/** Names by id, and names that the user gives if no event has them. */
export interface KnownNames {
  readonly ofId: (variable: string, id: string) => string | undefined;
  readonly given: (variable: string) => string | undefined;
}

export interface ResolvedResource {
  readonly resource: string;
  readonly why: readonly string[];
}

/** Maximum number of different resources of one action for one principal. */
export const mostResources = 500;

/** Fills the unknown parts of a resource, and says why a `*` is left. */
export function resolveResource(action: string, seen: SeenResource, names: KnownNames): ResolvedResource {
  const why: string[] = [];
  const resource = seen.replace(/\{(\w+)(?:([=!+])([^}]*))?\}/g, (_, variable: string, mark = "", id = "") => {
    const shown = variableName(variable);
    const known = mark === "=" ? names.ofId(variable, String(id)) : undefined;
    if (known !== undefined) return known;
    const given = mark === "" || mark === "=" ? names.given(variable) : undefined;
    if (given !== undefined) {
      why.push(`the ${shown} was given, not seen`);
      return given;
    }
    why.push(whyOpen(shown, String(mark), String(id)));
    return "*";
  });
  return { resource, why: [...why, ...whyWide(action, resource)] };
}

function whyOpen(variable: string, mark: string, id: string): string {
  if (mark === "=") return `the events have the id ${id} of the ${variable}, not its name`;
  if (mark === "!") return `the name of the ${variable} has characters that a pattern reads as wildcards`;
  if (mark === "+") return `more than ${mostResources} different resources were seen`;
  return `the events do not name the ${variable}`;
}

/** Why a resource is wide although no part of it is unknown. */
function whyWide(action: string, resource: string): readonly string[] {
  if (resource === "*") return [whyEverywhere(action)];
  const [, code = "", region = "", account = ""] = resource.split(":");
  return [
    ...(region === "*" && code !== "ram" && code !== "ims" && code !== "resourcemanager"
      ? ["the events do not name the region"]
      : []),
    ...(account === "*" ? ["the source does not name the account, and a policy applies to its own"] : []),
    ...(isOfType(action, resource) ? ["RAM authorizes the action on all resources of the type only"] : []),
  ];
}

/** Why the resource of an action is `*` alone. */
export function whyEverywhere(action: string): string {
  return catalogAction(action)?.resources === undefined
    ? "no page says which resources the action is authorized on"
    : "RAM authorizes the action on all resources only";
}

/** Whether the template of the action itself ends in `*`. */
export function isOfType(action: string, resource: string): boolean {
  if (!resource.endsWith("/*")) return false;
  const depth = resource.split("/").length;
  return (catalogAction(action)?.resources ?? []).some(
    ({ arn }) => arn.endsWith("/*") && arn.split("/").length === depth,
  );
}
