import { isGiven } from "./general-options";

/** ANSI codes of the colours that a terminal's own theme defines, so that they are readable on any background. */
const codes = { bold: 1, red: 31, green: 32, yellow: 33 } as const;

type Colour = keyof typeof codes;

/** Colours of text output. The first row that matches a line applies, to the first group of its match. */
const table: readonly (readonly [pattern: RegExp, colour: Colour])[] = [
  [/^(RAM\d{3})[: ]/, "red"],
  [/^(Broadened):/, "red"],
  [/^(Unchanged|Nothing found|Narrowed|No change)\b/, "green"],
  [/^(yes):/, "green"],
  [/^(no):/, "red"],
  [/^(in part|not known):/, "yellow"],
  [/^ {2}([+~] possibly)\b/, "yellow"],
  [/^ {2}(\+) /, "red"],
  [/^ {2}(-) /, "green"],
  [/^ {6}(risk:)/, "yellow"],
  [/^ {6}(!) /, "yellow"],
  [/(?:^ *|: )(error) RAM\d+\b/, "red"],
  [/(?:^ *|: )(warning) RAM\d+\b/, "yellow"],
  [/^(\S.*) \(stack [^()]*\)$/, "bold"],
];

/** Adds colours to text without control characters. */
export function colouredText(text: string): string {
  return text.split("\n").map(colouredLine).join("\n");
}

function colouredLine(line: string): string {
  for (const [pattern, colour] of table) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const [whole, part = ""] = found;
    const start = found.index + whole.indexOf(part);
    return `${line.slice(0, start)}\u001b[${codes[colour]}m${part}\u001b[0m${line.slice(start + part.length)}`;
  }
  return line;
}

/** Whether output to a stream has colours: on a terminal, unless the user has switched them off. */
export function hasColours(isTerminal: boolean, args: readonly string[], environment: NodeJS.ProcessEnv): boolean {
  const isSwitchedOff = isGiven(args, "--no-color") || (environment["NO_COLOR"] ?? "") !== "";
  return isTerminal && !isSwitchedOff && environment["TERM"] !== "dumb";
}
