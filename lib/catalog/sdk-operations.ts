import type { FeatureKey } from "./generated/feature-key";

/** The operations of a service's SDKs. */
export interface SdkOperationsFile {
  readonly code: string;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  /** The SDKs, which all have the same operations. */
  readonly sdks: readonly { readonly title: string; readonly source: string; readonly dated: string }[];
  /** Names of all operations. */
  readonly operations: readonly string[];
  /** What is known of operations for which no document names an action. */
  readonly details: Readonly<
    Record<
      string,
      {
        /** Method and path. */
        readonly request: string;
        /** Version and day. */
        readonly since: string;
        /** The feature that is incomplete without the operation. */
        readonly feature: FeatureKey;
      }
    >
  >;
  readonly retired: readonly RetiredOperations[];
}

/** Operations that newer versions of the SDKs lack. */
export interface RetiredOperations {
  readonly operations: readonly string[];
  readonly title: string;
  readonly source: string;
  /** Version and day. */
  readonly added: string;
  /** Version and day. */
  readonly removed: string;
  /** What replaces them. */
  readonly instead: string;
}
