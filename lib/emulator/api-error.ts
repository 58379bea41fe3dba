import { type ErrorCode, errorCodes } from "./error-codes";

/** An answer that is an error: the call changed nothing. */
export class ApiError extends Error {
  public override readonly name = "ApiError";
  public readonly status: number;

  /** @param more further members of the body, such as `AccessDeniedDetail` */
  public constructor(
    public readonly code: string,
    message: string,
    status?: number,
    public readonly more: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.status = status ?? errorCodes[code as ErrorCode];
  }

  /** An error of the table, with its status. */
  public static of(code: ErrorCode, message: string, more?: Readonly<Record<string, unknown>>): ApiError {
    return new ApiError(code, message, errorCodes[code], more);
  }
}
