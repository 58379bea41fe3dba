import { isKnownRegion, nearestRegion, regionsSource } from "../../known-regions";
import { partlyKnown } from "../../patterns/partly-known";
import { resourceFields } from "../../patterns/resource-pattern";
import { isPattern } from "../../patterns/wildcard";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const unknownRegion: BuiltInRule = {
  id: "RAM740",
  title: "Unknown region",
  severity: "warning",
  pack: "recommended",
  allowed: `the regions known on ${regionsSource.read}, newer ones, or *`,
  explanation:
    "If the region does not exist, neither does the resource, and the statement has no effect on it. Alibaba Cloud opens new regions, so it may be right.",
  source: regionsSource.source,
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ resources }) =>
    resources.flatMap(({ text, path }) => {
      const region = resourceFields(text)?.[1] ?? "";
      if (region === "" || isPattern(region) || partlyKnown(text).isUnknown || isKnownRegion(region)) return [];
      const near = nearestRegion(region);
      const fix = near === undefined ? "look up the region id" : `look up the region id; perhaps ${near}`;
      return [{ path, found: `the region ${quote(region)}, which is not known`, fix }];
    }),
  ),
};
