import type { Explanation } from "./explanation";

/** An explanation as JSON, version 1: keys stay, and others may be added. What is not known is left out. */
export function explanationJson({ denial, layer, ...rest }: Explanation): string {
  const { diagnostic } = denial; // it says more than the report, to whoever may decode it
  const shown = { ...denial, ...(diagnostic === undefined ? {} : { diagnostic: "***" }) };
  const report = { version: 1, denial: shown, refusedBy: layer?.name, ...rest };
  return JSON.stringify(report, null, 2);
}
