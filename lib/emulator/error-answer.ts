import { requestId } from "./account/ids";
import { ApiError } from "./api-error";

/** The response for an error: a JSON object that always has a code, because clients misinterpret an empty one. */
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
