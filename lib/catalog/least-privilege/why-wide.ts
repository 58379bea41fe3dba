import { splitTokens } from "../../policy";
import { variableName } from "../arn-template";
import type { Grant } from "./feature-grants";
import { type Within, restrictionOf } from "./restriction";

/**
 * Why an action is granted on more than named resources; `undefined` where it is not. Region and account name no
 * resource, so only the rest of an ARN counts. A framework token counts as a name.
 */
export function whyWide(grant: Grant, within: Within): string | undefined {
  return grant.resources.map((resource) => whyOneIs(resource, grant, within)).find((why) => why !== undefined);
}

function whyOneIs(resource: string, { action, namedIn }: Grant, within: Within): string | undefined {
  if (isEvery(resource)) {
    return action.resources === undefined
      ? "no page says which resources the action is authorized on"
      : "RAM authorizes the action on all resources only";
  }
  if (action.resources === undefined) return "no page says more than the full-access policy, which allows it there";
  const { region, account, names } = fieldsOf(resource);
  if (!isEvery(names.at(-1) ?? "")) return undefined;
  if (namedIn !== undefined) return `${namedIn} has *, which means all`;
  const template = action.resources.map(({ arn }) => fieldsOf(arn).names).find((one) => fits(one, names));
  const variable = /^\{#(\w+)\}$/.exec(template?.at(-1) ?? "")?.[1];
  if (variable === undefined) return "RAM authorizes the action on all resources of the kind only";
  const restriction = restrictionOf(variableName(variable));
  if (restriction === undefined) return "nothing in `within` can name single resources of the kind";
  if (within[restriction] !== undefined) return `within.${restriction} has *, which means all`;
  const isNarrowed = [region, account, ...names.filter((_, index) => index % 2 === 1)].some((part) => !isEvery(part));
  return isNarrowed ? `within.${restriction} is not given` : "nothing in `within` narrows it";
}

function isEvery(part: string): boolean {
  return /^\*+$/.test(part);
}

interface ArnFields {
  readonly region: string;
  readonly account: string;
  /** Kinds and names in turn, e.g. `workspaces`, `w`, `tools`, `t`. */
  readonly names: readonly string[];
}

/** Fields of an ARN or a template, whose tokens may hold colons. */
function fieldsOf(arn: string): ArnFields {
  const known = splitTokens(arn).map(({ kind, text }) => (kind === "token" ? "token" : text));
  const [, , region = "", account = "", ...rest] = known.join("").split(":");
  return { region, account, names: rest.join(":").split("/") };
}

/** Whether names may be made from a template: the same kinds, whatever the names. */
function fits(template: readonly string[], names: readonly string[]): boolean {
  return template.length === names.length && template.every((part, index) => index % 2 === 1 || part === names[index]);
}
