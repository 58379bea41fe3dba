import type { ITerraformDependable, TerraformProvider } from "cdktf";
import type { IConstruct } from "constructs";

/** What every construct hands on to the resources that it makes. */
export interface DeployOptions {
  /** The provider, where it is not the stack's default one: an alias, or a provider of other bindings. */
  readonly provider?: TerraformProvider;
  /**
   * What must exist before: resources, or constructs, which stand for the resources in them. What is in another stack makes
   * this stack depend on that one.
   */
  readonly dependsOn?: readonly (ITerraformDependable | IConstruct)[];
}

/** The same options as the bindings of resources want them. */
export interface ResourceOptions {
  readonly provider?: TerraformProvider;
  readonly dependsOn?: ITerraformDependable[];
}

/** Just the options that a resource takes. */
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
