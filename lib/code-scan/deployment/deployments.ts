import path from "node:path";
import type { CodeUse } from "../code-use";
import { commandTables } from "./command-tables";
import { type CommandPlace, withCode } from "./command-uses";
import type { ToolCall } from "./known-command";
import type { ShellWord } from "./shell-commands";

/** A resource in a file of Serverless Devs. */
export interface DeployedResource {
  readonly key: string;
  /** The word that names the component. */
  readonly component: ShellWord;
  readonly isAgentrun: boolean;
  /** Properties of the agent: paths such as `workspace.id`, and `path=value` for texts. */
  readonly properties: ReadonlySet<string>;
  readonly role: { readonly word: ShellWord; readonly passes: CodeUse["passes"] } | undefined;
}

/** Commands of `s` that do nothing with the resources. */
const ofTool: ReadonlySet<string> = new Set([
  ...[
    "config",
    "init",
    "cli",
    "verify",
    "plan",
    "preview",
    "registry",
    "publish",
    "clean",
    "set",
    "help",
    "login",
    "env",
  ],
]);

/** The files that `s` deploys, and the commands that do it. */
export class Deployments {
  private readonly files = new Map<string, readonly DeployedResource[]>();

  /** Reports what deploying a file needs, without any command. */
  public addFile(file: string, resources: readonly DeployedResource[], place: CommandPlace): void {
    this.files.set(file, resources);
    for (const resource of resources) {
      const { component, isAgentrun, role } = resource;
      if (!isAgentrun) {
        place.report("unknown command", component, `no table has the component ${component.text}`);
        continue;
      }
      use("deploy", resource, component, place, true);
      if (role === undefined) continue;
      if (role.passes.length > 0) place.use(role.word, "the role of a runtime", { passes: role.passes });
      else place.report("passed role", role.word, "a role is passed whose name is not written here: it needs ram:PassRole on the role"); // prettier-ignore
    }
  }

  /** `s [resource] <command>`, with `-t <file>`. */
  public addCommand({ words, name }: ToolCall, place: CommandPlace): void {
    const operands: ShellWord[] = [];
    let template: string | undefined;
    for (let index = 0; index < words.length; index++) {
      const word = words[index];
      if (word === undefined) continue;
      if (word.text === "-t" || word.text === "--template") template = words[(index += 1)]?.text;
      else if (/^(-a|--access|--env|-e)$/.test(word.text)) index += 1;
      else if (!word.text.startsWith("-")) operands.push(word);
    }
    const [first] = operands;
    if (first === undefined || ofTool.has(first.text)) return;
    const found = this.fileFor(place.file, template);
    if (found === undefined) {
      if (isCommand([first]) || isCommand(operands.slice(1))) {
        place.report("unknown command", first, `${name.text} ${first.text}: the file that it deploys was not found`);
      }
      return;
    }
    const named = found.filter(({ key }) => key === first.text);
    const resources = named.length > 0 ? named : found;
    const command = named.length > 0 ? operands.slice(1) : operands;
    for (const resource of resources.filter(({ isAgentrun }) => isAgentrun)) {
      const word = command[0];
      if (word === undefined) continue;
      const both = `${word.text} ${command[1]?.text ?? ""}`;
      const { commands } = commandTables().component;
      const known = [both, word.text].find((one) => Object.hasOwn(commands, one));
      if (known === undefined) {
        place.report("unknown command", word, `no table has the command ${word.text} of the component agentrun`);
      } else use(known, resource, known === both ? (command[1] ?? word) : word, place, false);
    }
  }

  /** The file that a command deploys: the one that it names, or the nearest one. */
  private fileFor(from: string, template: string | undefined): readonly DeployedResource[] | undefined {
    const names = template === undefined ? ["s.yaml", "s.yml"] : [template];
    for (let folder = path.posix.dirname(from); ; folder = path.posix.dirname(folder)) {
      for (const name of names) {
        const found = this.files.get(path.posix.normalize(path.posix.join(folder, name)));
        if (found !== undefined) return found;
      }
      if (folder === "." || folder === "/") break;
    }
    const [only, ...more] = this.files.values();
    return more.length === 0 && template === undefined ? only : undefined;
  }
}

function isCommand(words: readonly ShellWord[]): boolean {
  const [first] = words;
  return (
    first !== undefined &&
    Object.keys(commandTables().component.commands).some((one) => one.split(" ")[0] === first.text)
  );
}

/** @param isOfFile whether to report calls that were not proved; for a command, its file reports them */
function use(
  command: string,
  { properties }: DeployedResource,
  word: ShellWord,
  place: CommandPlace,
  isOfFile: boolean,
): void {
  const { title, commands } = commandTables().component;
  const facts = commands[command];
  if (facts === undefined) return;
  const holds = (property: string): boolean =>
    property === "" || (property.startsWith("!") ? !properties.has(property.slice(1)) : properties.has(property));
  const more = Object.entries(facts.where ?? {}).flatMap(([property, operations]) =>
    holds(property) ? operations : [],
  );
  const operations = [...facts.calls, ...more].map(withCode);
  if (operations.length > 0) place.use(word, `the ${title}`, { operations });
  if (!isOfFile && command === "deploy") return;
  for (const [property, what] of Object.entries(facts.unproved ?? {})) {
    if (holds(property)) place.report("unknown permission", word, `${command} of the ${title} ${what}`);
  }
}
