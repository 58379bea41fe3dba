import { type ErrorCode, errorCodes } from "./error-codes";

/** An error response of the API. The call changed nothing. */
export class ApiError extends Error {
  public override readonly name = "ApiError";
  public readonly status: number;

  /** @param more additional members of the response body, such as `AccessDeniedDetail` */
  public constructor(
    public readonly code: string,
    message: string,
    status?: number,
    public readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = status ?? errorCodes[code as ErrorCode];
  }

  /** An error with a code from the table of error codes and the HTTP status that belongs to it. */
  public static of(code: ErrorCode, message: string, more?: Readonly<Record<string, unknown>>): ApiError {
    return new ApiError(code, message, errorCodes[code], more);
  }
}
