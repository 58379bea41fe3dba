/** The exit codes of the command line. `emulator` may also return the code of the program that it runs. */
export const exitCodes = { ok: 0, usage: 1, found: 2, explicitDeny: 3, implicitDeny: 4, depends: 5 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** What a code means for most commands. {@link commandExits} has its meaning for each. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: "success, and nothing was found",
  1: "no command is given, the call is wrong, a file cannot be read or written, or an unexpected error occurred",
  2: "something was found; see the help of the command",
  3: "can, evaluate: a statement denies the request",
  4: "can, evaluate: no statement allows the request",
  5: "can, evaluate: the decision depends on something unknown",
};

/** The exit codes that a command can have, with their meanings. */
export type Exits = Readonly<Record<number, string>>;

/** Exit codes in addition to that of a wrong call. */
function exits(more: Exits): Exits {
  return { 1: "the call is wrong, a file cannot be read or written, or an unexpected error occurred", ...more };
}

/** Every exit code of every command, by the words that call it. */
export const commandExits = {
  init: exits({ 0: "the project is written" }),
  review: exits({ 0: "the gate lets the change pass", 2: "the gate stops the change" }),
  summary: exits({ 0: "the summary is printed" }),
  can: exits({
    0: "it is allowed",
    3: "a statement denies it",
    4: "no statement allows it",
    5: "the answer depends on the resource, or on something unknown",
  }),
  "who-can": exits({ 0: "somebody is listed", 2: "nobody is" }),
  lint: exits({
    0: "there are no errors; there may be warnings",
    2: "there are errors, or more warnings than --max-warnings",
  }),
  adopt: exits({
    0: "all ids are known",
    2: "an id is not known, or the account has a name in another letter case",
  }),
  pull: exits({
    0: "the whole account is in the listing",
    1: "the command line is wrong, the SDK is not installed, or a call of RAM failed; the next run continues from there",
    2: "calls of ResourceManager failed, so that the listing is not complete",
  }),
  render: exits({ 0: "the stacks are printed or written" }),
  module: exits({ 0: "the module is written" }),
  "explain-denied": exits({
    0: "the call is explained",
    1: "the command line is wrong, an input cannot be read, or it has no refused call (RAM521)",
    2: "the stacks do not have the refused principal",
  }),
  migrate: exits({
    0: "all grants on AgentRun have a counterpart, or there are none",
    2: "a grant has no counterpart or only a partial or unproved one, or a policy could not be read",
  }),
  "least-privilege": exits({ 0: "the policy is printed" }),
  generate: exits({
    0: "the policies are printed",
    1: "the command line is wrong, evidence cannot be read, or a principal is not in it (RAM531)",
    2: "nothing was seen to be used",
  }),
  unused: exits({
    0: "everything was seen, or cannot be seen, or the evidence covers fewer days than --days",
    1: "the command line is wrong, an input cannot be read, or the evidence has no event (RAM531)",
    2: "something was not seen for longer than --days",
  }),
  scan: exits({
    0: "the policy is printed; with --check, the principal certainly lacks nothing that the code calls",
    1: "the command line is wrong, the folder cannot be read (RAM537), or a parser is not installed (RAM536)",
    2: "no call that needs a permission was found; with --check, the principal lacks something that the code calls",
  }),
  deployer: exits({
    0: "the policy is printed; as a list where it is over RAM's size limit",
    2: "a part of the permissions is not known (RAM317), or nothing needs any (RAM318)",
  }),
  validate: exits({
    0: "there are no errors; there may be warnings",
    1: "the call is wrong, the file cannot be read, or it is no policy",
    2: "there are errors",
  }),
  evaluate: exits({
    0: "the request is allowed; with --requests: every line has a decision",
    1: "the call is wrong, a file cannot be read, or a line of --requests is no request",
    3: "the request is denied explicitly",
    4: "the request is denied because no statement allows it",
    5: "the decision depends on something unknown",
  }),
  minimize: exits({ 0: "the policy is printed" }),
  split: exits({ 0: "the documents are printed" }),
  expand: exits({ 0: "the pattern matches known actions", 2: "the pattern matches no known action" }),
  emulator: exits({
    0: "the emulator was stopped; with a command, the exit code is that of the command",
    126: "the command cannot be run",
    127: "there is no such command",
  }),
  "catalog show": exits({ 0: "actions are shown", 2: "no known action matches" }),
  "catalog search": exits({ 0: "something is found", 2: "nothing matches" }),
  "catalog features": exits({ 0: "features are shown" }),
  "catalog check": exits({
    0: "the inputs and the catalog agree",
    1: "the call is wrong, or an input is neither a page nor a list of operations",
    2: "they differ",
  }),
  "catalog stale": exits({ 0: "no fact is older", 2: "facts are older, or have no date" }),
  "catalog import": exits({
    0: "the page is read",
    1: "the call is wrong, or the page has something that is not understood",
  }),
  mcp: exits({ 0: "the client closed the connection", 1: "the package of the protocol is not installed" }),
  completion: exits({ 0: "the script or the words are printed" }),
} as const satisfies Readonly<Record<string, Exits>>;

/** The exit codes of a command, by the words that call it. */
export function exitsOf(command: string): Exits {
  return Object.hasOwn(commandExits, command) ? ((commandExits as Readonly<Record<string, Exits>>)[command] ?? {}) : {};
}
