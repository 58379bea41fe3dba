import { type ActionFacts, type ActionKnowledge, canBeAuthorizedOn } from "../action-knowledge";
import { isPattern } from "../patterns/wildcard";
import type { AccessRequest } from "./evaluate";

/** The resource of a request as two documents have it that contradict each other. */
export interface ContestedResource {
  /** By the authorization page. */
  readonly documented: string;
  /** By the other page. */
  readonly other: string;
  /** Which document says what, and when. */
  readonly about: string;
}

/**
 * What a request's resource is by each of two documents that contradict each other; `undefined` if nothing is contested,
 * or if the resource suits neither document. By a document that the resource does not suit, the request has an
 * unknown resource that suits it.
 */
export function contestedResource(
  { action, resource }: AccessRequest,
  knowledge: ActionKnowledge | undefined,
): ContestedResource | undefined {
  const facts = isPattern(action) ? undefined : knowledge?.action(action);
  if (facts?.contested === undefined) return undefined;
  const { resources: others, about } = facts.contested;
  const [isDocumented, isOther] = [suits(resource, facts.resources), suits(resource, others)];
  if (isDocumented === isOther) return undefined;
  return {
    documented: isDocumented ? resource : unknownOf(facts.resources),
    other: isOther ? resource : unknownOf(others),
    about,
  };
}

function suits(resource: string, templates: ActionFacts["resources"]): boolean {
  if (/^\*+$/.test(resource)) return templates?.length === 0;
  return canBeAuthorizedOn({ resources: templates }, resource);
}

/** `*` for an action on all resources only, else an ARN whose variable parts are unknown. */
function unknownOf(templates: ActionFacts["resources"] = []): string {
  const [first] = templates;
  return first === undefined ? "*" : first.arn.replace(/\{#\w+\}|\*/g, "${unknown}");
}
