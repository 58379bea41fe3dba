import { type IncomingMessage, type Server, type ServerResponse, STATUS_CODES, createServer } from "node:http";
import type { Duplex } from "node:stream";
import { ApiError } from "../api-error";
import type { CallResult } from "../core";
import { errorAnswer } from "../error-answer";
import { EmulatorError } from "../emulator-error";
import { checkSender } from "./check-sender";
import { maxBodyBytes, readBody } from "./read-body";
import { readForm } from "./form";
import { addSignedHeaders, namesAction } from "./signed-headers";
import { emulatorProblemIds } from "../problem-ids";

/** The handlers of the server. */
export interface Served {
  call(parameters: ReadonlyMap<string, string>, host: string): Promise<CallResult>;
  /** Handlers of requests that are not API calls, by method and path, e.g. `GET /state`. */
  readonly pages: Readonly<Record<string, (body: string) => unknown>>;
}

/** Some clients send all parameters in the URL, which counts as part of the header. So the limit is that of a body. */
const maxHeaderSize = maxBodyBytes;

/** Listens on 127.0.0.1. @throws EmulatorError if it cannot listen on the port */
export async function listen(served: Served, port: number): Promise<Server> {
  const server = createServer({ maxHeaderSize }, (request, response) => {
    void answer(served, request, response);
  });
  server.on("clientError", refuse);
  server.keepAliveTimeout = 30_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(new EmulatorError(whyNot(port, error), emulatorProblemIds.port));
    });
    server.listen(port, "127.0.0.1", 1024, resolve);
  });
  return server;
}

/** The error message for a port that cannot be used. */
function whyNot(port: number, { code, message }: NodeJS.ErrnoException): string {
  const reason = code === "EADDRINUSE" ? "another program uses it" : code === "EACCES" ? "permission denied" : message;
  return `cannot listen on port ${port} of 127.0.0.1: ${reason}`;
}

async function answer(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const { path, query } = partsOf(request.url ?? "/");
    const body = await readBody(request);
    checkSender(request.headers, request.socket.localPort ?? 0);
    const page = served.pages[`${request.method ?? ""} ${path}`];
    if (page !== undefined && !/(^|&)Action=/.test(query) && !namesAction(request.headers)) {
      send(response, 200, await page(body), true);
      return;
    }
    if (path !== "/") throw ApiError.of("InvalidPath", `The path ${path} does not exist; send API calls to /.`);
    const parameters = parametersOf(request, query, body);
    const host = request.headers.host ?? "";
    const result = await served.call(parameters, host);
    if (result.isLost) response.destroy();
    else send(response, result.status, result.body);
  } catch (error) {
    if (request.destroyed && !request.complete) return; // the client has disconnected
    const { status, body } = errorAnswer(error);
    if (status === 413) response.setHeader("connection", "close");
    send(response, status, body);
  }
}

/** Responds to malformed HTTP with a JSON error and closes the connection. */
function refuse(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, body } = errorAnswer(
    error.code === "HPE_HEADER_OVERFLOW"
      ? ApiError.of("RequestTooLarge", `The header of the request is longer than ${maxHeaderSize} bytes.`)
      : ApiError.of("MalformedRequest", `The request is not valid HTTP: ${error.message}.`),
  );
  const text = JSON.stringify(body);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}`,
    "content-type: application/json; charset=utf-8",
    `content-length: ${Buffer.byteLength(text)}`,
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${text}`);
}

function partsOf(url: string): { readonly path: string; readonly query: string } {
  const at = url.indexOf("?");
  return at < 0 ? { path: url, query: "" } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

/** The parameters of query, form and headers together. Clients send the parameters of a call in any of them. */
function parametersOf(request: IncomingMessage, query: string, body: string): ReadonlyMap<string, string> {
  const { method = "" } = request;
  if (method !== "POST" && method !== "GET") {
    throw ApiError.of("UnsupportedMethod", `The method must be POST or GET, found ${method}.`);
  }
  const type = request.headers["content-type"] ?? "";
  if (body !== "" && !/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    const found = type === "" ? "no content type" : type;
    throw ApiError.of("UnsupportedContentType", `The body must be application/x-www-form-urlencoded, found ${found}.`);
  }
  const parameters = new Map<string, string>();
  readForm(query, "query", parameters);
  readForm(body, "body", parameters);
  addSignedHeaders(request.headers, parameters);
  return parameters;
}

function send(response: ServerResponse, status: number, body: unknown, isForPeople = false): void {
  const text = JSON.stringify(body, null, isForPeople ? 2 : 0);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
  });
  response.end(text);
}
