import { dataFiles } from "./data-files";
import { knownCorrections } from "./import/corrections";
import type { Source } from "./source";

/** A feature as the data file holds it: rows of the vendor's table as printed, or actions. */
export interface FeatureData {
  readonly title: string;
  /** Number of the section in the vendor's table. */
  readonly section?: string;
  /** `Product API`, as printed. */
  readonly rows?: readonly string[];
  /** Actions with their RAM code, for features that the vendor's table lacks. */
  readonly actions?: readonly string[];
}

/** The vendor's table, and the features that it lacks. */
export interface FeatureTable extends Source {
  /** Every feature, in the order of the table, then those of this library. */
  readonly features: Readonly<Record<string, FeatureData>>;
}

/** A product as the table names it. */
export interface Product {
  readonly code: string;
  readonly title: string;
  readonly assumption?: string;
  readonly except?: Readonly<Record<string, { readonly code: string; readonly title: string }>>;
}

/** The vendor's table, with where and when it was read. */
export function featureTable(): FeatureTable {
  return dataFiles.features();
}

/** The action that a row of the table is about. Names of products, and APIs that are no actions, are mapped here only. */
export function actionOfRow(row: string): string {
  const [productName = "", api = ""] = row.split(" ");
  for (const correction of knownCorrections()) {
    if (correction.kind === "feature-row" && correction.product === productName && correction.printed === api) {
      return correction.meant;
    }
  }
  const product = dataFiles.products()[productName];
  if (product === undefined) throw new Error(`no RAM code is known for the product ${productName}`);
  return `${(product.except?.[api] ?? product).code}:${api}`;
}

/** Titles of services by RAM code, as far as the table names them. */
export function productTitles(): ReadonlyMap<string, string> {
  return new Map(
    Object.values(dataFiles.products())
      .flatMap((product) => [product, ...Object.values(product.except ?? {})])
      .map(({ code, title }) => [code, title]),
  );
}
