import type { PrincipalName } from "../../grants/principal-name";
import type { UnknownPart } from "../../grants/unknown-parts";
import type { Conditions, RequestContext } from "../../policy";
import type { Certainty } from "../../policy/compare";

export type { Witness } from "../../policy/compare";

/**
 * What became of a permission: it was not there at all before, it is gone, or the conditions under which it holds let
 * more, or less, through.
 */
export type PermissionChange = "gained" | "lost" | "loosened" | "tightened";

/** Why a reviewer should look twice. */
export const riskMarks = {
  administrator: "everything in the account, or every permission",
  escalation: "a way to more permissions",
  secrets: "returns secrets",
  delete: "deletes",
  "pass-role": "hands a role to any service",
  "wide-resource": "every resource, where single ones could be named",
  "not-action": "everything except what is named",
  "other-account": "trust in another account",
  everyone: "trust in everyone",
} as const;

export type RiskMark = keyof typeof riskMarks;

/** Someone of whom a trust policy decides otherwise before and after, as the evaluator confirms. */
export interface TrustWitness {
  /** ARN or name of a service. */
  readonly principal: string;
  readonly context: RequestContext;
}

/** A change of what a principal may do. It covers every request that is decided otherwise for its actions. */
export type PermissionRow = Certainty & {
  readonly kind: "permission";
  readonly change: PermissionChange;
  /** Where: the stack, or the stacks that the principal is in taken together. */
  readonly stack: string;
  readonly principal: PrincipalName;
  /** Id of the resource group that it is limited to; `undefined` for the whole account. */
  readonly resourceGroup: string | undefined;
  /** Patterns as the statement has them, sorted. Under `NotAction`, what is excepted. */
  readonly actions: readonly string[];
  readonly actionElement: "Action" | "NotAction";
  /** Known actions that the row is about, sorted. */
  readonly knownActions: readonly string[];
  /** Whether actions that do not exist yet are included. */
  readonly futureActions: boolean;
  /** Patterns as the statement has them, sorted. Under `NotResource`, what is excepted. */
  readonly resources: readonly string[];
  readonly resourceElement: "Resource" | "NotResource";
  /** When it holds, as the statement says; `undefined` for always. */
  readonly conditions: Conditions | undefined;
  /** Policies that the statement is in. */
  readonly policies: readonly string[];
  readonly risks: readonly RiskMark[];
};

/** A policy whose document is not known was attached, detached or changed. What it grants cannot be told. */
export interface UnknownPolicyRow {
  readonly kind: "unknown-policy";
  /** `loosened` where it was there and may have refused something, which it may not do any more. */
  readonly change: "gained" | "loosened" | "lost";
  readonly stack: string;
  readonly principal: PrincipalName;
  readonly resourceGroup: string | undefined;
  readonly policy: string;
  readonly policyType: "Custom" | "System";
  readonly why: string;
}

/** A change of who may assume a role. */
export type TrustRow = Certainty<TrustWitness> & {
  readonly kind: "trust";
  readonly change: PermissionChange;
  readonly stack: string;
  readonly role: string;
  readonly trusted: { readonly kind: "RAM" | "Service" | "Federated"; readonly name: string };
  readonly conditions: Conditions | undefined;
  readonly risks: readonly RiskMark[];
};

/** A user, group, role or service-linked role that comes or goes, or a user that joins or leaves a group. */
export interface ExistenceRow {
  readonly kind: "existence";
  readonly change: "added" | "removed";
  readonly stack: string;
  readonly what: "user" | "group" | "role" | "service-linked role" | "membership" | "stack";
  /**
   * Name of the principal, the service of a service-linked role, `<user> in <group>`, or `<stack> (formerly
   * <stack>)` of one among several that is taken for one of another name.
   */
  readonly name: string;
}

/** Something of which the input does not say what it lets through, or refuses, came, went or changed. */
export interface UnknownRow {
  readonly kind: "unknown";
  /** `gained` where it came; `loosened` where it changed or went; `lost` where it went and can only have let through. */
  readonly change: "gained" | "loosened" | "lost";
  readonly stack: string;
  readonly what: UnknownPart["what"];
  /** Name, address or expression; `<user> in <group>` of a membership. */
  readonly name: string;
  readonly why: string;
}

export type ReviewRow = PermissionRow | UnknownPolicyRow | TrustRow | ExistenceRow | UnknownRow;

/** The answer to a review in a word. */
export type Verdict = "unchanged" | "narrowed" | "changed" | "possibly broadened" | "broadened";

/** What a change lets whom do. */
export interface ReviewReport {
  /** Version of this form. */
  readonly version: 1;
  readonly verdict: Verdict;
  /** Gains first, the risky ones before the others; then losses; each by stack, principal and actions. */
  readonly rows: readonly ReviewRow[];
  /** How many principals, and how many roles' trusts, were compared and are the same. */
  readonly unchanged: { readonly principals: number; readonly trusts: number };
  /**
   * Left out unless one input was compared with one, and the stack in the rows is no more than the name of the file, so that
   * it may be another one next time.
   */
  readonly namedByFile?: boolean;
  /**
   * What could not be compared, since only Terraform knows it on both sides, sorted, e.g. `policy p`. It is written the
   * same, and does not count for the verdict. Left out where there is nothing.
   */
  readonly notCompared?: readonly string[];
  /** Names of assumptions that kept something from being a row, sorted. Left out where there is none. */
  readonly assumptions?: readonly string[];
  /** Rows that someone has acknowledged, with the reason. They do not count for the verdict. */
  readonly acknowledged: readonly { readonly row: ReviewRow; readonly reason: string }[];
}
