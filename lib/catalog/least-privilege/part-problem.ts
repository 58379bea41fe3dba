import type { Problem } from "../../policy";
import { catalogProblemIds } from "../problem-ids";

/** RAM629 for a part of a request that does not exist or has the wrong type, because it would silently have no effect. */
export function partProblem(path: string, found: string, allowed: string, fix: string): Problem {
  return { id: catalogProblemIds.requestPart, path, found, allowed, fix };
}
