import { run } from "../../../lib/cli/run";

function started(args: readonly string[]) {
  const printed = { out: "", err: "" };
  const code = run(args, {
    out: (text) => (printed.out += `${text}\n`),
    err: (text) => (printed.err += `${text}\n`),
  });
  return { code, printed };
}

/** Runs a command line in this process. Returns its exit code and its output so far. */
export function call(...args: readonly string[]) {
  const { code, printed } = started(args);
  return { code, ...printed };
}

/** Runs a command line in this process to its end. Resolves to its exit code and its output. */
export async function callToEnd(...args: readonly string[]) {
  const { code, printed } = started(args);
  return { code: await code, ...printed };
}
