import { maxNameLength } from "../../policy";
import type { ModuleVariable } from "./module-model";

/** @param longestSuffix what the module adds to the name, in characters */
export function policyName(longestSuffix: number): ModuleVariable {
  const longest = maxNameLength("policy") - longestSuffix;
  const adds = longestSuffix === 0 ? "" : " Names of several policies begin with it.";
  return {
    name: "name",
    description: `Name of the policy, unique in the account.${adds} A change replaces the policy, so that its principals lack it for a moment.`,
    type: "string",
    rules: [
      {
        condition: `can(regex("^[A-Za-z0-9-]{1,${longest}}$", var.name))`,
        message: `The name has 1 to ${longest} letters, digits and hyphens.`,
      },
    ],
  };
}

/** @param byDefault the vendor's name, by which the service finds the role */
export function roleName(byDefault: string): ModuleVariable {
  return {
    name: "name",
    description: "Name of the role. AgentRun looks for the default name. A change replaces the role.",
    type: "string",
    default: byDefault,
    rules: [
      {
        condition: 'can(regex("^[A-Za-z0-9.-]{1,64}$", var.name))',
        message: "The name has 1 to 64 letters, digits, periods and hyphens.",
      },
    ],
  };
}

/** @param byDefault `null` where each object of the module has a description of its own */
export function description(byDefault: string | null, what: string): ModuleVariable {
  const isInLimits = "length(var.description) >= 1 && length(var.description) <= 1024";
  return {
    name: "description",
    description: `Description of the ${what}.${byDefault === null ? " With null, each has its own." : ""}`,
    type: "string",
    default: byDefault,
    rules: [
      {
        condition: byDefault === null ? `var.description == null ? true : ${isInLimits}` : isInLimits,
        message: "The description has 1 to 1024 characters.",
      },
    ],
  };
}

export const tags: ModuleVariable = {
  name: "tags",
  description: "Tags of everything in the module that can have tags.",
  type: "map(string)",
  default: {},
  rules: [{ condition: "length(var.tags) <= 20", message: "There are at most 20 tags." }],
};

const targetsType = `object({
  users  = optional(set(string), [])
  groups = optional(set(string), [])
  roles  = optional(set(string), [])
})`;

/** A variable for users, groups and roles. */
export function targets(name: string, what: string): ModuleVariable {
  return {
    name,
    description: `${what}, by name. Terraform must know the names at plan time: \`alicloud_ram_group.x.group_name\` is known, an attribute that the account assigns is not.`,
    type: targetsType,
    default: {},
    rules: [],
  };
}

/** A variable for users, groups and roles, of which there must be some, because the module does nothing else. */
export function someTargets(name: string, what: string): ModuleVariable {
  const { default: _, ...variable } = targets(name, what);
  return {
    ...variable,
    rules: [
      {
        condition: `length(var.${name}.users) + length(var.${name}.groups) + length(var.${name}.roles) > 0`,
        message: "There must be a user, a group or a role.",
      },
    ],
  };
}

export const resourceGroup: ModuleVariable = {
  name: "resource_group",
  description:
    "The resource group of the workspace. What no page limits to a workspace is granted in this group only. With null, it is not granted, and the console shows no workspace.",
  type: `object({
  id            = string
  account_alias = string
})`,
  default: null,
  rules: [
    {
      condition:
        'var.resource_group == null ? true : can(regex("^rg-[A-Za-z0-9-]+$", var.resource_group.id)) && can(regex("^[A-Za-z0-9][A-Za-z0-9-]*$", var.resource_group.account_alias))',
      message: "The id begins with rg-. The alias is the account's id, unless it was changed.",
    },
  ],
};

/** @param names the names that are published, the one to use first */
export function serviceName(names: readonly [string, ...(readonly string[])]): ModuleVariable {
  return {
    name: "service_name",
    description: "Name of the service that owns the role. Use another one of the vendor's pages if RAM refuses it.",
    type: "string",
    default: names[0],
    rules: [
      {
        condition: `contains(${JSON.stringify(names).replaceAll(",", ", ")}, var.service_name)`,
        message: `The vendor's pages have ${names.join(" and ")}.`,
      },
    ],
  };
}
