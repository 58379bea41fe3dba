import type { IConstruct } from "constructs";

/**
 * How many policies RAM takes on one user, group or role. Attachments at account scope and at resource-group scope
 * count apart, each against the same figure.
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

const overrides = new WeakMap<IConstruct, RamQuotaValues>();

/** The account's quotas, as synth checks them. */
export class RamQuotas {
  /**
   * Tells the checks of a stack, or of all stacks of an app, about quotas that the Quota Center raised for the account.
   *
   * @param scope the stack or the app
   */
  public static override(scope: IConstruct, quotas: RamQuotaValues): void {
    overrides.set(scope, { ...overrides.get(scope), ...quotas });
  }

  /** The quotas that hold for a construct: the nearest override on the way up, or RAM's defaults. */
  public static of(scope: IConstruct): Required<RamQuotaValues> {
    return scope.node.scopes.reduce((quotas, ancestor) => ({ ...quotas, ...overrides.get(ancestor) }), defaults);
  }
}
