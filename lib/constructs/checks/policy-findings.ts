import type { IConstruct } from "constructs";
import type { Acknowledgement } from "../../policy";
import { type PlacedFinding, acknowledgeUnder, findingsUnder } from "./placed-findings";
import { checkTree } from "./tree-checks";

/**
 * The findings in all policy documents of the tree, whichever code made them, and the warnings of this library's
 * constructs. What RAM refuses fails synth. Likely mistakes and risks are warnings, unless they are acknowledged.
 *
 * A construct of this library anywhere in the tree is enough to check all its stacks.
 */
export class PolicyFindings {
  /**
   * Checks every stack of a construct's tree at synth. Needed only for trees without a construct of this library.
   *
   * Call it after the stacks are created. In stacks that are created later, what RAM refuses still fails synth, but
   * warnings may come too late for the framework to show them.
   *
   * @param scope the app, or any construct in it
   */
  public static check(scope: IConstruct): void {
    checkTree(scope);
  }

  /**
   * Acknowledges findings under a construct. What RAM refuses cannot be acknowledged.
   *
   * An acknowledgement names what was found, as the warning shows it. It suppresses the same finding everywhere under the
   * construct, also in constructs that are added later. To suppress it for one policy only, pass that policy.
   *
   * Reported at synth: RAM790 for an acknowledgement that matches nothing, RAM791 for one without a reason.
   *
   * @param scope the policy, the stack, or any construct above the documents
   * @example
   * const support = new LeastPrivilege(this, "Support", { actions: ["agentrun:Get*"] });
   * PolicyFindings.acknowledge(support, { id: "RAM723", found: "agentrun:Get* on *", reason: "they rotate the secrets" });
   */
  public static acknowledge(scope: IConstruct, ...given: readonly Acknowledgement[]): void {
    acknowledgeUnder(scope, given);
  }

  /** All findings under a construct, acknowledged or not. */
  public static of(scope: IConstruct): readonly PlacedFinding[] {
    return findingsUnder(scope);
  }
}
