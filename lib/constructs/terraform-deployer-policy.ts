import { Lazy, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { PolicyDocument, type PolicyStatement, checkDescription, checkName, checkTags, formatProblem } from "../policy";
import { RamPolicy } from "../provider-alicloud/ram-policy";
import { checkAccountId } from "./internal/account-id";
import type { PolicyType } from "./internal/attachments";
import type { CustomPolicyOptions } from "./custom-policy";
import { deployerPermissions } from "./deployer/deployer-permissions";
import { type SizeCheck, checkDocumentSize } from "./internal/document-size";
import { refusingDocument } from "./internal/given-document";
import { knownNames } from "./checks/known-names";
import { withoutNumberTokens } from "./internal/number-tokens";
import { markOwn } from "./checks/own-resources";
import { PolicyConstruct } from "./policy-construct";
import { constructProblemIds } from "./internal/problem-ids";
import { stableName } from "./internal/stable-name";
import { stackElements } from "./checks/stack-resources";
import { escapeTags, escapeTemplate } from "../terraform/template";
import { readProps } from "./internal/read-props";

/** Props of {@link TerraformDeployerPolicy}. */
export interface TerraformDeployerPolicyProps extends Omit<CustomPolicyOptions, "split"> {
  /** The stacks to deploy. @default - the stack of the policy @example [stack] */
  readonly stacks?: readonly TerraformStack[];
  /** Id of the account. @default "*" - a policy applies to its own account only */
  readonly accountId?: string;
}

/**
 * The smallest policy for the identity that runs `terraform apply`, `plan` and `destroy` on stacks, computed at synth
 * from their resources.
 *
 * It allows only reading this policy itself and its attachments, because an identity that can change its own policy has
 * every permission. Let an administrator deploy it, preferably from a separate stack. Protect the deploying identity:
 * it can change the policies and roles of the stacks to allow anything. Its permissions are limited to their names.
 *
 * Reported at synth: RAM119 for a document over 6,144 bytes, RAM318 for stacks without resources that need permissions,
 * RAM323 for an invalid account id, RAM201-RAM203 and RAM205 for name, description and tags. Warnings: RAM313, and
 * RAM317 for resources with unknown deployment permissions.
 *
 * @example
 * new TerraformDeployerPolicy(this, "Deploy", {
 *   accountId: "1234567890123456",
 *   attachTo: { roles: ["pipeline"] },
 * });
 */
export class TerraformDeployerPolicy extends PolicyConstruct {
  /** The resource, for arguments without a prop. */
  public readonly resource: RamPolicy;
  /** Custom policies belong to the account. */
  public override readonly policyType: PolicyType = "Custom";

  private readonly stacks: readonly TerraformStack[];
  private readonly accountId: string;

  public constructor(scope: Construct, id: string, given: TerraformDeployerPolicyProps = {}) {
    const props = readProps(scope, id, given);
    super(scope, id, props);
    this.stacks = props.stacks ?? [TerraformStack.of(this)];
    const accountId = checkAccountId(props.accountId ?? "*");
    this.accountId = accountId.account;
    const policyName = withoutNumberTokens(props.policyName ?? stableName(this, "policy"));
    const description = props.description ?? "Deploys with Terraform what the stacks hold";
    this.addProblems([
      ...accountId.problems,
      ...checkName("policy", policyName, "policyName"),
      ...checkDescription(description, "description"),
      ...checkTags(props.tags ?? {}, "tags"),
    ]);
    this.resource = new RamPolicy(this, "Policy", {
      ...this.options,
      policyName,
      description: escapeTemplate(description),
      policyDocument: Lazy.stringValue({ produce: () => escapeTemplate(this.document.toText()) }),
      rotateStrategy: props.rotateStrategy ?? "DeleteOldestNonDefaultVersionWhenLimitExceeded",
      ...(props.tags === undefined ? {} : { tags: escapeTags(props.tags) }),
    });
    markOwn(this.resource);
    this.node.addValidation({ validate: () => this.checkDocument().problems.map(formatProblem) });
    this.addWarnings(() => this.checkDocument().warnings);
    if (props.attachTo !== undefined) this.attachChecked(props.attachTo);
  }

  /** Name of the policy, as a reference to the resource. */
  public override get policyName(): string {
    return this.resource.policyName;
  }

  /** The document for the resources that are in the stacks now. Denies everything if there are none. */
  public get document(): PolicyDocument {
    const { statements } = this.permissions();
    return statements.length === 0 ? refusingDocument() : new PolicyDocument(statements);
  }

  /** The statements of {@link document}. */
  public get statements(): readonly PolicyStatement[] {
    return this.document.statements;
  }

  private permissions() {
    const resources = this.stacks.flatMap((stack) => stackElements(stack));
    const isOwn = ({ path }: { readonly path: string }): boolean => path.startsWith(`${this.node.path}/`);
    return deployerPermissions(resources, knownNames(resources), this.accountId, { isReadOnly: isOwn });
  }

  private checkDocument(): SizeCheck {
    const { statements, warnings } = this.permissions();
    const size = statements.length === 0 ? nothingToDeploy : checkDocumentSize(new PolicyDocument(statements));
    return { problems: size.problems, warnings: [...warnings, ...size.warnings] };
  }
}

const nothingToDeploy: SizeCheck = {
  problems: [
    {
      id: constructProblemIds.nothingToDeploy,
      path: "stacks",
      found: "stacks without resources that need permissions to deploy",
      allowed: "stacks with resources of RAM",
      fix: "name the stacks that are deployed",
    },
  ],
  warnings: [],
};
