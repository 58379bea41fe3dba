import { type CommandList, commands } from "./commands";
import { generalOptions } from "./general-options";
import type { CommandDeclaration, ValueDeclaration } from "./declaration";

/** Tells the shell to offer file names as well. No command line of this program has this word. */
export const filesToo = ":files";

/** A word that may end a command line. */
export interface Candidate {
  readonly word: string;
  readonly about: string;
}

/** Everything that may end a command line. */
export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Whether a file name may end it, too. */
  readonly files: boolean;
}

/**
 * What completes the last word of a command line. Bash takes `--format=json` for three words; then the value is
 * completed alone.
 *
 * @param words the words after `agentrun-ram`; the last one may be empty
 */
export function completionCandidates(words: readonly string[]): Completion {
  const isHelp = words[0] === "help" && words.length > 1;
  const given = words.slice(isHelp ? 1 : 0, -1);
  const current = words.at(-1) ?? "";
  let listed: CommandList = commands;
  for (const [index, word] of given.entries()) {
    const entry = Object.hasOwn(listed, word) ? listed[word] : undefined;
    if (entry === undefined) return nothing;
    if ("load" in entry) return isHelp ? nothing : insideOf(entry.load(), given.slice(index + 1), current);
    listed = entry.commands;
  }
  const found = Object.entries(listed).map(([word, { summary }]) => ({ word, about: summary }));
  return beginning(current, [...found, ...(isHelp ? [] : [...(listed === commands ? general : []), help])]);
}

const nothing: Completion = { candidates: [], files: false };
const help: Candidate = { word: "--help", about: "show the help" };
const general: readonly Candidate[] = [
  { word: "help", about: "show the help of a command" },
  ...Object.entries(generalOptions).map(([word, about]) => ({ word, about })),
  { word: "--version", about: "print the version" },
];

function insideOf(declaration: CommandDeclaration, given: readonly string[], current: string): Completion {
  const options = declaration.options ?? {};
  const valued = (word: string | undefined): ValueDeclaration | undefined => {
    const option = word?.startsWith("--") === true && Object.hasOwn(options, word.slice(2)) ? options[word.slice(2)] : undefined; // prettier-ignore
    return option?.value === undefined ? undefined : option;
  };
  if (given.includes("--")) return { candidates: [], files: true };
  const value =
    current === "=" ? valued(given.at(-1)) : given.at(-1) === "=" ? valued(given.at(-2)) : valued(given.at(-1));
  if (value !== undefined) return valuesOf(value, current === "=" ? "" : current, "");
  const split = splitValue(given, current);
  const ofSplit = split === undefined ? undefined : valued(split.option);
  if (split !== undefined && ofSplit !== undefined) {
    const { candidates } = valuesOf(ofSplit, `${split.begun}${split.text}`, "");
    return {
      candidates: candidates.map((one) => ({ ...one, word: one.word.slice(split.begun.length) })),
      files: false,
    };
  }
  const [, name, text] = /^(--[^=]+)=(.*)$/s.exec(current) ?? [];
  const assigned = valued(name);
  if (name !== undefined && assigned !== undefined) return valuesOf(assigned, text ?? "", `${name}=`);
  const free = Object.entries(options).filter(([option, declared]) => {
    const isRepeatable = declared.value !== undefined && declared.many === true;
    return isRepeatable || !given.some((word) => word === `--${option}` || word.startsWith(`--${option}=`));
  });
  const candidates = [...free.map(([option, { about }]) => ({ word: `--${option}`, about })), help];
  if (current.startsWith("-")) return beginning(current, candidates);
  const declared = declaration.arguments ?? [];
  const position = operandsIn(given, valued);
  const argument = declared[position] ?? (declared.at(-1)?.many === true ? declared.at(-1) : undefined);
  const values = (argument?.completions?.() ?? []).map((word) => ({ word, about: "" }));
  return { ...beginning(current, [...values, ...candidates]), files: argument?.path !== undefined };
}

/** A value such as `agents=view`: bash splits it into three words, and completes the last. */
function splitValue(given: readonly string[], current: string) {
  const before = current === "=" ? given : given.at(-1) === "=" ? given.slice(0, -1) : [];
  const [option, begun] = before.slice(-2);
  if (begun === undefined) return undefined;
  return { option, begun: `${begun}=`, text: current === "=" ? "" : current };
}

function valuesOf({ choices, completions, path }: ValueDeclaration, text: string, prefix: string): Completion {
  const values = choices ?? completions?.() ?? [];
  const candidates = values.filter((choice) => choice.startsWith(text)).map((choice) => ({ word: prefix + choice, about: "" })); // prettier-ignore
  return { candidates, files: path !== undefined };
}

/** How many arguments a command line has before the word to complete. */
function operandsIn(given: readonly string[], valued: (word: string) => object | undefined): number {
  let count = 0;
  for (let index = 0; index < given.length; index++) {
    const word = given[index] ?? "";
    if (!word.startsWith("-") || word === "-") count++;
    else if (given[index + 1] === "=") index += 2;
    else if (valued(word) !== undefined) index++;
  }
  return count;
}

function beginning(text: string, candidates: readonly Candidate[]): Completion {
  // Options are offered only after a dash, because there are many.
  const fitting = candidates.filter(({ word }) => word.startsWith(text) && (text !== "" || !word.startsWith("-")));
  return { candidates: fitting, files: false };
}
