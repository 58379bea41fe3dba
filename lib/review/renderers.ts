import { summaryDot } from "./graph/dot";
import { summaryMermaid } from "./graph/mermaid";
import { summarySvg } from "./graph/svg";
import { findingsPage } from "./html/findings-page";
import { reviewPage } from "./html/review-page";
import { summaryPage } from "./html/summary-page";
import { findingsJson } from "./render/findings-json";
import { findingsMarkdown } from "./render/findings-markdown";
import { findingsSarif } from "./render/findings-sarif";
import { findingsText } from "./render/findings-text";
import { reviewJson } from "./render/json";
import { reviewMarkdown } from "./render/markdown";
import { reviewSarif } from "./render/sarif";
import { reviewText } from "./render/text";
import type { Renderer } from "./renderer";
import { summaryText } from "./summary/matrix-text";
import { summaryJson } from "./summary/summary-json";

/** The renderers of reviews, by name of the format. */
export const reviewRenderers = byName([reviewText, reviewMarkdown, reviewJson, reviewSarif, reviewPage]);

/** The renderers of findings, by name of the format. */
export const findingsRenderers = byName([findingsText, findingsMarkdown, findingsJson, findingsSarif, findingsPage]);

/** The renderers of summaries, by name of the format. */
export const summaryRenderers = byName([summaryText, summaryPage, summaryJson, summarySvg, summaryDot, summaryMermaid]);

function byName<Name extends string, Subject>(
  renderers: readonly Renderer<Name, Subject>[],
): Readonly<Record<Name, Renderer<Name, Subject>["render"]>> {
  const entries = renderers.map(({ name, render }) => [name, render]);
  return Object.fromEntries(entries) as Record<Name, Renderer<Name, Subject>["render"]>; // one entry for each name
}

/** The names of formats, in the order of the renderers. */
export function formatsOf<Name extends string>(renderers: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(renderers) as Name[]; // a record of renderers has no other keys
}
