import type { AccessClass, FeatureKey } from "../../catalog";
import type { ConditionAnswer } from "../../grants/open-conditions";
import type { Conditions, Effect, PrincipalKind } from "../../policy";
import type { PrincipalName } from "../../grants/principal-name";
import type { RiskMark } from "../report/review-report";

/** Whether an action is certainly allowed, or only under conditions or on unknown resources. */
export type ActionAccess = "allowed" | "conditional";

/** An action and how it is allowed. */
export interface AllowedAction {
  /** As the catalog spells it. If the catalog lacks it, as in the statement, where it may be a pattern. */
  readonly name: string;
  readonly access: ActionAccess;
  /** Whether it is conditional because the vendor's pages contradict each other about its resources. */
  readonly contested?: true;
}

/**
 * How much is allowed: `all` known actions, certainly; `none`; `conditional`: some, but none certainly; `some`: anything
 * else.
 */
export type Extent = "all" | "some" | "none" | "conditional";

/** How much of an access class of a feature is allowed. Actions that no feature grants, such as secrets, do not count. */
export interface ClassAccess {
  readonly extent: Extent;
  /** Number of actions that are certainly allowed. */
  readonly allowed: number;
  /** Number of actions that are allowed under conditions only. */
  readonly conditional: number;
  /** Number of known actions. */
  readonly total: number;
}

/** What is allowed of a feature. */
export interface FeatureAccess {
  readonly feature: FeatureKey;
  readonly title: string;
  /** By access class; missing if the feature has no actions of the class. */
  readonly classes: Readonly<Partial<Record<AccessClass, ClassAccess>>>;
}

/** Allowed actions of a service that no feature has. */
export interface ServiceAccess {
  /** RAM code; `*` for actions of every service. */
  readonly code: string;
  readonly title: string;
  /** Sorted by name. */
  readonly actions: readonly AllowedAction[];
}

/** A policy that is attached to a principal or to its groups. */
export interface AttachedPolicy {
  readonly name: string;
  readonly type: "Custom" | "System";
  /** Whether the document is known. Otherwise what it grants is not known. */
  readonly known: boolean;
  /** Why RAM may have another document than the known one. Then all that it grants is conditional. */
  readonly unconfirmed?: string;
  /**
   * Conditions that decide which of its documents it has, and that only Terraform can evaluate. All of the documents are
   * known.
   * @default - its document depends on nothing
   */
  readonly dependsOn?: readonly string[];
  /** Whether it is attached to the principal itself. */
  readonly direct: boolean;
  /** Groups through which a user has it, sorted. */
  readonly groups: readonly string[];
}

/** A statement and what it allows. */
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
  /** What an `Allow` allows after every `Deny`, sorted by name; empty for a `Deny`. */
  readonly allowed: readonly AllowedAction[];
  /** The answers to conditions by which the policy has it, if it depends on them. Then all that it allows is conditional. */
  readonly where?: readonly ConditionAnswer[];
}

/** Why a reviewer should look at a principal twice. */
export interface AccessMark {
  readonly mark: Extract<RiskMark, "administrator" | "escalation" | "secrets" | "pass-role" | "not-action">;
  readonly access: ActionAccess;
  /** The actions with this risk, sorted; patterns for `administrator` and `not-action`. */
  readonly actions: readonly string[];
}

/** What is allowed where conditions that only Terraform can evaluate have certain answers. */
export interface CaseAccess extends Pick<ScopeAccess, "features" | "services" | "marks" | "contested"> {
  readonly answers: readonly ConditionAnswer[];
}

/** What a principal may do in the account, or additionally in one resource group. */
export interface ScopeAccess {
  /** Id of the resource group; `undefined` for the whole account. */
  readonly resourceGroup: string | undefined;
  /** Sorted by name. */
  readonly policies: readonly AttachedPolicy[];
  /** Features with an allowed action, in the order of the catalog. */
  readonly features: readonly FeatureAccess[];
  /** Services with an allowed action that no feature has, sorted by RAM code. */
  readonly services: readonly ServiceAccess[];
  readonly statements: readonly StatementAccess[];
  readonly marks: readonly AccessMark[];
  /**
   * Actions that are allowed only if a practice page is right which contradicts the authorization page, sorted.
   * @default - none
   */
  readonly contested?: readonly string[];
  /**
   * What is allowed in each case of the conditions that policies depend on. Of all cases together, only what each of them
   * allows is certain.
   * @default - the same in every case
   */
  readonly cases?: readonly CaseAccess[];
}

/** A principal that may assume a role or, with `Deny`, may not. */
export interface TrustedPrincipal {
  readonly effect: Effect;
  readonly kind: PrincipalKind;
  readonly name: string;
  readonly conditions: Conditions | undefined;
  /**
   * The answers to conditions by which the trust policy has the principal. Only Terraform can evaluate them.
   * @default - it depends on nothing
   */
  readonly where?: readonly ConditionAnswer[];
}

/** What a user, group or role may do. */
export interface PrincipalAccess {
  readonly principal: PrincipalName;
  /** Whether the input creates the principal, or only attaches policies to it. */
  readonly exists: boolean;
  /** Groups that a user is in, sorted. */
  readonly groups: readonly string[];
  /** Groups that a user is in and that the input does not have, so that what they grant is not known. */
  readonly unknownGroups: readonly string[];
  /** Users of a group, sorted. */
  readonly members: readonly string[];
  /** Who may assume a role; `"unknown"` if the input does not say it, `undefined` for users and groups. */
  readonly trust: readonly TrustedPrincipal[] | "unknown" | undefined;
  /** The whole account, if it has attachments, then resource groups by id. */
  readonly scopes: readonly ScopeAccess[];
}

/** A policy that is attached to nobody, and what it would grant. */
export interface UnattachedPolicy {
  readonly name: string;
  readonly type: "Custom" | "System";
  /** `undefined` if the document is not known. */
  readonly statements: readonly Omit<StatementAccess, "allowed">[] | undefined;
  /** What a principal with this policy may do; `undefined` if the document is not known. */
  readonly access: ScopeAccess | undefined;
}

/** Who can do what according to one stack, plan or folder. */
export interface StackAccess {
  readonly stack: string;
  readonly principals: readonly PrincipalAccess[];
  /** Services of service-linked roles, sorted. */
  readonly serviceLinkedRoles: readonly string[];
  /** Sorted by name. */
  readonly unattached: readonly UnattachedPolicy[];
}

/** Who can do what. Texts are for display: `${...}` stands for what only Terraform knows. */
export interface SummaryReport {
  /** Version of this format. */
  readonly version: 1;
  /** Sorted by name. */
  readonly stacks: readonly StackAccess[];
}
