import type { Construct } from "constructs";
import { type PolicyDocument, checkDescription, checkName, checkTags } from "../policy";
import { RamPolicy } from "../provider-alicloud/ram-policy";
import type { PolicyType } from "./attachments";
import { deployOptions } from "./deploy-options";
import { checkDocumentSize } from "./document-size";
import { documentText } from "./document-text";
import { type GivenDocument, givenDocument } from "./given-document";
import { withoutNumberTokens } from "./number-tokens";
import { markOwnDocument } from "./own-documents";
import { PolicyConstruct, type PolicyProps } from "./policy-construct";
import { stableName } from "./stable-name";
import { escapeTags, escapeTemplate } from "./terraform-template";

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
 * Reported at synth: RAM119 for a document over 6,144 bytes, RAM313 (a warning) from 90 %, RAM201-RAM203 and RAM205 for
 * name, description and tags.
 */
export class CustomPolicy extends PolicyConstruct {
  /** The resource, for what has no prop here (`timeouts`, `lifecycle`, overrides). */
  public readonly resource: RamPolicy;
  /** What the policy permits and refuses. */
  public readonly document: PolicyDocument;
  public override readonly policyType: PolicyType = "Custom";

  public constructor(scope: Construct, id: string, props: CustomPolicyProps) {
    super(scope, id, props);
    const given = givenDocument(props.document);
    this.document = given.document;
    const policyName = withoutNumberTokens(props.policyName ?? stableName(this, "policy"));
    const description = props.description ?? `Managed with CDKTF: ${this.node.path}`.slice(0, 1024);
    const size = checkDocumentSize(this.document);
    this.addWarnings(size.warnings);
    this.addProblems([
      ...given.problems,
      ...size.problems,
      ...checkName("policy", policyName, "policyName"),
      ...checkDescription(description, "description"),
      ...checkTags(props.tags ?? {}, "tags"),
    ]);
    this.resource = new RamPolicy(this, "Policy", {
      ...deployOptions(props),
      policyName,
      description: escapeTemplate(description),
      policyDocument: documentText(this.document),
      rotateStrategy: props.rotateStrategy ?? "DeleteOldestNonDefaultVersionWhenLimitExceeded",
      ...(props.tags === undefined ? {} : { tags: escapeTags(props.tags) }),
    });
    markOwnDocument(this.resource);
    if (props.attachTo !== undefined) this.attach(props.attachTo);
  }

  /** The policy's name, as a reference to the resource. */
  public override get policyName(): string {
    return this.resource.policyName;
  }
}
