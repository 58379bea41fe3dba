import { exitCodes } from "./command";
import { completionCandidates, filesToo } from "./completion-candidates";
import { completionScripts } from "./completion-scripts";
import { declareCommand } from "./declaration";
import { notAChoice } from "./option-parser";

/** Prints a completion script, or the candidates for a command line. */
export const completionCommand = declareCommand({
  description:
    "Prints a script that completes commands, options and their values in a shell. With words after --, prints the candidates for the last word; the script calls it so.",
  arguments: [
    { name: "shell", about: "bash, zsh or fish", completions: () => Object.keys(completionScripts) },
    { name: "words", about: "a command line without its first word, to complete", many: true, optional: true },
  ],
  examples: [
    "agentrun-ram completion bash > agentrun-ram.bash",
    "agentrun-ram completion zsh > _agentrun-ram",
    "agentrun-ram completion fish > agentrun-ram.fish",
  ],
  run({ args: [shell, words] }, output) {
    if (!Object.hasOwn(completionScripts, shell)) throw notAChoice("shell", shell, Object.keys(completionScripts));
    if (words.length === 0)
      output.out(completionScripts[shell as keyof typeof completionScripts]); // hasOwn found it
    else {
      const { candidates, files } = completionCandidates(words);
      for (const { word, about } of candidates) output.out(`${word} ${about}`);
      if (files) output.out(filesToo);
    }
    return exitCodes.ok;
  },
});
