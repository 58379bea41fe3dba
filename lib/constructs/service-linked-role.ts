import type { Construct } from "constructs";
import { Arn, type Problem, checkDescription, checkName, hasToken, quote } from "../policy";
import { ResourceManagerServiceLinkedRole } from "../provider-alicloud/resource-manager-service-linked-role";
import { CheckedConstruct } from "./checked-construct";
import { type DeployOptions, deployOptions } from "./internal/deploy-options";
import { checkEffectiveOptions } from "./internal/effective-options";
import { ImportBlock } from "./internal/import-block";
import { constructProblemIds } from "./internal/problem-ids";
import { checkMode } from "./internal/resource-mode";
import { accountOf } from "./internal/role-arn";
import { escapeTemplate } from "../terraform/template";
import { foldCase } from "../policy/letter-case";
import { readProps } from "./internal/read-props";

/** Options of a service-linked role that Terraform manages. */
export interface ManagedServiceLinkedRoleOptions extends DeployOptions {
  /** `import` takes over a role that the account has already. @default "create" */
  readonly mode?: "create" | "import";
  /**
   * Makes `terraform destroy`, and any change that replaces the role, fail, because other stacks and the console also
   * use the role. To delete it, set `false` and apply, then remove it. To keep it in the account, remove it from the
   * state with `terraform state rm`.
   * @default true
   */
  readonly protectFromDestroy?: boolean;
}

/** A service-linked role that exists and is not managed. */
export interface ExistingServiceLinkedRoleOptions {
  /** The stack uses the role, and creates nothing. */
  readonly mode: "existing";
  /** Id of the role's account, for the ARN. May be a token. */
  readonly accountId?: string;
}

/** Options of a service-linked role, apart from its service. */
export type ServiceLinkedRoleOptions = ManagedServiceLinkedRoleOptions | ExistingServiceLinkedRoleOptions;

/** Props of {@link ServiceLinkedRole}. */
export type ServiceLinkedRoleProps = ServiceLinkedRoleOptions & {
  /** Service that owns the role, e.g. `fc.aliyuncs.com`. */
  readonly serviceName: string;
  /** The name that the service defines, without suffix, e.g. `AliyunServiceRoleForFC`. */
  readonly roleName: string;
  /** Suffix of the role's name. Few services support one. */
  readonly customSuffix?: string;
  /** Only together with a suffix; without one, the service sets the description. */
  readonly description?: string;
};

const existingOptions: readonly string[] = ["mode", "accountId", "serviceName", "roleName", "customSuffix"];

/**
 * A role that a service defines (`alicloud_resource_manager_service_linked_role`). An account has at most one of each,
 * and no policy can be attached to it.
 *
 * Reported at synth: RAM307 and RAM311 for invalid options and modes, RAM310 for a description without a suffix,
 * RAM201, RAM202 and RAM320 for names, RAM404 for a second role of the same service in a stack.
 *
 * @example
 * new ServiceLinkedRole(this, "Logs", {
 *   serviceName: "audit.log.aliyuncs.com",
 *   roleName: "AliyunServiceRoleForSLSAudit",
 *   mode: "existing",
 * });
 */
export class ServiceLinkedRole extends CheckedConstruct {
  /** Marks the role as one to which no policy can be attached. */
  public readonly serviceLinked = true;
  /** The resource; `undefined` in mode `existing`. */
  public readonly resource: ResourceManagerServiceLinkedRole | undefined;

  private readonly fixedName: string;
  private readonly accountId: string | undefined;

  public constructor(scope: Construct, id: string, given: ServiceLinkedRoleProps) {
    const props = readProps(scope, id, given, ["serviceName", "roleName"]);
    super(scope, id);
    this.fixedName = props.customSuffix === undefined ? props.roleName : `${props.roleName}_${props.customSuffix}`;
    this.addProblems([...checkMode(props.mode), ...checkNames(props)]);
    if (props.mode === "existing") {
      this.accountId = props.accountId;
      this.addProblems(checkEffectiveOptions(props, existingOptions, 'mode "existing"'));
      return;
    }
    this.addProblems(checkServiceDescription(props));
    this.resource = new ResourceManagerServiceLinkedRole(this, "ServiceLinkedRole", {
      ...deployOptions(props),
      serviceName: props.serviceName,
      ...(props.customSuffix === undefined ? {} : { customSuffix: props.customSuffix }),
      ...(props.description === undefined ? {} : { description: escapeTemplate(props.description) }),
      lifecycle: {
        preventDestroy: props.protectFromDestroy ?? true,
        // The provider does not read them, so after an import they would differ from the state and replace the role.
        ...(props.mode === "import" ? { ignoreChanges: ["custom_suffix", "description"] } : {}),
      },
    });
    if (props.mode === "import") {
      new ImportBlock(this, "Import", this.resource, `${props.serviceName}:${this.fixedName}`);
    }
  }

  /** Name of the role: a reference to the resource, or the name that the service defines. */
  public get roleName(): string {
    return this.resource?.roleName ?? this.fixedName;
  }

  /**
   * ARN of the role. RAM has the names of service-linked roles in lower case there.
   *
   * Reported at synth: RAM309 for an existing role without `accountId`.
   */
  public get arn(): string {
    if (this.resource !== undefined) return this.resource.arn;
    const { account, problems } = accountOf(this.accountId);
    this.addProblems(problems);
    return Arn.identity(account, `role/${foldCase(this.fixedName)}`).toString();
  }
}

function checkNames({ roleName, customSuffix, serviceName }: ServiceLinkedRoleProps): readonly Problem[] {
  const suffixed = customSuffix === undefined ? roleName : `${roleName}-${customSuffix}`;
  const isService = hasToken(serviceName) || /^[a-z0-9-]+(\.[a-z0-9-]+)*\.aliyuncs\.com$/.test(serviceName);
  return [
    ...checkName("role", suffixed, customSuffix === undefined ? "roleName" : "customSuffix"),
    ...(isService ? [] : [serviceNameProblem(serviceName)]),
  ];
}

function serviceNameProblem(serviceName: string): Problem {
  return {
    id: constructProblemIds.serviceName,
    path: "serviceName",
    found: quote(serviceName),
    allowed: "the domain of a service, e.g. fc.aliyuncs.com",
    fix: "look it up on the service's page about service-linked roles",
  };
}

function checkServiceDescription(props: ServiceLinkedRoleProps): readonly Problem[] {
  if (props.description === undefined) return [];
  if (props.customSuffix !== undefined) return checkDescription(props.description, "description");
  return [
    {
      id: constructProblemIds.presetDescription,
      path: "description",
      found: "a description without a customSuffix",
      allowed: "no description: the service sets it, and the provider would plan a replacement",
      fix: "remove it",
    },
  ];
}
