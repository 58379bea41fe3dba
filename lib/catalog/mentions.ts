import type { AccessLevel } from "./access-level";
import type { Provenance } from "./service";

/** Actions of a service that pages other than its own authorization page name, as data files hold them. */
export interface MentionsFile {
  readonly code: string;
  readonly title: string;
  /** By name, without the RAM code. Levels are inferred from the names. */
  readonly actions: Readonly<Record<string, { readonly level: AccessLevel; readonly from: readonly Provenance[] }>>;
}
