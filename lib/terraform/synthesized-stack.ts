import path from "node:path";
import { Configuration } from "./configuration/configuration";
import { asList } from "./json-values";
import { isJsonObject } from "../policy/json-value";
import { instancesOf } from "./iterations";
import { LiteralValues } from "./literal-values";
import { stackFile } from "./stack-file";
import { parseJson, readFileText } from "./read-file";
import type { SourcePlace } from "./places/source-place";
import { isWithin } from "./places/repository";
import { type Resource, aliasOf, constructPathIn } from "./resource";
import { type StackBlocks, blocksOf } from "./stack-blocks";
import { UnreadableStackError } from "./unreadable-stack-error";

export { UnreadableStackError, asList };

/** A synthesized stack, a plan or a state. */
export interface SynthesizedStack {
  readonly name: string;
  readonly file: string;
  readonly resources: readonly Resource[];
  readonly data: readonly Resource[];
  /** String outputs by name. */
  readonly outputs?: ReadonlyMap<string, string>;
  /** Warnings of constructs at synth, each with the construct's path. */
  readonly warnings: readonly string[];
  readonly blocks?: StackBlocks;
  /** Everything that Terraform reads of it. */
  readonly configuration?: Configuration;
  /** The JSON that it was read from. */
  readonly text?: string;
  /** Stack traces that the manifest has of constructs, by construct path. */
  readonly traces?: ReadonlyMap<string, readonly string[]>;
  /** Modules that the input calls and that are not read. @default - all modules among the blocks */
  readonly unreadModules?: readonly UnreadModule[];
  /** Arguments that could not be evaluated. @default - none */
  readonly notKnown?: readonly NotKnown[];
}

/** A module whose resources are not in the input. */
export interface UnreadModule {
  /** e.g. `module.m` */
  readonly address: string;
  /** The call, as text that is equal for equal calls. */
  readonly text: string;
  readonly why: string;
  readonly location?: SourcePlace;
}

/** An argument that could not be evaluated, although everything that it depends on may be in the input. */
export interface NotKnown {
  readonly address: string;
  readonly argument: string;
  readonly reason: string;
  readonly location?: SourcePlace;
}

/**
 * Reads the stacks in the manifest of an output folder (`cdktf.out`), sorted by name.
 *
 * @throws UnreadableStackError RAM501 if the manifest or a stack cannot be read
 */
export function readSynthesizedStacks(outputFolder: string): readonly SynthesizedStack[] {
  const file = path.join(outputFolder, "manifest.json");
  const stacks = asRecord(readJson(file)["stacks"], file, "stacks");
  return Object.keys(stacks)
    .sort()
    .map((name) => {
      const entry = asRecord(stacks[name], file, `stacks.${name}`);
      const stack = path.join(outputFolder, String(entry["synthesizedStackPath"]));
      if (!isWithin(outputFolder, stack)) {
        throw new UnreadableStackError(
          file,
          `stacks.${name}: a stack belongs in the folder of the manifest, and ${stack} is not in it`,
        );
      }
      const annotations = asList(entry["annotations"]).filter(isJsonObject);
      return {
        ...readStack(name, stack, readText(stack)),
        warnings: readWarnings(annotations),
        traces: readTraces(annotations),
      };
    });
}

type Annotations = readonly Readonly<Record<string, unknown>>[];

function readWarnings(annotations: Annotations): readonly string[] {
  return annotations
    .filter(({ level }) => level === "@cdktf/warn")
    .map(({ constructPath, message }) => `[${String(constructPath)}] ${String(message)}`);
}

/**
 * The traces of annotations, except those that are added while the app synthesizes, because they do not lead to the
 * construct.
 */
function readTraces(annotations: Annotations): ReadonlyMap<string, readonly string[]> {
  const entries = annotations.flatMap(({ constructPath, stacktrace }) => {
    const trace = asList(stacktrace).filter((frame) => typeof frame === "string");
    const isOfSynth = trace.some((frame) => /\b(?:synth|synthesize|runAllValidations) /.test(frame));
    return typeof constructPath !== "string" || isOfSynth ? [] : [[constructPath, trace] as const];
  });
  return new Map(entries);
}

/**
 * Reads a stack from the text of its file, with the other files in its folder that Terraform reads.
 *
 * @throws UnreadableStackError RAM501 if the text is not a stack
 */
export function readStack(name: string, file: string, text: string): Omit<SynthesizedStack, "warnings"> {
  const folder = path.basename(file) === stackFile ? path.dirname(file) : undefined;
  return { ...stackOf(name, file, jsonOf(text, file)), configuration: Configuration.ofStack(() => text, folder), text };
}

/**
 * Reads a stack from parsed JSON.
 *
 * @param file the file that the JSON comes from, for errors
 * @throws UnreadableStackError RAM501 if the JSON is not a stack
 */
export function stackOf(
  name: string,
  file: string,
  stack: Readonly<Record<string, unknown>>,
): Omit<SynthesizedStack, "warnings"> {
  const isImported = importsOf(stack["import"]);
  const blocks = blocksOf(stack);
  const literals = new LiteralValues(blocks);
  const elements = (kind: Resource["kind"]): readonly Resource[] =>
    Object.entries(asRecord(stack[kind] ?? {}, file, kind)).flatMap(([type, byName]) =>
      Object.entries(asRecord(byName, file, type)).flatMap(([resourceName, body]) => {
        const address = `${kind === "data" ? "data." : ""}${type}.${resourceName}`;
        const given = asRecord(literals.resolve(asRecord(body, file, address)), file, address);
        return instancesOf(given).map(({ index, arguments: filled, iterated }) => {
          const own = index === "" ? filled : asRecord(literals.resolve(filled), file, address);
          return {
            kind,
            type,
            name: resourceName,
            address: `${address}${index}`,
            arguments: own,
            imported: isImported(`${address}${index}`),
            providerAlias: aliasOf(own["provider"]),
            path: constructPathIn(own) ?? `${address}${index}`,
            ...(iterated === undefined ? {} : { iterated }),
          };
        });
      }),
    );
  const [resources, data] = [elements("resource"), elements("data")];
  const configuration = Configuration.ofStack(() => JSON.stringify(stack));
  return { name, file, resources, data, outputs: outputsOf(stack["output"]), blocks, configuration };
}

/** Whether an address is imported. If the target of an import block cannot be read, all addresses count as imported. */
export function importsOf(blocks: unknown): (address: string) => boolean {
  const targets = (isJsonObject(blocks) ? [blocks] : asList(blocks)).map((block) =>
    isJsonObject(block) && typeof block["to"] === "string" ? block["to"].replace(/^\$\{\s*|\s*\}$/g, "").trim() : "",
  );
  const isAddress = (target: string): boolean => /^[\w-]+\.[\w-]+(?:\[[^\]]*\])?$/.test(target);
  if (targets.some((target) => !isAddress(target) && !target.startsWith("module."))) return () => true;
  const exact = new Set(targets);
  // The instances of a block with for_each are not known here.
  const whole = new Set(targets.filter((target) => /\[(?!\d+\]|"[^"$]*"\])/.test(target)).map(withoutIndex));
  return (address) => exact.has(address) || whole.has(withoutIndex(address));
}

function withoutIndex(address: string): string {
  return address.replace(/\[[^\]]*\]$/, "");
}

export function outputsOf(blocks: unknown): ReadonlyMap<string, string> {
  const found = Object.entries(isJsonObject(blocks) ? blocks : {}).flatMap(([name, block]) => {
    const value = isJsonObject(block) ? block["value"] : undefined;
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return new Map(found);
}

/** @throws UnreadableStackError RAM501 if the file cannot be read or is not a JSON object */
export function readJson(file: string): Readonly<Record<string, unknown>> {
  return jsonOf(readText(file), file);
}

/** @throws UnreadableStackError RAM501 */
export function readText(file: string): string {
  const text = readFileText(file);
  if ("problem" in text) throw new UnreadableStackError(file, `cannot be read: ${text.problem}`);
  return text.value;
}

/** @throws UnreadableStackError RAM501 if the text is not a JSON object */
export function jsonOf(text: string, file: string): Readonly<Record<string, unknown>> {
  const json = parseJson(text);
  if ("problem" in json) throw new UnreadableStackError(file, json.problem);
  return asRecord(json.value, file, "the file");
}

export function asRecord(value: unknown, file: string, what: string): Readonly<Record<string, unknown>> {
  if (isJsonObject(value)) return value;
  throw new UnreadableStackError(file, `${what} is not an object`);
}
