import type { CodeUnknown, CodeUse, UnknownKind } from "../code-use";
import { LineNumbers } from "../program/line-numbers";
import { codeOfProduct, operationOfCommand } from "../sdk/generated-clients";
import { planes } from "../sdk/planes";
import { type CommandFacts, commandTables } from "./command-tables";
import { type ToolCall, toolCall } from "./known-command";
import type { Deployments } from "./deployments";
import { type ShellWord, shellCommands } from "./shell-commands";

const roleArn = /acs:ram::([^:"'\\`]{0,80}):role\/([\w.@-]+)/gi;

/** Finds what the commands in texts call. */
export class CommandUses {
  public readonly uses: CodeUse[] = [];
  public readonly unknown: CodeUnknown[] = [];

  /** @param deployments the files that `s` deploys */
  public constructor(private readonly deployments: Deployments) {}

  /** @param from where the commands begin in the text of the file */
  public add(file: string, text: string, from = 0, to = text.length, lines = new LineNumbers(text)): void {
    for (const command of shellCommands(text, from, to)) {
      const call = toolCall(command);
      if (call === undefined) continue;
      const place = new CommandPlace(file, lines, this);
      if (call.tool === "aliyun") aliyun(call, place);
      else if (call.tool === "agentrun") agentrun(call, place);
      else this.deployments.addCommand(call, place);
    }
  }
}

/** The place of a command, and the lists that receive what is found about it. */
export class CommandPlace {
  public constructor(
    public readonly file: string,
    private readonly lines: LineNumbers,
    private readonly into: { readonly uses: CodeUse[]; readonly unknown: CodeUnknown[] },
  ) {}

  public use(
    word: ShellWord,
    of: string,
    more: Partial<Pick<CodeUse, "operations" | "actions" | "perhaps" | "passes">>,
  ): void {
    this.into.uses.push({
      ...{ file: this.file, line: this.lines.at(word.at), symbol: word.text, of, part: "deployment" },
      ...{ operations: [], actions: [], perhaps: [], why: [], passes: [], ...more },
    });
  }

  public report(kind: UnknownKind, word: ShellWord, what: string): void {
    this.into.unknown.push({ file: this.file, line: this.lines.at(word.at), kind, what });
  }
}

/** The words that are neither flags nor values of flags. */
function operands(words: readonly ShellWord[], valued: (flag: string) => boolean): readonly ShellWord[] {
  const found: ShellWord[] = [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) continue;
    if (!word.text.startsWith("-")) found.push(word);
    else if (!word.text.includes("=") && valued(word.text)) index += 1;
  }
  return found;
}

/** Commands of the vendor's CLI that call no product. */
const ofCli: ReadonlySet<string> = new Set([
  "configure",
  "plugin",
  "version",
  "help",
  "auto-completion",
  "upgrade",
  "mcp",
]);

/** Its flags without a value. */
const aliyunSwitches: ReadonlySet<string> = new Set([
  ...["--quiet", "-q", "--insecure", "--secure", "--dryrun", "--force", "--debug", "--help", "-h", "--verbose"],
]);

/** `aliyun <product> <Operation>`. */
function aliyun({ words }: ToolCall, place: CommandPlace): void {
  // Flags after the operation do not matter.
  const [product, operation] = operands(words, (flag) => !aliyunSwitches.has(flag));
  if (product === undefined || ofCli.has(product.text) || isHelp(words)) return;
  if (product.isOpen || operation?.isOpen === true) {
    place.report("dynamic", operation ?? product, "the operation of a command is chosen when it runs");
    return;
  }
  const code = codeOfProduct(product.text.replace(/^fc-open$/, "fc"));
  if (operation === undefined) return;
  const name = code === undefined ? undefined : operationOfCommand(code, operation.text);
  if (code === undefined || name === undefined) {
    place.report("unknown command", operation, `aliyun ${product.text} ${operation.text}: no table says what it calls`);
    return;
  }
  const passes = /^(Create|Update|Put)/.test(name) && code !== "ram" ? rolesIn(words) : [];
  place.use(operation, `the command aliyun ${product.text}`, { operations: [`${code}:${name}`], passes });
}

function rolesIn(words: readonly ShellWord[]): CodeUse["passes"] {
  return words.flatMap(({ text }) =>
    [...text.matchAll(roleArn)].map(([, account = "", role = ""]) => ({
      account: /^\d+$/.test(account) ? account : "*",
      role,
    })),
  );
}

function isHelp(words: readonly ShellWord[]): boolean {
  return words.some(({ text }) => text === "--help" || text === "-h" || text === "help");
}

/** `ar <group> <command>` of the AgentRun CLI. */
function agentrun({ name, words }: ToolCall, place: CommandPlace): void {
  const { aliases, commands } = commandTables().agentrun;
  const path = operands(words, (flag) => ["--profile", "--region", "--output"].includes(flag));
  if (isHelp(words) || path.length === 0) return;
  const names = path.map(({ text }) => (Object.hasOwn(aliases, text) ? (aliases[text] ?? text) : text));
  const length = [3, 2].find(
    (count) => count <= path.length && Object.hasOwn(commands, names.slice(0, count).join(" ")),
  );
  const last = length === undefined ? undefined : path[length - 1];
  const facts = length === undefined ? undefined : commands[names.slice(0, length).join(" ")];
  if (facts === undefined || last === undefined) {
    // `ar` is also the name of a program that makes libraries.
    const isGroup = Object.keys(commands).some((one) => one.startsWith(`${names[0] ?? ""} `));
    const [first] = path;
    if (first?.isOpen === true && /(^|\/)agentrun$/.test(name.text))
      place.report("dynamic", first, "the command is chosen when it runs");
    else if (isGroup || /(^|\/)agentrun$/.test(name.text)) {
      place.report("unknown command", path[1] ?? first ?? name, `no table has the command ${name.text} ${path.slice(0, 2).map(({ text }) => text).join(" ")}`); // prettier-ignore
    }
    return;
  }
  usesOfCommand(facts, last, words, place);
}

function usesOfCommand(facts: CommandFacts, word: ShellWord, words: readonly ShellWord[], place: CommandPlace): void {
  const { title } = commandTables().agentrun;
  const left = new Set(Object.entries(facts.unless ?? {}).flatMap(([flag, operations]) => (words.some(({ text }) => text === flag) ? operations : []))); // prettier-ignore
  const operations = (facts.calls ?? []).filter((one) => !left.has(one)).map(withCode);
  const perhaps = Object.entries(facts.if ?? {}).map(([when, more]) => ({ operations: more.map(withCode), when }));
  const plane = facts.plane === undefined ? undefined : planes[facts.plane];
  if (typeof plane === "string") place.report("unknown permission", word, `${word.text} of the ${title} ${plane}`);
  const actions = typeof plane === "object" ? [plane] : [];
  if (operations.length + perhaps.length + actions.length > 0)
    place.use(word, `the ${title}`, { operations, perhaps, actions });
}

export function withCode(operation: string): string {
  return operation.includes(":") ? operation : `agentrun:${operation}`;
}
