import { readFileSync } from "node:fs";
import path from "node:path";
import { asList, isRecord } from "./json-values";
import { instancesOf } from "./iterations";
import { LiteralValues } from "./literal-values";
import { type StackBlocks, blocksOf } from "./stack-blocks";
import { withoutMark } from "./file-without-bom";

export { asList, isRecord };

/** A resource in a synthesized stack. Arguments are as in the file. */
export interface SynthesizedResource {
  readonly type: string;
  readonly name: string;
  /** `<type>.<name>`, as expressions refer to it. */
  readonly address: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Whether Terraform takes it over instead of creating it. */
  readonly imported: boolean;
  /** Alias of its provider; empty for the default one. */
  readonly providerAlias: string;
  /** The `count` or `for_each` that makes several of it, where only Terraform knows how many. */
  readonly iterated?: string;
}

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  /** Path of the file that it was read from. */
  readonly file: string;
  readonly resources: readonly SynthesizedResource[];
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

  public constructor(file: string, why: string) {
    super(
      `RAM501 ${file}: ${why}. Allowed: what cdktf synth writes, a plan as JSON, or RAM policies. Fix: make it again`,
    );
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
      return { ...readStack(name, stackFile), warnings: readWarnings(entry["annotations"]) };
    });
}

/** The warnings that constructs raised at synth. */
function readWarnings(annotations: unknown): readonly string[] {
  return asList(annotations)
    .filter(isRecord)
    .filter(({ level }) => level === "@cdktf/warn")
    .map(({ constructPath, message }) => `[${String(constructPath)}] ${String(message)}`);
}

/**
 * Reads one stack, a `cdk.tf.json`.
 *
 * @throws UnreadableStackError RAM501 where the file is not a stack
 */
export function readStackFile(name: string, file: string): SynthesizedStack {
  return { ...stackOf(name, file, readJson(file)), warnings: [] };
}

function readStack(name: string, file: string): Omit<SynthesizedStack, "warnings"> {
  return stackOf(name, file, readJson(file));
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
    asList(stack["import"]).map((block) => (isRecord(block) && typeof block["to"] === "string" ? block["to"] : "")),
  );
  const blocks = blocksOf(stack);
  const literals = new LiteralValues(blocks);
  const resources = Object.entries(asRecord(stack["resource"] ?? {}, file, "resource")).flatMap(([type, byName]) =>
    Object.entries(asRecord(byName, file, type)).flatMap(([resourceName, body]) => {
      const address = `${type}.${resourceName}`;
      const given = asRecord(literals.resolve(asRecord(body, file, address)), file, address);
      return instancesOf(given).map(({ index, arguments: own, iterated }) => ({
        type,
        name: resourceName,
        address: `${address}${index}`,
        arguments: own,
        imported: imported.has(`${address}${index}`),
        providerAlias: aliasOf(own["provider"]),
        ...(iterated === undefined ? {} : { iterated }),
      }));
    }),
  );
  return { name, file, resources, outputs: outputsOf(stack["output"]), blocks };
}

function outputsOf(blocks: unknown): ReadonlyMap<string, string> {
  const found = Object.entries(isRecord(blocks) ? blocks : {}).flatMap(([name, block]) => {
    const value = isRecord(block) ? block["value"] : undefined;
    return typeof value === "string" ? [[name, value] as const] : [];
  });
  return new Map(found);
}

/** The alias in `alicloud.<alias>`. */
function aliasOf(provider: unknown): string {
  return typeof provider === "string" ? (provider.split(".")[1] ?? "") : "";
}

export function readJson(file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(withoutMark(readFileSync(file, "utf8")));
  } catch (error) {
    throw new UnreadableStackError(file, error instanceof SyntaxError ? "not JSON" : "cannot be read");
  }
  return asRecord(value, file, "the file");
}

export function asRecord(value: unknown, file: string, what: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new UnreadableStackError(file, `${what} is not an object`);
}
