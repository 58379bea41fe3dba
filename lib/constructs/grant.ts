import type { ConditionOperator, Conditions, OneOrMany, PolicyDocument, PolicyStatement } from "../policy";
import type { PolicyConstruct } from "./policy-construct";

/** The policy of a grantee, with what it permits. */
type PolicyOfGrantee = PolicyConstruct & { readonly document: PolicyDocument };

/**
 * What a grantee was granted by one call, e.g. of `grantInvoke`.
 *
 * @example
 * const flows = new FlowExecutionRole(this, "Flows");
 * const grant = flows.grantPassRole(Principal.fromGroupName("deployers"), "fnf.aliyuncs.com");
 * grant.when({ Bool: { "acs:MFAPresent": "true" } });
 */
export class Grant {
  #statements: readonly PolicyStatement[];

  /** @internal */
  public constructor(
    /** The policy with everything that the grantee is granted in the stack. It is attached to nobody else. */
    public readonly policy: PolicyOfGrantee,
    statements: readonly PolicyStatement[],
  ) {
    this.#statements = statements;
  }

  /** What was granted. */
  public get statements(): readonly PolicyStatement[] {
    return this.#statements;
  }

  /**
   * Makes the grant hold under these conditions too. All conditions must hold.
   *
   * @throws PolicyError RAM112 where the grant tests an operator and key already; RAM108, RAM109
   */
  public when(conditions: Conditions): this {
    const tests = (Object.keys(conditions) as ConditionOperator[]).flatMap((operator) =>
      Object.entries(conditions[operator] ?? {}).map(([key, values]) => ({ operator, key, values })),
    );
    this.#statements = this.#statements.map((statement) =>
      tests.reduce<PolicyStatement>(
        (tested, { operator, key, values }) => tested.withCondition(operator, key, values satisfies OneOrMany),
        statement,
      ),
    );
    return this;
  }
}
