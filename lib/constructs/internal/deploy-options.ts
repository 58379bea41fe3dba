import type { ITerraformDependable, TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";

/** Options that every construct passes to its resources. */
export interface DeployOptions {
  /** The provider, if not the default one of the stack: an alias, or a provider of other bindings. */
  readonly provider?: TerraformProvider;
  /**
   * Dependencies: resources, or constructs, which stand for the resources in them. A dependency in another stack
   * becomes a dependency on that stack.
   * @example [new AgentRunFoundation(stack, "Foundation")]
   */
  readonly dependsOn?: readonly (ITerraformDependable | IConstruct)[];
}

/** The options in the form that resources accept. */
export interface ResourceOptions {
  readonly provider?: TerraformProvider;
  readonly dependsOn?: ITerraformDependable[];
}

/** The options for a resource, without other props. */
export function deployOptions({ provider, dependsOn = [] }: DeployOptions): ResourceOptions {
  const resources = dependsOn.filter(isDependable);
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(resources.length === 0 ? {} : { dependsOn: resources }),
  };
}

function isDependable(one: ITerraformDependable | IConstruct): one is ITerraformDependable {
  return "fqn" in one;
}
