import { partlyKnown } from "../patterns/partly-known";
import { isPattern } from "../patterns/wildcard";
import { resourceClasses } from "./resource-classes";

/** Resources that stand for all that a pattern covers. */
export interface RepresentativeResources {
  /** One for each way in which other patterns cover a part of it. */
  readonly resources: readonly string[];
  /** False where there are more ways than were looked at. */
  readonly complete: boolean;
}

/**
 * The resources that have to be asked about, so that what holds for each holds for everything that a pattern covers.
 *
 * @param asked an ARN, a pattern of ARNs, or `*` for all resources and for actions that know no single ones
 * @param patterns those that tell resources apart: what statements name as resources
 */
export function representativeResources(asked: string, patterns: readonly string[]): RepresentativeResources {
  if (asked !== "*" && !isPattern(asked)) return { resources: [asked], complete: true };
  const known = [...new Set(patterns.map((pattern) => partlyKnown(pattern).widest))].sort();
  const { classes, complete } = resourceClasses([...known.filter((pattern) => pattern !== asked), asked]);
  const within = classes.filter(({ covering }) => covering.has(asked));
  return { resources: within.map(({ example }) => example), complete };
}
