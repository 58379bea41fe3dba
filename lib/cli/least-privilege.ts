import { type LeastPrivilegeResult, catalogProblemIds, leastPrivilege } from "../catalog";
import { PolicyError } from "../policy";
import { parseArguments } from "./arguments";
import { type Command, UsageError, exitCodes } from "./command";
import { conditionsOf } from "./condition-arguments";
import {
  type RestrictionFlagName,
  flagForNeed,
  flagOf,
  problemInFlags,
  restrictionFlagNames,
  restrictionFlags,
  whyInFlags,
} from "./request-flags";

const many = { type: "string", multiple: true } as const;

const options = {
  feature: many,
  action: many,
  except: many,
  ...restrictions(),
  credential: many,
  "access-tokens": { type: "boolean" },
  "pass-role": many,
  condition: many,
  "dangerous-condition": many,
  generation: { type: "string" },
} as const;

/** Prints the smallest policy for features. */
export const leastPrivilegeCommand: Command = {
  name: "least-privilege",
  usage: [
    "--feature <key>=<view|manage|invoke> ... [--action <action>] [--except <action>]",
    ...restrictionFlagNames.map((name) => `[--${name} <${restrictionFlags[name].value}>]`),
    "[--credential <name>] [--access-tokens] [--pass-role <name>]",
    "[--condition <Operator:key=value>] [--dangerous-condition <Operator:key=value>]",
    "[--generation <devs|functionai>]",
  ].join(" "),
  summary: "prints the smallest policy as JSON; what could not be narrowed goes to standard error",
  run(args, output) {
    const { values, positionals } = parseArguments({ args: [...args], allowPositionals: true, options });
    if (positionals.length > 0) throw new UsageError(`unexpected ${positionals.join(" ")}`);
    const { document, report } = answer({
      features: features(values.feature ?? []),
      within: within(values),
      secrets: {
        ...(values.credential === undefined ? {} : { credentials: values.credential }),
        ...(values["access-tokens"] === true ? { accessTokens: true } : {}),
      },
      ...(values.action === undefined ? {} : { actions: values.action }),
      ...(values.except === undefined ? {} : { except: values.except }),
      ...(values["pass-role"] === undefined ? {} : { passRoles: values["pass-role"] }),
      ...(values.condition === undefined ? {} : { conditions: conditionsOf("condition", values.condition) }),
      ...(values["dangerous-condition"] === undefined
        ? {}
        : { dangerousConditions: conditionsOf("dangerous-condition", values["dangerous-condition"]) }),
      ...(values.generation === undefined ? {} : { generation: values.generation }),
    });
    output.out(JSON.stringify(document.toJson(), null, 2));
    for (const { action, why } of report.wide) output.err(`not narrowed: ${action} (${whyInFlags(why)})`);
    for (const { need, why } of report.withheld) output.err(`not granted: ${need} (${why}); see ${flagForNeed(need)}`);
    for (const name of report.unused) {
      output.err(`no effect: nothing that is granted can be narrowed by --${flagOf(name) ?? name}`);
    }
    return exitCodes.ok;
  },
};

function restrictions() {
  // fromEntries forgets which names they are.
  return Object.fromEntries(restrictionFlagNames.map((name) => [name, many])) as Record<
    RestrictionFlagName,
    typeof many
  >;
}

/** A place is said once: with two of them it would not be clear which one the policy is for. */
function within(
  values: Readonly<Partial<Record<RestrictionFlagName, readonly string[]>>>,
): Readonly<Record<string, string | readonly string[]>> {
  const restricted: Record<string, string | readonly string[]> = {};
  for (const name of restrictionFlagNames) {
    const { within: key, kind } = restrictionFlags[name];
    const given = values[name];
    if (given === undefined) continue;
    const [only = "", ...more] = given;
    if (kind === "place" && more.length > 0) {
      throw new UsageError(`--${name} ${given.length} times; a policy is for one ${name}`);
    }
    restricted[key] = kind === "place" ? only : given;
  }
  return restricted;
}

/** The policy. A place that narrows nothing is reported, since not everything lies in one; names of nothing are errors. */
function answer(request: object): LeastPrivilegeResult {
  let result: LeastPrivilegeResult;
  try {
    // leastPrivilege checks every name, also those that the compiler cannot see.
    result = leastPrivilege(request, { unusedRestrictions: "report" });
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    throw new PolicyError(error.problems.map(problemInFlags));
  }
  const unused = result.report.unused.map(flagOf);
  const useless = unused.filter((name) => name === undefined || restrictionFlags[name].kind === "names");
  if (useless.length === 0) return result;
  throw new PolicyError(
    useless.map((name) => ({
      id: catalogProblemIds.unusedRestriction,
      path: `--${name ?? "unknown"}`,
      found: "names of something that nothing in the request is about",
      allowed: "names of resources that one of the requested actions is authorized on",
      fix: "leave it out, knowing that it narrows nothing, or request what it is meant for",
    })),
  );
}

function features(selections: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const selected = new Map<string, readonly string[]>();
  for (const selection of selections) {
    const [key = "", ...classes] = selection.split(/[=,]/);
    if (key === "" || classes.length === 0) {
      throw new UsageError(`--feature takes <key>=<view|manage|invoke>, e.g. sandboxes=manage; found ${selection}`);
    }
    selected.set(key, [...(selected.get(key) ?? []), ...classes]);
  }
  return Object.fromEntries(selected);
}
