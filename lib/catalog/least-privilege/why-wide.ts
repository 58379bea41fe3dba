import { splitTokens } from "../../policy";
import { variableName } from "../arn-template";
import type { CatalogAction, ResourceScope } from "../service";
import type { Grant } from "./feature-grants";
import { type Within, restrictionOf } from "./restriction";

/**
 * Why an action is not limited to named resources; `undefined` if it is. Region and account are not names, so only the
 * rest of an ARN counts. A framework token counts as a name.
 */
export function whyWide(grant: Grant, within: Within): string | undefined {
  return grant.resources.map((resource) => whyOneIs(resource, grant, within)).find((why) => why !== undefined);
}

function whyOneIs(resource: string, { action, namedIn, scope }: Grant, within: Within): string | undefined {
  if (scope.isPractice) return `the ${scope.basis.document} has the action on everything in the workspace only`;
  if (isEvery(resource)) {
    if (scope.notFollowed !== undefined) return whyNotFollowed(scope.notFollowed, action, within);
    return action.resources === undefined
      ? "no page says which resources the action is authorized on"
      : "RAM authorizes the action on all resources only";
  }
  if (action.resources === undefined) return "the full-access policy allows the action there, and no page says more";
  const { region, account, names } = fieldsOf(resource);
  if (!isEvery(names.at(-1) ?? "")) return undefined;
  if (namedIn !== undefined) return `${namedIn} has *, which matches all`;
  const template = action.resources.map(({ arn }) => fieldsOf(arn).names).find((one) => fits(one, names));
  const variable = /^\{#(\w+)\}$/.exec(template?.at(-1) ?? "")?.[1];
  if (variable === undefined) return "RAM authorizes the action on all resources of the type only";
  const restriction = restrictionOf(variableName(variable));
  if (restriction === undefined) return "no part of `within` names resources of the type";
  if (within[restriction] !== undefined) return `within.${restriction} has *, which matches all`;
  const isNarrowed = [region, account, ...names.filter((_, index) => index % 2 === 1)].some((part) => !isEvery(part));
  return isNarrowed ? `within.${restriction} is not given` : "no part of `within` narrows it";
}

/** Why an action is on all resources although another page limits it to a workspace. */
function whyNotFollowed({ title }: ResourceScope, { resources }: CatalogAction, { workspace }: Within): string {
  const said = resources === undefined ? "the authorization page lacks the action" : "the authorization page has it on all resources only"; // prettier-ignore
  const how = workspace === undefined ? "within.workspace" : 'workspaceScope "practice"';
  return `${said}; the ${title} limits it to a workspace, as ${how} would`;
}

function isEvery(part: string): boolean {
  return /^\*+$/.test(part);
}

interface ArnFields {
  readonly region: string;
  readonly account: string;
  /** Types and names alternate, e.g. `workspaces`, `w`, `tools`, `t`. */
  readonly names: readonly string[];
}

/** The fields of an ARN or template. Tokens in them may contain colons. */
function fieldsOf(arn: string): ArnFields {
  const known = splitTokens(arn).map(({ kind, text }) => (kind === "token" ? "token" : text));
  const [, , region = "", account = "", ...rest] = known.join("").split(":");
  return { region, account, names: rest.join(":").split("/") };
}

/** Whether names match a template: they have the same types. */
function fits(template: readonly string[], names: readonly string[]): boolean {
  return template.length === names.length && template.every((part, index) => index % 2 === 1 || part === names[index]);
}
