import { type AccessClass, accessClasses } from "../../catalog";
import { caseInWords } from "../../grants/open-conditions";
import { conditionLines } from "./condition-lines";
import type {
  AccessMark,
  AttachedPolicy,
  CaseAccess,
  ClassAccess,
  PrincipalAccess,
  ScopeAccess,
  ServiceAccess,
  StackAccess,
  SummaryReport,
  TrustedPrincipal,
  UnattachedPolicy,
} from "./summary-report";
import { visibleText } from "./visible-text";
import type { RenderOptions, Renderer } from "../renderer";

/**
 * The matrix of principals, features and access classes for a terminal. A feature has a row if any of its actions is
 * allowed. A principal that may do the same as one above refers to it.
 */
export function summaryMatrixText(
  report: SummaryReport,
  { configuration, accountId }: Pick<RenderOptions, "configuration" | "accountId"> = {},
): string {
  const facts = [
    ...(accountId === undefined ? [] : [`Account: ${accountId}.`]),
    ...(configuration === undefined ? [] : [`Configuration: ${visibleText(configuration)}.`]),
  ];
  return [
    ...report.stacks.map((stack) => stackLines(stack).map(visibleText).join("\n")),
    ...(facts.length === 0 ? [] : [facts.join(" ")]),
  ].join("\n\n");
}

/** Principals by what they may do. */
type Shown = Map<string, string>;

function stackLines({ stack, principals, serviceLinkedRoles, unattached }: StackAccess): readonly string[] {
  const shown: Shown = new Map();
  return [
    stack,
    ...principals.flatMap((access) => principalLines(access, shown)),
    ...serviceLinkedRoles.map((name) => `  service-linked role of ${name}`),
    ...unattached.flatMap((policy) => unattachedLines(policy, shown)),
  ];
}

function unattachedLines({ name, access }: UnattachedPolicy, shown: Shown): readonly string[] {
  const title = `  policy ${name} is attached to nobody`;
  if (access === undefined) return [`${title} (document not known)`];
  const lines = accessLines(access, `policy ${name}`, shown);
  return lines.length === 0 ? [`${title}; it allows nothing`] : [`${title}; it allows`, ...lines];
}

function principalLines(access: PrincipalAccess, shown: Shown): readonly string[] {
  const { principal, groups, unknownGroups, members, trust, scopes } = access;
  const name = `${principal.kind} ${principal.name}`;
  const relatives = [
    groups.length > 0 ? `in ${groups.join(", ")}` : "",
    members.length > 0 ? `of ${members.join(", ")}` : "",
  ];
  const said = relatives.filter((relative) => relative !== "").join("; ");
  return [
    `  ${name}${said === "" ? "" : ` (${said})`}`,
    ...unknownGroups.map((group) => `    unknown: what group ${group} grants`),
    ...(trust === "unknown" ? ["    unknown: who may assume it"] : (trust ?? []).map(trustLine)),
    ...(scopes.length === 0 && unknownGroups.length === 0 ? ["    no policies"] : []),
    ...scopes.flatMap((scope) => scopeLines(scope, name, shown)),
  ];
}

function trustLine(trusted: TrustedPrincipal): string {
  const when = conditionLines(trusted.conditions);
  const may = trusted.effect === "Allow" ? "can be assumed by" : "cannot be assumed by";
  const where = trusted.where === undefined ? "" : `where ${caseInWords(trusted.where)}: `;
  return `    ${where}${may} ${trustedText(trusted)}${when.length === 0 ? "" : ` if ${when.join(" and ")}`}`;
}

/** A principal that may assume a role, with its kind if the name does not show it. */
export function trustedText({ kind, name }: Pick<TrustedPrincipal, "kind" | "name">): string {
  return `${{ Service: "service ", RAM: "", Federated: "identity provider " }[kind]}${name}`;
}

function scopeLines(scope: ScopeAccess, name: string, shown: Shown): readonly string[] {
  const { resourceGroup, policies } = scope;
  return [
    ...(resourceGroup === undefined ? [] : [`    in resource group ${resourceGroup}`]),
    ...policies.map((policy) => `    ${policyText(policy)}`),
    ...accessLines(scope, name, shown),
  ];
}

/** What is allowed, or the name of an earlier principal that may do the same. */
function accessLines(scope: ScopeAccess, name: string, shown: Shown): readonly string[] {
  const rows = accessRows(scope);
  const { resourceGroup, features, services, marks, contested = [], cases = [] } = scope;
  const all = [...rows, ...cases.flatMap(caseLines)];
  const access = JSON.stringify([resourceGroup, features, services, marks, contested, cases]);
  const same = all.length > 1 ? shown.get(access) : undefined;
  if (same === undefined) shown.set(access, name);
  return same === undefined ? all : [`      the same as ${same}`];
}

function caseLines(access: CaseAccess): readonly string[] {
  const rows = accessRows(access).map((row) => `  ${row}`);
  const where = `      where ${caseInWords(access.answers)}:`;
  return rows.length === 0 ? [`${where} nothing`] : [where, ...rows];
}

function accessRows({ features, services, marks, contested = [] }: Omit<CaseAccess, "answers">): readonly string[] {
  const width = Math.max(0, ...features.map(({ title }) => title.length));
  return [
    ...features.map(({ title, classes }) =>
      [`      ${title.padEnd(width)}`, ...accessClasses.map((use) => cell(use, classes[use]))].join("  ").trimEnd(),
    ),
    ...services.map(serviceLine),
    ...marks.map(markLine),
    ...(contested.length === 0 ? [] : [contestedLine(contested)]),
  ];
}

/** A policy, and how a principal gets it. */
export function policyText(policy: AttachedPolicy): string {
  const { name, type, known, unconfirmed, dependsOn } = policy;
  const mark = known ? (unconfirmed === undefined ? "" : "unconfirmed: ") : "unknown: ";
  const how = howHeld(policy);
  const open = dependsOn === undefined ? "" : `, which depends on ${dependsOn.join(" and ")}`;
  return `${mark}${type === "System" ? "system policy" : "policy"} ${name}${how === "" ? "" : ` ${how}`}${open}`;
}

/** How a principal gets a policy; empty if it is only attached directly. */
export function howHeld({ direct, groups }: AttachedPolicy): string {
  if (groups.length === 0) return "";
  return `${direct ? "directly and " : ""}through group ${groups.join(", ")}`;
}

const cellWidth = 20;

function cell(use: AccessClass, access: ClassAccess | undefined): string {
  const word = access === undefined || access.extent === "none" ? "" : `${use} ${extentText(access)}`;
  return word.padEnd(cellWidth);
}

/** How much is allowed, as a word or as numbers. */
export function extentText({ extent, allowed, conditional, total }: ClassAccess): string {
  if (extent === "all" || extent === "none") return extent;
  if (extent === "conditional") return conditional === total ? "all if" : `${conditional} of ${total} if`;
  return `${allowed} of ${total}${conditional === 0 ? "" : `, ${conditional} if`}`;
}

function serviceLine({ code, actions }: ServiceAccess): string {
  return `      ${code === "*" ? "any service" : code}: ${counted(actions.map(({ name }) => name.replace(`${code}:`, "")))}`;
}

function counted(names: readonly string[]): string {
  const first = names.slice(0, 3).join(", ");
  return names.length > 3 ? `${first} and ${names.length - 3} more` : first;
}

function markLine({ mark, access, actions }: AccessMark): string {
  return `      ! ${mark}${access === "conditional" ? " under conditions" : ""}: ${counted(actions)}`;
}

/** Actions that are allowed by one of two pages only. */
function contestedLine(actions: readonly string[]): string {
  return `      ? contested, because the vendor's pages contradict each other about the resources: ${counted(actions)}`;
}

export const summaryText = {
  name: "text",
  kind: "summary",
  mediaType: "text/plain",
  render: (subject, options) => summaryMatrixText(subject, options),
} as const satisfies Renderer<"text", SummaryReport>;
