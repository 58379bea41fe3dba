import { dataFiles } from "./data-files";
import type { FeatureKey } from "./generated/feature-key";
import { knownCorrections } from "./import/corrections";
import type { Source } from "./source";
import type { FlowNodeKind } from "./flow-nodes";

/** A feature as in the data file: rows of the vendor's table as printed, and actions that the table lacks. */
export interface FeatureData {
  readonly title: string;
  /** Number of the section in the vendor's table. */
  readonly section?: string;
  /** `Product API`, as printed. */
  readonly rows?: readonly string[];
  /** Actions with their RAM code that the vendor's table or section lacks. */
  readonly actions?: readonly string[];
  /** Rows that are needed for one kind of nodes in a flow only. */
  readonly nodes?: Readonly<Record<FlowNodeKind, readonly string[]>>;
  /** Features that may be needed additionally or instead, each with a description. */
  readonly siblings?: Readonly<Partial<Record<FeatureKey, string>>>;
}

/** The vendor's table, and features that it lacks. */
export interface FeatureTable extends Source {
  /** All features: those of the table, in order, then those of this library. */
  readonly features: Readonly<Record<string, FeatureData>>;
}

/** A product of the table. */
export interface Product {
  readonly code: string;
  readonly title: string;
  readonly assumption?: string;
  readonly except?: Readonly<Record<string, { readonly code: string; readonly title: string }>>;
}

/** The vendor's table with its source and date. */
export function featureTable(): FeatureTable {
  return dataFiles.features();
}

/** The action of a row. Only this function maps names of products, and APIs that are not actions. */
export function actionOfRow(row: string): string {
  const [productName = "", api = ""] = row.split(" ");
  for (const correction of knownCorrections()) {
    if (correction.kind === "feature-row" && correction.product === productName && correction.printed === api) {
      return correction.meant;
    }
  }
  const product = dataFiles.products()[productName];
  if (product === undefined) throw new Error(`the RAM code of the product ${productName} is not known`);
  return `${(product.except?.[api] ?? product).code}:${api}`;
}

/** Titles of the services in the table, by RAM code. */
export function productTitles(): ReadonlyMap<string, string> {
  return new Map(
    Object.values(dataFiles.products())
      .flatMap((product) => [product, ...Object.values(product.except ?? {})])
      .map(({ code, title }) => [code, title]),
  );
}
