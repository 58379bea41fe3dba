import { maxNameLength } from "../../../lib/policy";
import type { ModuleModel } from "../../../lib/terraform/module-text/module-model";
import { moduleSources, moduleText } from "../../../lib/terraform/module-text/module-sources";
import { leastPrivilegeModule } from "../../../lib/terraform/module-text/policy-modules";
import { teamModule } from "../../../lib/terraform/module-text/team-module";
import type { Request } from "./code";
import type { Team } from "./team";

/** A Terraform module. */
export interface ModuleCode {
  /** All its files as one, as `agentrun-ram module` writes them. */
  readonly sources: string;
  /** How another module calls it. */
  readonly call: string;
}

/**
 * The request as a module, and a call that attaches the policy to the group, if one is named.
 *
 * @throws PolicyError RAM627 for a place with wildcards
 */
export function moduleOf(request: Request, group: string): ModuleCode {
  const model = leastPrivilegeModule(request);
  return codeOf(model, {
    name: nameOf(group || "agent-team"),
    ...placeOf(model),
    ...(group === "" ? {} : { attach_to: { groups: [group] } }),
  });
}

/**
 * The team as a module of its three levels, and a call for the one that was chosen.
 *
 * @throws PolicyError RAM627 for a place with wildcards
 */
export function teamModuleOf({ level, request, group, resourceGroup }: Team): ModuleCode {
  const model = teamModule(request);
  return codeOf(model, {
    name: nameOf(request.workspace),
    ...placeOf(model),
    ...(resourceGroup === undefined
      ? {}
      : { resource_group: { id: resourceGroup.id, account_alias: resourceGroup.accountAlias } }),
    [`${level}s`]: { groups: [group] },
  });
}

function codeOf(model: ModuleModel, given: Request): ModuleCode {
  return {
    sources: Object.values(moduleSources(model)).join("\n"),
    call: moduleText({ module: { agentrun: { source: `./${moduleFolder}`, ...given } } }),
  };
}

/** The folder in which callers look for the module. */
export const moduleFolder = "agentrun-module";

/** The parts of the place that a call of the module must set. */
function placeOf({ example }: ModuleModel): Request {
  const place = ["workspace", "region", "account_id"];
  return Object.fromEntries(Object.entries(example.arguments).filter(([name]) => place.includes(name)));
}

/** A name of policies, with room for what the module adds to it. */
function nameOf(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/g, "-").slice(0, maxNameLength("policy") / 2);
}
