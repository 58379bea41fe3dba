import type { Construct } from "constructs";
import type { SystemPolicyName } from "../catalog";
import { checkName } from "../policy";
import type { ConstructWarning } from "./checks/construct-warnings";
import type { PolicyType } from "./internal/attachments";
import { constructProblemIds } from "./internal/problem-ids";
import { PolicyConstruct, type PolicyProps } from "./policy-construct";
import { checkSystemPolicyName } from "./checks/system-policy-name-check";
import { readProps } from "./internal/read-props";

/** Props of {@link SystemPolicy}. */
export interface SystemPolicyProps extends PolicyProps {
  /** Name of the policy in RAM's letter case. Unknown names are accepted with a warning. */
  readonly policyName: SystemPolicyName | (string & {});
}

/**
 * A policy that Alibaba Cloud owns and updates. The construct only makes attachments.
 *
 * Reported at synth: RAM304 for a name in another letter case than RAM's, RAM305 for the policy of a service-linked role,
 * RAM201 and RAM202 for invalid names. Warnings: RAM312 for an unknown name, RAM321 without an attachment.
 *
 * @example
 * new SystemPolicy(this, "Logs", { policyName: "AliyunLogReadOnlyAccess", attachTo: { groups: ["agent-team"] } });
 */
export class SystemPolicy extends PolicyConstruct {
  public override readonly policyName: string;
  /** System policies belong to Alibaba Cloud. */
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
    found: "a system policy without an attachment, so that it has no effect",
    allowed: "attachTo, or attach(...) later",
    fix: "attach it, or remove it",
    subject: policyName,
  };
}
