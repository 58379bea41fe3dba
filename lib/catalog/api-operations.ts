/**
 * Operations of an API whose authorization no page documents. The action of each is inferred to have the name of the
 * operation, as RAM's authorization pages say of most APIs.
 */
export interface OperationsFile {
  readonly code: string;
  readonly title: string;
  /** Address of the package or page that lists the operations. */
  readonly source: string;
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  /** Name and version of the package. */
  readonly version: string;
  readonly operations: readonly string[];
  /** Older names of operations, as audit records may still show them. */
  readonly formerly: Readonly<Record<string, string>>;
}
