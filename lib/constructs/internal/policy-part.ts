import { type TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { RamPolicy } from "../../provider-alicloud/ram-policy";
import type { PolicyReference, PolicyType } from "./attachments";

/** One of the policies that a document became. */
export class PolicyPart implements PolicyReference {
  public readonly policyType: PolicyType = "Custom";
  public readonly attachments: TerraformResource[] = [];

  /**
   * @param scope what the resource and its attachments are under
   * @param policyName the name as a reference to the resource, made once: the framework keeps a call stack for each
   * @param order orders the part and its siblings anew
   */
  public constructor(
    public readonly scope: Construct,
    public readonly resource: RamPolicy,
    public readonly policyName: string,
    private readonly order: () => void,
  ) {}

  /** Takes attachments into the order. Terraform orders nothing across stacks, so those of other stacks are left out. */
  public noteAttachments(created: readonly TerraformResource[]): void {
    const stack = TerraformStack.of(this.resource);
    this.attachments.push(...created.filter((one) => TerraformStack.of(one) === stack));
    this.order();
  }
}

/**
 * Has Terraform change parts in an order in which nobody lacks a permission for a moment. A statement that leaves a part
 * goes to one of a higher number, and comes back from it. So a part changes after those of higher numbers are there and
 * attached; and they go after it has changed, which is what `create_before_destroy` makes of that order.
 */
export function orderParts(parts: readonly PolicyPart[]): void {
  for (const [index, { resource, attachments }] of parts.entries()) {
    const later = parts.slice(index + 1).flatMap((part) => [part.resource, ...part.attachments]);
    if (later.length > 0) resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), ...later.map(addressOf)])];
    if (index === 0) continue;
    for (const one of [resource, ...attachments]) one.lifecycle = { ...one.lifecycle, createBeforeDestroy: true };
  }
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
