import { Lazy, type TerraformProvider, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { PolicyDocument, type PolicyStatement, formatProblem, maxPolicyBytes, minimize } from "../../policy";
import { RamPolicy } from "../../provider-alicloud/ram-policy";
import { markOwn } from "../checks/own-resources";
import { Grant } from "../grant";
import { PolicyConstruct } from "../policy-construct";
import type { Grantee } from "../principal";
import { type Target, listTargets } from "./attachment-targets";
import { type PolicyType, idPart } from "./attachments";
import { checkDocumentSize } from "./document-size";
import { documentText } from "./document-text";
import { refusingDocument } from "./given-document";
import { targetsOf } from "./grantee";
import { stableName } from "./stable-name";

/**
 * Grants statements to a principal. One policy holds all that a principal is granted in a stack, because RAM attaches only
 * 10 custom policies to one.
 *
 * @throws PolicyError RAM303, RAM326 for anything but a user, group or role
 */
export function grantTo(
  grantee: Grantee,
  statements: readonly PolicyStatement[],
  { scope, provider }: { readonly scope: Construct; readonly provider: TerraformProvider | undefined },
): Grant {
  const [target] = listTargets(targetsOf(grantee, `${scope.node.path} grantee`));
  if (target === undefined) throw new Error("a grantee is one target");
  const policy = policyFor(target, grantee, scope, provider);
  const grant = new Grant(policy, statements);
  policy.add(grant);
  return grant;
}

function policyFor(
  { type, name }: Target,
  grantee: Grantee,
  scope: Construct,
  provider: TerraformProvider | undefined,
): GrantedPolicy {
  const stack = TerraformStack.of(scope);
  const alias = provider?.alias === undefined ? "" : `-${provider.alias}`;
  const folderId = `AgentRunGrants${alias}`;
  const folder = stack.node.tryFindChild(folderId) ?? new Construct(stack, folderId);
  const id = `${type}-${idPart(stack, name)}`;
  const existing = folder.node.tryFindChild(id);
  return existing instanceof GrantedPolicy ? existing : new GrantedPolicy(folder, id, grantee, provider);
}

/** All that one principal is granted in a stack. */
class GrantedPolicy extends PolicyConstruct {
  public override readonly policyType: PolicyType = "Custom";
  private readonly resource: RamPolicy;
  private readonly grants: Grant[] = [];

  public constructor(scope: Construct, id: string, grantee: Grantee, provider: TerraformProvider | undefined) {
    const options = provider === undefined ? {} : { provider };
    super(scope, id, options);
    this.resource = new RamPolicy(this, "Policy", {
      ...options,
      policyName: stableName(this, "policy"),
      description: "AgentRun: what one principal is granted",
      policyDocument: Lazy.stringValue({ produce: () => documentText(this.document) }),
      rotateStrategy: "DeleteOldestNonDefaultVersionWhenLimitExceeded",
    });
    markOwn(this.resource);
    this.node.addValidation({ validate: () => checkDocumentSize(this.document).problems.map(formatProblem) });
    this.addWarnings(() => checkDocumentSize(this.document).warnings);
    this.attach(targetsOf(grantee, `${this.node.path} grantee`));
  }

  public override get policyName(): string {
    return this.resource.policyName;
  }

  /** What the principal is granted so far, minimized if it would be too long. */
  public get document(): PolicyDocument {
    const documents = this.grants.map(({ statements }) => new PolicyDocument(statements));
    if (documents.length === 0) return refusingDocument();
    const whole = PolicyDocument.merge(...documents);
    return whole.byteLength > maxPolicyBytes ? minimize(whole).document : whole;
  }

  public add(grant: Grant): void {
    this.grants.push(grant);
  }
}
