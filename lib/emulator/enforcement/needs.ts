import { type CatalogAction, catalogAction } from "../../catalog";
import type { RequestContext } from "../../policy";
import type { Account } from "../account/account";
import { foldCase } from "../../policy/letter-case";
import type { CallContext } from "../operations/operation";
import type { Parameters } from "../parameters";
import { type ArnValues, arnValues } from "./arn-values";
import { assumedTemplates } from "./assumed-authorizations";
import { decidingParameters } from "./deciding-parameters";

/** One permission that a call requires. */
export interface RequiredPermission {
  /** e.g. `ram:CreatePolicy` */
  readonly action: string;
  readonly resource: string;
  /** Values of the condition keys that are specific to this call. */
  readonly context: RequestContext;
  /** The resource group that the call operates on. Policies attached in it apply. */
  readonly resourceGroupId?: string;
}

/** Calls that require no permission, and why. */
export const freeCalls: ReadonlyMap<string, string> = new Map([
  ["Sts:GetCallerIdentity", "it only tells callers who they are"],
  ["Location:DescribeEndpoints", "it only returns public addresses, and RAM has no action for it"],
]);

/** Actions that a call requires in addition to its own. Inferred: `CascadingDelete` requires the actions on versions. */
const further: Readonly<Record<string, (parameters: Parameters) => readonly string[]>> = {
  "ram:DeletePolicy": (parameters) =>
    foldCase(parameters.text("CascadingDelete") ?? "") === "true"
      ? ["ram:ListPolicyVersions", "ram:DeletePolicyVersion"]
      : [],
};

/** All permissions that a call requires. Empty if it requires none, `undefined` if that is not known. */
export function needsOf(
  service: string,
  operation: string,
  { account, parameters: all, caller }: Pick<CallContext, "account" | "parameters" | "caller">,
): readonly RequiredPermission[] | undefined {
  if (freeCalls.has(`${service}:${operation}`)) return [];
  const parameters = all.only(decidingParameters(operation));
  const values = arnValues(operation, parameters, account, caller);
  const actions = actionsOf(service, operation);
  const needs: RequiredPermission[] = [];
  for (const one of actions.flatMap((action) => [action, ...(further[action]?.(parameters) ?? [])])) {
    const templates = templatesOf(one, parameters);
    if (templates === undefined) return undefined;
    const context = contextOf(one, parameters, account);
    const resources = templates.flatMap((template) => fill(template, values));
    needs.push(...resources.map((resource) => ({ action: one, resource, context, ...groupOf(resource, account) })));
  }
  return needs;
}

/**
 * The actions that authorize an operation. A page says that ResourceManager's operations on resource groups and
 * service-linked roles have the RAM code `ram`. For its other operations, no page says whether they have that code or
 * `resourcemanager`, so both actions are required, and a Deny of either one applies.
 */
function actionsOf(service: string, operation: string): readonly string[] {
  if (service === "Sts") return [`sts:${operation}`];
  const ram = `ram:${operation}`;
  const directory = `resourcemanager:${operation}`;
  if (operation.includes("ControlPolic") || service === "ResourceDirectoryMaster") return [directory];
  const isContested = service === "ResourceManager" && documentedAction(ram) === undefined;
  return isContested ? [ram, directory] : [ram];
}

/** The action, if a page of the vendor has it. Only the names of other actions are known, from the API. */
function documentedAction(action: string): CatalogAction | undefined {
  const found = catalogAction(action);
  return found?.provenance.every((one) => one === "api-operation") === true ? undefined : found;
}

/** The ARN templates that apply to a call. Of alternative resource types, only the one that the call names. */
function templatesOf(action: string, parameters: Parameters): readonly string[] | undefined {
  if (action === "sts:AssumeRole") return ["acs:ram:*:{#accountId}:role/{#roleName}"];
  const resources = documentedAction(action)?.resources;
  if (resources === undefined) return assumedTemplates(action);
  if (resources.length === 0) return ["*"];
  const isSystem = foldCase(parameters.text("PolicyType") ?? "") === "system";
  const wanted = optionalTypes[foldCase(parameters.text("PrincipalType") ?? targetType(parameters))];
  return resources
    .filter(({ type, arn }) => type !== "Policy" || arn.includes(":system:") === isSystem || !namesSystem(resources))
    .filter(({ type, optional }) => optional !== true || type === wanted)
    .map(({ arn }) => arn);
}

function namesSystem(resources: readonly { readonly arn: string }[]): boolean {
  return resources.some(({ arn }) => arn.includes(":system:"));
}

/** The optional resource type for each principal type and target type. */
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

/** All ARNs of a template. A variable without a value becomes `*`; the operation itself rejects the missing parameter. */
function fill(template: string, values: ArnValues): readonly string[] {
  const [first = "", ...parts] = template.split(/\{#(\w+)\}/);
  let arns: readonly string[] = [first];
  for (let index = 0; index < parts.length; index += 2) {
    const given = values[parts[index] ?? ""] ?? [];
    const rest = parts[index + 1] ?? "";
    arns = arns.flatMap((arn) => (given.length === 0 ? ["*"] : given).map((value) => `${arn}${value}${rest}`));
  }
  return arns;
}

/**
 * A resource group belongs to itself, so that a principal with all permissions in it can administer it. Users, roles and
 * policies belong to none.
 *
 * Source: https://alibabacloud.com/help/en/ram/user-guide/policy-models (read 2026-11-25)
 */
function groupOf(resource: string, account: Account): Pick<RequiredPermission, "resourceGroupId"> {
  const [, id = ""] = /^acs:ram:\*:\d+:resourcegroup\/([^/]+)$/.exec(resource) ?? [];
  const group = account.table("resourceGroups").get(id);
  return group === undefined ? {} : { resourceGroupId: group.id };
}

/** The resource group of a resource of RAM; `null` for none. `undefined` for other resources, which the account lacks. */
export function resourceGroupOf(action: string, resource: string, account: Account): string | null | undefined {
  const [, code] = resource === "*" ? [undefined, action.split(":", 1)[0]] : resource.split(":", 2);
  if (!ramCodes.has(foldCase(code ?? ""))) return undefined;
  return groupOf(resource.replace(/^acs:ram::/, "acs:ram:*:"), account).resourceGroupId ?? null;
}

const ramCodes: ReadonlySet<string> = new Set(["ram", "ims", "sts"]);

/** The values that a call gives to the condition keys of its action. */
function contextOf(action: string, parameters: Parameters, account: Account): RequestContext {
  if (action === "sts:AssumeRole") return { "sts:ExternalId": parameters.text("ExternalId") ?? null };
  if (catalogAction(action)?.conditionKeys.includes("ram:ServiceName") !== true) return {};
  const { roles, deletionTasks } = account.store.tables;
  const serviceName =
    parameters.text("ServiceName") ??
    roles.get(parameters.text("RoleName") ?? "")?.serviceName ??
    deletionTasks.get(parameters.text("DeletionTaskId") ?? "")?.serviceName;
  return serviceName === undefined ? {} : { "ram:ServiceName": serviceName };
}
