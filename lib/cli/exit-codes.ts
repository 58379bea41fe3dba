/** The exit codes of the command line. `emulator` may also return the code of the program that it runs. */
export const exitCodes = { ok: 0, usage: 1, found: 2, explicitDeny: 3, implicitDeny: 4, depends: 5 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** General meanings. The declaration of a command has its own meanings of codes other than `usage`. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: "success, and nothing was found",
  1: "the call is wrong, a file cannot be read or written, or an unexpected error occurred",
  2: "something was found; see the help of the command",
  3: "evaluate: the request is denied explicitly",
  4: "evaluate: the request is denied because no statement allows it",
  5: "evaluate: the decision depends on something unknown",
};
