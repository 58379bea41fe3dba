import { readFileSync } from "node:fs";
import path from "node:path";

/** A resource in a synthesized stack. Arguments are as in the file. */
export interface SynthesizedResource {
  readonly type: string;
  readonly name: string;
  /** `<type>.<name>`, as expressions refer to it. */
  readonly address: string;
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Whether Terraform takes it over instead of creating it. */
  readonly imported: boolean;
}

/** A synthesized stack. */
export interface SynthesizedStack {
  readonly name: string;
  readonly resources: readonly SynthesizedResource[];
  /** What constructs warned of at synth, each with the path of its construct. */
  readonly warnings: readonly string[];
}

/** A file that cannot be read as a synthesized stack. */
export class UnreadableStackError extends Error {
  public override readonly name = "UnreadableStackError";

  public constructor(file: string, why: string) {
    super(`RAM501 ${file}: ${why}. Allowed: a cdk.tf.json as cdktf synth writes it. Fix: synthesize again`);
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

function readStack(name: string, file: string): Omit<SynthesizedStack, "warnings"> {
  const stack = readJson(file);
  const imported = new Set(
    asList(stack["import"]).map((block) => (isRecord(block) && typeof block["to"] === "string" ? block["to"] : "")),
  );
  const resources = Object.entries(asRecord(stack["resource"] ?? {}, file, "resource")).flatMap(([type, byName]) =>
    Object.entries(asRecord(byName, file, type)).map(([resourceName, body]) => ({
      type,
      name: resourceName,
      address: `${type}.${resourceName}`,
      arguments: asRecord(body, file, `${type}.${resourceName}`),
      imported: imported.has(`${type}.${resourceName}`),
    })),
  );
  return { name, resources };
}

function readJson(file: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new UnreadableStackError(file, error instanceof SyntaxError ? "not JSON" : "cannot be read");
  }
  return asRecord(value, file, "the file");
}

function asRecord(value: unknown, file: string, what: string): Readonly<Record<string, unknown>> {
  if (isRecord(value)) return value;
  throw new UnreadableStackError(file, `${what} is not an object`);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
