import type { CommandList } from "../../../lib/cli/commands";
import type { CommandDeclaration } from "../../../lib/cli/declaration";

/** A command with everything that the help says about it. */
export interface NamedCommand {
  /** The words that call the command, e.g. `catalog show`. */
  readonly name: string;
  readonly summary: string;
  readonly declaration: CommandDeclaration;
}

/** All commands of a list and its groups, loaded. */
export function commandsIn(list: CommandList): readonly NamedCommand[] {
  return Object.entries(list).flatMap(([word, entry]) =>
    "load" in entry
      ? [{ name: word, summary: entry.summary, declaration: entry.load() }]
      : commandsIn(entry.commands).map((inside) => ({ ...inside, name: `${word} ${inside.name}` })),
  );
}
