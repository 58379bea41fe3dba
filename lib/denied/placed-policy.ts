import type { PolicyDocument } from "../policy";

/** A policy on a principal, with where it is from. */
export interface PlacedPolicy {
  readonly stack: string;
  readonly construct: string | undefined;
  readonly name: string;
  readonly document: PolicyDocument;
  readonly scope: string;
  readonly through: string | undefined;
}
