import type { Account } from "../account/account";
import type { Caller } from "../account/caller";
import type { Parameters } from "../parameters";

/** The members of an answer, without its request id. None may be `Code` or `Success`: clients take both for an error. */
export type Answer = Readonly<Record<string, unknown>>;

export interface CallContext {
  readonly account: Account;
  readonly parameters: Parameters;
  readonly caller: Caller;
  /** Host and port that the call came to. */
  readonly host: string;
}

/** Carries out one call of an API, whole and at once: nothing else happens while it runs. */
export type RequestHandler = (context: CallContext) => Answer;

/** The request handlers of an API, by the name of the operation. */
export type RequestHandlers = Readonly<Record<string, RequestHandler>>;
