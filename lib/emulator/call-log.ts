/** One call and its result. */
export interface LoggedCall {
  /** Starts at 1 and increases in the order of arrival. */
  readonly number: number;
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  /** e.g. `Ram`; empty if no service has the API version. */
  readonly service: string;
  readonly version: string;
  /** The API action, e.g. `CreatePolicy`. An unknown action is logged as it was sent. */
  readonly action: string;
  /**
   * The parameters, without the protocol's own such as `Timestamp`. Only the values of parameters that are known to hold
   * no secrets are shown, all others are `***`. Long values are truncated.
   */
  readonly parameters: Readonly<Record<string, string>>;
  /** `root`, `user/alice` or `role/deployer/session`; empty if the access key does not exist. */
  readonly principal: string;
  readonly status: number;
  /** The error code of an error response. */
  readonly code?: string;
  /** The kind of the injected fault. If the client got no response, `status` is that of the response it would have got. */
  readonly fault?: string;
  /** `http`, or `direct` for `emulator.call`. */
  readonly origin: "http" | "direct";
}

/** Maximum size of the kept calls together, in characters. Calls of usual size reach their number first. */
const mostLength = 16 * 1024 * 1024;

/** Keeps the newest calls in memory and drops the oldest when the limit is exceeded. */
export class CallLog {
  private readonly kept: LoggedCall[] = [];
  private next = 1;
  private length = 0;

  public constructor(
    private readonly most: number,
    private readonly tell: ((call: LoggedCall) => void) | undefined,
  ) {}

  /** Assigns the next number to a call that has just arrived. */
  public arrive(): number {
    return this.next++;
  }

  public add(call: LoggedCall): void {
    this.kept.push(call);
    this.length += lengthOf(call);
    // Dropped in bulk, because removing the first element of an array moves all others.
    if (this.kept.length >= this.most * 2 || this.length > mostLength * 2) this.drop();
    try {
      this.tell?.(call);
    } catch (error) {
      // An error in the listener must not change the response. It is passed as text, because Node does not accept an
      // Error object of another realm, such as that of a test runner.
      process.emitWarning(`the log listener of the emulator threw: ${String(error)}`);
    }
  }

  /** Drops the oldest calls. The newest one stays. */
  private drop(): void {
    let first = Math.max(0, this.kept.length - this.most);
    let length = this.kept.slice(first).reduce((sum, call) => sum + lengthOf(call), 0);
    for (; length > mostLength && first < this.kept.length - 1; first += 1) length -= lengthOf(this.kept[first]);
    this.kept.splice(0, first);
    this.length = length;
  }

  /** In the order of the responses. */
  public get calls(): readonly LoggedCall[] {
    return this.kept.slice(-this.most);
  }

  public clear(): void {
    this.kept.length = 0;
    this.next = 1;
    this.length = 0;
  }
}

function lengthOf(call: LoggedCall | undefined): number {
  return JSON.stringify(call).length;
}
