import { partlyKnown } from "../patterns/partly-known";
import { toList } from "../text-list";
import type { PrincipalKind, TrustPolicy } from "../trust-policy";
import { patternsOverlap } from "../patterns/wildcard";
import type { Assumption } from "./assumptions";
import { type ConditionTest, testsOf } from "./condition-match";
import { type SetResult, type StatementTrace, resultOf } from "./policy-set";
import { type ReadRequest, type StatementMatch, testConditions } from "./statement-match";
import { type Truth, any } from "./truth";

/** Who makes a request, as trust policies name it. */
export interface Caller {
  readonly kind: PrincipalKind;
  /** ARN of a user, role or identity provider, or the name of a service. */
  readonly name: string;
}

/** What a trust policy says of a caller that assumes its role. */
export function decideTrust(
  trust: TrustPolicy,
  caller: Caller | undefined,
  request: ReadRequest,
  everything: boolean,
): SetResult {
  const traces = trust.statements.map((statement, index): StatementTrace => {
    const used = new Set<Assumption>();
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
    if (named === false) return match(false, "principal not named");
    if (failed.length > 0) return match(false, "condition not met", failed);
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
      if (principal === caller.name) return true;
      const { widest, isUnknown } = partlyKnown(caller.name);
      if (isUnknown) return mayBeNamed(principal, widest);
      if (caller.kind !== "RAM") return false;
      // `root` stands for every user and role of its account.
      const account = /^acs:ram::(\d+):root$/.exec(principal)?.[1];
      if (account !== undefined)
        return caller.name.startsWith(`acs:ram::${account}:`) && !caller.name.endsWith(":root");
      const same = switches.ramNamesIgnoreCase !== false && principal.toLowerCase() === caller.name.toLowerCase();
      if (same) used.add("ramNamesIgnoreCase");
      return same;
    }),
  );
}

/** Whether a principal may be a caller of whom a part of the name is not known. */
function mayBeNamed(principal: string, widest: string): Truth {
  const account = /^acs:ram::(\d+):root$/.exec(principal)?.[1];
  const named = account === undefined ? principal : `acs:ram::${account}:*`;
  return patternsOverlap(named.toLowerCase(), widest.toLowerCase()) ? "unknown" : false;
}
