import { variablesOf } from "../arn-template";
import { contestedScope, documentedScope, saying } from "../contested-scope";
import { documentedResources } from "../documented-resources";
import type { CatalogAction, ResourceScope } from "../service";
import type { WorkspaceScope } from "../workspace-scope";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { type Within, restrictionOf } from "./restriction";

/** The document that the scope of an action is based on. */
export interface ScopeBasis {
  /** With the RAM code, e.g. `agentrun:GetTool`. */
  readonly action: string;
  /** e.g. `authorization page` or `workspace practice page`; `none` if no document says anything about resources. */
  readonly document: string;
  /** Whether another document of the vendor contradicts it. Then calls may be refused, or the scope may be too wide. */
  readonly contested: boolean;
  /** Which document says what, and when. */
  readonly about: string;
}

/** Where an action is granted. */
export interface ActionScope {
  /** ARN templates. Empty if the action needs `*`. */
  readonly templates: readonly string[];
  readonly basis: ScopeBasis;
  /** Whether the templates are those of another page than the authorization page. */
  readonly isPractice: boolean;
  /** What another page says that is not followed, if it limits the action more. */
  readonly notFollowed: ResourceScope | undefined;
}

export const defaultWorkspaceScope: WorkspaceScope = "practice";

/**
 * Where a request grants an action, by the page that it chooses. Another page than the authorization page is followed only
 * if the request names something that it limits the action to, because otherwise it would limit nothing.
 */
export function scopeFor(action: CatalogAction, request: LeastPrivilegeRequest): ActionScope {
  const { within = {}, workspaceScope = defaultWorkspaceScope } = request;
  const { name, resources } = action;
  const contested = contestedScope(action);
  const other = contested?.other ?? (resources === undefined ? action.otherScopes?.[0] : undefined);
  if (other !== undefined && workspaceScope === "practice" && isNarrowed(other, within)) {
    const about = contested?.about ?? saying(other);
    const basis = { action: name, document: other.title, contested: contested !== undefined, about };
    return { templates: other.resources.map(({ arn }) => arn), basis, isPractice: true, notFollowed: undefined };
  }
  const templates = resources?.map(({ arn }) => arn) ?? documentedResources(name);
  const documented = documentedScope(action);
  const about = contested?.about ?? (documented === undefined ? other && saying(other) : saying(documented));
  const basis: ScopeBasis = {
    action: name,
    document: documented?.title ?? (resources === undefined ? without(templates) : "table of authorizations"),
    contested: contested !== undefined,
    about: about ?? "no page says which resources the action is authorized on",
  };
  return { templates, basis, isPractice: false, notFollowed: other };
}

/** The document for an action that no page about authorization has. */
function without(templates: readonly string[]): string {
  return templates.length === 0 ? "none" : "full-access policy";
}

function isNarrowed({ resources }: ResourceScope, within: Within): boolean {
  const names = resources
    .flatMap(({ arn }) => variablesOf(arn))
    .filter((name) => !["region", "account"].includes(name));
  return names.some((name) => {
    const restriction = restrictionOf(name);
    return restriction !== undefined && within[restriction] !== undefined;
  });
}
