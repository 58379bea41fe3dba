import type { Construct } from "constructs";
import { documentedPolicy } from "../catalog";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";

/** What a {@link LeastPrivilege} is made from. */
export type LeastPrivilegeProps = CustomPolicyOptions;

/**
 * The vendor's least-privilege policy, word for word: 14 statements for AgentRun's core features.
 *
 * Least beside full access, not in the strict sense: all writes of agentrun, devs and fc stay, on every resource.
 *
 * Source: the catalog's {@link documentedPolicy} `leastPrivilege`.
 */
export class LeastPrivilege extends CustomPolicy {
  public constructor(scope: Construct, id: string, props: LeastPrivilegeProps = {}) {
    super(scope, id, {
      ...props,
      document: documentedPolicy("leastPrivilege").document,
      description: props.description ?? "AgentRun: core features, as the vendor documents them",
    });
  }
}
