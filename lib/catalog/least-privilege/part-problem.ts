import type { Problem } from "../../policy";
import { catalogProblemIds } from "../problem-ids";

/** RAM629 for a part of a request that does not exist, or that is of another type: it would silently ask for nothing. */
export function partProblem(path: string, found: string, allowed: string, fix: string): Problem {
  return { id: catalogProblemIds.requestPart, path, found, allowed, fix };
}
