import type { Account } from "../account/account";
import type { Caller } from "../account/caller";
import type { Parameters } from "../parameters";

/** The body of a response without its request id. It must not contain `Code` or `Success`: clients treat these as errors. */
export type Answer = Readonly<Record<string, unknown>>;

export interface CallContext {
  readonly account: Account;
  readonly parameters: Parameters;
  readonly caller: Caller;
  /** The host and port in the request. */
  readonly host: string;
}

/** Executes one call. It is synchronous, so that calls cannot interleave. */
export type RequestHandler = (context: CallContext) => Answer;

/** The request handlers of an API, by the name of the operation. */
export type RequestHandlers = Readonly<Record<string, RequestHandler>>;
