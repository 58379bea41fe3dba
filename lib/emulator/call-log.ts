/** One call that was made, and what came of it. */
export interface LoggedCall {
  /** From 1 on, in the order of arrival. */
  readonly number: number;
  /** ISO 8601, to the millisecond. */
  readonly time: string;
  /** e.g. `Ram`; empty where the version is of none. */
  readonly service: string;
  readonly version: string;
  /** The API's action in its own case, e.g. `CreatePolicy`; as it was sent, where it is not known. */
  readonly action: string;
  /** What the call is about, without what is secret and without what every call has. Long texts are cut. */
  readonly parameters: Readonly<Record<string, string>>;
  /** `root`, `user/alice` or `role/deployer/session`; empty where the key is of nobody. */
  readonly principal: string;
  readonly status: number;
  /** Code of the error, where the answer is one. */
  readonly code?: string;
  /** Kind of the fault that happened to the call. The status is what the answer had or would have had. */
  readonly fault?: string;
  /** `http`, or `direct` for `emulator.call`. */
  readonly origin: "http" | "direct";
}

/** Longest text that is kept; documents of the longest kind still fit. */
const maxText = 8192;

const secret = /secret|password|token|signature$/i;

/** Calls, the newest of them: the oldest go when there are too many, so that memory stays flat. */
export class CallLog {
  private readonly kept: LoggedCall[] = [];
  private next = 1;

  public constructor(
    private readonly most: number,
    private readonly tell: ((call: LoggedCall) => void) | undefined,
  ) {}

  /** The number of a call that has just arrived. */
  public arrive(): number {
    return this.next++;
  }

  public add(call: LoggedCall): void {
    // Dropped in bulk, because taking the first off an array moves all others.
    if (this.kept.length >= this.most * 2) this.kept.splice(0, this.kept.length - this.most);
    this.kept.push(call);
    try {
      this.tell?.(call);
    } catch (error) {
      // The call is over: what a listener does wrong must not change its answer.
      // As text: an error of another realm, as test runners have them, is none to Node.
      process.emitWarning(`the emulator's log failed: ${String(error)}`);
    }
  }

  /** In the order of their answers. */
  public get calls(): readonly LoggedCall[] {
    return this.kept.slice(-this.most);
  }

  public clear(): void {
    this.kept.length = 0;
    this.next = 1;
  }
}

/** Parameters as they are logged. */
export function loggedParameters(parameters: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => {
      if (secret.test(name)) return [name, "(secret)"];
      return [name, value.length > maxText ? `${value.slice(0, maxText)}…` : value];
    }),
  );
}
