import type { ReviewSarifOptions } from "./render/sarif";

/** What can be shown: a review, the findings of a linter, or a summary of who may do what. */
export type ReportKind = "review" | "findings" | "summary";

/** What some renderers ask for besides what they show. */
export interface RenderOptions {
  /** For SARIF of a review: the files that rows are placed in. */
  readonly sarif?: ReviewSarifOptions;
}

/** Shows one kind of report in one format. A renderer registers itself by its entry in `renderers.ts`. */
export interface Renderer<Name extends string, Subject> {
  /** The format, as `--format` takes it. */
  readonly name: Name;
  readonly kind: ReportKind;
  /** e.g. `text/markdown` */
  readonly mediaType: string;
  /** The text, without a line end. */
  readonly render: (subject: Subject, options?: RenderOptions) => string;
}
