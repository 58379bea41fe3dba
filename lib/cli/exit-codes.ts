/** The exit codes of the command line. A command may pass on the code of a program that it runs; only `emulator` does. */
export const exitCodes = { ok: 0, usage: 1, found: 2, explicitDeny: 3, implicitDeny: 4, depends: 5 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What the codes mean. Commands say in their declarations what a code other than `usage` means for them. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: "success; nothing was found",
  1: "the call is wrong, a file cannot be read or written, or an unexpected error",
  2: "something was found; the help of a command says what",
  3: "evaluate: the request is denied explicitly",
  4: "evaluate: the request is denied because nothing allows it",
  5: "evaluate: the decision depends on what is not known",
};
