import { type Problem, quote } from "../../policy";
import { generations } from "../generation";
import { nearestNames } from "../../policy/nearest";
import { resourceGroupForms } from "./least-privilege-request";
import { partProblem } from "./part-problem";
import { catalogProblemIds } from "../problem-ids";
import { workspaceScopes } from "../workspace-scope";

/** The type of a part of a request. `any` is checked elsewhere. */
export type PartKind = "any" | "boolean" | "generation" | "list" | "object" | "resourceGroupForm" | "workspaceScope";

interface KindFacts {
  is(value: unknown): boolean;
  readonly allowed: string;
}

const kinds: Readonly<Record<PartKind, KindFacts>> = {
  any: { is: () => true, allowed: "" },
  boolean: { is: (value) => typeof value === "boolean", allowed: "true or false" },
  generation: {
    is: (value) => (generations as readonly unknown[]).includes(value),
    allowed: generations.map((one) => quote(one)).join(" or "),
  },
  resourceGroupForm: {
    is: (value) => (resourceGroupForms as readonly unknown[]).includes(value),
    allowed: resourceGroupForms.map((one) => quote(one)).join(" or "),
  },
  workspaceScope: {
    is: (value) => (workspaceScopes as readonly unknown[]).includes(value),
    allowed: workspaceScopes.map((one) => quote(one)).join(" or "),
  },
  list: { is: Array.isArray, allowed: "a list" },
  object: {
    is: (value) => typeof value === "object" && value !== null && !Array.isArray(value),
    allowed: "an object",
  },
};

/**
 * Checks the types of the parts of an object. Returns the valid parts, and problems for the others: RAM629 for a wrong
 * type or a part that does not exist, RAM624 for a part whose value is undefined. JavaScript would ignore all of these
 * and grant less or more than was meant.
 */
export function checkParts<T>(
  value: T,
  partKinds: Readonly<Record<keyof T & string, PartKind>>,
  path: string,
): { readonly sound: Partial<T>; readonly problems: readonly Problem[] } {
  if (!kinds.object.is(value)) {
    return { sound: {}, problems: [partProblem(path, quote(value), kinds.object.allowed, "write { ... }")] };
  }
  const entries = Object.entries(value as object).map(([name, part]: [string, unknown]) => ({
    name,
    part,
    problems: checkPart(name, part, partKinds, path === "" ? name : `${path}.${name}`),
  }));
  const sound = entries.filter(({ problems }) => problems.length === 0).map(({ name, part }) => [name, part] as const);
  return {
    sound: Object.fromEntries(sound) as Partial<T>, // each part has the type that was checked
    problems: entries.flatMap(({ problems }) => problems),
  };
}

function checkPart(
  name: string,
  part: unknown,
  partKinds: Readonly<Record<string, PartKind>>,
  path: string,
): readonly Problem[] {
  const kind = Object.hasOwn(partKinds, name) ? partKinds[name] : undefined;
  if (kind === undefined) {
    const near = nearestNames(name, Object.keys(partKinds), 1);
    const fix = near.length === 0 ? "leave it out" : `perhaps ${near.join()}`;
    return [partProblem(path, "a part that does not exist", Object.keys(partKinds).join(", "), fix)];
  }
  if (part === undefined) return [undefinedPart(path)];
  if (kinds[kind].is(part)) return [];
  return [partProblem(path, quote(part), kinds[kind].allowed, `write ${kinds[kind].allowed}`)];
}

function undefinedPart(path: string): Problem {
  return {
    id: catalogProblemIds.emptyRequest,
    path,
    found: "a part whose value is undefined",
    allowed: "a value, or no such part",
    fix: "set a value, or omit the part",
  };
}
