/** Whether a file runs as a program, or describes a deployment. They are usually run by different principals. */
export type ScanPart = "code" | "deployment";

/** A place in a scanned file. Lines count from 1. */
export interface CodePlace {
  readonly file: string;
  readonly line: number;
}

/** A call that needs permissions. */
export interface CodeUse extends CodePlace {
  /** The text in the line, e.g. `create_tool`. */
  readonly symbol: string;
  /** What it belongs to, e.g. `the client of agentrun`. */
  readonly of: string;
  readonly part: ScanPart;
  /** e.g. `agentrun:GetTool`: a RAM code and an operation. */
  readonly operations: readonly string[];
  /** Names of the resources of the operations; `undefined` if the code does not show all of them. */
  readonly names?: readonly string[];
  /** Actions that no operation stands for, e.g. of data planes. */
  readonly actions: readonly { readonly action: string; readonly why: string }[];
  /** Operations that may be called too, with the condition for that. */
  readonly perhaps: readonly { readonly operations: readonly string[]; readonly when: string }[];
  /** Why an operation is called, if the code does not show it. */
  readonly why: readonly string[];
  /** Names and accounts of roles that are passed by their ARNs. */
  readonly passes: readonly { readonly account: string; readonly role: string }[];
}

/** What a scan does not know. */
export type UnknownKind =
  | "dynamic"
  | "unknown method"
  | "unlisted package"
  | "unknown object"
  | "handed on"
  | "unknown permission"
  | "passed role"
  | "unknown command";

/** A place whose needs are not known. */
export interface CodeUnknown extends CodePlace {
  readonly kind: UnknownKind;
  readonly what: string;
  /** RAM codes of which any action may be called here. */
  readonly codes?: readonly string[];
  /** The operation that may be called here. */
  readonly operation?: string;
}

/** A file, or a part of one, that could not be read. */
export interface UnreadFile extends CodePlace {
  readonly why: string;
}
