import { type Problem, PolicyError, type PolicyStatement, hasToken, isPattern, quote } from "../../policy";
import { isSweptIn, returnsSecret } from "../access-class";
import { actionFacts } from "../action-facts";
import { type ActionName, isUnchecked, plainAction, unchecked } from "../action-name";
import { actionsOfApi } from "../actions-of-api";
import { withDependentActions } from "./dependent-actions";
import { featuresOf } from "../features";
import type { FeatureKey } from "../generated/feature-key";
import { leastPrivilege } from "./least-privilege";
import type { LeastPrivilegeReport } from "./least-privilege-report";
import { mayBeDangerous } from "../may-be-dangerous";
import { findOperations } from "../find-actions";
import { nearestActionNames } from "../../policy/nearest-actions";
import { partProblem } from "./part-problem";
import { catalogProblemIds } from "../problem-ids";
import { type Within } from "./restriction";
import { catalogAction, service, serviceCodes } from "../services";
import { checkAction } from "./checked-statements";

/** The permissions for a list of API calls. */
export interface Permissions {
  /** Actions of the calls, and the actions that they depend on, sorted. */
  readonly actions: readonly PermissionFacts[];
  /** Allows exactly these actions, on the narrowest resources. */
  readonly statements: readonly PolicyStatement[];
  /** What could not be narrowed, and what was withheld. */
  readonly report: LeastPrivilegeReport;
}

/** An action that a call needs. */
export interface PermissionFacts {
  /** With the RAM code, e.g. `agentrun:GetTool`. */
  readonly action: string;
  /**
   * Features that grant it. Empty for secrets and `ram:PassRole`, which no feature grants, and for actions without a
   * feature.
   */
  readonly features: readonly FeatureKey[];
  /** Whether its answer has a secret. */
  readonly secret: boolean;
  /** Whether it deletes, returns a secret, opens a shell or passes a role. */
  readonly dangerous: boolean;
}

/**
 * The permissions for a list of API names (`CreateAgentRuntime`) or actions (`agentrun:CreateAgentRuntime`), in any
 * letter case. A call that is not found is an error.
 *
 * @throws PolicyError RAM623 for a name that is neither an API nor an action of the catalog, for the API of several
 * services, and for a pattern; RAM629 if `apiCalls` is not a list; and what {@link leastPrivilege} throws for `within`
 * @example
 * const { actions, statements } = permissionsFor(["CreateAgentRuntime", "DeleteAgentRuntime"], { region: "cn-hangzhou" });
 * console.log(actions.filter(({ dangerous }) => dangerous));
 * new CustomPolicy(this, "Callers", { policyName: "callers", document: statements });
 */
export function permissionsFor(apiCalls: readonly string[], within: Within = {}): Permissions {
  if (!Array.isArray(apiCalls)) {
    throw new PolicyError([partProblem("apiCalls", quote(apiCalls), "a list", 'write ["GetTool"]')]);
  }
  const answers = Array.from(apiCalls, (call: unknown, index) => actionsOfCall(call, `apiCalls[${index}]`));
  const problems = answers.flatMap((answer) => answer.problems ?? []);
  if (problems.length > 0) throw new PolicyError(problems);
  const actions = [...new Set(answers.flatMap((answer) => answer.actions ?? []))].sort();
  // Dependent actions that pages name but the catalog lacks are not checked.
  const asked = actions.map((name): ActionName =>
    catalogAction(name) === undefined ? unchecked(name) : (name as ActionName),
  );
  const { document, report } = leastPrivilege({ actions: asked, within });
  return { actions: actions.map(factsOf), statements: document.statements, report };
}

type Answer =
  | { readonly actions: readonly string[]; readonly problems?: never }
  | { readonly problems: readonly Problem[]; readonly actions?: never };

function actionsOfCall(call: unknown, path: string): Answer {
  if (typeof call !== "string") return { problems: [callProblem(path, quote(call), "write its name in quotes")] };
  if (isPattern(call)) return { problems: [callProblem(path, `the pattern ${quote(call)}`, "name single calls")] };
  if (isUnchecked(call)) return { actions: [actionFacts(plainAction(call)).name] };
  if (hasToken(call)) return { problems: [callProblem(path, "a name that is known only at apply", "write the name")] };
  const found = actionsOfApi(call);
  const [only] = found;
  if (only === undefined) return { problems: unknownCall(call, path) };
  if (found.length === 1) return { actions: withDependentActions([only.name]) };
  const names = found.map(({ name }) => name).join(" or ");
  return { problems: [callProblem(path, `the API ${call}, which several services have`, `write ${names}`)] };
}

function unknownCall(call: string, path: string): readonly Problem[] {
  const [operation] = findOperations(call);
  if (operation !== undefined) {
    return [
      callProblem(
        path,
        `the API ${quote(call)}: ${operation.about}`,
        `write unchecked(${JSON.stringify(operation.name)})`,
      ),
    ];
  }
  if (call.includes(":")) return checkAction(call, path);
  const apis = serviceCodes().flatMap((code) => [...(service(code)?.actions.values() ?? [])].map(({ api }) => api));
  const near = nearestActionNames(call, [...new Set(apis)], 3);
  const fix = near.length === 0 ? "look it up in the service's documentation" : `perhaps ${near.join(" or ")}`;
  return [callProblem(path, `the API ${quote(call)}, which the catalog lacks`, fix)];
}

function callProblem(path: string, found: string, fix: string): Problem {
  return {
    id: catalogProblemIds.action,
    path,
    found,
    allowed: "a list of APIs or actions of the catalog, or unchecked(...) for newer actions",
    fix,
  };
}

function factsOf(name: string): PermissionFacts {
  return {
    action: name,
    features: isSweptIn(name) ? featuresOf(name) : [],
    secret: returnsSecret(name),
    dangerous: mayBeDangerous(actionFacts(name)),
  };
}
