import { type TerraformResource, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { comparePlaces } from "../../policy";
import type { RamPolicy } from "../../provider-alicloud/ram-policy";
import type { PolicyReference, PolicyType } from "./attachments";

/** One of the policies that a document was split into. */
export class PolicyPart implements PolicyReference {
  public readonly policyType: PolicyType = "Custom";
  public readonly attachments: TerraformResource[] = [];

  /**
   * @param number of the document
   * @param scope parent of the resource and its attachments
   * @param order updates the order of all parts
   */
  public constructor(
    public readonly number: number,
    public readonly scope: Construct,
    public readonly resource: RamPolicy,
    private readonly order: () => void,
  ) {}

  public get policyName(): string {
    return this.resource.policyName;
  }

  /** In the stack of the resource, the reference is plain text: the framework records a call stack for each token. */
  public nameIn(scope: Construct): string {
    if (TerraformStack.of(scope) !== TerraformStack.of(this.resource)) return this.policyName;
    return `\${${addressOf(this.resource)}.policy_name}`;
  }

  /** Adds attachments to the order, except those in other stacks, because Terraform orders nothing across stacks. */
  public noteAttachments(created: readonly TerraformResource[]): void {
    const stack = TerraformStack.of(this.resource);
    this.attachments.push(...created.filter((one) => TerraformStack.of(one) === stack));
    this.order();
  }
}

/**
 * Makes Terraform change the parts in an order in which a statement that stays is granted all the time, see {@link split}.
 * A part is changed after parts with later places are created and attached. Parts with later places are destroyed after it
 * is changed: `create_before_destroy` does that with the same dependencies.
 */
export function orderParts(parts: readonly PolicyPart[]): void {
  if (parts.length < 2) return; // what compares places loads all that splits documents
  const sorted = [...parts].sort(comparePlaces);
  for (const [index, { resource, attachments }] of sorted.entries()) {
    const later = sorted.slice(index + 1).flatMap((part) => [part.resource, ...part.attachments]);
    if (later.length > 0) resource.dependsOn = [...new Set([...(resource.dependsOn ?? []), ...later.map(addressOf)])];
    if (index === 0) continue;
    for (const one of [resource, ...attachments]) one.lifecycle = { ...one.lifecycle, createBeforeDestroy: true };
  }
}

function addressOf({ terraformResourceType, friendlyUniqueId }: TerraformResource): string {
  return `${terraformResourceType}.${friendlyUniqueId}`;
}
