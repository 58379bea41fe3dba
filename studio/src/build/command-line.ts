import { shellWord } from "../../../lib/cli/command-line";
import { restrictionFlagNames, restrictionFlags, secretFlagNames, secretFlags } from "../../../lib/cli/request-flags";
import { partProblem } from "../../../lib/catalog/least-privilege/part-problem";
import { PolicyError, quote } from "../../../lib/policy";
import type { Request } from "./code";

/**
 * The request as options of `agentrun-ram`.
 *
 * @throws PolicyError RAM629 for a condition that the options cannot say
 */
export function optionsOf(request: Request): readonly string[] {
  const within = new Map(membersOf(request, "within"));
  const secrets = new Map(membersOf(request, "secrets"));
  return [
    ...membersOf(request, "features").flatMap(([key, classes]) =>
      option("--feature", `${key}=${textsIn(classes).join(",")}`),
    ),
    ...options("--action", request["actions"]),
    ...options("--except", request["except"]),
    ...restrictionFlagNames.flatMap((name) => options(`--${name}`, within.get(restrictionFlags[name].within))),
    ...options("--credential", secrets.get("credentials")),
    ...secretFlagNames.filter((name) => secrets.has(secretFlags[name].part)).map((name) => `--${name}`),
    ...(request["shell"] === true ? ["--shell"] : []),
    ...membersOf(request, "nodes").flatMap(([kind]) => option("--without-nodes", kind)),
    ...options("--pass-role", request["passRoles"]),
    ...conditionOptions(request, "conditions", "--condition"),
    ...conditionOptions(request, "dangerousConditions", "--dangerous-condition"),
    ...options("--workspace-scope", request["workspaceScope"]),
    ...options("--generation", request["generation"]),
  ];
}

/** A command line of `agentrun-ram`, each option on a line of its own, and the commands that read what it prints. */
export function shellTextOf(words: readonly string[], ...then: readonly (readonly string[])[]): string {
  const lines = words.reduce<readonly string[]>((done, word) => {
    const last = done.at(-1);
    if (last === undefined || word.startsWith("--")) return [...done, shellWord(word)];
    return [...done.slice(0, -1), `${last} ${shellWord(word)}`];
  }, []);
  const [command = "", ...given] = lines;
  const readers = then.map((one) => `| ${program} ${one.map(shellWord).join(" ")}`);
  return `${[`${program} ${command}`, ...given, ...readers].join(" \\\n  ")}\n`;
}

const program = "npx agentrun-ram";

function conditionOptions(request: Request, part: string, flag: string): readonly string[] {
  return membersOf(request, part).flatMap(([operator, keys]) =>
    Object.entries(keys as object).flatMap(([key, values]) => {
      if (key.includes("=")) throw new PolicyError([notOnCommandLine(part, operator, key)]);
      return textsIn(values).flatMap((value) => option(flag, `${operator}:${key}=${value}`));
    }),
  );
}

function notOnCommandLine(part: string, operator: string, key: string) {
  const found = `the condition key ${quote(key)}`;
  return partProblem(`${part}.${operator}`, found, "a key without =", "correct the key, or take another form");
}

function options(flag: string, values: unknown): readonly string[] {
  return textsIn(values).flatMap((value) => option(flag, value));
}

/** A value that begins with a dash is joined to its option, in one word. */
function option(flag: string, value: string): readonly string[] {
  return value.startsWith("-") ? [`${flag}=${value}`] : [flag, value];
}

function textsIn(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function membersOf(request: Request, part: string): readonly (readonly [string, unknown])[] {
  const members = request[part];
  return typeof members === "object" && members !== null ? Object.entries(members) : [];
}
