import type { AddressInfo } from "node:net";
import { UnwritablePathError, writablePath } from "../files";
import { Account } from "./account/account";
import { defaultAccountId, rootAccessKeyId } from "../emulator-link";
import { isAccountId } from "./account/ids";
import { putInitialRecords } from "./account/initial-records";
import { givenSystemPolicies } from "./account/system-policies";
import { ApiError } from "./api-error";
import { CallLog } from "./call-log";
import { Core } from "./core";
import type { Emulator, EmulatorOptions } from "./emulator";
import { enforcementFrom } from "./enforcement/enforcement";
import { evaluateRequest, readEvaluateRequest } from "./enforcement/evaluate-request";
import { EmulatorError } from "./emulator-error";
import { Faults, checkRule } from "./faults";
import { listen } from "./http/server";
import { readServiceSessionRequest } from "./operations/service-session";
import { apiWith, ramVersion } from "./operations/services";
import { quotasFrom } from "./quotas";
import { type Unlock, lock } from "./state/lock";
import { stateOf } from "./state/state";
import type { PolicyRecord } from "./state/records";
import { readStateFile } from "./state/read-state-file";
import { StateFile } from "./state/state-file";
import { Store } from "./state/store";
import { stateFileError } from "./state/state-file-error";

const defaultLoggedCalls = 10_000;

/**
 * Starts an emulator on 127.0.0.1. Several can run at once.
 *
 * @throws EmulatorError for an invalid option, a state file that cannot be used, or a port that is in use
 * @example
 * const emulator = await startEmulator({ accountId: "123456789012" });
 * await emulator.call("CreateUser", { UserName: "alice" });
 * await emulator.close();
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const quotas = quotasFrom(options.quotas);
  const port = portFrom(options.port);
  const { maxLoggedCalls = defaultLoggedCalls } = options;
  if (!Number.isInteger(maxLoggedCalls) || maxLoggedCalls < 1) {
    throw new EmulatorError(`maxLoggedCalls must be a positive whole number, found ${maxLoggedCalls}`);
  }
  const rules = options.faults ?? [];
  for (const rule of rules) checkRule(rule);
  const systemPolicies = givenSystemPolicies(options.systemPolicies ?? {});
  const { accountId, store, stateFile, unlock } = await openState(options, systemPolicies);
  const account = new Account(accountId, store, quotas, options.clock ?? (() => new Date()));
  const log = new CallLog(maxLoggedCalls, options.log);
  const faults = new Faults();
  for (const rule of rules) faults.add(rule);
  const core = new Core(account, log, faults, enforcementFrom(options.enforce), async (transaction) => {
    await stateFile?.save(transaction);
  });

  const pages = {
    "GET /": () => stateOf(accountId, store),
    "GET /state": () => stateOf(accountId, store),
    "POST /assume-role": async (body: string) => core.assumeRole(readServiceSessionRequest(body), "http"),
    "POST /evaluate": (body: string) => evaluateRequest(account, readEvaluateRequest(body)),
  };
  const served = {
    call: async (all: ReadonlyMap<string, string>, host: string) => core.call(all, host, "http"),
    pages,
  };
  const server = await listen(served, port).catch(async (error: unknown) => {
    await stateFile?.close();
    await unlock();
    throw error;
  });
  const address = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    address,
    url: `http://${address}`,
    accountId,
    rootAccessKeyId,
    get state() {
      return stateOf(accountId, store);
    },
    get calls() {
      return log.calls;
    },
    call: async (action, parameters = {}, credentials = {}) => {
      // An unknown action becomes an InvalidAction error of RAM that names it.
      const version = credentials.version ?? apiWith(action)?.version ?? ramVersion;
      const all = new Map(Object.entries({ Action: action, Version: version, ...parameters }));
      for (const [name, value] of all) checkText(name, value);
      all.set("AccessKeyId", credentials.accessKeyId ?? rootAccessKeyId);
      if (credentials.securityToken !== undefined) all.set("SecurityToken", credentials.securityToken);
      const { error, body } = await core.call(all, address, "direct");
      if (error !== undefined) throw error;
      return body;
    },
    evaluate: (request) => evaluateRequest(account, request),
    assumeRole: async (request) => core.assumeRole(request, "direct"),
    fault: (rule) => faults.add(rule),
    reset: async () => {
      const { transaction } = store.transaction(() => {
        store.clear();
        putInitialRecords(accountId, store, systemPolicies);
      });
      await stateFile?.renew(transaction);
      log.clear();
      faults.clear();
    },
    close: async () => {
      core.close();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      });
      await stateFile?.close();
      await unlock();
    },
  };
}

/** Checks at run time, since the caller may be JavaScript. @throws ApiError MalformedRequest */
function checkText(name: string, value: unknown): void {
  if (typeof value === "string") return;
  throw ApiError.of("MalformedRequest", `The parameter ${name} must be a string, found ${JSON.stringify(value)}.`);
}

function portFrom(port = 0): number {
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new EmulatorError(`the port must be a whole number from 0 to 65535, found ${port}`);
}

interface OpenState {
  readonly accountId: string;
  readonly store: Store;
  readonly stateFile: StateFile | undefined;
  /** Releases the lock on the state file. */
  readonly unlock: Unlock;
}

async function openState(
  { accountId, stateFile: name }: EmulatorOptions,
  systemPolicies: readonly PolicyRecord[],
): Promise<OpenState> {
  if (accountId !== undefined && !isAccountId(accountId)) {
    throw new EmulatorError(`the account id must have 6 to 20 digits, found ${accountId}`);
  }
  if (name === undefined) {
    const id = accountId ?? defaultAccountId;
    const store = new Store();
    putInitialRecords(id, store, systemPolicies);
    return { accountId: id, store, stateFile: undefined, unlock: async () => Promise.resolve() };
  }
  const file = stateFilePath(name);
  const unlock = await lock(file);
  try {
    return { ...(await openFile(file, accountId, systemPolicies)), unlock };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** @throws EmulatorError RAM803 for anything but a regular file or nothing in a folder */
function stateFilePath(name: string): string {
  try {
    return writablePath(name);
  } catch (error) {
    const { message } = error as Error; // nothing else is thrown there
    const text = error instanceof UnwritablePathError ? `${message}; name a regular file, or none` : message;
    throw stateFileError(name, `the state file cannot be written: ${text}`);
  }
}

async function openFile(
  file: string,
  accountId: string | undefined,
  systemPolicies: readonly PolicyRecord[],
): Promise<Omit<OpenState, "unlock">> {
  const read = await readStateFile(file);
  if (read !== undefined && accountId !== undefined && read.accountId !== accountId) {
    const found = `the state file belongs to account ${read.accountId}, not ${accountId}`;
    throw stateFileError(file, found, "use another file or that account id");
  }
  const id = read?.accountId ?? accountId ?? defaultAccountId;
  const store = read?.store ?? new Store();
  if (read === undefined) putInitialRecords(id, store, systemPolicies);
  else for (const policy of systemPolicies) store.put("systemPolicies", policy);
  const stateFile = new StateFile(file, id, store, read?.identity);
  await stateFile.renew();
  return { accountId: id, store, stateFile };
}
