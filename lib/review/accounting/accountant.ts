import type { Assumption } from "../compare/assumptions";
import type { Difference } from "./difference";
import type { Place } from "../../terraform/configuration/place";

/** What a difference means. */
export type Account =
  /** The semantic comparison covers it: its effect shows in the other rows. */
  | { readonly is: "compared" }
  /** It cannot let anyone do more. */
  | { readonly is: "irrelevant"; readonly reason: string; readonly assumes?: Assumption }
  /** It may let someone do more. */
  | { readonly is: "unexplained"; readonly why: string; readonly isReference?: true };

/** A difference in a stack, with where it is. */
export interface PlacedDifference extends Difference {
  readonly place: Place;
}

/** Explains the differences of one kind. */
export interface Accountant {
  readonly name: string;
  /** `undefined` for a difference of another kind. */
  readonly account: (difference: PlacedDifference, stack: ComparedStack) => Account | undefined;
}

/** What accountants know of the stack that they look at. */
export interface ComparedStack {
  /** Which sides have the stack. */
  readonly isNew: boolean;
  readonly isGone: boolean;
  /** Whether expressions that are not resolved refer to a block, directly or through others. */
  readonly isReferredTo: (name: string) => boolean;
  /** As `isReferredTo`, but for expressions in arguments that reviews do not look into. Nothing in them is resolved. */
  readonly isReadUnresolved: (name: string) => boolean;
  /** Whether conditions of policies read tags. */
  readonly readsTags: () => boolean;
  /** Whether policies are attached for single resource groups. */
  readonly grantsByGroup: () => boolean;
  /** Whether the stack has provisioners. */
  readonly runsPrograms: () => boolean;
  /** Whether the arguments of a resource that reviews do not look into allow no more than before. */
  readonly isNoBroader: (address: string) => boolean;
  /** Whether a block is a variable that is called sensitive. */
  readonly isSensitive: (address: string) => boolean;
  /** Whether a module is one that was there before under another name. */
  readonly isRenamed: (address: string) => boolean;
  /** The settings of a provider under an alias, without those that do not choose an account; as text. */
  readonly providerBefore: (alias: string) => string;
  readonly providerAfter: (alias: string) => string;
}

export const compared: Account = { is: "compared" };

export function irrelevant(reason: string, assumes?: Assumption): Account {
  return { is: "irrelevant", reason, ...(assumes === undefined ? {} : { assumes }) };
}

export function unexplained(why: string): Account {
  return { is: "unexplained", why };
}
