import type { ComparedInputs } from "./render/compared-inputs";
import type { Layout } from "./graph/layout";
import type { ReviewSarifOptions } from "./render/sarif";

/** What can be rendered: a review, findings of the validator, or a summary of who may do what. */
export type ReportKind = "review" | "findings" | "summary";

/** What some renderers need besides the report. */
export interface RenderOptions {
  /** Version of this package. @default - left out */
  readonly toolVersion?: string;
  /** What a review compared. @default - left out */
  readonly inputs?: ComparedInputs;
  /** The configuration in effect: a path, or `git:<ref>:<path>`. @default - none */
  readonly configuration?: string;
  /** The title of a page of findings. @default "Findings in RAM policies" */
  readonly title?: string;
  /** The id of the account that a summary is of. @default - left out */
  readonly accountId?: string;
  /** Places the parts of a picture. @default - none: pages have no picture, and no picture can be drawn */
  readonly layout?: Layout;
  /** For SARIF of a review: the places of its rows. */
  readonly sarif?: ReviewSarifOptions;
}

/** Renders one kind of report in one format. To register a renderer, add it to `renderers.ts`. */
export interface Renderer<Name extends string, Subject> {
  /** The name of the format, as `--format` takes it. */
  readonly name: Name;
  readonly kind: ReportKind;
  /** e.g. `text/markdown` */
  readonly mediaType: string;
  /** The output, without a final line end. */
  readonly render: (subject: Subject, options?: RenderOptions) => string;
}
