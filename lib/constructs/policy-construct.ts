import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { AttachmentTargets } from "./internal/attachment-targets";
import { type AttachmentResult, type PolicyReference, type PolicyType, attachPolicy } from "./internal/attachments";
import { CheckedConstruct } from "./checked-construct";
import { type DeployOptions, type ResourceOptions, deployOptions } from "./internal/deploy-options";
import { targetsShape } from "./internal/read-props";
import { throwIfAny } from "../policy/problem";

/** Props of all policies in this library. */
export interface PolicyProps extends DeployOptions {
  /** Principals to attach the policy to. `attach` adds more. @default - none */
  readonly attachTo?: AttachmentTargets;
}

/** A policy, and the parent of its attachments. */
interface AttachedPart {
  readonly scope: Construct;
  readonly reference: PolicyReference;
}

/** A policy that can be attached to users, groups and roles. */
export abstract class PolicyConstruct extends CheckedConstruct implements PolicyReference {
  /** The name, or a reference to the resource that has it. */
  public abstract readonly policyName: string;
  /** `Custom` policies belong to the account, `System` ones to Alibaba Cloud. */
  public abstract readonly policyType: PolicyType;

  /** What the policy's resources are made with. */
  protected readonly options: ResourceOptions;
  private readonly attached: TerraformResource[] = [];

  protected constructor(scope: Construct, id: string, props: PolicyProps) {
    super(scope, id);
    this.options = deployOptions(props);
  }

  /**
   * Attaches the policy to more users, groups or roles.
   *
   * Reported at synth: RAM301 without a principal, RAM302 for a principal that already has the policy, RAM201 and
   * RAM202 for names.
   */
  public attach(targets: AttachmentTargets): void {
    throwIfAny(
      targetsShape(targets, "targets").map((problem) => ({ ...problem, path: `${this.node.path} ${problem.path}` })),
    );
    this.attachChecked(targets);
  }

  /** Attaches the policy to principals of the right kinds. */
  protected attachChecked(targets: AttachmentTargets): void {
    for (const [index, { scope, reference }] of this.attachedParts().entries()) {
      this.noteAttached(index, reference, attachPolicy(scope, reference, targets, this.options));
    }
  }

  /** Adds the result of attaching one of {@link attachedParts}. */
  protected noteAttached(index: number, part: PolicyReference, { created, problems }: AttachmentResult): void {
    this.attached.push(...created);
    if (index === 0) this.addProblems(problems); // equal for all parts
    part.noteAttachments?.(created);
  }

  /** Further policies, if the document is too long for one. */
  public get furtherParts(): readonly PolicyReference[] {
    return [];
  }

  /** The attachments made so far, e.g. for `dependsOn`. */
  public get attachments(): readonly TerraformResource[] {
    return this.attached;
  }

  /** @internal */
  public noteAttachments(_created: readonly TerraformResource[]): void {
    // Only a policy in several parts has an order.
  }

  /** The policies that are attached: this one and its further parts. */
  protected attachedParts(): readonly AttachedPart[] {
    return [{ scope: this, reference: this }];
  }
}
