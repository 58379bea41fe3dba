import { setTimeout as pause } from "node:timers/promises";
import { Account } from "./account/account";
import { callerName, identify } from "./account/caller";
import { requestId } from "./account/ids";
import { ApiError } from "./api-error";
import { boundedParameters } from "./bounded-parameters";
import type { CallLog, LoggedCall } from "./call-log";
import { EmulatorError } from "./emulator-error";
import type { Enforcement } from "./enforcement/enforcement";
import { errorAnswer } from "./error-answer";
import type { FaultRule, Faults } from "./faults";
import { loggedName, loggedParameters, loggedService } from "./logged-parameters";
import { type ServiceSessionRequest, openServiceSession } from "./operations/service-session";
import type { Answer } from "./operations/operation";
import { apiOf, apiWith, nameOf, operationOf } from "./operations/services";
import { Parameters } from "./parameters";
import { type Transaction, noChanges } from "./state/store";
import { foldCase } from "../policy/letter-case";

/** The result of a call. */
export interface CallResult {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  /** The error, if the body is an error response. */
  readonly error?: Error;
  /** Whether the connection is closed without a response. */
  readonly isLost: boolean;
}

/** Parameters of the RPC protocol, which every call can have. */
const protocol = new Set(
  ["Action", "Version", "Format", "Timestamp", "Signature", "SignatureNonce", "SignatureMethod", "SignatureVersion"]
    .concat(["SignatureType", "AccessKeyId", "SecurityToken", "RegionId", "SourceIp", "SecureTransport"])
    .map(foldCase),
);

/** Executes calls, both over HTTP and direct, one at a time. */
export class Core {
  private readonly closing = new AbortController();

  public constructor(
    public readonly account: Account,
    private readonly log: CallLog,
    private readonly faults: Faults,
    private readonly enforcement: Enforcement | undefined,
    /** Resolves when the changes are stored. If they cannot be stored, it undoes them and rejects. */
    private readonly save: (transaction: Transaction) => Promise<void>,
  ) {}

  public async call(all: ReadonlyMap<string, string>, host: string, origin: LoggedCall["origin"]): Promise<CallResult> {
    const number = this.log.arrive();
    const action = all.get("Action") ?? "";
    const version = all.get("Version") ?? "";
    const parameters = loggedParameters(businessOf(all));
    const time = this.account.time().toISOString();
    const fault = origin === "http" ? this.faults.next(action) : undefined;
    if (fault?.kind === "slow") await this.wait(fault.milliseconds);
    const { principal, transaction, ...result } = this.decide(all, host, fault);
    const saved = await this.saved(transaction);
    const { status, body, error } = saved ?? result;
    this.log.add({
      number,
      time,
      service: apiOf(version)?.service ?? "",
      version: loggedName(version),
      action: loggedName(nameOf(version, action)),
      parameters,
      principal,
      status,
      ...(error === undefined ? {} : { code: String(body["Code"]) }),
      ...(fault === undefined ? {} : { fault: fault.kind }),
      origin,
    });
    const isLost = fault?.kind === "drop" || fault?.kind === "lose-answer";
    return { status, body, error, isLost };
  }

  /** Assumes a role for a service, which has no access key. */
  public async assumeRole(request: ServiceSessionRequest, origin: LoggedCall["origin"]): Promise<Answer> {
    const number = this.log.arrive();
    const time = this.account.time().toISOString();
    const { api, action } = assumeRoleCall;
    const { transaction, ...result } = this.serviceSession(request);
    const { status, body, error } = (await this.saved(transaction)) ?? result;
    this.log.add({
      ...{ number, time, service: api?.service ?? "", version: api?.version ?? "", action, origin, status },
      parameters: loggedParameters(new Map([["RoleArn", memberOf(request, "roleArn")]])),
      principal: `service/${loggedService(memberOf(request, "service"))}`,
      ...(error === undefined ? {} : { code: String(body["Code"]) }),
    });
    if (error !== undefined) throw error;
    return body;
  }

  private serviceSession(request: ServiceSessionRequest): Pick<CallResult, "status" | "body" | "error"> & {
    readonly transaction: Transaction;
  } {
    try {
      const { result, transaction } = this.account.store.transaction(() =>
        openServiceSession(this.account, request, this.enforcement !== undefined),
      );
      return { status: 200, body: { RequestId: requestId(), ...result }, transaction };
    } catch (error) {
      return { ...errorAnswer(error), error: asError(error), transaction: noChanges };
    }
  }

  /** Cancels calls that a `slow` fault delays. They are not executed. */
  public close(): void {
    this.closing.abort();
  }

  private async wait(milliseconds: number): Promise<void> {
    try {
      await pause(milliseconds, undefined, { signal: this.closing.signal });
    } catch {
      throw new EmulatorError("the emulator is closed");
    }
  }

  private decide(
    given: ReadonlyMap<string, string>,
    host: string,
    fault: FaultRule | undefined,
  ): Pick<CallResult, "status" | "body" | "error"> & {
    readonly principal: string;
    readonly transaction: Transaction;
  } {
    let principal = "";
    try {
      const all = boundedParameters(given);
      const credentials = { accessKeyId: all.get("AccessKeyId"), securityToken: all.get("SecurityToken") };
      const caller = identify(this.account, credentials, this.enforcement?.rootAccessKeyIds);
      principal = callerName(caller);
      refuseByFault(fault);
      const outer = new Parameters(all);
      const action = outer.required("Action");
      const { run, name, service } = operationOf(outer.required("Version"), action);
      const parameters = new Parameters(businessOf(all));
      const context = { account: this.account, parameters, caller, host };
      const { result, transaction } = this.account.store.transaction(() => {
        this.enforcement?.check(service, name, context);
        return run(context);
      });
      return { status: 200, body: { RequestId: requestId(), ...result }, principal, transaction };
    } catch (error) {
      return { ...errorAnswer(error), error: asError(error), principal, transaction: noChanges };
    }
  }

  /** Stores the changes. If that fails, they have been undone and the error response is returned. */
  private async saved(transaction: Transaction): Promise<Pick<CallResult, "status" | "body" | "error"> | undefined> {
    try {
      await this.save(transaction);
      return undefined;
    } catch (error) {
      return { ...errorAnswer(error), error: asError(error) };
    }
  }
}

/** A member of a request that may be anything. */
function memberOf(request: unknown, name: string): string {
  if (typeof request !== "object" || request === null) return "";
  const value: unknown = Object.getOwnPropertyDescriptor(request, name)?.value;
  return typeof value === "string" ? value : "";
}

const assumeRoleCall = { api: apiWith("AssumeRole"), action: "AssumeRole" };

function businessOf(all: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...all].filter(([name]) => !protocol.has(foldCase(name))));
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error("The emulator failed.");
}

function refuseByFault(fault: FaultRule | undefined): void {
  if (fault?.kind === "throttle") {
    throw ApiError.of("Throttling.User", "Request was denied due to user flow control.");
  }
  if (fault?.kind === "error") {
    throw new ApiError(fault.code ?? "InternalError", "A fault that was asked for.", fault.status ?? 500);
  }
  if (fault?.kind === "drop") throw new ApiError("InternalError", "A dropped connection that was asked for.", 500);
}
