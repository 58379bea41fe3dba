import { leastPrivilegeModule } from "../../../lib/terraform/module-text/policy-modules";
import { moduleCall, moduleSources } from "../../../lib/terraform/module-text/module-sources";

/** A Terraform module. */
export interface ModuleCode {
  /** All its files as one, as `agentrun-ram module` writes them. */
  readonly sources: string;
  /** How another module calls it. */
  readonly call: string;
}

/** @throws PolicyError RAM627 for a place with wildcards */
export function moduleOf(request: Readonly<Record<string, unknown>>): ModuleCode {
  const model = leastPrivilegeModule(request);
  return { sources: Object.values(moduleSources(model)).join("\n"), call: moduleCall(model) };
}
