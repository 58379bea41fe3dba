import type { CommandResult, ExitCode, Output } from "./command";

/** How a file that an argument or option names is used. */
export type PathUse = "read" | "write";

/** An argument of a command. */
export interface ArgumentDeclaration {
  readonly name: string;
  readonly about: string;
  /** Set where the argument names a file or folder. */
  readonly path?: PathUse;
  /** Whether the argument may be left out. */
  readonly optional?: true;
  /** Whether the argument may be given several times. Only the last argument may. */
  readonly many?: true;
}

/** An option that takes a value. */
export interface ValueDeclaration {
  readonly about: string;
  /** The name of the value in the help, e.g. `file`. */
  readonly value: string;
  /** Set where the value names a file or folder. */
  readonly path?: PathUse;
  /** All words that the option takes. */
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Whether the option may be given several times. */
  readonly many?: true;
}

/** An option without a value. */
export interface FlagDeclaration {
  readonly about: string;
  readonly value?: undefined;
}

/** The options of a command, by their names without dashes. */
export type OptionDeclarations = Readonly<Record<string, ValueDeclaration | FlagDeclaration>>;

/** Everything about a command but its name and summary, which are in the list of commands. */
export interface CommandDeclaration<
  Arguments extends readonly ArgumentDeclaration[] = readonly ArgumentDeclaration[],
  Options extends OptionDeclarations = OptionDeclarations,
> {
  readonly description: string;
  readonly arguments?: Arguments;
  readonly options?: Options;
  /** Whether the command takes the words of another program behind `--`. */
  readonly runsProgram?: true;
  /** What the exit codes mean, other than the code of a wrong call. */
  readonly exits: Readonly<Partial<Record<ExitCode, string>>>;
  /** Whole command lines. At least one. */
  readonly examples: readonly [string, ...string[]];
  /** @throws UsageError where the call is wrong */
  readonly run: (given: Given<Arguments, Options>, output: Output) => CommandResult;
}

/** What a call gives to a command. */
export interface Given<Arguments extends readonly ArgumentDeclaration[], Options extends OptionDeclarations> {
  readonly args: { readonly [Index in keyof Arguments]: ArgumentValue<Arguments[Index]> };
  readonly options: { readonly [Name in keyof Options]: OptionValue<Options[Name]> };
  /** The words behind `--`, for a command that runs a program. */
  readonly program: readonly string[];
}

type ArgumentValue<Declared> = Declared extends { readonly many: true }
  ? readonly string[]
  : Declared extends { readonly optional: true }
    ? string | undefined
    : string;

type OptionValue<Declared> = Declared extends { readonly value: string }
  ? Declared extends { readonly many: true }
    ? readonly string[] | undefined
    : Word<Declared> | (Declared extends { readonly default: string } ? never : undefined)
  : boolean;

type Word<Declared> = Declared extends { readonly choices: readonly (infer Choice)[] } ? Choice : string;

/** A command whose `run` has the types that its arguments and options declare. */
export function declareCommand<
  const Arguments extends readonly ArgumentDeclaration[] = readonly [],
  const Options extends OptionDeclarations = Readonly<Record<string, never>>,
>(declaration: CommandDeclaration<Arguments, Options>): CommandDeclaration {
  // The parser builds what `run` is given from this declaration, so that it has the declared types.
  return declaration as unknown as CommandDeclaration;
}
