import { type Conditions, type Problem, PolicyDocument, PolicyError, PolicyStatement } from "../../policy";
import { checkRequest, emptyRequest } from "./check-request";
import { checkContradictions } from "./contradictions";
import { type Grant, grantsOf, namesOf } from "./feature-grants";
import {
  type LeastPrivilegeReport,
  incompleteFeatures,
  retiredActions,
  revealingActions,
  scopeBases,
  siblingFeatures,
  wideActions,
  withheldNeeds,
} from "./least-privilege-report";
import { doubtfulPlaces } from "./doubtful-places";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { mayBeDangerous } from "../may-be-dangerous";
import { unusedRestrictions } from "./restriction";

/** Options of {@link leastPrivilege}. */
export interface LeastPrivilegeOptions {
  /**
   * What to do with a part of `within` that narrows no action of the request, so that the request looks narrower than
   * it is.
   * @default "error"
   */
  readonly unusedRestrictions?: "error" | "report";
}

/** The smallest policy for a request, and a report. */
export interface LeastPrivilegeResult {
  readonly document: PolicyDocument;
  readonly report: LeastPrivilegeReport;
}

/**
 * The policy that allows exactly what a request asks for, according to the catalog. It has one statement for each set of
 * resources, and one for all actions that RAM authorizes on `*` only.
 *
 * @throws PolicyError RAM621-RAM629 with everything that is wrong with the request
 */
export function leastPrivilege(
  request: LeastPrivilegeRequest,
  options: LeastPrivilegeOptions = {},
): LeastPrivilegeResult {
  throwAll(checkRequest(request));
  const grants = grantsOf(request);
  const excepted = new Set((request.except ?? []).flatMap((name) => namesOf(name)));
  const granted = grants.filter(({ action }) => !excepted.has(action.name));
  const contradictions = checkContradictions(request, grants, granted);
  const isEmpty = granted.length === 0 && contradictions.length === 0;
  const unused = isEmpty ? [] : unusedParts(request, granted);
  throwAll([
    ...contradictions,
    ...(isEmpty ? [emptyRequest("", "a request that grants nothing")] : []),
    ...(options.unusedRestrictions === "report" ? [] : unused),
  ]);
  return {
    document: new PolicyDocument(statementsOf(granted, request)),
    report: {
      wide: wideActions(granted, request.within ?? {}),
      withheld: withheldNeeds(request, granted),
      reveals: revealingActions(granted),
      siblings: siblingFeatures(request),
      scopes: scopeBases(granted),
      incomplete: incompleteFeatures(request, granted),
      warnings: [...doubtfulPlaces(request.within ?? {}), ...retiredActions(granted)],
      unused: unused.map(({ path }) => path.replace("within.", "")),
    },
  };
}

function throwAll(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new PolicyError(problems);
}

/** Parts of `within` that narrow nothing. `passRoles` uses the account. */
function unusedParts({ within = {}, passRoles = [] }: LeastPrivilegeRequest, granted: readonly Grant[]) {
  const templates = granted.flatMap(({ scope }) => scope.templates);
  return unusedRestrictions(within, templates).filter(
    ({ path }) => path !== "within.accountId" || passRoles.length === 0,
  );
}

/**
 * One statement for each set of resources and conditions, in the order of their first actions; statements on `*` come
 * last. The order does not depend on the spelling of framework tokens in resources.
 */
function statementsOf(
  grants: readonly Grant[],
  { conditions, dangerousConditions }: LeastPrivilegeRequest,
): readonly PolicyStatement[] {
  const groups = new Map<string, { readonly grant: Grant; readonly actions: string[]; readonly dangerous: boolean }>();
  for (const grant of [...grants].sort((a, b) => (a.action.name < b.action.name ? -1 : 1))) {
    const dangerous = dangerousConditions !== undefined && mayBeDangerous(grant.action);
    const key = JSON.stringify([[...grant.resources].sort(), grant.passedTo ?? [], dangerous]);
    const group = groups.get(key) ?? { grant, actions: [], dangerous };
    group.actions.push(grant.action.name);
    groups.set(key, group);
  }
  const isOnEverything = ({ grant }: { readonly grant: Grant }): boolean => grant.resources.includes("*");
  const ordered = [...groups.values()];
  return [...ordered.filter((group) => !isOnEverything(group)), ...ordered.filter(isOnEverything)].map(
    ({ grant, actions, dangerous }) => {
      const own: Conditions = grant.passedTo === undefined ? {} : { StringEquals: { "acs:Service": grant.passedTo } };
      const plain = PolicyStatement.allow({ actions, resources: grant.resources });
      return [own, conditions ?? {}, dangerous ? (dangerousConditions ?? {}) : {}].reduce(withConditions, plain);
    },
  );
}

function withConditions(statement: PolicyStatement, conditions: Conditions): PolicyStatement {
  let result = statement;
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, values] of Object.entries(keys)) {
      // Keys of conditions are operators, as checkConditions has verified.
      result = result.withCondition(operator as keyof Conditions, key, values);
    }
  }
  return result;
}
