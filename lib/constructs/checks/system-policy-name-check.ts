import { type SystemPolicy, nearestSystemPolicies, systemPolicy, systemPolicyNameInRightCase } from "../../catalog";
import { type Problem, hasToken, quote } from "../../policy";
import type { ConstructWarning } from "./construct-warnings";
import { constructProblemIds } from "../internal/problem-ids";

/**
 * Checks the name of a system policy. RAM accepts it in any letter case but returns its own, so that the provider does
 * not find the attachment that it has just created.
 */
export function checkSystemPolicyName(
  name: string,
  path: string,
): { readonly problems: readonly Problem[]; readonly warnings: readonly ConstructWarning[] } {
  if (hasToken(name)) return { problems: [], warnings: [] };
  const known = systemPolicy(name);
  if (known?.nameCertainty === "unconfirmed") return { problems: [], warnings: [unconfirmedWarning(known, path)] };
  if (known?.kind === "service-linked") return { problems: [serviceLinkedProblem(name, path)], warnings: [] };
  if (known !== undefined) return { problems: [], warnings: [] };
  const rightCase = systemPolicyNameInRightCase(name);
  if (rightCase !== undefined) return { problems: [caseProblem(name, rightCase, path)], warnings: [] };
  return { problems: [], warnings: [unknownWarning(name, path)] };
}

function caseProblem(name: string, rightCase: string, path: string): Problem {
  return {
    id: constructProblemIds.systemPolicyCase,
    path,
    found: `the system policy ${quote(name)}`,
    allowed: `${quote(rightCase)}: RAM returns this letter case, and the provider compares names exactly`,
    fix: `write ${rightCase}`,
  };
}

function serviceLinkedProblem(name: string, path: string): Problem {
  return {
    id: constructProblemIds.serviceLinkedPolicy,
    path,
    found: `${quote(name)}, the policy of a service-linked role`,
    allowed: "policies other than those of service-linked roles, which cannot be attached",
    fix: "attach another policy, or grant its actions in a CustomPolicy",
  };
}

function unconfirmedWarning({ name, source, read, kind }: SystemPolicy, path: string): ConstructWarning {
  const role = kind === "service-linked" ? "; it belongs to a service-linked role and cannot be attached" : "";
  return {
    id: constructProblemIds.unknownSystemPolicy,
    path,
    subject: name,
    found: `the system policy ${quote(name)}, which only samples or copies of pages have (${source ?? "no source"}, read ${read})${role}`,
    allowed: "any system policy, in RAM's exact case",
    fix: "check in the RAM console that the policy exists, letter case included",
  };
}

function unknownWarning(name: string, path: string): ConstructWarning {
  const near = nearestSystemPolicies(name);
  return {
    id: constructProblemIds.unknownSystemPolicy,
    path,
    subject: name,
    found: `the system policy ${quote(name)}, which is not in this library's catalog`,
    allowed: "any system policy, in RAM's exact case",
    fix: `${near.length === 0 ? "" : `if you meant a similar name, write it: ${near.join(", ")}; else `}compare the name with the RAM console, letter case included`,
  };
}
