#!/usr/bin/env node
import { colouredText, hasColours } from "./colour";
import { exitCodes } from "./command";
import { failureText, outputFailureText } from "./failure";
import type { StatusLine } from "./progress";
import { run } from "./run";
import { safeText } from "./safe-output";

let outputFailed = false;
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  // The reader, e.g. `head`, has closed the pipe. The exit code is still that of the command.
  if (error.code === "EPIPE" || outputFailed) return;
  outputFailed = true;
  process.exitCode = exitCodes.usage;
  process.stderr.write(`${safeText(outputFailureText(error))}\n`);
});
process.stderr.on("error", () => undefined); // nowhere left to report it
process.on("uncaughtException", (error) => {
  process.stderr.write(`${safeText(failureText(error))}\n`);
  process.exit(exitCodes.usage);
});

const statusLine: StatusLine = {
  write: (text) => process.stderr.write(text),
  columns: () => process.stderr.columns || 80,
  now: () => performance.now(),
};

const args = process.argv.slice(2);
const colours = {
  out: hasColours(process.stdout.isTTY, args, process.env),
  err: hasColours(process.stderr.isTTY, args, process.env),
};
const result = run(args, {
  out: (text) => process.stdout.write(`${colours.out ? colouredText(text) : text}\n`),
  err: (text) => process.stderr.write(`${colours.err ? colouredText(text) : text}\n`),
  ...(process.stderr.isTTY && process.env["TERM"] !== "dumb" ? { status: statusLine } : {}),
});
void Promise.resolve(result).then((code) => {
  process.exitCode = outputFailed ? exitCodes.usage : code;
});
