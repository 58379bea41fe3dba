import {
  type ActionStatementProps,
  type Conditions,
  type OneOrMany,
  type Problem,
  PolicyError,
  PolicyStatement,
  mayBeAuthorizedOn,
  hasToken,
  isPattern,
  quote,
} from "../../policy";
import { type ActionName, isUnchecked, plainAction, uncheckedAmong } from "../action-name";
import { knownActions } from "../known-actions";
import { catalogProblemIds } from "../problem-ids";
import { actionsMatching, catalogAction, nearestActions, sdkOperation } from "../services";

/** The parts of a checked statement. */
export interface CheckedStatementProps {
  /** Editors complete actions, and a typo does not compile. */
  readonly actions: ActionName | readonly ActionName[];
  /** ARNs, or `*`. There is no default. */
  readonly resources: OneOrMany;
  /** Conditions that all must hold. @default - no conditions */
  readonly conditions?: Conditions;
}

/**
 * An `Allow` whose actions and resources are checked against the catalog.
 *
 * @throws PolicyError RAM623 for actions that the catalog does not know, with the nearest names; RAM628 for a resource
 * that RAM does not authorize an action on; and what {@link PolicyStatement.allow} throws
 * @example
 * new CustomPolicy(this, "ToolReaders", {
 *   policyName: "tool-readers",
 *   document: [
 *     allow({ actions: "agentrun:GetTool", resources: arn.agentrun.tool({ workspace: "team-a", tool: "search" }) }),
 *   ],
 * });
 */
export function allow(props: CheckedStatementProps): PolicyStatement {
  check(props);
  return PolicyStatement.allow(plain(props)).sayingToExist(uncheckedAmong(listOf(props.actions)));
}

/**
 * A `Deny` whose actions and resources are checked against the catalog.
 *
 * @throws PolicyError as {@link allow}
 * @example
 * new CustomPolicy(this, "NoDeletion", {
 *   policyName: "no-deletion",
 *   document: [deny({ actions: "agentrun:DeleteAgentRuntime", resources: "*" })],
 * });
 */
export function deny(props: CheckedStatementProps): PolicyStatement {
  check(props);
  return PolicyStatement.deny(plain(props)).sayingToExist(uncheckedAmong(listOf(props.actions)));
}

/** The properties with actions as RAM expects them. */
function plain({ actions, ...props }: CheckedStatementProps): ActionStatementProps {
  return { ...props, actions: listOf(actions).map(plainAction) };
}

function check({ actions, resources }: CheckedStatementProps): void {
  const problems = anyList(actions).flatMap((action, index) => {
    const path = `actions[${index}]`;
    const unknown = checkAction(action, path);
    if (unknown.length > 0 || typeof action !== "string") return unknown;
    return anyList(resources).flatMap((resource) =>
      typeof resource === "string" ? checkResource(action, resource, path) : [],
    );
  });
  if (problems.length > 0) throw new PolicyError(problems);
}

/** JavaScript callers may pass anything in place of a string or a list. */
function anyList(values: unknown): readonly unknown[] {
  return Array.isArray(values) ? values : [values];
}

function listOf<T extends string>(values: T | readonly T[]): readonly T[] {
  return typeof values === "string" ? [values] : values;
}

/** RAM623 for an action that the catalog lacks, a pattern without a known match, and a value that is not a string. */
export function checkAction(action: unknown, path: string): readonly Problem[] {
  if (typeof action !== "string") return [actionProblem(path, quote(action), "write its name in quotes")];
  if (action === "*" || isUnchecked(action) || hasToken(action)) return [];
  const known = isPattern(action) ? actionsMatching(action).length > 0 : catalogAction(action) !== undefined;
  if (known) return [];
  const operation = isPattern(action) ? undefined : sdkOperation(action);
  if (operation?.status === "retired") return []; // a warning
  if (operation !== undefined) {
    const sure = `write unchecked(${JSON.stringify(operation.name)}) if you have seen that RAM has it`;
    return [actionProblem(path, `the action ${quote(action)}: ${operation.about}`, sure)];
  }
  const near = nearestActions(action);
  const fix = near.length === 0 ? "look it up on the service's authorization page" : `perhaps ${near.join(" or ")}`;
  return [actionProblem(path, `the action ${quote(action)}, which the catalog lacks`, fix)];
}

function actionProblem(path: string, found: string, fix: string): Problem {
  const allowed = "an action of the catalog, or unchecked(...) for a newer one";
  return { id: catalogProblemIds.action, path, found, allowed, fix };
}

function checkResource(action: string, resource: string, path: string): readonly Problem[] {
  if (isUnchecked(action) || hasToken(action) || hasToken(resource)) return [];
  const known = isPattern(action)
    ? knownActions.matching(action)
    : [knownActions.action(action)].flatMap((one) => one ?? []);
  if (known.length === 0 || known.some((one) => mayBeAuthorizedOn(one, resource))) return [];
  const scopes = known.flatMap(({ resources = [], contested }) => [...resources, ...(contested?.resources ?? [])]);
  const templates = [...new Set(scopes.map(({ arn }) => arn))];
  const [contradiction] = known.flatMap(({ contested }) => contested?.about ?? []);
  const why = contradiction === undefined ? "" : `, whichever page is right: ${contradiction}`;
  return [
    {
      id: catalogProblemIds.resource,
      path,
      found: `${action} on ${quote(resource)}, where RAM does not authorize it${why}`,
      allowed:
        templates.length === 0 ? "* only: RAM does not authorize it on single resources" : templates.join(" or "),
      fix:
        templates.length === 0 ? 'write "*" in a statement of its own' : "use the builder of the right resource type",
    },
  ];
}
