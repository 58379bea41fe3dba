import { type AuditEvent, utcTime } from "./audit-event";
import { jsonObject, text } from "./read-record";
import { providerProduct } from "./provider-product";

type Json = Readonly<Record<string, unknown>>;

/** What a line of a log is. */
export type LogLine =
  /** Not a line of a log of Terraform. */
  | { readonly kind: "other" }
  /** A line of such a log that does not end a call. */
  | { readonly kind: "part" }
  | { readonly kind: "call"; readonly event: AuditEvent }
  | { readonly kind: "broken"; readonly why: string };

const other: LogLine = { kind: "other" };
const part: LogLine = { kind: "part" };

/**
 * Maximum number of lines of a call. Usual calls have about a dozen, or more if a response is printed over several lines.
 */
const mostLines = 5_000;

/** Parts of a call, in their order. */
type Section = "response" | "request" | "trace";

interface OpenCall {
  readonly name: string;
  readonly isPrefixed: boolean;
  readonly time: string | undefined;
  section: Section;
  lines: number;
  response: string;
  request: string;
  readonly trace: string[];
  readonly target: Map<string, string>;
}

/**
 * Reads the calls in a log of Terraform. The alicloud provider writes them if `DEBUG=terraform` is set in addition to
 * `TF_LOG=DEBUG` or `TF_LOG=JSON`: a response, a request, and where in the provider it was made. Source: function addDebug
 * in https://github.com/aliyun/terraform-provider-alicloud, commit 81c43b67 (read 2026-11-28).
 *
 * Such a log names no caller and no account, and seldom a region. A failed call usually has no response, and then its error
 * is not known.
 */
export class TerraformLog {
  /** Whether a line showed that the text is a log of Terraform. */
  public isOne = false;
  public calls = 0;
  private open: OpenCall | undefined;

  /** Whether the next line of a text without prefixes belongs to a call. */
  public get isInCall(): boolean {
    return this.open !== undefined && !this.open.isPrefixed;
  }

  /** A line as text. */
  public line(line: string): LogLine {
    const [, time, source = "", message = ""] = prefixed.exec(line) ?? [];
    if (time !== undefined) {
      this.isOne = true;
      return isOfProvider(source) ? this.read(message, time) : part;
    }
    return this.read(line, undefined);
  }

  /** A line of `TF_LOG=JSON`; `other` for any other object. */
  public json(json: Json): LogLine {
    const { "@level": level, "@message": message, "@module": source, "@timestamp": time } = json;
    if (typeof level !== "string" || typeof message !== "string") return other;
    this.isOne = true;
    return isOfProvider(text(source)) ? this.read(message, text(time)) : part;
  }

  /** Ends the log. Reports a call that is not complete. */
  public end(): LogLine {
    return this.open === undefined ? part : { kind: "broken", why: "the log ends inside a call" };
  }

  private read(line: string, time: string | undefined): LogLine {
    const [, name] = beginning.exec(line) ?? [];
    if (name !== undefined) {
      const isInside = this.open !== undefined;
      this.isOne = true;
      this.open = {
        name,
        isPrefixed: time !== undefined,
        time: utcTime(time),
        section: "response",
        lines: 0,
        response: "",
        request: "",
        trace: [],
        target: new Map(),
      };
      return isInside ? { kind: "broken", why: "another call begins inside a call" } : part;
    }
    const { open } = this;
    if (open === undefined) {
      this.isOne ||= onlyTime.test(line);
      return this.isOne ? part : other;
    }
    open.lines += 1;
    if (open.lines > mostLines) {
      this.open = undefined;
      return { kind: "broken", why: `a call of more than ${mostLines} lines` };
    }
    if (ending.test(line)) {
      this.open = undefined;
      this.calls += 1;
      return { kind: "call", event: eventOf(open) };
    }
    readPart(open, line);
    return part;
  }
}

/** What Terraform puts before each line of a provider, e.g. `2026-11-28T17:50:53.641Z [DEBUG] provider.<program>: `. */
const prefixed =
  /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)) \[[A-Z]+\] {1,2}(?:((?:provider|plugin)\.[\w.-]+):)? ?(.*)$/s;

/** What a provider without Terraform writes before a call, in its own time zone. */
const onlyTime = /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d\s*$/;

const beginning = /^\*{15} (.{1,300}) Response \*{15}\s*$/;
const request = /^\*{15} .{0,300} ?Request \*{15}\s*$/;
const ending = /^\*{30}\s*$/;
const target = /Domain:([^,]*), Version:([^,]*), ActionName:([^,]*), Method:([^,]*), Product:([^,]*), Region:([^,]*)$/;

function isOfProvider(source: string): boolean {
  return source.includes("terraform-provider-alicloud");
}

function readPart(call: OpenCall, line: string): void {
  if (line.trim() === "[DEBUG TRACE]:") call.section = "trace";
  else if (call.section === "trace") call.trace.push(line);
  else if (request.test(line)) call.section = "request";
  else if (call.section === "request") call.request += call.request === "" ? line : `\n${line}`;
  else {
    const at = line.lastIndexOf("Domain:");
    const [, domain, , action, , product, region] = at < 0 ? [] : (target.exec(line.slice(at).trimEnd()) ?? []);
    for (const [name, value] of Object.entries({ domain, action, product, region })) {
      if (value !== undefined) call.target.set(name, value);
    }
    call.response += domain === undefined ? line : line.slice(0, at);
  }
}

function eventOf({ name, time, response, request: asked, trace, target: to }: OpenCall): AuditEvent {
  const answer = jsonObject(response.trim());
  const [product = "", action = ""] = [to.get("product"), to.get("action")];
  return {
    source: "Terraform log",
    id: text(answer["RequestId"]) || text(answer["requestId"]) || undefined,
    type: "ApiCall",
    category: "Management",
    name: action === "" ? name : action,
    service: product === "" ? providerProduct(trace) : product,
    host: to.get("domain") ?? "",
    rw: "",
    region: to.get("region") ?? "",
    isGlobal: false,
    account: undefined,
    identity: { type: "", account: undefined, principalId: undefined, userName: undefined },
    error: response.trim() === "null" || response.trim() === "map[]" ? "NoResponse" : codeIn(answer),
    parameters: parametersIn(asked),
    response: answer,
    resources: new Map(),
    calls: 1,
    first: time,
    last: time,
  };
}

/** The error code of a response. Some products answer an error with the HTTP status 200, and success with a code. */
function codeIn(answer: Json): string {
  const code = text(answer["Code"]) || text(answer["code"]);
  if (/^(success|ok|200|0)?$/i.test(code)) return answer["Success"] === false ? "NoResponse" : "";
  return code;
}

/** The request as the log quotes it: JSON, or the fields of a structure of Go. */
function parametersIn(quoted: string): Json {
  const plain = unquoted(quoted.trim());
  if (plain.startsWith("{")) return jsonObject(plain);
  const found = new Map<string, string>();
  for (const [, name = "", value = ""] of plain
    .slice(0, mostRequest)
    .matchAll(/\b([A-Z]\w{0,99}):"((?:[^"\\]|\\.)*)"/g)) {
    found.set(name, value);
  }
  return Object.fromEntries(found);
}

/** Maximum number of characters of a structure of Go that are read. */
const mostRequest = 100_000;

/** A text in Go's quotes, whose escapes are those of JSON and a few more. */
function unquoted(quoted: string): string {
  const asJson = quoted
    .replace(/\\x([0-9a-f]{2})/gi, "\\u00$1")
    .replace(/\\[av]/g, " ")
    .replace(/\\U0{3,}([0-9a-f]{5})/gi, "?");
  try {
    const value = JSON.parse(asJson) as unknown;
    return typeof value === "string" ? value : "";
  } catch {
    return "";
  }
}
