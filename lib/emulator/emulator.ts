import type { GivenSystemPolicies } from "./account/system-policies";
import type { LoggedCall } from "./call-log";
import type { EvaluateAnswer, EvaluateRequest } from "./enforcement/evaluate-request";
import type { ServiceSessionRequest } from "./operations/service-session";
import type { Fault, FaultRule } from "./faults";
import type { Quotas } from "./quotas";
import type { EmulatorState } from "./state/state";

/** How permissions are enforced. */
export interface EnforcementOptions {
  /** Access keys of the account itself. They may do everything. @default - only `emulator.rootAccessKeyId` */
  readonly rootAccessKeyIds?: readonly string[];
}

/** Options of {@link startEmulator}. */
export interface EmulatorOptions {
  /** The port on 127.0.0.1. @default 0 - any free port */
  readonly port?: number;
  /** 6 to 20 digits. @default - the account id in the state file, otherwise 1234567890123456 */
  readonly accountId?: string;
  /**
   * The file that stores the state. It is created if it does not exist. Every change is written before the response is
   * sent; a change that cannot be written is undone and the call gets an error. A lock file prevents two emulators from
   * using the same state file, and checksums show damage (RAM803).
   *
   * @default - the state is kept in memory and lost on close
   */
  readonly stateFile?: string;
  /** Faults that are active from the start. */
  readonly faults?: readonly FaultRule[];
  /**
   * System policies that the catalog lacks, or of which it has only the name. Each name has a document, or `null` for a
   * policy that exists but grants nothing. The state file stores them.
   */
  readonly systemPolicies?: GivenSystemPolicies;
  /**
   * Quotas that differ, e.g. `{ policyVersions: 2 }`. A call that exceeds one fails, as in RAM. @default - those of a new
   * account
   */
  readonly quotas?: Partial<Quotas>;
  /**
   * Whether every call needs the permissions that RAM requires, and `AssumeRole` checks the role's trust policy. If
   * `false`, every access key may do everything.
   *
   * @default false
   */
  readonly enforce?: boolean | EnforcementOptions;
  /** Called with every call once its result is known. If it throws, the process emits a warning. */
  readonly log?: (call: LoggedCall) => void;
  /** How many calls `calls` keeps, at least 1, fewer if they are long. The oldest are dropped. @default 10000 */
  readonly maxLoggedCalls?: number;
  /** The time of the emulator, for tests of expiry. @default - the system clock */
  readonly clock?: () => Date;
}

/** The credentials and API version of a direct call. */
export interface CallOptions {
  /** Id of the access key that makes the call. @default - the key of the account itself */
  readonly accessKeyId?: string;
  /** Required if the access key belongs to a session. */
  readonly securityToken?: string;
  /** API version, if several APIs have the action. @default - that of RAM if it has the action, otherwise the first match */
  readonly version?: string;
}

/** A running emulator. */
export interface Emulator {
  /** Host and port without a scheme, as the provider's `endpoints` expect them. */
  readonly address: string;
  /** e.g. `http://127.0.0.1:4711` */
  readonly url: string;
  readonly accountId: string;
  /** The access key of the account itself. It may do everything. */
  readonly rootAccessKeyId: string;
  /** A snapshot of the account. Later calls do not change it. */
  readonly state: EmulatorState;
  /** The newest calls, in the order of the responses. Malformed HTTP requests are not logged. */
  readonly calls: readonly LoggedCall[];
  /**
   * Makes a call without HTTP. It is logged, and enforcement applies unless the key is that of the account itself. Faults
   * do not apply.
   *
   * @throws ApiError if the service would return an error
   */
  call(
    action: string,
    parameters?: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, unknown>>>;
  /**
   * Evaluates whether the current policies of the account allow a request. `POST /evaluate` returns the same.
   *
   * @throws ApiError if the principal does not exist
   */
  evaluate(request: EvaluateRequest): EvaluateAnswer;
  /**
   * Assumes a role for a service, as e.g. Agent Identity does for a workload identity, and returns the answer of
   * `AssumeRole`. With enforcement, the trust policy of the role decides. `POST /assume-role` does the same.
   *
   * @throws ApiError NoPermission if the trust policy does not allow it
   */
  assumeRole(request: ServiceSessionRequest): Promise<Readonly<Record<string, unknown>>>;
  /** Activates a fault. @throws EmulatorError for an invalid rule */
  fault(rule: FaultRule): Fault;
  /** Restores the initial state of the account, and clears the log and the faults. */
  reset(): Promise<void>;
  /** Closes all connections and stops the server. */
  close(): Promise<void>;
}
