import type { IncomingMessage } from "node:http";
import { ApiError } from "../api-error";

/** Longest body, in bytes. The longest document with its encoding is a tenth of it. */
export const maxBodyBytes = 1024 * 1024;

/** How much of a body that is too long is still read, so that the client gets to read why. */
const maxDiscardedBytes = 128 * 1024 * 1024;

/**
 * The body of a request. One that is too long is read to its end and thrown away as it comes: many clients read no
 * answer before they have sent everything.
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
    if (size > maxDiscardedBytes) break; // which ends the connection
  }
  if (size > maxBodyBytes) {
    throw ApiError.of("RequestTooLarge", `The body is over ${maxBodyBytes} bytes; no call of RAM is that long.`);
  }
  const bytes = Buffer.concat(chunks);
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw ApiError.of("MalformedRequest", "The body of the request is not UTF-8.");
  }
}
