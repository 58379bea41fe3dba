import type { IncomingMessage } from "node:http";
import { ApiError } from "../api-error";

/** Maximum size of a body in bytes. The longest policy document, URL-encoded, needs a tenth of it. */
export const maxBodyBytes = 1024 * 1024;

/** How much of a body that is too long is read and discarded before the connection is closed. */
const maxDiscardedBytes = 128 * 1024 * 1024;

/**
 * Reads the body of a request. A body that is too long is read to its end and discarded, because many clients do not read
 * the response before they have sent the whole body.
 *
 * @throws ApiError RequestTooLarge
 */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (size > maxDiscardedBytes) break; // closes the connection
  }
  if (size > maxBodyBytes) {
    throw ApiError.of("RequestTooLarge", `The body of the request is longer than ${maxBodyBytes} bytes.`);
  }
  const bytes = Buffer.concat(chunks);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw ApiError.of("MalformedRequest", "The body of the request is not UTF-8.");
  }
}
