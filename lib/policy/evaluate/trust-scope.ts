import { partlyKnown } from "../patterns/partly-known";
import { isPattern, patternsOverlap } from "../patterns/wildcard";
import { toList } from "../text-list";
import { trustAction, trustActions } from "../trust-actions";
import type { TrustPolicy } from "../trust-policy";
import { type RequestedAction, readAction } from "./action-match";
import { type Truth, any } from "./truth";
import { foldCase } from "../letter-case";

/** The action, in lower case, that covers another one in a trust policy. */
const coveredBy = new Map(
  Object.entries(trustActions).flatMap(([name, { coveredBy: wider }]) =>
    wider === undefined ? [] : [[foldCase(name), foldCase(wider)] as const],
  ),
);

/** Whether the action element of a statement in a trust policy matches a request. */
export function coversTrustAction(actions: readonly string[], { text, isUnknown }: RequestedAction): Truth {
  return any(
    actions.map((action): Truth => {
      const own = readAction(action);
      const isKnown = !own.isUnknown && !isUnknown && !isPattern(own.text) && trustAction(own.text) !== undefined;
      if (isKnown) return own.text === text || own.text === coveredBy.get(text);
      // It is not known whether RAM supports wildcards and unlisted actions in trust policies.
      return patternsOverlap(own.text, text) || covers(own.text, text) ? "unknown" : false;
    }),
  );
}

/** Whether a pattern may match the action that covers a requested one. */
function covers(pattern: string, requested: string): boolean {
  return [...coveredBy].some(([name, wider]) => patternsOverlap(name, requested) && patternsOverlap(wider, pattern));
}

/**
 * Whether a trust policy decides a request, because the request is to assume its role. Unknown for an action that no page
 * lists but the policy names.
 */
export function decidesTrust(trust: TrustPolicy, requested: RequestedAction): Truth {
  const { text, isUnknown } = requested;
  if (!isUnknown && trustAction(text) !== undefined) return true;
  const isPossible = Object.keys(trustActions).some((name) => patternsOverlap(foldCase(name), text));
  if (isUnknown && isPossible) return "unknown";
  const named = trust.statements.flatMap(({ actions }) => toList(actions));
  return named.some((name) => isUnlisted(name) && patternsOverlap(readAction(name).text, text)) ? "unknown" : false;
}

function isUnlisted(name: string): boolean {
  return partlyKnown(name).isUnknown || isPattern(name) || trustAction(name) === undefined;
}
