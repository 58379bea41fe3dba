import { partlyKnown } from "../patterns/partly-known";
import { toList } from "../text-list";
import { type PrincipalKind, type TrustPolicy, isDocumentedPrincipal } from "../trust-policy";
import { isPattern, patternsOverlap } from "../patterns/wildcard";
import type { Assumption } from "./assumptions";
import { type ConditionTest, testsOf } from "./condition-match";
import { type SetResult, type StatementTrace, resultOf } from "./policy-set";
import { type ReadRequest, type StatementMatch, testConditions } from "./statement-match";
import { coversTrustAction } from "./trust-scope";
import { type Truth, any } from "./truth";
import { foldCase, isSameName } from "../letter-case";

/** The caller of a request, as trust policies name it. */
export interface Caller {
  /** The element of `Principal` that names the caller, e.g. `Service`. */
  readonly kind: PrincipalKind;
  /** ARN of a user, role or identity provider, or the name of a service. */
  readonly name: string;
}

/** The decision of a trust policy for a caller that assumes its role. */
export function decideTrust(
  trust: TrustPolicy,
  caller: Caller | undefined,
  request: ReadRequest,
  everything: boolean,
): SetResult {
  const traces = trust.statements.map((statement, index): StatementTrace => {
    const used = new Set<Assumption>();
    const action = coversTrustAction(toList(statement.actions), request.action);
    const named = isNamed(toList(statement.principals[caller?.kind ?? "RAM"] ?? []), caller, request, used);
    const tests = testsOf(statement.conditions);
    const { failed, unknown } = testConditions(tests, request, { switches: request.switches, used });
    const match = (
      truth: Truth,
      reason: StatementMatch["reason"],
      of: readonly ConditionTest[] = [],
      unknownElements: StatementMatch["unknownElements"] = [],
    ): StatementTrace => ({
      policy: 0,
      statement: index,
      effect: statement.effect,
      truth,
      reason,
      tests: of,
      unknownElements,
      assumptions: [...used],
    });
    if (action === false) return match(false, "action not covered");
    if (named === false) return match(false, "principal not named");
    if (failed.length > 0) return match(false, "condition not met", failed);
    if (action === "unknown") {
      return match("unknown", "action not known", unknown, [
        "Action",
        ...(named === "unknown" ? (["Principal"] as const) : []),
      ]);
    }
    if (named === "unknown") return match("unknown", "principal not known", unknown, ["Principal"]);
    return unknown.length > 0 ? match("unknown", "condition not known", unknown) : match(true, "matched");
  });
  return resultOf(traces, everything);
}

function isNamed(
  principals: readonly string[],
  caller: Caller | undefined,
  { switches }: ReadRequest,
  used: Set<Assumption>,
): Truth {
  if (caller === undefined) return "unknown";
  return any(
    principals.map((principal): Truth => {
      if (partlyKnown(principal).isUnknown) return "unknown";
      if (!isDocumentedPrincipal(caller.kind, principal)) return byOpenName(principal, caller);
      const { widest, isUnknown } = partlyKnown(caller.name);
      if (isUnknown) return mayBeNamed(principal, widest);
      if (caller.kind !== "RAM") return principal === caller.name;
      const identity = identityOf(caller.name);
      if (identity === undefined) return false;
      // `root` matches every user and role of its account.
      if (principal === `acs:ram::${identity.account}:root`) return true;
      if (principal === identity.arn) return true;
      // It is not known whether RAM accepts a single session as a principal.
      if (identity.session !== undefined && isSameName(principal, `${identity.arn}/${identity.session}`)) {
        return "unknown";
      }
      const same = switches.ramNamesIgnoreCase !== false && isSameName(principal, identity.arn);
      if (same) used.add("ramNamesIgnoreCase");
      return same;
    }),
  );
}

/**
 * Whether a principal of an undocumented form matches a caller. It is not known how RAM treats wildcards or a bare
 * account id. A plain name of a service or provider can only match the one with that name.
 */
function byOpenName(principal: string, { kind, name }: Caller): Truth {
  if (kind === "RAM" || isPattern(principal) || partlyKnown(name).isUnknown) return "unknown";
  return principal === name;
}

/** A user or role that makes requests. */
interface CallingIdentity {
  readonly account: string;
  /** ARN of the user, or of the role of a session. */
  readonly arn: string;
  readonly session: string | undefined;
}

/**
 * The user or role of an ARN. It may be a session of a role: `role/<name>/<session>`, or
 * `assumed-role/<name>/<session>` as in the response of GetCallerIdentity. `undefined` for the owner of an account, who
 * cannot assume roles, and for groups, policies and providers, which make no requests.
 */
function identityOf(name: string): CallingIdentity | undefined {
  const [, account, kind, identity = "", session] =
    /^acs:ram::(\d+):(user|role|assumed-role)\/([^/]+)(?:\/([^/]+))?$/.exec(name) ?? [];
  if (account === undefined || (kind === "user" && session !== undefined)) return undefined;
  return { account, arn: `acs:ram::${account}:${kind === "user" ? "user" : "role"}/${identity}`, session };
}

/** Whether a principal may match a caller whose name is partly unknown. */
function mayBeNamed(principal: string, widest: string): Truth {
  const account = /^acs:ram::(\d+):root$/.exec(principal)?.[1];
  const named = account === undefined ? principal : `acs:ram::${account}:*`;
  // A principal that names a role matches its sessions.
  const sessions = `${named}/*`;
  return [named, sessions].some((one) => patternsOverlap(foldCase(one), foldCase(widest))) ? "unknown" : false;
}
