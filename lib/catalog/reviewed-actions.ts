import type { AccessClass } from "./access-class";
import type { SecretPart } from "./least-privilege/least-privilege-request";
import type { Source } from "./source";

/** What was decided about an action, and from what. */
export interface Judgement {
  readonly reason: string;
  /** A key of the sources. */
  readonly from: string;
}

type Judged<T = unknown> = Readonly<Record<string, Judgement & T>>;

/** Everything that does not follow from the access level of an action. */
export interface ReviewedActions {
  readonly sources: Readonly<Record<string, Source>>;
  /** Every action of a feature that has the level `none`, or whose level misleads. */
  readonly classes: Judged<{ readonly class: AccessClass }>;
  /** Actions that are for getting a secret, with the part of a request that asks for it. */
  readonly secrets: Judged<{ readonly part: SecretPart }>;
  /** Actions that run commands in what a feature is about. */
  readonly shell: Judged;
  /** Actions that read settings among which a secret may be. */
  readonly reveals: Judged;
  /** Further dangerous actions: neither secrets nor shells, nor removals. */
  readonly dangerous: Judged;
  /** Every known action whose name says that it removes or stops something. */
  readonly removals: {
    /** They take something away for good. */
    readonly lasting: readonly string[];
    /** What they do can be undone, with the reason. */
    readonly recoverable: Readonly<Record<string, string>>;
  };
}

/** What was decided about an action, under one heading of {@link ReviewedActions}. */
export function judgement<T>(judged: Readonly<Record<string, T>>, action: string): T | undefined {
  return Object.hasOwn(judged, action) ? judged[action] : undefined;
}
