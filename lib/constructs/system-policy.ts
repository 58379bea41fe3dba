import type { Construct } from "constructs";
import type { SystemPolicyName } from "../catalog";
import { checkName } from "../policy";
import type { ConstructWarning } from "./checks/construct-warnings";
import type { PolicyType } from "./internal/attachments";
import { constructProblemIds } from "./internal/problem-ids";
import { PolicyConstruct, type PolicyProps } from "./policy-construct";
import { checkSystemPolicyName } from "./checks/system-policy-name-check";
import { readProps } from "./internal/read-props";

/** What a {@link SystemPolicy} is made from. */
export interface SystemPolicyProps extends PolicyProps {
  /** The policy's name in RAM's own case. Names that this library does not know are taken, with a warning. */
  readonly policyName: SystemPolicyName | (string & {});
}

/**
 * A policy that Alibaba Cloud owns and keeps up to date. Makes nothing but attachments.
 *
 * Reported at synth: RAM304 for a name in another case than RAM's, RAM305 for the policy of a service-linked role,
 * RAM201 and RAM202 for names that none can have. Warnings: RAM312 for a name that is not known, RAM321 for a
 * policy that is attached to nobody.
 */
export class SystemPolicy extends PolicyConstruct {
  public override readonly policyName: string;
  public override readonly policyType: PolicyType = "System";

  public constructor(scope: Construct, id: string, given: SystemPolicyProps) {
    const props = readProps(scope, id, given, ["policyName"]);
    super(scope, id, props);
    this.policyName = props.policyName;
    const { problems, warnings } = checkSystemPolicyName(props.policyName, "policyName");
    this.addProblems([...problems, ...checkName("policy", props.policyName, "policyName")]);
    this.addWarnings(warnings);
    if (props.attachTo !== undefined) this.attachChecked(props.attachTo);
    this.addWarnings(() => (this.attachments.length === 0 ? [nothingAttached(props.policyName)] : []));
  }
}

function nothingAttached(policyName: string): ConstructWarning {
  return {
    id: constructProblemIds.nothingAttached,
    path: "attachTo",
    found: "a system policy that is attached to nobody, so that nothing is made",
    allowed: "attachTo, or attach(...) later",
    fix: "say whom it is for, or leave it out",
    subject: policyName,
  };
}
