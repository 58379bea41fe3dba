import { catalogAction, knownActions, serviceCodes } from "../catalog";
import { isUnchecked, plainAction } from "../catalog/action-name";
import { inferredLevel } from "../catalog/inferred-level";
import { type ActionFacts, Arn, mayBeAuthorizedOn, isPattern } from "../policy";
import { openOperations } from "../catalog/known-actions";
import { foldCase, isSameName } from "../policy/letter-case";
import { canBeAction } from "../policy/action-shape";
import { nearest, nearestNames } from "../policy/nearest";

/** An action and a resource that can be in a request. */
export interface CheckedRequest {
  readonly action: string;
  /** An ARN, a pattern of ARNs, or `*`. */
  readonly resource: string;
  /** What the catalog knows of the action; `undefined` if it does not know it. */
  readonly facts: ActionFacts | undefined;
}

/**
 * Checks that a request with this action and resource is possible. Every policy denies an impossible request, so a test
 * that expects a denial would always pass.
 *
 * @param action `unchecked("...")` of the catalog for an action or a resource that the catalog lacks
 * @throws Error for an action or a resource that no request has, with similar names
 */
export function checkedRequest(action: string, resource: string): CheckedRequest {
  const plain = plainAction(action);
  if (!canBeAction(plain) || isPattern(plain)) {
    throw new Error(`no request has the action ${JSON.stringify(plain)}: an action looks like agentrun:GetTool`);
  }
  if (resource !== "*" && Arn.check(resource, "").length > 0) {
    const allowed = "acs:<ram-code>:<region>:<account>:<resource>, where * matches any text, or * for every resource";
    throw new Error(`no request has the resource ${JSON.stringify(resource)}: write ${allowed}`);
  }
  if (isUnchecked(action)) return { action: plain, resource, facts: undefined };
  const facts = knownAction(plain);
  if (facts !== undefined && resource !== "*" && !mayBeAuthorizedOn(facts, resource)) {
    throw new Error(
      `RAM does not authorize ${plain} on ${resource}: ${authorizedOn(facts)}, or ${uncheckedAs(plain)} if the catalog is wrong`,
    );
  }
  return { action: plain, resource, facts };
}

/** @throws Error for an action that does not exist, or that is probably misspelt */
function knownAction(action: string): ActionFacts | undefined {
  const known = catalogAction(action);
  if (known !== undefined) return knownActions.action(known.name);
  const [code = ""] = action.split(":");
  const extent = knownActions.extentOf(code);
  const near = extent === "some" ? probablyMeant(action, code) : nearTo(action, code, extent === "none");
  if (extent === "some" && near.length === 0) return undefined;
  const what = extent === "none" ? `the catalog has no service ${code}` : `the catalog has no action ${action}`;
  const perhaps = near.length === 0 ? "" : `perhaps ${near.join(" or ")}, or `;
  throw new Error(`${what}: write ${perhaps}${uncheckedAs(action)} if it exists`);
}

function nearTo(action: string, code: string, isUnknownService: boolean): readonly string[] {
  if (!isUnknownService) return knownActions.nearest(action);
  const name = action.slice(code.length + 1);
  return nearestNames(code, serviceCodes(), 3).map(
    (other) => catalogAction(`${other}:${name}`)?.name ?? `${other}:...`,
  );
}

/**
 * Most actions of the service are not known, so only a known action of the same access class with an almost equal name
 * counts.
 */
function probablyMeant(action: string, code: string): readonly string[] {
  const names = [...knownActions.matching(`${code}:*`).map(({ name }) => name), ...openOperations(foldCase(code))];
  if (names.some((name) => isSameName(name, action))) return [];
  const meant = nearest(action, names);
  return meant === undefined || inferredLevel(meant) !== inferredLevel(action) ? [] : [meant];
}

function authorizedOn({ resources = [] }: ActionFacts): string {
  const templates = [...new Set(resources.map(({ arn }) => arn))];
  return templates.length === 0 ? "write *, its only resource" : `write one of ${templates.join(", ")}`;
}

function uncheckedAs(action: string): string {
  return `unchecked(${JSON.stringify(action)})`;
}
