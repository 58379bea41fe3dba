import type { GivenSystemPolicies } from "./account/system-policies";
import type { LoggedCall } from "./call-log";
import type { EvaluateAnswer, EvaluateRequest } from "./enforcement/evaluate-request";
import type { Fault, FaultRule } from "./faults";
import type { Quotas } from "./quotas";
import type { EmulatorState } from "./state/state";

/** How permissions are enforced. */
export interface EnforcementOptions {
  /** Keys of the account itself, which may do everything. @default - `emulator.rootAccessKeyId` alone */
  readonly rootAccessKeyIds?: readonly string[];
}

export interface EmulatorOptions {
  /** @default 0 - a free one */
  readonly port?: number;
  /** Digits. @default - the one of the state file, else 1234567890123456 */
  readonly accountId?: string;
  /**
   * File that keeps the state; it is created where it does not exist. A change is in it before its call is answered.
   * One emulator at a time has it, by a lock beside it; another one is the error RAM803.
   *
   * @default - the state lives as long as the emulator
   */
  readonly stateFile?: string;
  /** Faults from the start on. */
  readonly faults?: readonly FaultRule[];
  /**
   * System policies that the catalog lacks, or of which it knows the name only: by name, with the document, or with
   * `null` for a policy that is there and grants nothing. A state file keeps them.
   */
  readonly systemPolicies?: GivenSystemPolicies;
  /** @default - those that an account has by default */
  readonly quotas?: Partial<Quotas>;
  /**
   * Whether every call needs the permission that RAM would ask for, and roles are assumed by whom they trust. Without,
   * any key may do everything.
   *
   * @default false
   */
  readonly enforce?: boolean | EnforcementOptions;
  /** Told of every call, when its answer is decided. What it throws is a warning of the process, and changes no answer. */
  readonly log?: (call: LoggedCall) => void;
  /** How many calls `calls` keeps: the newest; at least 1. @default 10000 */
  readonly maxLoggedCalls?: number;
  /** @default - the machine's clock */
  readonly clock?: () => Date;
}

/** Who makes a direct call. */
export interface CallOptions {
  /** @default - the account's own */
  readonly accessKeyId?: string;
  /** For the key of a session. */
  readonly securityToken?: string;
  /** Version of the API, where several have the action. @default - the first, RAM before the others */
  readonly version?: string;
}

/** A running emulator. */
export interface Emulator {
  /** Host and port, without a scheme: what the provider's `endpoints` want. */
  readonly address: string;
  /** e.g. `http://127.0.0.1:4711` */
  readonly url: string;
  readonly accountId: string;
  /** The key that may do everything. */
  readonly rootAccessKeyId: string;
  /** What is in the account now: a copy that later calls do not change. */
  readonly state: EmulatorState;
  /** The newest calls, in the order of their answers. Requests that are no call, such as a malformed form, are none. */
  readonly calls: readonly LoggedCall[];
  /**
   * Makes a call without HTTP, as someone in the console would: logged, under enforcement where the key is not the
   * account's, and spared by faults.
   *
   * @throws ApiError for what the service would refuse
   */
  call(
    action: string,
    parameters?: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Whether a principal may do something now, and why; `POST /evaluate` answers the same.
   *
   * @throws ApiError for a principal that does not exist
   */
  evaluate(request: EvaluateRequest): EvaluateAnswer;
  /** Puts a fault in force. @throws EmulatorError for a rule that makes no sense */
  fault(rule: FaultRule): Fault;
  /** Empties the account, the log and the faults. */
  reset(): Promise<void>;
  /** Ends all connections and stops. */
  close(): Promise<void>;
}
