import { Argument, Command, CommanderError, Option } from "commander";
import { nearest } from "../policy/nearest";
import { type CommandResult, type ExitCode, type Output, UsageError, exitCodes } from "./command";
import { type CommandList, commands } from "./commands";
import type {
  ArgumentDeclaration,
  CommandDeclaration,
  FlagDeclaration,
  PathUse,
  ValueDeclaration,
} from "./declaration";
import { exitCodeMeanings, exitsOf } from "./exit-codes";
import { generalOptions } from "./general-options";
import { optionParser } from "./option-parser";
import { packageVersion } from "./package-version";

/** A parsed call. `run` is not set if help or the version has been printed. */
export interface Call {
  readonly run?: (output: Output) => CommandResult;
  readonly code: ExitCode;
}

/**
 * Parses a command line. Prints help and the version itself; help that was not requested goes to `err`.
 *
 * @throws UsageError for an unknown command, option or argument, with the nearest name
 */
export function parseCall(given: readonly string[], out: Output["out"], err: Output["err"] = out): Call {
  const args = withVariableOptions(given);
  const chosen: { run?: Call["run"] } = {};
  const root = new Command("agentrun-ram")
    .description("Reviews, validates, evaluates and adopts RAM policies for AgentRun.")
    .version(packageVersion())
    .enablePositionalOptions() // passes words after -- to the command unchanged
    .exitOverride()
    .configureHelp({ helpWidth: 100 })
    .configureOutput({ writeOut: withoutEnd(out), writeErr: withoutEnd(err), outputError: () => undefined });
  // For the help; the words are taken out before.
  for (const [option, about] of Object.entries(generalOptions)) root.option(option, about);
  list(root, commands, (command, declaration) => {
    declare(command, declaration, args, (run) => (chosen.run = run));
  });
  root.addHelpText("after", `\n${section("Exit codes", Object.entries(exitCodeMeanings))}`);
  try {
    root.parse(args[0] === "help" ? helpCall(root, args.slice(1)) : args, { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { code: exitCodes.ok };
    if (error.code === "commander.help") return { code: exitCodes.usage }; // no command is given
    const [, message = error.message, hint] = /^error: (.*?)(?:\n\((.*)\))?$/s.exec(error.message) ?? [];
    throw wrongWord(message, hint, calledIn(root, args));
  }
  return { ...chosen, code: exitCodes.ok };
}

/** Messages of the parser, and what is reported instead. The group is the word in question. */
const messages: readonly (readonly [pattern: RegExp, found: string])[] = [
  [/^unknown command '(.+)'$/s, "there is no such command"],
  [/^unknown option '(.+)'$/s, "there is no such option"],
  [/^missing required argument '(.+)'$/, "missing argument"],
  [/^option '(?:-\w, )?(--[^ ']+).*' argument missing$/, "it needs a value"],
];

function wrongWord(message: string, hint: string | undefined, command: Command): UsageError {
  const help = `${command.parent === null ? "" : "agentrun-ram "}${wordsOf(command)} --help shows the usage`;
  for (const [pattern, found] of messages) {
    const [, word] = pattern.exec(message) ?? [];
    if (word === undefined) continue;
    const [, option, value] = /^(--?[^=]+)=(.*)$/s.exec(word) ?? [];
    const known = optionNames(command);
    if (option !== undefined && known.includes(option)) {
      return new UsageError(`it takes no value; found ${value ?? ""}`, { where: option, fix: `write ${option} alone` });
    }
    const long = known.includes(word) ? [] : known.filter((name) => name.startsWith("--"));
    const [, meant = nearest(option ?? word, long)] = /^Did you mean (?:one of )?(.+)\?$/.exec(hint ?? "") ?? [];
    return new UsageError(found, { where: word, fix: meant === undefined ? help : `did you mean ${meant}?` });
  }
  return new UsageError(message, { fix: help });
}

/** The options that a command takes. */
function optionNames(command: Command): readonly string[] {
  const own = command.parent === null ? ["--version", "-V"] : [];
  return [
    ...command.options.flatMap(({ long, short }) => [long, short].filter((name) => typeof name === "string")),
    ...Object.keys(generalOptions),
    ...["--help", "-h"],
    ...own,
  ];
}

/** The deepest command or group that the words name. */
function calledIn(root: Command, words: readonly string[]): Command {
  let command = root;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
  }
  return command;
}

/**
 * Reads `-var` and `-var-file` as Terraform does, with one dash.
 *
 * @throws UsageError for a file after a value: Terraform lets the later one win, and here values win
 */
function withVariableOptions(words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  const own = end === -1 ? words : words.slice(0, end);
  const isOption = (name: string) => (word: string) => word === name || word.startsWith(`${name}=`);
  const read = own.map((word) => (/^-var(?:-file)?(?:=|$)/.test(word) ? `-${word}` : word));
  const firstValue = read.findIndex(isOption("--var"));
  if (firstValue !== -1 && read.slice(firstValue).some(isOption("--var-file")))
    throw new UsageError("it comes after --var, whose values would win", {
      where: "--var-file",
      fix: "write it before --var",
    });
  return [...read, ...words.slice(own.length)];
}

function withoutEnd(print: (text: string) => void): (text: string) => void {
  return (text) => {
    print(text.replace(/\n$/, ""));
  };
}

/** Adds commands by name and summary. `configure` completes the command that is called. */
function list(
  parent: Command,
  listed: CommandList,
  configure: (command: Command, declaration: CommandDeclaration) => void,
): void {
  for (const [word, entry] of Object.entries(listed)) {
    const command = parent.command(word).summary(entry.summary);
    if ("commands" in entry) list(command.description(entry.summary).helpCommand(false), entry.commands, configure);
  }
  parent.hook("preSubcommand", (_, called) => {
    const entry = listed[called.name()];
    if (entry !== undefined && "load" in entry) configure(called, entry.load());
  });
}

/** Turns `help catalog show` into `catalog show --help`. Keeps unknown words, which the parser refuses. */
function helpCall(root: Command, words: readonly string[]): readonly string[] {
  const found: string[] = [];
  let command = root;
  for (const word of words) {
    if (command.commands.length === 0) break; // a command, not a group
    found.push(word);
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) return found;
    command = next;
  }
  return [...found, "--help"];
}

function declare(
  command: Command,
  declaration: CommandDeclaration,
  words: readonly string[],
  choose: (run: NonNullable<Call["run"]>) => void,
): void {
  const options = Object.entries(declaration.options ?? {}).map(
    ([name, declared]) => [name, optionOf(name, declared, words)] as const,
  );
  command.description(declaration.description);
  for (const argument of declaration.arguments ?? []) command.addArgument(argumentOf(argument));
  for (const [, option] of options) command.addOption(option);
  if (declaration.runsProgram === true) {
    command.argument("[command...]").usage("[options] [-- <command> [arguments]]");
  }
  command.addHelpText("after", `\n${helpOf(declaration, wordsOf(command))}`);
  const negated = new Set<string>();
  for (const [name, option] of options) if (option.negate) command.on(`option:${name}`, () => negated.add(name));
  command.action(() => {
    const program = declaration.runsProgram === true ? programIn(command.args, words) : [];
    const given = Object.fromEntries(
      options.map(([name, option]) => {
        const value: unknown = command.getOptionValue(option.attributeName());
        if (option.negate) return [name, negated.has(name)];
        return [name, option.required ? givenValue(name, value, negated, words) : value === true];
      }),
    );
    // Option parsers return the types of OptionValue.
    const values = given as Parameters<CommandDeclaration["run"]>[0]["options"];
    const args = command.processedArgs as readonly string[]; // no argument has a parser
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the help does not need it
    const { checkStandardInput } = require("./standard-input") as typeof import("./standard-input");
    checkStandardInput(...pathsIn(declaration, args, given, (use) => use === "read").map(({ file }) => file));
    checkEmptyPaths(pathsIn(declaration, args, given, (use) => use !== undefined));
    choose((output) => declaration.run({ args, options: values, program }, output));
  });
}

/** The parser keeps `--name` and `--no-name` as one value. @throws UsageError if both are given */
function givenValue(name: string, value: unknown, negated: ReadonlySet<string>, words: readonly string[]): unknown {
  if (!negated.has(`no-${name}`)) return value === true ? undefined : value;
  if (words.some((word) => word === `--${name}` || word.startsWith(`--${name}=`))) {
    throw new UsageError("both are given", { where: `--${name} and --no-${name}`, fix: "give one of them" });
  }
  return undefined;
}

/** A file or folder that a call names, and the argument or option that names it. */
interface NamedPath {
  readonly place: string;
  readonly file: string;
}

function pathsIn(
  { arguments: operands = [], options = {} }: CommandDeclaration,
  args: readonly unknown[],
  given: Readonly<Record<string, unknown>>,
  isWanted: (use: PathUse | undefined) => boolean,
): readonly NamedPath[] {
  const values = [
    ...operands.map(({ name, path }, index) => ({ place: name, use: path, value: args[index] })),
    ...Object.entries(options).map(([name, one]) => ({
      place: `--${name}`,
      use: one.value === undefined ? undefined : one.path,
      value: given[name],
    })),
  ];
  return values
    .filter(({ use }) => isWanted(use))
    .flatMap(({ place, value }) => [value].flat().map((file) => ({ place, file })))
    .filter((one): one is NamedPath => typeof one.file === "string");
}

/** @throws UsageError for an empty path, which would mean the working folder */
function checkEmptyPaths(paths: readonly NamedPath[]): void {
  const empty = paths.find(({ file }) => file === "");
  if (empty === undefined) return;
  throw new UsageError("it is empty", {
    where: empty.place,
    fix: "name a file or folder, e.g. . for the working folder",
  });
}

function argumentOf({ name, about, optional, many }: ArgumentDeclaration): Argument {
  const text = many === true ? `${name}...` : name;
  return new Argument(optional === true ? `[${text}]` : `<${text}>`, about);
}

function optionOf(name: string, declared: ValueDeclaration | FlagDeclaration, words: readonly string[]): Option {
  if (declared.value === undefined) return new Option(`--${name}`, declared.about);
  const { value, about, many, choices, default: byDefault } = declared;
  const option = new Option(`--${name} <${value}>`, many === true ? `${about} (may be repeated)` : about);
  if (choices !== undefined) option.choices(choices); // for the help only; the parser below checks the value
  if (byDefault !== undefined) option.default(byDefault);
  return option.argParser(optionParser(name, declared, words));
}

/** The program to run, which must follow `--`. */
function programIn(operands: readonly string[], words: readonly string[]): readonly string[] {
  const end = words.indexOf("--");
  const behind = end === -1 ? [] : words.slice(end + 1);
  const [first = ""] = operands;
  if (operands.length !== behind.length)
    throw new UsageError("unexpected", { where: first, fix: "write the command to run after --" });
  if (end !== -1 && behind.length === 0)
    throw new UsageError("no command after it", { where: "--", fix: "write the command to run, or remove --" });
  return operands;
}

/** The words that call a command. */
function wordsOf(command: Command): string {
  const { parent } = command;
  return parent?.parent == null ? command.name() : `${wordsOf(parent)} ${command.name()}`;
}

function helpOf({ examples }: CommandDeclaration, words: string): string {
  return [
    section("Exit codes", Object.entries(exitsOf(words))),
    ["Examples:", ...examples.map((line) => `  ${line}`)].join("\n"),
  ].join("\n\n");
}

function section(title: string, rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([code]) => code.length));
  return [`${title}:`, ...rows.map(([code, meaning]) => `  ${code.padEnd(width)}  ${meaning}`)].join("\n");
}
