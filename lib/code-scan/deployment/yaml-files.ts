import type { Document, Node, Pair, ParsedNode, Scalar, YAMLMap } from "yaml";
import type { CodeUse, UnreadFile } from "../code-use";
import { yamlParser } from "../parsers";
import { LineNumbers } from "../program/line-numbers";
import type { SourceFile } from "../source-files";
import { CommandPlace, type CommandUses } from "./command-uses";
import type { DeployedResource, Deployments } from "./deployments";
import type { ShellWord } from "./shell-commands";

type Yaml = ReturnType<typeof yamlParser>;

/** Texts in files that may be relevant. Other YAML files are not parsed. */
const interesting = /agentrun|\baliyun\b|\bs\s+\S+|\bar\s|@serverless-devs/;

/** Keys whose texts are commands of a shell. */
const commandKeys = /^(run|script|scripts|before_script|after_script|commands?|cmds?|args)$/;

/** Files of YAML: workflows with commands, and what Serverless Devs and the AgentRun CLI deploy. */
export class YamlFiles {
  private readonly parsed: { readonly source: SourceFile; readonly documents: readonly Document.Parsed[] }[] = [];

  public constructor(
    private readonly deployments: Deployments,
    private readonly commands: CommandUses,
  ) {}

  /** Reads what the file deploys. Its commands are read later, because they may deploy other files. */
  public add(source: SourceFile, unread: UnreadFile[]): void {
    const { file, text } = source;
    if (!interesting.test(text)) return;
    const yaml = yamlParser();
    const lines = new LineNumbers(text);
    const parsed = yaml.parseAllDocuments(text, { logLevel: "silent", merge: true });
    const documents: readonly Document.Parsed[] = "empty" in parsed ? [] : parsed;
    const [error] = documents.flatMap(({ errors }) => errors);
    if (error !== undefined) {
      unread.push({
        file,
        line: lines.at(error.pos[0]),
        why: "it does not parse from here on, so that calls may be missing",
      });
    }
    this.parsed.push({ source, documents });
    const place = new CommandPlace(file, lines, this.commands);
    for (const document of documents) {
      const resources = resourcesIn(document, text, yaml);
      if (resources.length > 0) this.deployments.addFile(file, resources, place);
      addRuntime(document, text, yaml, place);
    }
  }

  /** Reads the commands of all files. */
  public finish(): void {
    const yaml = yamlParser();
    for (const { source, documents } of this.parsed) {
      const { file, text } = source;
      const lines = new LineNumbers(text);
      const addTexts = (node: unknown): void => {
        if (yaml.isScalar(node)) this.addCommands(node, file, text, lines);
        else if (yaml.isSeq(node)) node.items.forEach(addTexts);
      };
      for (const document of documents) {
        yaml.visit(document, {
          Pair: (_, { key, value }: Pair) => {
            if (yaml.isScalar(key) && typeof key.value === "string" && commandKeys.test(key.value)) addTexts(value);
          },
        });
      }
    }
  }

  private addCommands(node: Scalar, file: string, text: string, lines: LineNumbers): void {
    const { range, type } = node;
    if (typeof node.value !== "string" || range === undefined || range === null) return;
    let [from] = range;
    const [, to] = range;
    if (type === "BLOCK_LITERAL" || type === "BLOCK_FOLDED") from = text.indexOf("\n", from) + 1 || to;
    else if (type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE") from += 1;
    const end = type === "QUOTE_DOUBLE" || type === "QUOTE_SINGLE" ? to - 1 : to;
    // The lines of a folded text are one line. Offsets do not change.
    const isFolded = type === "BLOCK_FOLDED" || type === "PLAIN";
    const shown = isFolded ? text.slice(0, from) + text.slice(from, end).replace(/\n/g, " ") : text;
    this.commands.add(file, shown, from, end, lines);
  }
}

function isMap(yaml: Yaml, node: unknown): node is YAMLMap {
  return yaml.isMap(node);
}

function resourcesIn(document: Document.Parsed, text: string, yaml: Yaml): readonly DeployedResource[] {
  const resources = document.get("resources", true);
  if (!isMap(yaml, resources)) return [];
  return resources.items.flatMap(({ key, value }): readonly DeployedResource[] => {
    if (!isMap(yaml, value)) return [];
    const component = value.get("component", true);
    const written = yaml.isScalar(component) ? component.value : undefined;
    if (!yaml.isScalar(component) || typeof written !== "string") return [];
    const [at = 0, to = at] = component.range ?? [];
    // The symbol is the text in the line, without the version after it.
    const word = { text: /agentrun/.exec(text.slice(at, to))?.[0] ?? written, at, isOpen: false };
    const agent = value.getIn(["props", "agent"], true);
    return [
      {
        key: String(yaml.isScalar(key) ? key.value : key),
        component: word,
        isAgentrun: /^(.*\/)?agentrun(@.*)?$/.test(written),
        properties: isMap(yaml, agent) ? propertiesOf(agent, yaml) : new Set(),
        role: isMap(yaml, agent) ? roleOf(agent, document, text, yaml) : undefined,
      },
    ];
  });
}

/** The paths of properties, down to the second level, and `path=text` for texts. */
function propertiesOf(agent: YAMLMap, yaml: Yaml): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (map: YAMLMap, before: string, depth: number): void => {
    for (const { key, value } of map.items) {
      const name = before + String(yaml.isScalar(key) ? key.value : "");
      if (yaml.isScalar(value)) {
        if (value.value === null || value.value === "") continue;
        found.add(name);
        if (typeof value.value === "string") found.add(`${name}=${value.value}`);
        // The file may give the workspace by its name alone.
        if (name === "workspace") found.add("workspace.name");
      } else if (yaml.isSeq(value)) {
        if (value.items.length > 0) found.add(name);
      } else if (isMap(yaml, value)) {
        if (value.items.length > 0) found.add(name);
        if (depth < 2) add(value, `${name}.`, depth + 1);
      } else found.add(name);
    }
  };
  add(agent, "", 0);
  if (found.has("workspace.id")) found.delete("workspace.name");
  return found;
}

function roleOf(agent: YAMLMap, document: Document.Parsed, text: string, yaml: Yaml): DeployedResource["role"] {
  const pair = agent.items.find(
    ({ key }) => yaml.isScalar(key) && (key.value === "role" || key.value === "executionRoleArn"),
  );
  const key = pair?.key;
  if (pair === undefined || !yaml.isScalar(key)) return undefined;
  const [at = 0, to = at] = key.range ?? [];
  const word: ShellWord = { text: text.slice(at, to), at, isOpen: false };
  const written = yaml.isScalar(pair.value) && typeof pair.value.value === "string" ? pair.value.value : "";
  const [, variable] = /^\$\{vars\.([\w.]+)\}$/.exec(written) ?? [];
  const value = variable === undefined ? written : document.getIn(["vars", ...variable.split(".")]);
  return { word, passes: typeof value === "string" ? passesOf(value) : [] };
}

/** A role by its ARN or its name. */
function passesOf(text: string): CodeUse["passes"] {
  const [, account = "", role] = /^acs:ram::([^:]*):role\/([\w.@-]+)$/i.exec(text) ?? [];
  if (role !== undefined) return [{ account: /^\d+$/.test(account) ? account : "*", role }];
  return /^[\w.-]+$/.test(text) ? [{ account: "*", role: text }] : [];
}

/** The role in a file of the AgentRun CLI. Whoever applies the file must be allowed to pass it. */
function addRuntime(document: Document.Parsed, text: string, yaml: Yaml, place: CommandPlace): void {
  const version = document.get("apiVersion");
  const spec = document.get("spec", true) as ParsedNode | Node | undefined;
  if (typeof version !== "string" || !version.startsWith("agentrun/") || !isMap(yaml, spec)) return;
  const role = roleOf(spec, document, text, yaml);
  if (role === undefined) return;
  if (role.passes.length > 0) place.use(role.word, "the role of a runtime", { passes: role.passes });
  else place.report("passed role", role.word, "a role is passed whose name is not written here: it needs ram:PassRole on the role"); // prettier-ignore
}
