import { catalogAction } from "../../catalog";
import type { Account } from "../account/account";
import type { Parameters } from "../parameters";
import { assumedTemplates } from "./assumed-authorizations";
import { arnValues } from "./arn-values";

/** One permission that a call needs. */
export interface Need {
  /** e.g. `ram:CreatePolicy` */
  readonly action: string;
  readonly resource: string;
  /** Condition keys of this call; those of every call are added to them. */
  readonly context: Readonly<Record<string, string>>;
}

/** Calls that anyone may make who can call at all. */
const free = new Set(["Sts:GetCallerIdentity", "Location:DescribeEndpoints"]);

/** Actions that a call needs beside its own. Inferred: that to delete a policy with all versions takes theirs too. */
const further: Readonly<Record<string, (parameters: Parameters) => readonly string[]>> = {
  "ram:DeletePolicy": (parameters) =>
    parameters.text("CascadingDelete")?.toLowerCase() === "true"
      ? ["ram:ListPolicyVersions", "ram:DeletePolicyVersion"]
      : [],
};

/** All permissions that a call needs. Empty for calls that need none; `undefined` where nobody says what they need. */
export function needsOf(
  service: string,
  operation: string,
  parameters: Parameters,
  account: Account,
): readonly Need[] | undefined {
  if (free.has(`${service}:${operation}`)) return [];
  const action = actionOf(service, operation);
  const needs: Need[] = [];
  for (const one of [action, ...(further[action]?.(parameters) ?? [])]) {
    const templates = templatesOf(one, parameters);
    if (templates === undefined) return undefined;
    const values = arnValues(parameters, account);
    const context = contextOf(one, parameters, account);
    needs.push(...templates.map((template) => ({ action: one, resource: fill(template, values), context })));
  }
  return needs;
}

/** Actions on resource groups and service-linked roles are RAM's, whatever service has the API. */
function actionOf(service: string, operation: string): string {
  if (service === "Sts") return `sts:${operation}`;
  const isDirectory = operation.includes("ControlPolic") || service === "ResourceDirectoryMaster";
  return `${isDirectory ? "resourcemanager" : "ram"}:${operation}`;
}

/** Templates of the resources of an action, of alternatives the one that the call is about. */
function templatesOf(action: string, parameters: Parameters): readonly string[] | undefined {
  if (action === "sts:AssumeRole") return ["acs:ram:*:{#accountId}:role/{#roleName}"];
  const resources = catalogAction(action)?.resources;
  if (resources === undefined) return assumedTemplates(action);
  if (resources.length === 0) return ["*"];
  const isSystem = parameters.text("PolicyType")?.toLowerCase() === "system";
  const wanted = optionalTypes[parameters.text("PrincipalType")?.toLowerCase() ?? targetType(parameters)];
  return resources
    .filter(({ type, arn }) => type !== "Policy" || arn.includes(":system:") === isSystem || !namesSystem(resources))
    .filter(({ type, optional }) => optional !== true || type === wanted)
    .map(({ arn }) => arn);
}

function namesSystem(resources: readonly { readonly arn: string }[]): boolean {
  return resources.some(({ arn }) => arn.includes(":system:"));
}

/** Which of the optional resource types a call is about. */
const optionalTypes: Readonly<Record<string, string>> = {
  imsuser: "User",
  imsgroup: "Group",
  servicerole: "Role",
  account: "Account",
  folder: "Folder",
};

function targetType(parameters: Parameters): string {
  return /^\d+$/.test(parameters.text("TargetId") ?? "") ? "account" : "folder";
}

function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{#(\w+)\}/g, (_, name: string) => values[name] ?? "*");
}

/** `ram:ServiceName`, for actions that know the key. */
function contextOf(action: string, parameters: Parameters, account: Account): Readonly<Record<string, string>> {
  if (catalogAction(action)?.conditionKeys.includes("ram:ServiceName") !== true) return {};
  const { roles, deletionTasks } = account.store.tables;
  const serviceName =
    parameters.text("ServiceName") ??
    roles.get(parameters.text("RoleName") ?? "")?.serviceName ??
    deletionTasks.get(parameters.text("DeletionTaskId") ?? "")?.serviceName;
  return serviceName === undefined ? {} : { "ram:ServiceName": serviceName };
}
