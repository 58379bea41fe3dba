import type { TerraformProvider } from "cdktf";
import type { Construct } from "constructs";
import { CheckedConstruct } from "./checked-construct";
import type { Grant } from "./grant";
import { grantTo } from "./internal/granted-policy";
import { invokeStatements, unconfirmedInvoke } from "./internal/invoke-statements";
import { readProps } from "./internal/read-props";
import { readStatements } from "./internal/read-statements";
import { type RuntimeScope, checkRuntime, runtimeArn, runtimeEndpointsArn } from "./internal/runtime-scope";
import type { Grantee } from "./principal";

/** What an {@link AgentRuntime} is made from. */
export interface AgentRuntimeProps extends RuntimeScope {
  /** The provider of the policies that grants make, where it is not the stack's default one. */
  readonly provider?: TerraformProvider;
}

/**
 * An agent runtime by its name: its ARN, and grants on it. The construct does not create the runtime.
 *
 * Each principal has one policy in a stack with everything that grants of this kind give it.
 *
 * Reported at synth: RAM315 for names that cannot be part of an ARN, RAM119 for grants to one principal that do not fit
 * into a policy. Warnings: RAM313, and RAM314 for `grantInvoke`.
 *
 * @example
 * const shop = new AgentRuntime(this, "Shop", { workspace: "team-a", runtime: "shop" });
 * shop.grantInvoke(Principal.fromUserName("shop-backend"));
 */
export class AgentRuntime extends CheckedConstruct {
  private readonly runtime: RuntimeScope;
  private readonly provider: TerraformProvider | undefined;

  public constructor(scope: Construct, id: string, given: AgentRuntimeProps) {
    const { provider, ...runtime } = readProps(scope, id, given, ["workspace", "runtime"]);
    super(scope, id);
    this.provider = provider;
    const problems = checkRuntime(runtime, "");
    this.addProblems(problems);
    this.runtime = problems.length === 0 ? runtime : noRuntime;
  }

  /** The runtime's ARN. */
  public get arn(): string {
    return runtimeArn(this.runtime);
  }

  /** ARN of all endpoints of the runtime. */
  public get endpointsArn(): string {
    return runtimeEndpointsArn(this.runtime);
  }

  /**
   * Lets a principal call the runtime and its endpoints with signed requests. Whether the service honours the scope is not
   * confirmed (RAM314, a warning): where it does not, calls are refused.
   *
   * @throws PolicyError RAM303 for a service-linked role, RAM326 for anything but a user, group or role
   */
  public grantInvoke(grantee: Grantee): Grant {
    const grant = this.grant(grantee, invokeStatements([this.runtime]));
    this.addWarnings([unconfirmedInvoke([this.runtime])]);
    return grant;
  }

  /**
   * Lets a principal read the details of the runtime and its endpoints. Lists and versions cannot be limited to a runtime.
   *
   * @throws PolicyError RAM303 for a service-linked role, RAM326 for anything but a user, group or role
   */
  public grantRead(grantee: Grantee): Grant {
    return this.grant(grantee, readStatements([this.runtime]));
  }

  private grant(grantee: Grantee, statements: Grant["statements"]): Grant {
    return grantTo(grantee, statements, { scope: this, provider: this.provider });
  }
}

/** Stands for a runtime whose names are wrong: synth fails, but nothing must widen if that is ignored. */
const noRuntime: RuntimeScope = { workspace: "none", runtime: "none", region: "none", accountId: "0" };
