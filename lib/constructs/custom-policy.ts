import type { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import {
  type PolicyDocument,
  type PolicyStatement,
  type Problem,
  checkDescription,
  checkName,
  checkTags,
} from "../policy";
import { RamPolicy, type RamPolicyConfig } from "../provider-alicloud/ram-policy";
import { type PolicyReference, type PolicyType, attachPolicy } from "./internal/attachments";
import type { ConstructWarning } from "./checks/construct-warnings";
import type { ResourceOptions } from "./internal/deploy-options";
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

/** What RAM does with the sixth version of a policy. Each change of the document adds a version, and RAM keeps five. */
export type RotateStrategy = "DeleteOldestNonDefaultVersionWhenLimitExceeded" | "None";

/** Options of a custom policy, apart from its document. */
export interface CustomPolicyOptions extends PolicyProps {
  /**
   * 1 to 128 letters, digits and hyphens, unique in the account. A change replaces the policy, so that its principals
   * lack it for a moment.
   * @default - derived from the construct path
   */
  readonly policyName?: string;
  /** 1 to 1,024 characters. @default - names the construct */
  readonly description?: string;
  /** At most 20. @example { team: "shop" } */
  readonly tags?: Readonly<Record<string, string>>;
  /**
   * Whether a document over 6,144 bytes is split into several policies, which are all attached. The first policy has
   * the name, the others have the name and a number, which stays the same when statements are added or removed. With
   * `false`, such a document is an error.
   * @default true
   */
  readonly split?: boolean;
  /** `None`: the sixth change fails with `LimitExceeded.Policy.Version`. @default - deletes the oldest version */
  readonly rotateStrategy?: RotateStrategy;
}

/** Props of {@link CustomPolicy}. */
export interface CustomPolicyProps extends CustomPolicyOptions {
  /**
   * The document, as an object or JSON.
   * @example [allow({ actions: "agentrun:GetTool", resources: arn.agentrun.tool({ workspace: "team-a", tool: "*" }) })]
   */
  readonly document: GivenDocument;
}

/**
 * A custom policy (`alicloud_ram_policy`) and its attachments.
 *
 * A document that is too long for RAM is split into several policies. When the document changes, a statement that stays in
 * it is granted all the time: Terraform attaches new policies first, and detaches old ones last.
 *
 * Reported at synth: RAM101-RAM118 for a document that RAM would refuse, RAM119 for a document over 6,144 bytes with
 * `split: false`, RAM120 and RAM121 for one that cannot be split, RAM313 (a warning) from 90 % of the limit, RAM201-RAM203
 * and RAM205 for name, description and tags.
 *
 * @example
 * new CustomPolicy(this, "Tools", {
 *   document: [allow({ actions: ["agentrun:GetTool", "agentrun:ListTools"], resources: "*" })],
 *   attachTo: { groups: ["agent-team"] },
 * });
 */
export class CustomPolicy extends PolicyConstruct {
  /** The resource of the first policy, for arguments without a prop (`timeouts`, `lifecycle`, overrides). */
  public readonly resource: RamPolicy;
  /** The whole document, before it is split. */
  public readonly document: PolicyDocument;
  /** Custom policies belong to the account. */
  public override readonly policyType: PolicyType = "Custom";

  private readonly parts: readonly PolicyPart[];

  public constructor(scope: Construct, id: string, given: CustomPolicyProps) {
    const props = readProps(scope, id, given, ["document"]);
    super(scope, id, props);
    const { document, parts: made, problems, warnings } = preparedParts(this, props, this.options);
    this.document = document;
    this.addWarnings(warnings);
    this.addProblems(problems);
    // The framework records the call stack of many values of a resource. Resources are made here, so that it is short.
    const parts: PolicyPart[] = [];
    for (const { number, config, document: held } of made) {
      const partScope = parts.length === 0 ? this : new Construct(this, `Part${number}`);
      const resource = new RamPolicy(partScope, "Policy", config);
      markOwn(resource, held);
      parts.push(
        new PolicyPart(number, partScope, resource, () => {
          orderParts(parts);
        }),
      );
    }
    this.parts = parts;
    const [first] = parts;
    if (first === undefined) throw new Error("a document has at least one part");
    this.resource = first.resource;
    orderParts(parts);
    if (props.attachTo === undefined) return;
    for (const [index, part] of parts.entries()) {
      this.noteAttached(index, part, attachPolicy(part.scope, part, props.attachTo, this.options));
    }
  }

  /** Name of the policy, as a reference to the resource. If the policy is split, that of the first one. */
  public override get policyName(): string {
    return this.resource.policyName;
  }

  /** The statements of the document, e.g. to build another policy from them. */
  public get statements(): readonly PolicyStatement[] {
    return this.document.statements;
  }

  /** Further policies, if the document is too long for one. */
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
}

/** What the resource of a part is made from. */
interface PreparedPart {
  readonly number: number;
  readonly document: PolicyDocument;
  readonly config: RamPolicyConfig;
}

function preparedParts(
  policy: CustomPolicy,
  props: CustomPolicyProps,
  options: ResourceOptions,
): {
  readonly document: PolicyDocument;
  readonly parts: readonly PreparedPart[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly ConstructWarning[];
} {
  const read = givenDocument(props.document);
  const policyName = withoutNumberTokens(props.policyName ?? stableName(policy, "policy"));
  const description = props.description ?? `Managed with CDKTF: ${policy.node.path}`.slice(0, 1024);
  const { documents, problems, warnings } = documentParts(read.document, {
    split: props.split ?? true,
    maxDocuments: RamQuotas.of(policy).customPoliciesPerPrincipal,
  });
  const common = {
    ...options,
    description: escapeTemplate(description),
    rotateStrategy: props.rotateStrategy ?? "DeleteOldestNonDefaultVersionWhenLimitExceeded",
    ...(props.tags === undefined ? {} : { tags: escapeTags(props.tags) }),
  };
  const parts = documents.map(({ number, document }) => {
    const name = number === 1 ? policyName : `${policyName}-${number}`;
    return { number, document, config: { ...common, policyName: name, policyDocument: documentText(document) } };
  });
  return {
    document: read.document,
    parts,
    problems: [
      ...read.problems,
      ...problems,
      ...checkDescription(description, "description"),
      ...(props.tags === undefined ? [] : checkTags(props.tags, "tags")),
      ...parts.flatMap(({ config }) => checkName("policy", config.policyName, "policyName")),
    ],
    warnings,
  };
}
