import { PolicyError, type RequestContext, quote } from "../policy";
import { type CaseInsensitive, caseInsensitive } from "../terraform/case-insensitive";
import { asList } from "../terraform/json-values";
import { isJsonObject } from "../policy/json-value";
import { foldCase } from "../policy/letter-case";
import { resourceInMessage } from "./emulator-message";
import { type LooseObject, objectsIn } from "./loose-objects";
import { deniedProblemIds } from "./problem-ids";

/** The principal that was refused, as far as the error names it. */
export type DeniedPrincipal =
  /** Errors usually have the id of a user, not the name. */
  | { readonly kind: "user"; readonly name: string | undefined; readonly id: string | undefined }
  | { readonly kind: "role"; readonly name: string; readonly session: string | undefined }
  | { readonly kind: "group"; readonly name: string }
  | { readonly kind: "federated"; readonly provider: string }
  | { readonly kind: "unknown"; readonly text: string | undefined };

/** A refused request as the error describes it. */
export interface Denial {
  readonly action: string;
  /** `undefined` if the error does not name it, which is usual. */
  readonly resource: string | undefined;
  readonly principal: DeniedPrincipal;
  /** Id of the principal's account. */
  readonly account: string | undefined;
  readonly noPermission: "ImplicitDeny" | "ExplicitDeny" | undefined;
  /** RAM's name for the kind of policy that refused, e.g. `AccountLevelIdentityBasedPolicy`. */
  readonly policyType: string | undefined;
  /** The encoded message, which DecodeDiagnosticMessage decodes to the resource and conditions. */
  readonly diagnostic: string | undefined;
  /** Values of condition keys, as far as the error has them. */
  readonly context: RequestContext;
  /** Policies that matched according to RAM. Only a decoded message has them. */
  readonly matched: readonly MatchedPolicy[];
  readonly code: string | undefined;
  readonly requestId: string | undefined;
  /** What Terraform was deploying, if it printed the error. */
  readonly deploying: Deploying;
}

/** The resource that Terraform was deploying. */
export interface Deploying {
  /** e.g. `alicloud_ram_role.r` */
  readonly address?: string | undefined;
  /** Name of the stack, which cdktf prints before each line. */
  readonly stack?: string | undefined;
}

export interface MatchedPolicy {
  readonly effect: string;
  readonly name: string;
  readonly type: string | undefined;
  /** What it is attached to, in RAM's terms, e.g. `RamUser`, `Account`. */
  readonly attachedTo: readonly string[];
}

/** Reads the refused request of an audit record, or the reason why it has none; `undefined` for anything but a record. */
export type RecordReader = (object: LooseObject) => Denial | string | undefined;

/**
 * Finds the refused request in an error of AgentRun, RAM or another service, or in the output of a tool that contains it.
 * Without details, RAM's message is read, which names the action and the resource.
 *
 * Sources: AgentRun's page on accessDeniedDetail (API 2025-09-10), RAM's on DecodeDiagnosticMessage (read 2026-02-26).
 *
 * @param file the file that the text comes from, for errors
 * @param recordOf - audit records are not read without it
 * @throws PolicyError RAM521 for a text without a refused request
 */
export function denialOfText(text: string, file: string, recordOf?: RecordReader): Denial {
  const denial = denialIn(text, recordOf);
  if (typeof denial !== "string") return denial;
  throw new PolicyError([
    {
      id: deniedProblemIds.noDenial,
      path: file,
      found: denial,
      allowed: `a response body with accessDeniedDetail, the response of DecodeDiagnosticMessage, ${
        recordOf === undefined ? "" : "a denied audit record, "
      }or an error text with one of them or with RAM's message`,
      fix: "pass the whole response of the service, unchanged",
    },
  ]);
}

/** The refused request, or the reason why there is none. */
function denialIn(text: string, recordOf: RecordReader = () => undefined): Denial | string {
  if (text.trim() === "") return "an empty text";
  const objects = objectsIn(text).flatMap((object) => withNested(object, 0));
  const details = objects.find((object) => caseInsensitive(object).text("AuthAction") !== undefined);
  const bodies = objects.map(caseInsensitive);
  const said = (...keys: readonly string[]): string | undefined =>
    bodies.flatMap((body) => keys.map((key) => body.text(key))).find((found) => found !== undefined);
  const message = requestOfMessage(said("Message", "errorMessage", "msg") ?? text);
  const about = {
    code: said("Code", "errorCode") ?? /\b(?:Error)?Code:\s*"?([A-Za-z]+(?:\.\w+)*)/.exec(text)?.[1],
    requestId: said("RequestId") ?? /\bRequest ?Id:\s*"?([\w-]{8,})/i.exec(text)?.[1],
  };
  if (details !== undefined) {
    const detail = caseInsensitive(details);
    const deploying = deployingIn(text, detail.text("AuthAction"));
    return checked(denialOf(detail, message.resource, { ...about, deploying }));
  }
  const records = objects.flatMap((object) => recordOf(object) ?? []);
  const record = records.find((one) => typeof one !== "string") ?? records[0];
  if (typeof record === "string") return record;
  if (record !== undefined) return checked(record);
  if (message.action === undefined) return whyNone(about.code, bodies.length > 0);
  return checked({
    action: message.action,
    resource: message.resource,
    principal: { kind: "unknown", text: undefined },
    account: undefined,
    noPermission: undefined,
    policyType: undefined,
    diagnostic: undefined,
    context: {},
    matched: [],
    ...about,
    deploying: deployingIn(text, message.action),
  });
}

/** Terraform prints the resource after the error. cdktf prints the stack before a line or a block of lines. */
function deployingIn(text: string, action = ""): Deploying {
  const at = Math.max(0, text.indexOf(action));
  const [, address] = /^.{0,200}?\bwith ((?:[a-z]\w*\.)+[\w-]+)[\s,[]/m.exec(text.slice(at, at + 20_000)) ?? [];
  const before = text.slice(Math.max(0, at - 20_000), at);
  const stack = [...before.matchAll(/^([A-Za-z][\w-]{0,99}) +[╷│]/gmu)].at(-1)?.[1];
  return { address, stack };
}

function whyNone(code: string | undefined, hasObject: boolean): string {
  const found = code === undefined ? (hasObject ? "JSON without" : "no JSON, and no") : `the code ${code} without`;
  return `${found} accessDeniedDetail, and no message that names an action`;
}

/** Rejects a text that is not the name of an action. */
function checked(denial: Denial): Denial | string {
  if (/^[A-Za-z0-9-]{1,40}:[A-Za-z0-9/_-]{1,100}$/.test(denial.action)) return denial;
  return `${quote(denial.action)}, which is not an action`;
}

/** An object with all objects nested in it, including those in JSON strings. */
function withNested(object: LooseObject, depth: number): readonly LooseObject[] {
  if (depth > 20) return [object];
  const inner = (value: unknown): readonly LooseObject[] => {
    if (Array.isArray(value)) return (value as readonly unknown[]).flatMap(inner);
    if (isJsonObject(value)) return withNested(value, depth + 1);
    const isJson = typeof value === "string" && /^\s*\{/.test(value);
    return isJson ? objectsIn(value).flatMap((one) => withNested(one, depth + 1)) : [];
  };
  return [object, ...Object.values(object).flatMap(inner)];
}

function denialOf(
  detail: CaseInsensitive,
  resource: string | undefined,
  about: Pick<Denial, "code" | "requestId" | "deploying">,
): Denial {
  const action = detail.text("AuthAction") ?? "";
  const diagnostic = detail.text("EncodedDiagnosticMessage") ?? detail.text("EncodedDiagnosticInfo");
  const nested = detail.get("AuthPrincipal");
  const principal = isJsonObject(nested) ? caseInsensitive(nested) : detail;
  return {
    action,
    resource: detail.text("AuthResource") ?? resourceInMessage(diagnostic, action) ?? resource,
    principal: principalOf(principal.text("AuthPrincipalType"), principal.text("AuthPrincipalDisplayName")),
    account: principal.text("AuthPrincipalOwnerId"),
    noPermission: noPermissionOf(detail),
    policyType: detail.text("PolicyType") ?? detail.text("NoPermissionPolicyType"),
    diagnostic,
    context: contextOf(detail.get("AuthConditions")),
    matched: matchedOf(detail.get("MatchedPolicies")),
    ...about,
  };
}

function noPermissionOf(detail: CaseInsensitive): Denial["noPermission"] {
  const type = detail.text("NoPermissionType") ?? "";
  if (/^explicit/i.test(type)) return "ExplicitDeny";
  if (/^implicit/i.test(type)) return "ImplicitDeny";
  const decoded = detail.get("ExplicitDeny");
  return typeof decoded === "boolean" ? (decoded ? "ExplicitDeny" : "ImplicitDeny") : undefined;
}

/**
 * The principal for a type and display name. The display name is the id of a user, `role:session` for a role, and the
 * identity provider for single sign-on. Source: RAM's page on access denied errors (read 2026-11-23).
 */
export function principalOf(type: string | undefined, shown: string | undefined): DeniedPrincipal {
  const [, arnKind, arnName, arnSession] =
    /^acs:\w+::\d+:(user|role|assumed-role)\/([^/]+)(?:\/(.+))?$/.exec(shown ?? "") ?? [];
  if (arnKind === "user") return { kind: "user", name: arnName, id: undefined };
  if (arnName !== undefined) return { kind: "role", name: arnName, session: arnSession };
  if (shown === undefined) return { kind: "unknown", text: type };
  switch (foldCase(type ?? "")) {
    case "subuser":
      return /^[\d*]+$/.test(shown)
        ? { kind: "user", name: undefined, id: shown }
        : { kind: "user", name: shown.replace(/@.*$/s, ""), id: undefined };
    case "assumedroleuser": {
      const [name = shown, session] = shown.split(":", 2);
      return { kind: "role", name, session };
    }
    case "federated":
      return { kind: "federated", provider: shown };
    default:
      return { kind: "unknown", text: type === undefined ? shown : `${type} ${shown}` };
  }
}

function contextOf(conditions: unknown): RequestContext {
  const context: Record<string, readonly string[]> = Object.create(null) as Record<string, readonly string[]>;
  for (const condition of asList(conditions).filter(isJsonObject)) {
    const read = caseInsensitive(condition);
    const values = read.get("ConditionValues");
    const key = read.text("ConditionKey");
    if (key === undefined || !Array.isArray(values)) continue;
    context[key] = (values as readonly unknown[]).filter((value) => typeof value === "string");
  }
  return context;
}

function matchedOf(policies: unknown): readonly MatchedPolicy[] {
  return asList(policies)
    .filter(isJsonObject)
    .map((policy) => {
      const read = caseInsensitive(policy);
      return {
        effect: read.text("Effect") ?? "",
        name: read.text("PolicyIdentifier") ?? "",
        type: read.text("PolicyType"),
        attachedTo: ["AttachedEntityType", "AttachedScope"].flatMap((key) => read.text(key) ?? []),
      };
    });
}

/** Reads e.g. "Resource: acs:ram:*:123:role/r Action: ram:GetRole", or "to perform 'fc:X' on resource 'acs:...'". */
function requestOfMessage(message: string): {
  readonly action?: string | undefined;
  readonly resource?: string | undefined;
} {
  // The emulator's message.
  const [, needed, on] =
    /\bneeds ([a-z][a-z0-9-]*:[A-Za-z][\w-]*) on (acs:[^\s`'",]*[^\s`'",.]|\*)/.exec(message) ?? [];
  if (needed !== undefined) return { action: needed, resource: on };
  const [, action] =
    /(?:\baction:\s*|\bperform(?:\s+action)?\s+)[`'"]?([a-z][a-z0-9-]*:[A-Za-z][\w-]*)/i.exec(message) ?? [];
  const [, resource] = /\bresource:?\s*[`'"]?((?:acs:[^\s`'",]+)|\*)/i.exec(message) ?? [];
  return { action, resource };
}
