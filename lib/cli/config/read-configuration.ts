import { lstatSync } from "node:fs";
import path from "node:path";
import type { Problem } from "../../policy";
import { repeatedKeys } from "../../policy/repeated-keys";
import { foldersFrom, isWithin, repositoryAround } from "../../terraform/places/repository";
import { readText, shownFile } from "../arguments";
import { InputError, UsageError, cliProblemIds, problemLines } from "../command";
import type { OptionDeclarations } from "../declaration";
import { jsonIn } from "../json-file";
import { type Configuration, configurationFile, configurationProblems } from "./configuration";

/** Options of the commands that read a configuration. */
export const configurationOptions = {
  config: {
    value: "file",
    about: `the configuration; default: ${configurationFile} in the working folder or above it, in the repository`,
    path: "read",
  },
  "no-config": { about: "read no configuration" },
} as const satisfies OptionDeclarations;

/** The values of the options above. */
export interface ConfigurationArguments {
  readonly config: string | undefined;
  readonly "no-config": boolean;
}

/** The configuration in effect, and its origin. */
export interface UsedConfiguration {
  readonly settings: Configuration;
  /** As reports name it: a path, or `git:<ref>:<path>`. `undefined` if there is none. */
  readonly name: string | undefined;
}

export const noConfiguration: UsedConfiguration = { settings: {}, name: undefined };

/**
 * The configuration of a call in the working folder.
 *
 * @throws InputError RAM904 if it is wrong, UsageError if it cannot be read
 */
export function workingConfiguration({ config, "no-config": isOff }: ConfigurationArguments): UsedConfiguration {
  if (isOff) return noConfiguration;
  const file = config ?? foldersAbove(process.cwd()).map(configurationIn).find(isThere);
  if (file === undefined) return noConfiguration;
  const name = config === undefined ? relativeName(file) : shownFile(config);
  return { settings: parsedConfiguration(readText(file), name), name };
}

/** A folder and its parents in the checkout, nearest first. Outside of a checkout, only the folder. */
export function foldersAbove(folder: string): readonly string[] {
  const root = repositoryAround(folder) ?? path.resolve(folder);
  return foldersFrom(path.resolve(folder)).filter((one) => isWithin(root, one));
}

export function configurationIn(folder: string): string {
  return path.join(folder, configurationFile);
}

/** A broken link exists, too: it must not count as no file. */
export function isThere(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false }) !== undefined;
}

/** A path from the working folder, with `/`. */
export function relativeName(file: string): string {
  return path.relative(process.cwd(), file).split(path.sep).join("/");
}

/** @throws InputError RAM501 if it is not JSON, or RAM904 with all problems, each with the name of the file */
export function parsedConfiguration(text: string, name: string): Configuration {
  const json = jsonIn(text, name);
  const problems = problemsOf(text, json);
  if (problems.length === 0) return json as Configuration; // configurationProblems found none
  throw new InputError(problemLines(problems, name));
}

function problemsOf(text: string, json: unknown): readonly Problem[] {
  const repeated = repeatedKeys(text).map(({ key, inside }): Problem => {
    const place = inside.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
    return {
      id: cliProblemIds.configuration,
      path: `${place}.${key}`.slice(1),
      found: "the key twice",
      allowed: "each key once",
      fix: "remove one of them",
    };
  });
  return [...repeated, ...configurationProblems(json)];
}

/** @throws UsageError RAM905 */
export function refuseOwn(where: string, found: string, fix: string): never {
  throw new UsageError(found, { id: cliProblemIds.ownConfiguration, where, fix });
}
