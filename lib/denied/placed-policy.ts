import type { PolicyDocument } from "../policy";

/** A policy with its origin. */
export interface PlacedPolicy {
  readonly stack: string;
  readonly construct: string | undefined;
  readonly name: string;
  readonly document: PolicyDocument;
  readonly scope: string;
  readonly through: string | undefined;
  /** The answers to conditions by which the policy has this document; `undefined` if it depends on nothing. */
  readonly where?: string;
}
