import path from "node:path";
import { asList } from "./json-values";
import { isJsonObject } from "../policy/json-value";
import { instancesOf } from "./iterations";
import { LiteralValues } from "./literal-values";
import { parseJson, readFileText, standardInput } from "./read-file";
import { type Resource, aliasOf, constructPathIn } from "./resource";
import { type StackBlocks, blocksOf } from "./stack-blocks";

export { asList };

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  /** Path of the file that it was read from. */
  readonly file: string;
  readonly resources: readonly Resource[];
  /** Its data sources. */
  readonly data: readonly Resource[];
  /** Outputs that are texts, by name, as in the file. */
  readonly outputs?: ReadonlyMap<string, string>;
  /** What constructs warned of at synth, each with the path of its construct. */
  readonly warnings: readonly string[];
  /** What expressions refer to beside resources. */
  readonly blocks?: StackBlocks;
}

/** An input that cannot be read, or that is none. */
export class UnreadableStackError extends Error {
  public override readonly name = "UnreadableStackError";

  public constructor(file: string, why: string, fix = "correct it, or name another input") {
    super(`RAM501 ${file === standardInput ? "standard input" : file}: ${why}. Fix: ${fix}`);
  }
}

/**
 * Reads the stacks that the manifest of an output folder (`cdktf.out`) lists, sorted by name.
 *
 * @throws UnreadableStackError RAM501 where the folder has no manifest or a file is not a stack
 */
export function readSynthesizedStacks(outputFolder: string): readonly SynthesizedStack[] {
  const file = path.join(outputFolder, "manifest.json");
  const stacks = asRecord(readJson(file)["stacks"], file, "stacks");
  return Object.keys(stacks)
    .sort()
    .map((name) => {
      const entry = asRecord(stacks[name], file, `stacks.${name}`);
      const stackFile = path.join(outputFolder, String(entry["synthesizedStackPath"]));
      return { ...stackOf(name, stackFile, readJson(stackFile)), warnings: readWarnings(entry["annotations"]) };
    });
}

/** The warnings that constructs raised at synth. */
function readWarnings(annotations: unknown): readonly string[] {
  return asList(annotations)
    .filter(isJsonObject)
    .filter(({ level }) => level === "@cdktf/warn")
    .map(({ constructPath, message }) => `[${String(constructPath)}] ${String(message)}`);
}

/**
 * The stack that parsed JSON is.
 *
 * @param file where it is from, for errors
 * @throws UnreadableStackError RAM501 where it is none
 */
export function stackOf(
  name: string,
  file: string,
  stack: Readonly<Record<string, unknown>>,
): Omit<SynthesizedStack, "warnings"> {
  const imported = new Set(
    asList(stack["import"]).map((block) => (isJsonObject(block) && typeof block["to"] === "string" ? block["to"] : "")),
  );
  const blocks = blocksOf(stack);
  const literals = new LiteralValues(blocks);
  const elements = (kind: Resource["kind"]): readonly Resource[] =>
    Object.entries(asRecord(stack[kind] ?? {}, file, kind)).flatMap(([type, byName]) =>
      Object.entries(asRecord(byName, file, type)).flatMap(([resourceName, body]) => {
        const address = `${kind === "data" ? "data." : ""}${type}.${resourceName}`;
        const given = asRecord(literals.resolve(asRecord(body, file, address)), file, address);
        return instancesOf(given).map(({ index, arguments: own, iterated }) => ({
          kind,
          type,
          name: resourceName,
          address: `${address}${index}`,
          arguments: own,
          imported: imported.has(`${address}${index}`),
          providerAlias: aliasOf(own["provider"]),
          path: constructPathIn(own) ?? `${address}${index}`,
          ...(iterated === undefined ? {} : { iterated }),
        }));
      }),
    );
  const [resources, data] = [elements("resource"), elements("data")];
  return { name, file, resources, data, outputs: outputsOf(stack["output"]), blocks };
}

function outputsOf(blocks: unknown): ReadonlyMap<string, string> {
  const found = Object.entries(isJsonObject(blocks) ? blocks : {}).flatMap(([name, block]) => {
    const value = isJsonObject(block) ? block["value"] : undefined;
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return new Map(found);
}

/**
 * The JSON object in a file, or in standard input for `-`.
 *
 * @throws UnreadableStackError RAM501
 */
export function readJson(file: string): Readonly<Record<string, unknown>> {
  return jsonOf(readText(file), file);
}

/** @throws UnreadableStackError RAM501 */
export function readText(file: string): string {
  const text = readFileText(file);
  if ("problem" in text) throw new UnreadableStackError(file, `cannot be read: ${text.problem}`);
  return text.value;
}

/**
 * The JSON object that a text is.
 *
 * @throws UnreadableStackError RAM501
 */
export function jsonOf(text: string, file: string): Readonly<Record<string, unknown>> {
  const json = parseJson(text);
  if ("problem" in json) throw new UnreadableStackError(file, json.problem);
  return asRecord(json.value, file, "the file");
}

export function asRecord(value: unknown, file: string, what: string): Readonly<Record<string, unknown>> {
  if (isJsonObject(value)) return value;
  throw new UnreadableStackError(file, `${what} is not an object`);
}
