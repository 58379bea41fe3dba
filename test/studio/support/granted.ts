import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runInNewContext } from "node:vm";
import { type TerraformStack, Testing } from "cdktf";
import { ModuleKind, transpileModule } from "typescript";
import * as library from "../../../lib";
import type { PolicyDocument } from "../../../lib/policy";
import { documentTextOf } from "../../../lib/terraform/document-text";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import type { Resource } from "../../../lib/terraform/resource";
import { ResourceTexts } from "../../../lib/terraform/resource-texts";
import { stackOf } from "../../../lib/terraform/synthesized-stack";
import { newStack } from "../../constructs/support";

/** Grants by principal and place: each action on each resource under each condition. */
export type Granted = Readonly<Record<string, readonly string[]>>;

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

/** The permissions of documents, however they are written or split. */
export function permissionsOf(documents: readonly (PolicyDocument | string)[]): readonly string[] {
  const all = documents.flatMap((one) => {
    const { Statement: statements } = JSON.parse(typeof one === "string" ? one : one.toText()) as {
      readonly Statement: readonly Statement[];
    };
    return statements.flatMap(({ Effect: effect, Action: actions, Resource: resources, Condition: condition = {} }) =>
      [actions]
        .flat()
        .flatMap((action) =>
          [resources].flat().map((resource) => `${effect} ${action} ${resource} ${conditionText(condition)}`),
        ),
    );
  });
  return [...new Set(all)].sort();
}

function conditionText(condition: object): string {
  return Object.entries(condition)
    .flatMap(([operator, keys]) =>
      Object.entries(keys as object).map(([key, values]) => `${operator} ${key} ${[values].flat().sort().join("|")}`),
    )
    .sort()
    .join(" ");
}

/** The grants of the page's TypeScript, from the stack that it synthesizes. */
export function grantedByTypeScript(code: string): Granted {
  const [imported = "", ...body] = code.split("\n");
  const [, name = ""] = /^import \{ (\w+) \} from "cdktf-alicloud-agentrun";$/.exec(imported) ?? [];
  const text = `function made(this: unknown, ${name}: unknown) {\n${body.join("\n")}\n}`;
  const { outputText } = transpileModule(text, { compilerOptions: { module: ModuleKind.CommonJS } });
  const stack = newStack();
  const make = runInNewContext(`${outputText}; made`) as (this: TerraformStack, construct: unknown) => void;
  make.call(stack, library[name as keyof typeof library]);
  const json = JSON.parse(Testing.synth(stack, true)) as Readonly<Record<string, unknown>>;
  return grantedBy(stackOf("test", "test", json).resources);
}

/** The grants of a folder, as the library reads it. */
export function grantedByFolder(folder: string): Granted {
  const { resources, notKnown, unreadModules } = readTerraformFolder(folder);
  expect([notKnown, unreadModules]).toEqual([[], []]);
  return grantedBy(resources);
}

/** Writes the texts of the page to the files that the page names. */
export function writeModule(
  folder: string,
  { sources, call }: { readonly sources?: string; readonly call: string },
): void {
  mkdirSync(path.join(folder, "agentrun-module"), { recursive: true });
  if (sources !== undefined) writeFileSync(path.join(folder, "agentrun-module", "main.tf"), sources);
  writeFileSync(path.join(folder, "main.tf"), call);
}

function grantedBy(resources: readonly Resource[]): Granted {
  const texts = new ResourceTexts(resources);
  const text = (value: unknown): string => (typeof value === "string" ? texts.follow(value) : "");
  const documents = new Map<string, string>();
  for (const resource of resources) {
    if (resource.type !== "alicloud_ram_policy") continue;
    documents.set(text(resource.arguments["policy_name"]), documentTextOf(resource, texts)?.text ?? "");
  }
  const owners = new Map<string, string[]>([...documents.keys()].map((name) => [name, []]));
  for (const { type, arguments: given } of resources.filter(({ type: one }) => one.endsWith("_attachment"))) {
    const who = ["group_name", "principal_name", "resource_group_id"].flatMap((one) => text(given[one]) || []);
    owners.get(text(given["policy_name"]))?.push(`${type} ${who.join(" in ")}`);
  }
  const granted = new Map<string, string[]>();
  for (const [name, of] of owners) {
    const whom = of.length === 0 ? "nobody" : of.sort().join(", ");
    granted.set(whom, [...(granted.get(whom) ?? []), documents.get(name) ?? ""]);
  }
  return Object.fromEntries([...granted].map(([whom, some]) => [whom, permissionsOf(some)] as const).sort());
}

/** The words that a shell reads in a command line of the page, by command. */
export function wordsOf(commandLine: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]];
  for (const [token] of commandLine.replaceAll("\\\n", " ").matchAll(/\$?'(?:[^']|'\\'')*'|[^\s']+/g)) {
    if (token === "|") commands.push([]);
    else commands.at(-1)?.push(token.startsWith("'") ? token.slice(1, -1).replaceAll("'\\''", "'") : token);
  }
  return commands;
}
