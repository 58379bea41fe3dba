import type { IConstruct } from "constructs";
import { PolicyError, type Problem, quote } from "../../policy";
import { appState } from "../internal/app-state";
import { constructProblemIds } from "../internal/problem-ids";

/**
 * How many policies RAM accepts on a user, group or role. Attachments in the account and in a resource group are counted
 * separately, each against the same quota.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16).
 */
export interface RamQuotaValues {
  /** Custom policies on one principal. @default 10 */
  readonly customPoliciesPerPrincipal?: number;
  /** System policies on one principal. @default 20 */
  readonly systemPoliciesPerPrincipal?: number;
}

const defaults: Required<RamQuotaValues> = { customPoliciesPerPrincipal: 10, systemPoliciesPerPrincipal: 20 };

/** The quotas of the account, for the checks at synth. */
export class RamQuotas {
  /**
   * Sets quotas that the Quota Center raised for the account, for a stack or for all stacks of an app.
   *
   * @param scope the stack or the app
   * @throws PolicyError RAM406 for a quota that is not a whole number above zero
   * @example
   * RamQuotas.override(this, { customPoliciesPerPrincipal: 20 });
   */
  public static override(scope: IConstruct, quotas: RamQuotaValues): void {
    const given = Object.entries(quotas).filter(([, value]: [string, unknown]) => value !== undefined);
    const problems = given.flatMap(([name, value]: [string, unknown]) => checkQuota(name, value));
    if (problems.length > 0) throw new PolicyError(problems);
    const overrides = appState(scope).quotas;
    overrides.set(scope, { ...overrides.get(scope), ...Object.fromEntries(given) });
  }

  /** The quotas for a construct: the nearest override above it, or RAM's defaults. */
  public static of(scope: IConstruct): Required<RamQuotaValues> {
    const overrides = appState(scope).quotas;
    if (overrides.size === 0) return defaults;
    return scope.node.scopes.reduce((quotas, ancestor) => ({ ...quotas, ...overrides.get(ancestor) }), defaults);
  }
}

function checkQuota(name: string, value: unknown): readonly Problem[] {
  if (Number.isInteger(value) && Number(value) > 0) return [];
  return [
    {
      id: constructProblemIds.quotaValue,
      path: name,
      found: quote(value),
      allowed: "a whole number above zero",
      fix: "write the account's quota, as the Quota Center shows it",
    },
  ];
}
