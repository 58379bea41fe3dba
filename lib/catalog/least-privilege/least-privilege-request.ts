import type { Conditions } from "../../policy";
import type { AccessClass } from "../access-class";
import type { ActionName } from "../action-name";
import type { FeatureKey } from "../generated/feature-key";
import type { Generation } from "../generation";
import type { FlowNodes } from "../flow-nodes";
import type { WorkspaceScope } from "../workspace-scope";
import type { Within } from "./restriction";

/** Access classes by feature. `manage` includes `view`, but not `invoke`. */
export type FeatureSelection = Readonly<Partial<Record<FeatureKey, AccessClass | readonly AccessClass[]>>>;

/** What someone needs to do, and where. */
export interface LeastPrivilegeRequest {
  /**
   * The features that are used, and how: one access class or several. `manage` includes `view`, but not `invoke`.
   * @example { agents: "manage", sandboxes: "view", modelStudioIndexes: ["view", "invoke"] }
   */
  readonly features?: FeatureSelection;
  /**
   * Additional actions. A pattern stands for the known actions that it matches, without secrets, shells and
   * `ram:PassRole`.
   * @example ["agentrun:GetTool", "log:ListProject"]
   */
  readonly actions?: readonly ActionName[];
  /**
   * Actions to remove. Each must remove something, and nothing that is requested by name.
   * @example ["agentrun:DeleteAgentRuntime"]
   */
  readonly except?: readonly ActionName[];
  /**
   * Kinds of nodes that flows use, for the feature `workflows`. `false` omits the actions of a kind, as in
   * `FlowExecutionRole`.
   * @default - all six kinds
   * @example { knowledgeBase: false }
   */
  readonly nodes?: FlowNodes;
  /**
   * Where the actions are granted. A workspace that narrows a feature adds `agentrun:ListWorkspaces` on `*`, because
   * console and tools need it to find the workspace.
   * @default - everywhere in the account
   * @example { workspace: "team-a", region: "cn-hangzhou" }
   */
  readonly within?: Within;
  /**
   * How `within.resourceGroups` limits actions: by a condition, or by attaching the policy in the resource group. Then
   * actions that a group cannot limit are withheld, because the policy would not grant them there.
   * @default "condition"
   */
  readonly resourceGroupForm?: ResourceGroupForm;
  /**
   * Which page to follow for actions about whose resources the vendor's pages contradict each other, if `within` names a
   * workspace. `practice` limits them to the workspace: if that page is wrong, RAM refuses calls. `documented` grants them
   * on all resources, as the authorization page has them: if that page is wrong, they are granted too widely.
   * @default "practice"
   */
  readonly workspaceScope?: WorkspaceScope;
  /**
   * Secrets, which no feature grants. Grants the actions for them that the requested features have or, without any,
   * all.
   * @example { credentials: ["openai"], accessTokens: true }
   */
  readonly secrets?: SecretsRequest;
  /** Commands in instances of agents, which no feature grants. RAM cannot limit them to single instances. */
  readonly shell?: boolean;
  /**
   * Names of roles that may be passed to the services of the features, which no feature grants. `*` is every role of the
   * account.
   * @example ["AliyunAgentRunDefaultRole"]
   */
  readonly passRoles?: readonly string[];
  /**
   * The generation of names in the account. It determines the services that roles are passed to (`devs.aliyuncs.com` or
   * `functionai.fc.aliyuncs.com`). Actions are those of `devs` in both, because no page has other names.
   * @default "devs"
   */
  readonly generation?: Generation;
  /** Conditions of all statements. @default - none @example { Bool: { "acs:SecureTransport": "true" } } */
  readonly conditions?: Conditions;
  /**
   * Additional conditions for dangerous actions: deletions, secrets, shells, and passing or creating roles. An action
   * that the catalog lacks counts as dangerous, unless its name says that it only reads or changes something.
   * @default - none
   * @example { Bool: { "acs:MFAPresent": "true" } }
   */
  readonly dangerousConditions?: Conditions;
}

/** How a policy is limited to resource groups: by a condition, or by where it is attached. */
export const resourceGroupForms = ["condition", "attachment"] as const;

/** A form of {@link resourceGroupForms}. */
export type ResourceGroupForm = (typeof resourceGroupForms)[number];

/** The secrets to grant. */
export interface SecretsRequest {
  /** Names of credentials in the workspace of `within`; `*` for all of them. @example ["openai"] */
  readonly credentials?: readonly string[];
  /** Tokens to call agents and sandboxes. RAM cannot narrow them. */
  readonly accessTokens?: boolean;
  /** Certificates of the account, including their private keys. */
  readonly certificates?: boolean;
  /** Licence keys for reporting traces. */
  readonly licenceKeys?: boolean;
  /** Authorizations of toolsets. */
  readonly toolsetAuthorizations?: boolean;
  /** Authorizations of model sets. */
  readonly modelSetAuthorizations?: boolean;
  /** Temporary credentials for the bucket with artifacts. */
  readonly artifactTokens?: boolean;
  /** Signed URLs of PAI EAS services. */
  readonly signedUrls?: boolean;
  /** API keys and OAuth tokens for other services, which Agent Identity hands to workload identities. */
  readonly identityTokens?: boolean;
}

/** The parts of {@link SecretsRequest}. */
export type SecretPart = keyof SecretsRequest;
