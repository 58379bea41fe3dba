import {
  type Emulator,
  EmulatorError,
  type EmulatorOptions,
  type GivenSystemPolicies,
  accessKeyPrefix,
  emulatorProblemIds,
  environmentFor,
  rootAccessKeyId,
  startEmulator,
} from "../emulator";
import { givenSystemPolicies } from "../emulator/account/system-policies";
import { faultsFrom } from "../emulator/faults-from";
import { type LogFile, openLogFile } from "../emulator/log-file";
import { emulatorVariables, exportLine, providerBlocks } from "../emulator-link";
import { shownFile } from "./arguments";
import { InputError, type Output, UsageError, exitCodes } from "./command";
import { readJsonFile } from "./json-file";
import { runProgram } from "./run-program";
import { untilStopped } from "./until-stopped";

/** The options on the command line. */
export interface EmulateOptions {
  readonly port?: string | undefined;
  readonly state?: string | undefined;
  readonly account?: string | undefined;
  readonly faults?: string | undefined;
  readonly systemPolicies?: string | undefined;
  readonly log?: string | undefined;
  readonly enforce?: boolean | undefined;
  readonly print: boolean;
  /** The command to run; empty to run until stopped. */
  readonly command: readonly string[];
}

/** Runs an emulator. Resolves to the exit code of the command if there is one. */
export async function emulate(options: EmulateOptions, output: Output): Promise<number> {
  const accessKeyId = keyOfStacks();
  const { emulator, log } = await start(options, output).catch((error: unknown) => {
    throw error instanceof EmulatorError ? new InputError(error.message) : error;
  });
  try {
    if (options.enforce === true) refuseUnknownKey(emulator, accessKeyId, options.state);
    return await use(emulator, accessKeyId, options, output);
  } finally {
    await emulator.close();
    log?.close();
  }
}

async function start(
  { port: portText, state, account, faults, systemPolicies, log: logName, enforce = false }: EmulateOptions,
  { err }: Output,
): Promise<{ readonly emulator: Emulator; readonly log: LogFile | undefined }> {
  const port = portFrom(portText);
  const rules = faults === undefined ? [] : faultsFrom(readJsonFile(faults), shownFile(faults));
  const given = systemPolicies === undefined ? {} : { systemPolicies: systemPoliciesIn(systemPolicies) };
  const log = logName === undefined ? undefined : openLogFile(logName, err);
  const options: EmulatorOptions = {
    port,
    enforce,
    faults: rules,
    ...given,
    ...(state === undefined ? {} : { stateFile: state }),
    ...(account === undefined ? {} : { accountId: account }),
    ...(log === undefined ? {} : { log: log.add }),
  };
  try {
    return { emulator: await startEmulator(options), log };
  } catch (error) {
    log?.close();
    throw error;
  }
}

function systemPoliciesIn(file: string): GivenSystemPolicies {
  const given = readJsonFile(file) as GivenSystemPolicies; // checked next
  givenSystemPolicies(given, shownFile(file));
  return given;
}

function portFrom(port = "0"): number {
  if (/^\d+$/.test(port)) return Number(port);
  throw new EmulatorError(
    `--port takes a number; found ${port}`,
    emulatorProblemIds.option,
    "write a number, e.g. --port 4566",
  );
}

/** The access key that stacks use. With --enforce, its permissions are checked. */
function keyOfStacks(): string {
  const key = process.env[emulatorVariables.accessKey] ?? rootAccessKeyId;
  if (key.startsWith(accessKeyPrefix)) return key;
  throw new UsageError("not an access key of the emulator", {
    where: emulatorVariables.accessKey,
    allowed: `a key that begins with ${accessKeyPrefix}`,
    fix: `unset the variable to use ${rootAccessKeyId}, or set it to a key that CreateAccessKey made`,
  });
}

/** Key ids are random, so no later key can have an id that does not exist now. */
function refuseUnknownKey({ state }: Emulator, accessKeyId: string, file: string | undefined): void {
  if (accessKeyId === rootAccessKeyId || state.accessKeys.some(({ id }) => id === accessKeyId)) return;
  const where =
    file === undefined ? "an emulator without --state has no keys of users" : `${file} does not have this key`;
  throw new UsageError(`${accessKeyId}, but ${where}`, {
    where: emulatorVariables.accessKey,
    fix: `create a key with CreateAccessKey, or unset the variable to use ${rootAccessKeyId}`,
  });
}

async function use(
  emulator: Emulator,
  accessKeyId: string,
  { enforce, print, command }: EmulateOptions,
  output: Output,
): Promise<number> {
  const { address, accountId } = emulator;
  const place = { address, accountId, accessKeyId };
  const [program, ...args] = command;
  const hint =
    program === undefined ? `use it with: ${exportLine(place, process.env)}` : `used by: ${command.join(" ")}`;
  const lines = [
    `RAM emulator of account ${accountId} on ${address}, ${hint}`,
    ...(enforce === true
      ? [`permissions are enforced; ${rootAccessKeyId} has all permissions, and stacks use ${accessKeyId}`]
      : []),
    ...(print ? ["", providerBlocks(place)] : []),
  ].join("\n");
  if (program !== undefined) {
    output.note(lines); // standard output belongs to the command
    return runProgram(program, args, environmentFor(emulator, { accessKeyId }), output);
  }
  const stopped = untilStopped(); // handles signals before the address is printed
  output.out(lines);
  await stopped;
  return exitCodes.ok;
}
