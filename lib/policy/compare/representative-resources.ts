import { partlyKnown } from "../patterns/partly-known";
import { isPattern } from "../patterns/wildcard";
import { resourceClasses } from "./resource-classes";

/** Resources that represent all resources of a pattern. */
export interface RepresentativeResources {
  /** One for each set of other patterns that match a part of it. */
  readonly resources: readonly string[];
  /** False if there are more than were found. */
  readonly complete: boolean;
}

/**
 * The resources that must be evaluated so that the result holds for all resources of a pattern.
 *
 * @param asked an ARN, a pattern of ARNs, or `*` for all resources and for actions that RAM authorizes on `*` only
 * @param patterns the resource patterns in statements, which distinguish resources
 */
export function representativeResources(asked: string, patterns: readonly string[]): RepresentativeResources {
  if (asked !== "*" && !isPattern(asked)) return { resources: [asked], complete: true };
  const known = [...new Set(patterns.map((pattern) => partlyKnown(pattern).widest))].sort();
  const { classes, complete } = resourceClasses([...known.filter((pattern) => pattern !== asked), asked]);
  const within = classes.filter(({ covering }) => covering.has(asked));
  return { resources: within.map(({ example }) => example), complete };
}
