import type { Source } from "./source";

/** What other pages of the vendor than the authorization page say about the resources of a service's actions. */
export interface PracticePagesFile {
  readonly code: string;
  readonly pages: readonly PracticePage[];
}

/** A page with policies to copy, e.g. for the members of a workspace. */
export interface PracticePage extends Source {
  readonly title: string;
  /** Day of the page's last change, `YYYY-MM-DD`. */
  readonly changed: string;
  /** Actions on resources that belong to the account, not to a resource group. Patterns without the RAM code. */
  readonly accountOnly?: readonly { readonly actions: string; readonly why: string }[];
  readonly scopes: readonly {
    readonly type: string;
    /** Template of the policy's resource. */
    readonly arn: string;
    /** Names without the RAM code. */
    readonly actions: readonly string[];
    /** What is doubtful about single actions, by name. */
    readonly notes?: Readonly<Record<string, string>>;
  }[];
}
