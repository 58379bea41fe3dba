import type { ShellCommand, ShellWord } from "./shell-commands";

/** A command of a tool whose commands are known. */
export interface ToolCall {
  readonly tool: "aliyun" | "s" | "agentrun";
  /** The word that names the tool. */
  readonly name: ShellWord;
  readonly words: readonly ShellWord[];
}

/** Words before a command that run it. */
const runners: ReadonlySet<string> = new Set([
  ...[
    "sudo",
    "env",
    "time",
    "exec",
    "nohup",
    "command",
    "if",
    "then",
    "else",
    "elif",
    "do",
    "while",
    "until",
    "!",
    "{",
  ],
  ...["npx", "bunx", "uvx", "xargs", "eval", "builtin", "-", "@", "case", "in", "retry"],
]);

/** Two words before a command that run it. */
const longRunners =
  /^(pnpm (dlx|exec)|npm exec|yarn (dlx|exec)|poetry run|uv run|pipx run|pdm run|hatch run|bundle exec)$/;

/** The call of a known tool; `undefined` for other commands. */
export function toolCall(command: ShellCommand): ToolCall | undefined {
  let at = 0;
  for (;;) {
    const word = command[at];
    if (word === undefined) return undefined;
    const pair = `${word.text} ${command[at + 1]?.text ?? ""}`;
    if (longRunners.test(pair)) at += 2;
    else if (runners.has(word.text) || /^[A-Za-z_]\w*\+?=/.test(word.text)) at += 1;
    else if (at > 0 && word.text.startsWith("-")) at += 1;
    else break;
  }
  const name = command[at];
  if (name === undefined || name.isOpen) return undefined;
  const words = command.slice(at + 1);
  const [, base = ""] = /(?:^|\/)([\w.-]+)$/.exec(name.text.replace(/^[@-]+/, "")) ?? [];
  if (/^python3?$/.test(base) && words[0]?.text === "-m" && words[1]?.text === "agentrun_cli") {
    return { tool: "agentrun", name, words: words.slice(2) };
  }
  if (base === "aliyun" || base === "s") return { tool: base, name, words };
  if (base === "@serverless-devs" || name.text.startsWith("@serverless-devs/s")) return { tool: "s", name, words };
  return base === "ar" || base === "agentrun" ? { tool: "agentrun", name, words } : undefined;
}
