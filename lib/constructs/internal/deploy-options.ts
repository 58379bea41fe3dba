import type { ITerraformDependable, TerraformProvider } from "cdktf";

/** What every construct hands on to the resources that it makes. */
export interface DeployOptions {
  /** The provider, where it is not the stack's default one: an alias, or a provider of other bindings. */
  readonly provider?: TerraformProvider;
  /** What must exist before. */
  readonly dependsOn?: readonly ITerraformDependable[];
}

/** The same options as the bindings of resources want them. */
export interface ResourceOptions {
  readonly provider?: TerraformProvider;
  readonly dependsOn?: ITerraformDependable[];
}

/** Just the options that a resource takes. */
export function deployOptions({ provider, dependsOn }: DeployOptions): ResourceOptions {
  return {
    ...(provider === undefined ? {} : { provider }),
    ...(dependsOn === undefined ? {} : { dependsOn: [...dependsOn] }),
  };
}
