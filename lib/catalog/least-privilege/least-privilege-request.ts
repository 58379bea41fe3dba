import type { Conditions } from "../../policy";
import type { AccessClass } from "../access-class";
import type { ActionName } from "../action-name";
import type { FeatureKey } from "../generated/feature-key";
import type { Generation } from "../generation";
import type { FlowNodes } from "../vendor-roles";
import type { Within } from "./restriction";

/** Which uses of which features. `manage` takes in `view`, not `invoke`. */
export type FeatureSelection = Readonly<Partial<Record<FeatureKey, AccessClass | readonly AccessClass[]>>>;

/** What someone needs to do, and where. */
export interface LeastPrivilegeRequest {
  readonly features?: FeatureSelection;
  /**
   * Single actions besides. A pattern means the known actions that it covers, without secrets, shells and
   * `ram:PassRole`.
   */
  readonly actions?: readonly ActionName[];
  /** Actions that are taken away again. Each must take something away, and nothing that is asked for by name. */
  readonly except?: readonly ActionName[];
  /**
   * Which kinds of nodes the flows of the feature `workflows` use, as `FlowExecutionRole` has it: `false` leaves out what
   * one kind needs.
   * @default - all six
   */
  readonly nodes?: FlowNodes;
  /**
   * Where. With a workspace that narrows a feature, `agentrun:ListWorkspaces` is granted on `*` too: console and tools
   * find the workspace by it.
   * @default - everywhere in the account
   */
  readonly within?: Within;
  /** Secrets, which no feature grants. Of actions of several features, those of the requested features, or else all. */
  readonly secrets?: SecretsRequest;
  /** Commands in the instances of agents, which no feature grants. RAM's pages name no single instances. */
  readonly shell?: boolean;
  /**
   * Names of roles that may be passed to the services of the features, which no feature grants. `*` means every role of
   * the account.
   */
  readonly passRoles?: readonly string[];
  /**
   * Which generation of names the account has, as its roles say. It decides which services roles are passed to
   * (`devs.aliyuncs.com` or `functionai.fc.aliyuncs.com`); actions are those of `devs` in both, as no page names others.
   * @default "devs"
   */
  readonly generation?: Generation;
  /** When all of it applies, e.g. `{ Bool: { "acs:SecureTransport": "true" } }`. @default - always */
  readonly conditions?: Conditions;
  /**
   * When deletions, secrets, shells and the passing and making of roles apply, beside `conditions`. Actions that the catalog
   * lacks are among them unless their names say that they only read or change something.
   * @default - as everything else
   */
  readonly dangerousConditions?: Conditions;
}

/** Which secrets may be read. */
export interface SecretsRequest {
  /** Names of credentials in the workspace of `within`; `*` for all of them. */
  readonly credentials?: readonly string[];
  /** Tokens that call agents and sandboxes. RAM cannot narrow them. */
  readonly accessTokens?: boolean;
  /** Certificates of the account with their private keys. */
  readonly certificates?: boolean;
  /** Keys that applications report traces with. */
  readonly licenceKeys?: boolean;
  /** Authorizations of toolsets. */
  readonly toolsetAuthorizations?: boolean;
  /** Authorizations of model sets. */
  readonly modelSetAuthorizations?: boolean;
  /** Temporary credentials of the bucket that holds artifacts. */
  readonly artifactTokens?: boolean;
  /** Signed addresses of PAI EAS services. */
  readonly signedUrls?: boolean;
}

/** The parts of {@link SecretsRequest}. */
export type SecretPart = keyof SecretsRequest;
