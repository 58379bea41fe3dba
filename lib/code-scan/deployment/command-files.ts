import type { SourceFile } from "../source-files";
import type { CommandUses } from "./command-uses";

/** The commands of shell scripts, of recipes of make, and of scripts in `package.json`. */
export function addCommandsOf({ file, kind, text }: SourceFile, commands: CommandUses): void {
  if (kind === "shell") commands.add(file, text);
  else if (kind === "makefile") addRecipes(file, text, commands);
  else if (file.endsWith("package.json")) addScripts(file, text, commands);
}

/** Lines that begin with a tab are commands. A mark before the command is not a part of it. */
function addRecipes(file: string, text: string, commands: CommandUses): void {
  for (const { 0: line, index } of text.matchAll(/^\t.*(?:\\\n.*)*$/gm)) {
    const [marks = ""] = /^\t[@+\s-]*/.exec(line) ?? [];
    commands.add(file, text, index + marks.length, index + line.length);
  }
}

function addScripts(file: string, text: string, commands: CommandUses): void {
  const start = /"scripts"\s*:\s*\{/.exec(text);
  if (start === null) return;
  const script = /\s*"(?:[^"\\\n]|\\.)*"\s*:\s*"((?:[^"\\\n]|\\.)*)"\s*,?/y;
  script.lastIndex = start.index + start[0].length;
  for (let found = script.exec(text); found !== null; found = script.exec(text)) {
    const [whole, command = ""] = found;
    const from = found.index + whole.lastIndexOf(`"${command}"`) + 1;
    commands.add(file, text, from, from + command.length);
  }
}
