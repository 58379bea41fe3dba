import { type Problem, hasToken, isPattern, quote } from "../../policy";
import { isKnownRegion, nearestRegion, regionsSource } from "../../policy/known-regions";
import { catalogProblemIds } from "../problem-ids";
import type { Within } from "./restriction";

/** RAM630 for an unknown region, RAM631 for an account id of an unusual length. */
export function doubtfulPlaces({ region = "*", accountId = "*" }: Within): readonly Problem[] {
  const near = nearestRegion(region);
  const isOpen = (text: string): boolean => hasToken(text) || isPattern(text);
  const unknownRegion = {
    id: catalogProblemIds.unknownRegion,
    path: "within.region",
    found: `the region ${quote(region)}, which is not known: a policy for a region that does not exist grants nothing`,
    allowed: `the regions known on ${regionsSource.read}, and newer ones`,
    fix: near === undefined ? "look up the region id" : `perhaps ${near}`,
  };
  const length = {
    id: catalogProblemIds.accountIdLength,
    path: "within.accountId",
    found: `the account id ${quote(accountId)} with ${accountId.length} digits`,
    allowed: "16 digits, like all known account ids",
    fix: "copy the account id from the console",
  };
  return [
    ...(isOpen(region) || isKnownRegion(region) ? [] : [unknownRegion]),
    ...(isOpen(accountId) || accountId.length === 16 ? [] : [length]),
  ];
}
