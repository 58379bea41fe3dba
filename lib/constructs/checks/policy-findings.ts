import type { IConstruct } from "constructs";
import type { Acknowledgement } from "../../policy";
import { type PlacedFinding, acknowledgeUnder, findingsUnder } from "./placed-findings";
import { checkTree } from "./tree-checks";

/**
 * What is found at synth in the policy documents of the tree, whoever wrote them, and what the constructs of this library
 * warn of. What RAM would refuse fails synth; what is likely a mistake or a risk is shown as a warning, unless it is
 * acknowledged.
 *
 * A construct of this library anywhere in the tree has all its stacks checked.
 */
export class PolicyFindings {
  /**
   * Has every stack of the tree checked that a construct is in, for trees without any construct of this library.
   *
   * Call it where the stacks are made already. What RAM would refuse fails synth in stacks made later too, but their
   * warnings may come too late for the framework to show.
   *
   * @param scope the app, or anything in it
   */
  public static check(scope: IConstruct): void {
    checkTree(scope);
  }

  /**
   * Says that findings under a construct are known and meant to be so. What RAM would refuse cannot be acknowledged.
   *
   * An acknowledgement is bound to what was found, as the warning shows it. It covers the same finding in everything under
   * the construct, what is put there later too: name the policy itself where only that one is meant.
   *
   * @example
   * PolicyFindings.acknowledge(policy, { id: "RAM723", found: "agentrun:Get* on *", reason: "they rotate the secrets" });
   *
   * Reported at synth: RAM790 for an acknowledgement that matches nothing, RAM791 for one without a reason.
   *
   * @param scope the policy, the stack, or anything above the documents meant
   */
  public static acknowledge(scope: IConstruct, ...given: readonly Acknowledgement[]): void {
    acknowledgeUnder(scope, given);
  }

  /** Everything that is found under a construct, acknowledged or not. */
  public static of(scope: IConstruct): readonly PlacedFinding[] {
    return findingsUnder(scope);
  }
}
