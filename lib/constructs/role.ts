import type { TerraformResource } from "cdktf";
import type { Construct } from "constructs";
import type { SystemPolicyName } from "../catalog";
import {
  Arn,
  PolicyStatement,
  type Problem,
  type TrustPolicy,
  type TrustPolicyJson,
  checkDescription,
  checkName,
  checkSessionDuration,
  checkTags,
  hasToken,
} from "../policy";
import { throwIfAny } from "../policy/problem";
import { RamRole } from "../provider-alicloud/ram-role";
import { RamRolePolicyAttachment } from "../provider-alicloud/ram-role-policy-attachment";
import { type PolicyReference, allParts, idPart } from "./internal/attachments";
import { CheckedConstruct } from "./checked-construct";
import { type DeployOptions, type ResourceOptions, deployOptions } from "./internal/deploy-options";
import { documentText } from "./internal/document-text";
import { checkEffectiveOptions } from "./internal/effective-options";
import type { Grant } from "./grant";
import { grantTo } from "./internal/granted-policy";
import { givenTrust } from "./internal/given-document";
import { ImportBlock } from "./internal/import-block";
import { markOwn } from "./checks/own-resources";
import { withoutNumberTokens } from "./internal/number-tokens";
import type { Grantee } from "./principal";
import { constructProblemIds } from "./internal/problem-ids";
import { checkMode } from "./internal/resource-mode";
import { accountOf } from "./internal/role-arn";
import { stableName } from "./internal/stable-name";
import { checkSystemPolicyName } from "./checks/system-policy-name-check";
import { escapeTags, escapeTemplate } from "../terraform/template";
import { readProps, rolePolicyShape } from "./internal/read-props";

/** A policy of a role: the name of a system policy, or a policy construct or resource. */
export type RolePolicy = SystemPolicyName | (string & {}) | PolicyReference;

/** Options of a role that Terraform manages, apart from its trust. */
export interface ManagedRoleOptions extends DeployOptions {
  /** `import` takes over a role that the account has already. @default "create" */
  readonly mode?: "create" | "import";
  /**
   * 1 to 64 letters, digits, periods and hyphens. A change replaces the role.
   * @default - derived from the construct path; required in mode `import`
   */
  readonly roleName?: string;
  /**
   * Policies of the role. In mode `import`, its system policies must be attached already, and are imported. Other policies
   * of the role stay attached in the account; `agentrun-ram adopt` with a listing names them.
   * @example ["AliyunLogReadOnlyAccess"]
   */
  readonly policies?: readonly RolePolicy[];
  /** 1 to 1,024 characters. @default - names the construct */
  readonly description?: string;
  /** Maximum session duration in seconds: 3,600 to 43,200. @default - RAM's default, 3,600 */
  readonly maxSessionDuration?: number;
  /** At most 20. @example { team: "shop" } */
  readonly tags?: Readonly<Record<string, string>>;
}

/** A role that Terraform creates or imports. */
export interface ManagedRoleProps extends ManagedRoleOptions {
  /** Who may assume the role. @example TrustPolicy.forServices("fc.aliyuncs.com") */
  readonly trust: TrustPolicy | TrustPolicyJson;
}

/** A role that exists and is not managed. */
export interface ExistingRoleProps {
  /** The stack uses the role, and creates nothing. */
  readonly mode: "existing";
  /** The name of the role in the account. */
  readonly roleName: string;
  /** Id of the role's account, for the ARN. May be a token, e.g. of a `DataAlicloudAccount`. */
  readonly accountId?: string;
}

/** Props of {@link Role}. */
export type RoleProps = ManagedRoleProps | ExistingRoleProps;

const existingRoleOptions: readonly string[] = ["mode", "roleName", "accountId"];

/**
 * A RAM role (`alicloud_ram_role`) with its trust and its policies.
 *
 * Reported at synth: RAM101-RAM118 for a trust policy that RAM would refuse, RAM201-RAM205 for name, description, session
 * duration and tags, RAM302 for a policy that is named twice, RAM304 and RAM305 for system policies, RAM307, RAM308 and
 * RAM311 for invalid options and modes.
 *
 * @example
 * new Role(this, "Runtime", {
 *   roleName: "shop-runtime",
 *   trust: TrustPolicy.forServices("fc.aliyuncs.com"),
 *   policies: ["AliyunAgentRunInvokeOnlyAccess"],
 * });
 */
export class Role extends CheckedConstruct {
  /** The resource; `undefined` in mode `existing`. */
  public readonly resource: RamRole | undefined;

  private readonly existing: ExistingRoleProps | undefined;
  private readonly options: ResourceOptions;
  private readonly importedName: string | undefined;
  private readonly attached: TerraformResource[] = [];

  public constructor(scope: Construct, id: string, given: RoleProps) {
    const props = readProps(scope, id, given, isExisting(given) ? ["roleName"] : []);
    super(scope, id);
    this.addProblems(checkMode(props.mode));
    if (props.mode === "existing") {
      this.existing = props;
      this.options = {};
      this.addProblems([
        ...checkName("role", props.roleName, "roleName"),
        ...checkEffectiveOptions(props, existingRoleOptions, 'mode "existing"'),
      ]);
      return;
    }
    this.options = deployOptions(props);
    const roleName = withoutNumberTokens(props.roleName ?? stableName(this, "role"));
    this.resource = this.createResource(roleName, props);
    markOwn(this.resource);
    if (props.mode === "import") {
      this.importedName = roleName;
      this.addProblems(props.roleName === undefined ? [missingName()] : []);
      new ImportBlock(this, "Import", this.resource, roleName);
    }
    for (const policy of props.policies ?? []) this.addPolicy(policy, this.importedName);
  }

  /** Name of the role: a reference to the resource, or the name of the existing role. */
  public get roleName(): string {
    return this.resource?.roleName ?? this.existing?.roleName ?? "";
  }

  /**
   * The role's ARN, `acs:ram::<account>:role/<name>`.
   *
   * Reported at synth: RAM309 for an existing role without `accountId`.
   */
  public get arn(): string {
    if (this.resource !== undefined) return this.resource.arn;
    const { account, problems } = accountOf(this.existing?.accountId);
    this.addProblems(problems);
    return Arn.identity(account, `role/${this.roleName}`).toString();
  }

  /** Attaches a policy to the role. Reported at synth: RAM302 for a policy that it already has, RAM304 and RAM305. */
  public attachPolicy(policy: RolePolicy): void {
    throwIfAny(rolePolicyShape(policy, `${this.node.path} policy`));
    this.addPolicy(policy, undefined);
  }

  /**
   * Lets a principal assume the role. The role's trust must name it, or its account, too.
   *
   * @throws PolicyError RAM303 for a service-linked role, RAM326 for anything but a user, group or role
   */
  public grantAssumeRole(grantee: Grantee): Grant {
    return this.grant(grantee, PolicyStatement.allow({ actions: "sts:AssumeRole", resources: this.arn }));
  }

  /**
   * Lets a principal give the role to these services, e.g. when it creates a function that runs as the role.
   *
   * @param services e.g. `fc.aliyuncs.com`; at least one
   * @throws PolicyError RAM303 for a service-linked role, RAM326 for anything but a user, group or role, RAM108 without a service
   */
  public grantPassRole(grantee: Grantee, ...services: readonly [string, ...string[]]): Grant {
    const statement = PolicyStatement.allow({ actions: "ram:PassRole", resources: this.arn });
    return this.grant(grantee, statement.withCondition("StringEquals", "acs:Service", services));
  }

  /** The attachments made so far, e.g. for `dependsOn`. */
  public get attachments(): readonly TerraformResource[] {
    return this.attached;
  }

  private createResource(roleName: string, props: ManagedRoleProps): RamRole {
    const description = props.description ?? `Managed with CDKTF: ${this.node.path}`.slice(0, 1024);
    this.addProblems([
      ...checkName("role", roleName, "roleName"),
      ...checkDescription(description, "description"),
      ...(props.maxSessionDuration === undefined
        ? []
        : checkSessionDuration(props.maxSessionDuration, "maxSessionDuration")),
      ...checkTags(props.tags ?? {}, "tags"),
    ]);
    return new RamRole(this, "Role", {
      ...this.options,
      roleName,
      description: escapeTemplate(description),
      assumeRolePolicyDocument: documentText(this.readTrust(props.trust)),
      ...(props.maxSessionDuration === undefined ? {} : { maxSessionDuration: props.maxSessionDuration }),
      ...(props.tags === undefined ? {} : { tags: escapeTags(props.tags) }),
    });
  }

  private grant(grantee: Grantee, statement: PolicyStatement): Grant {
    return grantTo(grantee, [statement], { scope: this, provider: this.options.provider });
  }

  private readTrust(trust: ManagedRoleProps["trust"] | undefined): TrustPolicy {
    const given = givenTrust(trust);
    this.addProblems(given.problems);
    return given.trust;
  }

  private addPolicy(policy: RolePolicy, importedRole: string | undefined): void {
    for (const part of allParts(this.readPolicy(policy))) this.addPart(part, importedRole);
  }

  private addPart(policy: PolicyReference, importedRole: string | undefined): void {
    const { policyName, policyType } = policy;
    const id = `policy-${idPart(this, policyName)}`;
    if (this.node.tryFindChild(id) !== undefined) {
      this.addProblems([
        {
          id: constructProblemIds.attachedTwice,
          path: "policies",
          found: `the policy ${policyName} twice`,
          allowed: "one attachment of a policy to a role",
          fix: "name the policy once",
        },
      ]);
      return;
    }
    const attachment = new RamRolePolicyAttachment(this, id, {
      ...this.options,
      policyName,
      policyType,
      roleName: this.roleName,
    });
    this.attached.push(attachment);
    markOwn(attachment);
    policy.noteAttachments?.([attachment]);
    // A policy that is named by reference is created by this stack, so it cannot be attached yet.
    if (importedRole !== undefined && !hasToken(policyName)) {
      new ImportBlock(this, `${id}-import`, attachment, `role:${policyName}:${policyType}:${importedRole}`);
    }
  }

  private readPolicy(policy: RolePolicy): PolicyReference {
    const reference: PolicyReference =
      typeof policy === "string" ? { policyName: policy, policyType: "System" } : policy;
    this.addProblems(checkName("policy", reference.policyName, "policies"));
    if (reference.policyType === "System") {
      const { problems, warnings } = checkSystemPolicyName(reference.policyName, "policies");
      this.addProblems(problems);
      this.addWarnings(warnings);
    }
    return reference;
  }
}

/** Also accepts invalid values of JavaScript callers, which are reported later. */
function isExisting(given: Partial<RoleProps> | null | undefined): boolean {
  return given?.mode === "existing";
}

function missingName(): Problem {
  return {
    id: constructProblemIds.missingOption,
    path: "roleName",
    found: 'no roleName in mode "import"',
    allowed: "the name of the role in the account",
    fix: "set roleName",
  };
}
