import type { AccessLevel } from "./access-level";
import type { Provenance } from "./service";
import type { Source } from "./source";

/** Actions of a service that are named on other pages than its authorization page. */
export interface Mentions {
  readonly code: string;
  readonly title: string;
  /** By name, without the RAM code. Levels are inferred from the names. */
  readonly actions: Readonly<Record<string, { readonly level: AccessLevel; readonly from: readonly Provenance[] }>>;
}

/** Mentions as in data files, with their main source and a hash of the content. */
export interface MentionsFile extends Mentions, Source {
  /** `sha256:` and the hash of the JSON of {@link Mentions} in hexadecimal. */
  readonly hash: string;
}
