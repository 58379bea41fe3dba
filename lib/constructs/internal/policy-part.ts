import { type TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { RamPolicy } from "../../provider-alicloud/ram-policy";
import type { PolicyReference, PolicyType } from "./attachments";

/** One of the policies that a document was split into. */
export class PolicyPart implements PolicyReference {
  public readonly policyType: PolicyType = "Custom";
  public readonly attachments: TerraformResource[] = [];

  /**
   * @param scope parent of the resource and its attachments
   * @param policyName the name as a reference to the resource. Made once, because the framework records a call stack for each
   * @param order updates the order of all parts
   */
  public constructor(
    public readonly scope: Construct,
    public readonly resource: RamPolicy,
    public readonly policyName: string,
    private readonly order: () => void,
  ) {}

  /** Adds attachments to the order, except those in other stacks, because Terraform orders nothing across stacks. */
  public noteAttachments(created: readonly TerraformResource[]): void {
    const stack = TerraformStack.of(this.resource);
    this.attachments.push(...created.filter((one) => TerraformStack.of(one) === stack));
    this.order();
  }
}

/**
 * Makes Terraform change the parts in an order in which nobody lacks a permission for a moment, as long as statements move
 * only to parts with higher numbers, or come from parts that are destroyed. A part is therefore changed after parts with higher numbers are created
 * and attached, and those are destroyed after it is changed, which `create_before_destroy` does with the same
 * dependencies.
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
