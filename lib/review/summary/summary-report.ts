import type { AccessClass, FeatureKey } from "../../catalog";
import type { Conditions, Effect, PrincipalKind } from "../../policy";
import type { PrincipalName } from "../../grants/principal-name";
import type { RiskMark } from "../report/review-report";

/** Whether an action is allowed for certain, or only under conditions or on what is not known. */
export type ActionAccess = "allowed" | "conditional";

/** An action and how far it is allowed. */
export interface AllowedAction {
  /** As the catalog spells it; as the statement spells it, perhaps a pattern, where the catalog lacks it. */
  readonly name: string;
  readonly access: ActionAccess;
}

/**
 * How much of something is allowed: every known action for certain; none; some, but none for certain; or anything
 * between.
 */
export type Extent = "all" | "some" | "none" | "conditional";

/** How much of a use of a feature is allowed. What no use of a feature grants, such as secrets, does not count. */
export interface ClassAccess {
  readonly extent: Extent;
  /** Actions that are allowed for certain. */
  readonly allowed: number;
  /** Actions that are allowed under conditions only. */
  readonly conditional: number;
  /** Known actions. */
  readonly total: number;
}

/** What is allowed of a feature. */
export interface FeatureAccess {
  readonly feature: FeatureKey;
  readonly title: string;
  /** By use; a use that the feature has no actions for is missing. */
  readonly classes: Readonly<Partial<Record<AccessClass, ClassAccess>>>;
}

/** What is allowed of a service outside of all features. */
export interface ServiceAccess {
  /** RAM code; `*` for actions of every service. */
  readonly code: string;
  readonly title: string;
  /** Sorted by name. */
  readonly actions: readonly AllowedAction[];
}

/** A policy that is attached to a principal or to groups that it is in. */
export interface AttachedPolicy {
  readonly name: string;
  readonly type: "Custom" | "System";
  /** Whether the document is known. What a policy with an unknown document grants cannot be told. */
  readonly known: boolean;
  /** Why RAM may have another document than the one that is known. Then all that it grants is conditional. */
  readonly unconfirmed?: string;
  /** Whether it is attached to the principal itself. */
  readonly direct: boolean;
  /** Groups that a user has it through, sorted. */
  readonly groups: readonly string[];
}

/** A statement and what comes of it. */
export interface StatementAccess {
  readonly effect: Effect;
  readonly actionElement: "Action" | "NotAction";
  /** Patterns as written, sorted. */
  readonly actions: readonly string[];
  readonly resourceElement: "Resource" | "NotResource";
  /** Patterns as written, sorted. */
  readonly resources: readonly string[];
  readonly conditions: Conditions | undefined;
  /** Policy that the statement is in. */
  readonly policy: string;
  /** What an `Allow` allows after every `Deny`, sorted by name; nothing for a `Deny`. */
  readonly allowed: readonly AllowedAction[];
}

/** Why a reviewer should look at a principal twice. */
export interface AccessMark {
  readonly mark: Extract<RiskMark, "administrator" | "escalation" | "secrets" | "pass-role" | "not-action">;
  readonly access: ActionAccess;
  /** What the mark is about, sorted; patterns for `administrator` and `not-action`. */
  readonly actions: readonly string[];
}

/** What a principal may do in the account, or in one resource group on top of that. */
export interface ScopeAccess {
  /** Id of the resource group; `undefined` for the whole account. */
  readonly resourceGroup: string | undefined;
  /** Sorted by name. */
  readonly policies: readonly AttachedPolicy[];
  /** Features of which anything is allowed, in the order of the catalog. */
  readonly features: readonly FeatureAccess[];
  /** Services of which anything outside of the features is allowed, sorted by RAM code. */
  readonly services: readonly ServiceAccess[];
  readonly statements: readonly StatementAccess[];
  readonly marks: readonly AccessMark[];
}

/** Someone who may assume a role, or who may not under `Deny`. */
export interface TrustedPrincipal {
  readonly effect: Effect;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly conditions: Conditions | undefined;
}

/** What a user, group or role may do. */
export interface PrincipalAccess {
  readonly principal: PrincipalName;
  /** Whether the input makes the principal, or only attaches to it. */
  readonly exists: boolean;
  /** Groups that a user is in, sorted. */
  readonly groups: readonly string[];
  /** Groups that a user is in and that nothing is known of: what they grant cannot be told. */
  readonly unknownGroups: readonly string[];
  /** Users of a group, sorted. */
  readonly members: readonly string[];
  /** Who may assume a role; `"unknown"` where the input does not say, `undefined` for users and groups. */
  readonly trust: readonly TrustedPrincipal[] | "unknown" | undefined;
  /** The whole account, where anything is attached for it, then resource groups by id. */
  readonly scopes: readonly ScopeAccess[];
}

/** A policy that is attached to nobody, and what it would grant. */
export interface UnattachedPolicy {
  readonly name: string;
  readonly type: "Custom" | "System";
  /** `undefined` where the document is not known. */
  readonly statements: readonly Omit<StatementAccess, "allowed">[] | undefined;
  /** What whoever has it may do; `undefined` where the document is not known. */
  readonly access: ScopeAccess | undefined;
}

/** Who can do what by one stack, plan or folder. */
export interface StackAccess {
  readonly stack: string;
  readonly principals: readonly PrincipalAccess[];
  /** Services of service-linked roles, sorted. */
  readonly serviceLinkedRoles: readonly string[];
  /** Sorted by name. */
  readonly unattached: readonly UnattachedPolicy[];
}

/** Who can do what. Texts are for showing: what only Terraform knows stands as `${...}`. */
export interface SummaryReport {
  /** Version of this form. */
  readonly version: 1;
  /** Sorted by name. */
  readonly stacks: readonly StackAccess[];
}
