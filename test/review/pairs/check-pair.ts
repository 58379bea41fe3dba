import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Source, grantsOfSource, readSource, review } from "../../../lib/review";
import { passes } from "../../../lib/review/gate";
import { readStack } from "../../../lib/terraform/synthesized-stack";
import { emulatedAnswers } from "./emulated";
import { mutate } from "./mutate";
import { gainOf, nothingOutside, randomOutside } from "./oracle";
import { Random } from "./random";
import { type Files, render } from "./render";
import { type World, randomWorld, resolve } from "./world";

/** What came of one random pair. */
export interface PairResult {
  readonly seed: number;
  /** The leaf that changed. */
  readonly changed: string;
  /** A request that only the side after the change allows. */
  readonly gain: string | undefined;
  readonly isPassed: boolean;
  readonly before: World;
  readonly after: World;
}

/**
 * Makes a random pair of inputs and reviews it. The same seed makes the same pair.
 *
 * @param outsideAccounts how many random accounts around the input the oracle looks at
 */
export function checkPair(seed: number, outsideAccounts = 3): PairResult {
  const random = new Random(seed);
  const before = randomWorld(random);
  const after = structuredClone(before);
  const changed = mutate(after, random);
  const isComplete = random.chance(0.15);
  const [was, is] = [resolve(before), resolve(after)];
  const outside = isComplete
    ? [nothingOutside]
    : [nothingOutside, ...Array.from({ length: outsideAccounts }, () => randomOutside(random))];
  const canExist = [before, after].every((world) => !hidesRepeatedPolicies(world));
  const gain = canExist ? outside.map((one) => gainOf(was, is, one)).find((one) => one !== undefined) : undefined;
  const isPassed = reviewPasses(render(before), render(after), isComplete);
  return { seed, changed, gain, isPassed, before, after };
}

/**
 * Whether a stack has two policies of one name, and an expression hides that. RAM refuses to create the second, so reviews take
 * such names for different ones; where the names are written out, both count.
 */
function hidesRepeatedPolicies(world: World): boolean {
  const files = render(world);
  return world.stacks.some(({ name: stack, policies }) => {
    const text = files.get(`stacks/${stack}/cdk.tf.json`) ?? "{}";
    return policies.some(({ key, name, alias }) => {
      const isRepeated = policies.some((other) => other.key !== key && other.name === name && other.alias === alias);
      return isRepeated && new RegExp(`"${key}":\\{"(?:policy_)?name":"\\$`).test(text);
    });
  });
}

function reviewPasses(before: Files, after: Files, complete: boolean): boolean {
  const folders: string[] = [];
  try {
    const [was, is] = [before, after].map((files) => {
      const needsFolder = [...files.keys()].some((name) => !isStackFile(name) && name !== "manifest.json");
      if (!needsFolder) return grantsOfSource(inMemory(files));
      const folder = mkdtempSync(path.join(temporary, "agentrun-pair-"));
      folders.push(folder);
      write(files, folder);
      return grantsOfSource(readSource(folder));
    });
    return passes(review(was ?? [], is ?? [], { complete }), "broadening");
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true });
  }
}

/** A folder in memory where there is one, because it is faster. */
const temporary = existsSync("/dev/shm") ? "/dev/shm" : os.tmpdir();

function write(files: Files, folder: string): void {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function isStackFile(name: string): boolean {
  return path.basename(name) === "cdk.tf.json";
}

/** What would be read from a folder that has the stacks and nothing else. */
function inMemory(files: Files): Source {
  const stacks = [...files]
    .filter(([name]) => isStackFile(name))
    .map(([file, text]) => ({ ...readStack(path.basename(path.dirname(file)), `/no/${file}`, text), warnings: [] }));
  return { kind: "stacks", form: "synth output", namedByFile: false, stacks };
}

/** A pair whose accounts emulators enforce as well. */
export interface EmulatedPair {
  /** Calls that an emulator lets through only after the change. */
  readonly gains: readonly string[];
  readonly contradictions: readonly string[];
}

/** Applies both sides of a pair to emulators, with an account around them. */
export async function emulatePair({ seed, before, after }: PairResult): Promise<EmulatedPair> {
  const [was, is] = [resolve(before), resolve(after)];
  const outside = randomOutside(new Random(seed));
  const gains: string[] = [];
  const contradictions: string[] = [];
  for (const account of new Set([...was.attachments, ...is.attachments].map((one) => one.account))) {
    const old = await emulatedAnswers(was, account, outside);
    const now = await emulatedAnswers(is, account, outside);
    gains.push(...[...now.allowed].filter((call) => old.asked.has(call) && !old.allowed.has(call)));
    contradictions.push(...old.contradictions, ...now.contradictions);
  }
  return { gains, contradictions };
}

/** The files of both sides, to look at what failed. */
export function filesOf({ before, after }: PairResult): { readonly before: Files; readonly after: Files } {
  return { before: render(before), after: render(after) };
}
