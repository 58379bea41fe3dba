import { type ResourceFields, isAnyResource, resourceFields } from "../patterns/resource-pattern";
import { matchesPattern } from "../patterns/wildcard";
import { familiarResources } from "./familiar-resource";
import { grouped } from "./grouped";
import { type PatternStep, literalSteps, stepsOf, textClasses } from "./text-classes";
import { unplacedPatterns } from "./unplaced-patterns";
import { foldCase } from "../letter-case";

/** Resources that are matched by the same patterns. */
export interface ResourceClass {
  readonly covering: ReadonlySet<string>;
  readonly example: string;
}

export interface ResourceClasses {
  readonly classes: readonly ResourceClass[];
  readonly complete: boolean;
}

const colon = literalSteps(":");
const any: PatternStep = { kind: "many", except: "" };
const inField: PatternStep = { kind: "many", except: ":" };
const some: readonly PatternStep[] = [{ kind: "one", except: ":" }, inField];
const rest: readonly PatternStep[] = [{ kind: "one", except: "" }, any];

/**
 * Groups all resources by the patterns that match them. There are three kinds: `*`, for actions that RAM authorizes on
 * `*` only; ARNs of RAM, in which region and letter case have no meaning; and all other ARNs.
 *
 * @param groupOf maps a pattern to a group. Which pattern of a group matches a resource does not matter
 */
export function resourceClasses(
  patterns: readonly string[],
  groupOf: (pattern: string) => string = (pattern) => pattern,
): ResourceClasses {
  const asked = { covering: new Set(patterns.filter(isAnyResource)), example: "*" };
  const ram = classesOf(patterns, groupOf, [...literalSteps("acs:ram::"), ...some, ...colon, ...rest], [], (fields) =>
    matchesPattern(fields[0], "ram")
      ? [...literalSteps("acs:ram::"), ...stepsOf(fields[2], ":"), ...colon, ...stepsOf(foldCase(fields[3]))]
      : undefined,
  );
  const other = classesOf(
    patterns,
    groupOf,
    [...literalSteps("acs:"), ...some, ...colon, inField, ...colon, ...some, ...colon, ...rest],
    [...literalSteps("acs:ram:"), any],
    ([code, region, account, resource]) =>
      code === "ram"
        ? undefined
        : [
            ...literalSteps("acs:"),
            ...stepsOf(code, ":"),
            ...colon,
            ...stepsOf(region, ":"),
            ...colon,
            ...stepsOf(account, ":"),
            ...colon,
            ...stepsOf(resource),
          ],
  );
  const classes = [asked, ...other.classes, ...ram.classes];
  return {
    classes: [...classes, ...unplacedPatterns(patterns, classes)],
    complete: ram.complete && other.complete,
  };
}

function classesOf(
  patterns: readonly string[],
  groupOf: (pattern: string) => string,
  universe: readonly PatternStep[],
  excepted: readonly PatternStep[],
  stepsFor: (fields: ResourceFields) => readonly PatternStep[] | undefined,
): ResourceClasses {
  const used: { readonly pattern: string; readonly steps: readonly PatternStep[] }[] = [];
  for (const pattern of patterns) {
    const fields = resourceFields(pattern);
    const steps = isAnyResource(pattern) ? [any] : fields === undefined ? undefined : stepsFor(fields);
    if (steps !== undefined) used.push({ pattern, steps });
  }
  const { groups, members } = grouped(
    used.map(({ pattern }) => pattern),
    groupOf,
  );
  const { classes, complete } = textClasses(
    universe,
    [...used.map(({ steps }) => steps), excepted],
    [...groups, members.length],
  );
  const familiar = familiarResources(patterns);
  return {
    complete,
    classes: classes
      .filter(({ covering }) => !covering.includes(members.length))
      .map(({ covering, example }) => {
        const texts = covering.flatMap((group) => members[group] ?? []);
        return { covering: new Set(texts), example: familiar(texts) ?? example };
      }),
  };
}
