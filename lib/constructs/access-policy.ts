import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import { type SystemPolicyName, systemPolicy } from "../catalog";
import type { PolicyDocument, PolicyStatement } from "../policy";
import type { AttachmentTargets } from "./internal/attachment-targets";
import type { PolicyReference, PolicyType } from "./internal/attachments";
import { CheckedConstruct } from "./checked-construct";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";
import { checkEffectiveOptions } from "./internal/effective-options";
import type { PolicyProps } from "./policy-construct";
import { type RuntimeScope, checkRuntimes } from "./internal/runtime-scope";
import { SystemPolicy } from "./system-policy";
import { readProps } from "./internal/read-props";

/** Access with the vendor's system policy, which the vendor may change. */
export interface SystemAccessProps extends PolicyProps {
  /** Attaches the vendor's system policy. @default "system" */
  readonly as?: "system";
}

/** Access with a custom policy, which the vendor cannot change. */
export interface CustomAccessProps extends CustomPolicyOptions {
  /** Creates a custom policy, and attaches it. */
  readonly as: "custom";
  /** Limits the policy to these runtimes. @default - the same as the vendor's policy: everything */
  readonly runtimes?: readonly RuntimeScope[];
}

/** Props of {@link ReadOnlyAccess} and {@link InvokeAccess}. */
export type AccessProps = SystemAccessProps | CustomAccessProps;

/** The vendor's policy, and the equivalent for named runtimes. */
interface AccessDefinition {
  readonly systemPolicyName: SystemPolicyName;
  readonly description: string;
  statementsFor(runtimes: readonly RuntimeScope[]): readonly PolicyStatement[];
}

/** Access for which the vendor has a system policy. Attaches it, or makes an equal or narrower custom policy. */
export abstract class AccessPolicy extends CheckedConstruct implements PolicyReference {
  /** The attached policy. */
  public readonly policy: CustomPolicy | SystemPolicy;

  protected constructor(scope: Construct, id: string, given: AccessProps, definition: AccessDefinition) {
    const props = readProps(scope, id, given);
    super(scope, id);
    if (props.as === "custom") {
      const { as: _, runtimes, ...options } = props;
      this.policy = new CustomPolicy(this, "Custom", {
        ...options,
        description: options.description ?? definition.description,
        document: this.customDocument(runtimes, definition),
      });
    } else {
      this.addProblems(checkEffectiveOptions(props, ["as", "attachTo", "provider", "dependsOn"], 'as "system"'));
      this.policy = new SystemPolicy(this, "System", { ...props, policyName: definition.systemPolicyName });
    }
  }

  /** Name of the policy: a reference to the resource, or the name of the system policy. */
  public get policyName(): string {
    return this.policy.policyName;
  }

  /** Further policies, if the document is too long for one. */
  public get furtherParts(): readonly PolicyReference[] {
    return this.policy.furtherParts;
  }

  /** What a custom policy permits; `undefined` for the system policy, which Alibaba Cloud may change. */
  public get document(): PolicyDocument | undefined {
    return this.policy instanceof CustomPolicy ? this.policy.document : undefined;
  }

  /** The statements of {@link document}. */
  public get statements(): readonly PolicyStatement[] | undefined {
    return this.document?.statements;
  }

  /** `System`, or `Custom` for access with a custom policy. */
  public get policyType(): PolicyType {
    return this.policy.policyType;
  }

  /** Attaches the policy to more users, groups or roles. Reported at synth: RAM201, RAM202, RAM301, RAM302. */
  public attach(targets: AttachmentTargets): void {
    this.policy.attach(targets);
  }

  /** The attachments made so far, e.g. for `dependsOn`. */
  public get attachments(): readonly TerraformResource[] {
    return this.policy.attachments;
  }

  /** @internal */
  public noteAttachments(created: readonly TerraformResource[]): void {
    this.policy.noteAttachments(created);
  }

  private customDocument(runtimes: readonly RuntimeScope[] | undefined, definition: AccessDefinition) {
    const problems = runtimes === undefined ? [] : checkRuntimes(runtimes);
    this.addProblems(problems);
    const vendorDocument = systemPolicy(definition.systemPolicyName).document;
    if (runtimes !== undefined && problems.length === 0) return definition.statementsFor(runtimes);
    if (vendorDocument === undefined) throw new Error(`catalog lacks the document of ${definition.systemPolicyName}`);
    return vendorDocument;
  }
}
