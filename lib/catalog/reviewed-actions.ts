import type { AccessClass } from "./access-class";
import type { SecretPart } from "./least-privilege/least-privilege-request";
import type { Source } from "./source";

/** A decision about an action, and its source. */
export interface Judgement {
  readonly reason: string;
  /** A key of the sources. */
  readonly from: string;
}

type Judged<T = unknown> = Readonly<Record<string, Judgement & T>>;

/** Facts about actions that do not follow from their access level. */
export interface ReviewedActions {
  readonly sources: Readonly<Record<string, Source>>;
  /** Every action of a feature with the level `none` or a misleading level. */
  readonly classes: Judged<{ readonly class: AccessClass }>;
  /** Actions for getting a secret, with the part of a request that grants them. */
  readonly secrets: Judged<{ readonly part: SecretPart }>;
  /** Actions that run commands in the resources of a feature. */
  readonly shell: Judged;
  /** Actions that read settings which may contain a secret. */
  readonly reveals: Judged;
  /** Other dangerous actions, apart from secrets, shells and removals. */
  readonly dangerous: Judged;
  /** Every known action whose name says that it removes or stops something. */
  readonly removals: {
    /** They remove something permanently. */
    readonly lasting: readonly string[];
    /** Their effect can be undone, for the given reason. */
    readonly recoverable: Readonly<Record<string, string>>;
  };
}

/** The decision about an action in one list of {@link ReviewedActions}. */
export function judgement<T>(judged: Readonly<Record<string, T>>, action: string): T | undefined {
  return Object.hasOwn(judged, action) ? judged[action] : undefined;
}
