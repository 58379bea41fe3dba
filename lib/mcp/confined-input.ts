import { lstatSync, readdirSync, realpathSync } from "node:fs";
import path from "node:path";
import { type Source, readSource } from "../review";
import { isTooLargeToRead } from "../grants/policy-size";
import { sourceOfText } from "../grants/read-source";
import { isWithin } from "../terraform/places/repository";
import { ToolInputError } from "./tool-input-error";
import { realPathOf } from "../terraform/configuration/files";

/** More entries than any synth output has. A folder with more is not looked through. */
const mostEntries = 20_000;

/**
 * Reads an input of a tool: a policy as an object, or the path of a file or folder inside of `root`. Runs nothing.
 *
 * @throws ToolInputError for a path that leads out of `root`, itself or by a link inside of it
 * @throws UnreadableStackError RAM501 for what is neither a stack, a plan, a state nor a policy
 */
export function confinedInput(root: string, input: unknown): Source {
  if (typeof input === "object" && input !== null) return checked(sourceOfText(JSON.stringify(input), "policy"));
  if (typeof input !== "string" || input === "") {
    throw new ToolInputError(
      "an input is a policy as an object, or the path of a file or folder in the working folder",
    );
  }
  if (input === "-" || input.startsWith("git:")) {
    throw new ToolInputError(`${input} cannot be read here: name a file or folder in the working folder`);
  }
  return checked(readSource(confinedPath(root, input), { terraform: { confinedTo: root } }));
}

function checked(source: Source): Source {
  const policies = source.kind === "policies" ? source.policies : [];
  const large = policies.find(({ text }) => isTooLargeToRead(text));
  if (large !== undefined) throw new ToolInputError(`${large.file} is a policy of more than 1 MB, which no tool reads`);
  return source;
}

function confinedPath(root: string, input: string): string {
  const whole = realpathSync(root);
  const target = path.resolve(whole, input);
  // What lies outside is not even looked at.
  if (!isWithin(whole, target)) throw outside(input);
  if (!isThere(target)) throw new ToolInputError(`there is no ${input}`);
  if (!isWithin(whole, realpathSync(target))) throw outside(input);
  checkLinks(whole, realpathSync(target), input);
  return target;
}

/** The system refuses to look for some names, such as those that are too long. */
function isThere(target: string): boolean {
  try {
    return lstatSync(target, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function checkLinks(root: string, folder: string, input: string): void {
  const open = [folder];
  let left = mostEntries;
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (left-- === 0) throw new ToolInputError(`${input} has too many files`);
    const found = lstatSync(place);
    if (found.isSymbolicLink()) {
      const target = realPathOf(place);
      if (target === undefined || !isWithin(root, target)) throw outside(path.relative(root, place));
    } else if (found.isDirectory()) {
      open.push(...readdirSync(place).map((name) => path.join(place, name)));
    }
  }
}

function outside(input: string): ToolInputError {
  return new ToolInputError(`${input} leads out of the working folder`);
}
