import type { CommandResult, Output } from "./command";

/** Whether a command reads or writes the file that an argument or option names. */
export type PathUse = "read" | "write";

/** An argument of a command. */
export interface ArgumentDeclaration {
  readonly name: string;
  readonly about: string;
  /** Set where the argument names a file or folder. */
  readonly path?: PathUse;
  readonly optional?: true;
  /** Whether the argument may be repeated. Only the last argument may. */
  readonly many?: true;
  /** What completion offers for it. */
  readonly completions?: () => readonly string[];
}

/** An option that takes a value. */
export interface ValueDeclaration {
  readonly about: string;
  /** The name of the value in the help, e.g. `file`. */
  readonly value: string;
  /** Set where the value names a file or folder. */
  readonly path?: PathUse;
  /** The allowed values. */
  readonly choices?: readonly string[];
  readonly default?: string;
  /** Whether the option may be repeated. */
  readonly many?: true;
  /** What completion offers besides the allowed values. */
  readonly completions?: () => readonly string[];
}

/** An option without a value. */
export interface FlagDeclaration {
  readonly about: string;
  readonly value?: undefined;
}

/** The options of a command by name, without dashes. */
export type OptionDeclarations = Readonly<Record<string, ValueDeclaration | FlagDeclaration>>;

/** A command. Its name and summary are in `commands.ts`, and its exit codes in `exit-codes.ts`. */
export interface CommandDeclaration<
  Arguments extends readonly ArgumentDeclaration[] = readonly ArgumentDeclaration[],
  Options extends OptionDeclarations = OptionDeclarations,
> {
  readonly description: string;
  readonly arguments?: Arguments;
  readonly options?: Options;
  /** Whether the command takes the command line of another program after `--`. */
  readonly runsProgram?: true;
  /** Complete command lines. */
  readonly examples: readonly [string, ...string[]];
  /** @throws UsageError where the call is wrong */
  readonly run: (given: Given<Arguments, Options>, output: Output) => CommandResult;
}

/** The parsed arguments and options of a call. */
export interface Given<Arguments extends readonly ArgumentDeclaration[], Options extends OptionDeclarations> {
  readonly args: { readonly [Index in keyof Arguments]: ArgumentValue<Arguments[Index]> };
  readonly options: { readonly [Name in keyof Options]: OptionValue<Options[Name]> };
  /** The words after `--`, for a command that runs a program. */
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

/** Declares a command. The declared arguments and options determine the type of `run`. */
export function declareCommand<
  const Arguments extends readonly ArgumentDeclaration[] = readonly [],
  const Options extends OptionDeclarations = Readonly<Record<string, never>>,
>(declaration: CommandDeclaration<Arguments, Options>): CommandDeclaration {
  // The parser builds the input of `run` from this declaration, so its types are as declared.
  return declaration as unknown as CommandDeclaration;
}
