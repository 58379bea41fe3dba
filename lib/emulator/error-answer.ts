import { requestId } from "./account/ids";
import { ApiError } from "./api-error";

/** The answer that an error is, always a JSON object with a code: clients read an empty code as any they know. */
export function errorAnswer(error: unknown): {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
} {
  const known =
    error instanceof ApiError
      ? error
      : ApiError.of("InternalError", error instanceof Error ? error.message : "The emulator failed.");
  const { status, code, message, more } = known;
  const body = { RequestId: requestId(), HostId: "127.0.0.1", Code: code, Message: message, ...more };
  return { status, body };
}
