import type { PolicyDocument } from "../policy";

/** A policy with its origin. */
export interface PlacedPolicy {
  readonly stack: string;
  readonly construct: string | undefined;
  readonly name: string;
  readonly document: PolicyDocument;
  readonly scope: string;
  readonly through: string | undefined;
}
