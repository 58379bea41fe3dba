import type { AccessLevel } from "./access-level";
import type { Provenance } from "./service";
import type { Source } from "./source";

/** Actions of a service that pages other than its own authorization page name. */
export interface Mentions {
  readonly code: string;
  readonly title: string;
  /** By name, without the RAM code. Levels are inferred from the names. */
  readonly actions: Readonly<Record<string, { readonly level: AccessLevel; readonly from: readonly Provenance[] }>>;
}

/** The same as data files hold it: with the page that most of it is from, and a hash of what it says. */
export interface MentionsFile extends Mentions, Source {
  /** `sha256:` and the hash of the JSON of {@link Mentions} in hexadecimal. */
  readonly hash: string;
}
