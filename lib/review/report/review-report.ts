import type { PrincipalName } from "../../grants/principal-name";
import type { UnknownPart } from "../../grants/unknown-parts";
import type { Conditions, RequestContext } from "../../policy";
import type { Certainty } from "../../policy/compare";

export type { Witness } from "../../policy/compare";

/**
 * How a permission changed: it did not exist before, it does not exist any more, or its conditions now match more requests
 * (`loosened`) or fewer (`tightened`).
 */
export type PermissionChange = "gained" | "lost" | "loosened" | "tightened";

/** Why a reviewer should look twice. */
export const riskMarks = {
  administrator: "everything in the account, or every permission",
  escalation: "can lead to more permissions",
  secrets: "returns secrets",
  delete: "deletes",
  "pass-role": "passes a role to any service",
  "wide-resource": "every resource, although single ones can be named",
  "not-action": "everything except the named actions",
  "other-account": "trust in another account",
  everyone: "trust in everyone",
} as const;

export type RiskMark = keyof typeof riskMarks;

/** A caller for whom the trust policies before and after decide differently, confirmed by the evaluator. */
export interface TrustWitness {
  /** ARN or name of a service. */
  readonly principal: string;
  readonly context: RequestContext;
}

/** A change of what a principal may do. It covers every request for its actions that is decided differently. */
export type PermissionRow = Certainty & {
  readonly kind: "permission";
  readonly change: PermissionChange;
  /** The stack, or `all stacks together`. */
  readonly stack: string;
  readonly principal: PrincipalName;
  /** Id of the resource group of the attachment; `undefined` for the whole account. */
  readonly resourceGroup: string | undefined;
  /** Patterns as in the statement, sorted. With `NotAction`, the exceptions. */
  readonly actions: readonly string[];
  readonly actionElement: "Action" | "NotAction";
  /** Known actions whose requests are decided differently, sorted. */
  readonly knownActions: readonly string[];
  /** Whether actions that do not exist yet are included. */
  readonly futureActions: boolean;
  /** Patterns as in the statement, sorted. With `NotResource`, the exceptions. */
  readonly resources: readonly string[];
  readonly resourceElement: "Resource" | "NotResource";
  /** The conditions of the statement; `undefined` without conditions. */
  readonly conditions: Conditions | undefined;
  /** Policies with that statement. */
  readonly policies: readonly string[];
  readonly risks: readonly RiskMark[];
};

/** A policy with an unknown document was attached, detached or changed. What it grants is not known. */
export interface UnknownPolicyRow {
  readonly kind: "unknown-policy";
  /** `loosened` if the policy is gone or changed and may have denied something before. */
  readonly change: "gained" | "loosened" | "lost";
  readonly stack: string;
  readonly principal: PrincipalName;
  readonly resourceGroup: string | undefined;
  readonly policy: string;
  readonly policyType: "Custom" | "System";
  /** Set if it is no longer attached, so that nobody may do anything by it. */
  readonly detached?: true;
  readonly why: string;
  /** Distinguishes this change from another one of the same policy, as in {@link UnknownRow}. */
  readonly changes?: readonly string[];
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

/** A user, group, role or service-linked role that was added or removed, or a user that joined or left a group. */
export interface ExistenceRow {
  readonly kind: "existence";
  readonly change: "added" | "removed";
  readonly stack: string;
  readonly what: "user" | "group" | "role" | "service-linked role" | "membership" | "stack";
  /**
   * Name of the principal, service of a service-linked role, `<user> in <group>`, or `<stack> (formerly <stack>)` for a
   * stack that was matched with one of another name.
   */
  readonly name: string;
}

/** A change of something that the input does not have, so that what it allows or denies is not known. */
export interface UnknownRow {
  readonly kind: "unknown";
  /** `gained` if it is new, `loosened` if it changed or was removed, `lost` if it was removed and could only allow. */
  readonly change: "gained" | "loosened" | "lost";
  readonly stack: string;
  readonly what: UnknownPart["what"];
  /** Name, address or expression; `<user> in <group>` of a membership. */
  readonly name: string;
  readonly why: string;
  /**
   * What changed, item by item: equal texts stand for equal changes. They distinguish this row from a later one about the
   * same name. A value that is not printed in full has a digest of both sides; a secret has none.
   */
  readonly changes?: readonly string[];
}

export type ReviewRow = PermissionRow | UnknownPolicyRow | TrustRow | ExistenceRow | UnknownRow;

/** The result of a review in a word. */
export type Verdict = "unchanged" | "narrowed" | "changed" | "possibly broadened" | "broadened";

/** The result of a review: what a change lets principals do. */
export interface ReviewReport {
  /** Version of this format. */
  readonly version: 1;
  readonly verdict: Verdict;
  /** Gains first, riskier ones before others; then losses; within these by stack, principal and actions. */
  readonly rows: readonly ReviewRow[];
  /** How many principals, and how many trust policies, are the same. */
  readonly unchanged: { readonly principals: number; readonly trusts: number };
  /**
   * True if one input was compared with one, and the stack in the rows is only the name of the file, which may differ next
   * time.
   */
  readonly namedByFile?: boolean;
  /**
   * What could not be compared, because only Terraform knows it on both sides, e.g. `policy p`. Sorted. It is written the
   * same on both sides, and does not count for the verdict. Missing if there is nothing.
   */
  readonly notCompared?: readonly string[];
  /** Names of assumptions that kept something from being a row, sorted. Left out where there is none. */
  readonly assumptions?: readonly string[];
  /** Rows that someone has acknowledged, with the reason. They do not count for the verdict. */
  readonly acknowledged: readonly { readonly row: ReviewRow; readonly reason: string }[];
}
