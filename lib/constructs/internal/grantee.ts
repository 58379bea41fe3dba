import { type Problem, quote } from "../../policy";
import { throwIfAny } from "../../policy/problem";
import type { Grantee } from "../principal";
import type { AttachmentTargets } from "./attachment-targets";
import { constructProblemIds } from "./problem-ids";

/**
 * A grantee in the list of its kind.
 *
 * @throws PolicyError RAM303 for a service-linked role, RAM326 for anything but a user, group or role
 */
export function targetsOf(grantee: Grantee, path: string): AttachmentTargets {
  // JavaScript may give anything.
  const given: unknown = grantee;
  throwIfAny(problemsOf(given, path));
  // Resources of roles and groups have a deprecated `name` too, so that it is looked at last.
  if (grantee.roleName !== undefined) return { roles: [grantee] };
  return grantee.groupName !== undefined ? { groups: [grantee] } : { users: [grantee] };
}

function problemsOf(given: unknown, path: string): readonly Problem[] {
  if (typeof given !== "object" || given === null) return [notAPrincipal(quote(given), path)];
  if ("serviceLinked" in given) return [serviceLinked(path)];
  if ("policyName" in given) return [notAPrincipal("a policy", path)];
  const named = ["roleName", "groupName", "name"].find((field) => field in given);
  const name = named === undefined ? undefined : (given as Readonly<Record<string, unknown>>)[named];
  return typeof name === "string" ? [] : [notAPrincipal("an object without the name of a principal", path)];
}

function notAPrincipal(found: string, path: string): Problem {
  return {
    id: constructProblemIds.wrongKind,
    path,
    found,
    allowed: "a user, group or role: a construct, a resource, or one of Principal",
    fix: 'write e.g. Principal.fromUserName("shop-backend")',
  };
}

function serviceLinked(path: string): Problem {
  return {
    id: constructProblemIds.attachedToServiceLinkedRole,
    path,
    found: "a service-linked role",
    allowed: "principals that take policies; the permissions of a service-linked role are defined by its service",
    fix: "grant it to the role or user that does the work",
  };
}
