import { type Problem, PolicyError, type PolicyStatement } from "../policy";
import { isDangerous, returnsSecret } from "./access-class";
import { type ActionName } from "./action-name";
import { featuresOf } from "./features";
import type { FeatureKey } from "./generated/feature-key";
import { type LeastPrivilegeReport, leastPrivilege } from "./least-privilege";
import { type Within } from "./restriction";
import { service, serviceCodes } from "./services";
import { checkAction } from "./statements";

/** What calling some APIs takes. */
export interface Permissions {
  /** Actions of the calls, and those that they depend on, sorted. */
  readonly actions: readonly PermissionFacts[];
  /** Exactly these actions, on the narrowest resources. */
  readonly statements: readonly PolicyStatement[];
  readonly report: LeastPrivilegeReport;
}

/** An action that a call takes. */
export interface PermissionFacts {
  readonly action: string;
  /** Features that grant it, by a use of theirs. Empty for secrets, which none grants, and for actions of no feature. */
  readonly features: readonly FeatureKey[];
  readonly secret: boolean;
  readonly dangerous: boolean;
}

/**
 * The permissions for a list of API names (`CreateAgentRuntime`) or actions (`agentrun:CreateAgentRuntime`).
 *
 * @throws PolicyError RAM623 for a name that is no API and no action of the catalog, or the API of several services
 */
export function permissionsFor(apiCalls: readonly string[], within: Within = {}): Permissions {
  const problems: Problem[] = [];
  const names = new Set<string>();
  for (const [index, call] of apiCalls.entries()) {
    const found = actionsOfCall(call);
    const [only] = found;
    if (only === undefined || found.length > 1) problems.push(...unclear(call, found, `apiCalls[${index}]`));
    else for (const name of [only.name, ...only.dependentActions]) names.add(name);
  }
  if (problems.length > 0) throw new PolicyError(problems);
  const actions = [...names].sort();
  // The names were found in the catalog, or are what its pages say that a call depends on.
  const { document, report } = leastPrivilege({ actions: actions as ActionName[], within });
  return { actions: actions.map(factsOf), statements: document.statements, report };
}

function actionsOfCall(call: string) {
  const [name = "", code] = call.split(":").reverse();
  const codes = code === undefined ? serviceCodes() : [code];
  return codes.flatMap((one) =>
    [...(service(one)?.actions.values() ?? [])].filter(
      (action) =>
        action.name.toLowerCase() === `${one}:${name}`.toLowerCase() || (code === undefined && action.api === name),
    ),
  );
}

function unclear(call: string, found: readonly { readonly name: string }[], path: string): readonly Problem[] {
  if (found.length === 0) return checkAction(call, path);
  const names = found.map(({ name }) => name).join(" or ");
  return checkAction(call, path).map((problem) => ({
    ...problem,
    found: `the API ${call}, which several services have`,
    fix: `write ${names}`,
  }));
}

function factsOf(name: string): PermissionFacts {
  const action = [service(name.split(":")[0] ?? "")?.actions.get(name)].flatMap((one) => one ?? []);
  return {
    action: name,
    features: returnsSecret(name) ? [] : featuresOf(name),
    secret: returnsSecret(name),
    dangerous: action.some(isDangerous),
  };
}
