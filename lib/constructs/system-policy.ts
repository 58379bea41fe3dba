import type { Construct } from "constructs";
import type { SystemPolicyName } from "../catalog";
import type { PolicyType } from "./attachments";
import { PolicyConstruct, type PolicyProps } from "./policy-construct";
import { checkSystemPolicyName } from "./system-policy-name-check";

/** What a {@link SystemPolicy} is made from. */
export interface SystemPolicyProps extends PolicyProps {
  /** The policy's name in RAM's own case. Names that this library does not know are taken, with a warning. */
  readonly policyName: SystemPolicyName | (string & {});
}

/**
 * A policy that Alibaba Cloud owns and keeps up to date. Makes nothing but attachments.
 *
 * Reported at synth: RAM304 for a name in another case than RAM's, RAM305 for the policy of a service-linked role,
 * RAM312 (a warning) for a name that is not known.
 */
export class SystemPolicy extends PolicyConstruct {
  public override readonly policyName: string;
  public override readonly policyType: PolicyType = "System";

  public constructor(scope: Construct, id: string, props: SystemPolicyProps) {
    super(scope, id, props);
    this.policyName = props.policyName;
    const { problems, warnings } = checkSystemPolicyName(props.policyName, "policyName");
    this.addProblems(problems);
    this.addWarnings(warnings);
    if (props.attachTo !== undefined) this.attach(props.attachTo);
  }
}
