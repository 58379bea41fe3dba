import { run } from "../../../lib/cli/run";

/** Runs a command line in this process; returns its exit code and what it prints. */
export function call(...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const code = run(args, {
    out: (text) => (printed.out += `${text}\n`),
    err: (text) => (printed.err += `${text}\n`),
  });
  return { code, ...printed };
}
