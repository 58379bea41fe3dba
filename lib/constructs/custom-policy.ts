import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import { type PolicyDocument, checkDescription, checkName, checkTags } from "../policy";
import { RamPolicy } from "../provider-alicloud/ram-policy";
import type { PolicyReference, PolicyType } from "./internal/attachments";
import { documentParts } from "./internal/document-parts";
import { documentText } from "./internal/document-text";
import { type GivenDocument, givenDocument } from "./internal/given-document";
import { withoutNumberTokens } from "./internal/number-tokens";
import { markOwn } from "./checks/own-resources";
import { PolicyConstruct, type PolicyProps } from "./policy-construct";
import { PolicyPart, orderParts } from "./internal/policy-part";
import { RamQuotas } from "./checks/ram-quotas";
import { stableName } from "./internal/stable-name";
import { escapeTags, escapeTemplate } from "../terraform/template";
import { readProps } from "./internal/read-props";

/** What RAM does with the sixth version of a policy: each change of the document makes one, and five are kept. */
export type RotateStrategy = "DeleteOldestNonDefaultVersionWhenLimitExceeded" | "None";

/** What a custom policy can be told, whatever its document. */
export interface CustomPolicyOptions extends PolicyProps {
  /**
   * 1 to 128 letters, digits and hyphens, unique in the account. A change replaces the policy: its principals lack it
   * for a moment.
   * @default - derived from the construct path
   */
  readonly policyName?: string;
  /** 1 to 1,024 characters. @default - says what made it */
  readonly description?: string;
  /** Up to 20. */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Whether a document over 6,144 bytes becomes several policies, all attached: the first has the name, the others the
   * name with a number that stays when statements come and go. Without it such a document is an error.
   * @default true
   */
  readonly split?: boolean;
  /** `None` makes the sixth change fail with `LimitExceeded.Policy.Version`. @default - the oldest version goes */
  readonly rotateStrategy?: RotateStrategy;
}

/** What a {@link CustomPolicy} is made from. */
export interface CustomPolicyProps extends CustomPolicyOptions {
  /** What the policy permits and refuses. */
  readonly document: GivenDocument;
}

/**
 * A policy of the account's own (`alicloud_ram_policy`), and its attachments.
 *
 * A document that is too long for RAM becomes several policies. Each is in place and attached before a statement leaves
 * another, and goes after its statements are elsewhere, so that nobody lacks a permission in between.
 *
 * Reported at synth: RAM119 for a document over 6,144 bytes that may not be split, RAM120 and RAM121 for one that cannot
 * be, RAM313 (a warning) from 90 %, RAM201-RAM203 and RAM205 for name, description and tags.
 */
export class CustomPolicy extends PolicyConstruct {
  /** The resource of the first policy, for what has no prop here (`timeouts`, `lifecycle`, overrides). */
  public readonly resource: RamPolicy;
  /** What the policy permits and refuses, in one document. */
  public readonly document: PolicyDocument;
  public override readonly policyType: PolicyType = "Custom";

  private readonly parts: readonly PolicyPart[];

  public constructor(scope: Construct, id: string, given: CustomPolicyProps) {
    const props = readProps(scope, id, given, ["document"]);
    super(scope, id, props);
    const read = givenDocument(props.document);
    this.document = read.document;
    const policyName = withoutNumberTokens(props.policyName ?? stableName(this, "policy"));
    const description = props.description ?? `Managed with CDKTF: ${this.node.path}`.slice(0, 1024);
    const { documents, problems, warnings } = documentParts(this.document, {
      split: props.split ?? true,
      maxDocuments: RamQuotas.of(this).customPoliciesPerPrincipal,
    });
    this.addWarnings(warnings);
    this.addProblems(read.problems);
    this.addProblems(problems);
    this.addProblems(checkDescription(description, "description"));
    this.addProblems(checkTags(props.tags ?? {}, "tags"));
    const common = {
      ...this.options,
      description: escapeTemplate(description),
      rotateStrategy: props.rotateStrategy ?? "DeleteOldestNonDefaultVersionWhenLimitExceeded",
      ...(props.tags === undefined ? {} : { tags: escapeTags(props.tags) }),
    };
    const parts: PolicyPart[] = [];
    // A loop, and no more calls than it takes: the framework keeps the whole call stack of many values of a resource.
    for (const { number, document } of documents) {
      const name = number === 1 ? policyName : `${policyName}-${number}`;
      this.addProblems(checkName("policy", name, "policyName"));
      const partScope = parts.length === 0 ? this : new Construct(this, `Part${number}`);
      const resource = new RamPolicy(partScope, "Policy", {
        ...common,
        policyName: name,
        policyDocument: documentText(document),
      });
      markOwn(resource, document);
      parts.push(
        new PolicyPart(partScope, resource, resource.policyName, () => {
          orderParts(parts);
        }),
      );
    }
    this.parts = parts;
    const [first] = parts;
    if (first === undefined) throw new Error("a document has at least one part");
    this.resource = first.resource;
    orderParts(parts);
    if (props.attachTo !== undefined) this.attachChecked(props.attachTo);
  }

  /** The policy's name, as a reference to the resource. Of a policy in several parts the first one's. */
  public override get policyName(): string {
    return this.resource.policyName;
  }

  /** The other policies of a document that was too long for one. */
  public override get furtherParts(): readonly PolicyReference[] {
    return this.parts.slice(1);
  }

  /** @internal */
  public override noteAttachments(created: readonly TerraformResource[]): void {
    this.parts[0]?.noteAttachments(created);
  }

  protected override attachedParts() {
    return this.parts.map((part) => ({ scope: part.scope, reference: part }));
  }

  protected override onAttached(part: number, created: readonly TerraformResource[]): void {
    this.parts[part]?.noteAttachments(created);
  }
}
