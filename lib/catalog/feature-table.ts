import { dataFiles } from "./data-files";
import type { FeatureKey } from "./generated/feature-key";
import { knownCorrections } from "./import/corrections";
import type { Source } from "./source";
import type { FlowNodeKind } from "./vendor-roles";

/** A feature as the data file holds it: rows of the vendor's table as printed, and actions that the table lacks. */
export interface FeatureData {
  readonly title: string;
  /** Number of the section in the vendor's table. */
  readonly section?: string;
  /** `Product API`, as printed. */
  readonly rows?: readonly string[];
  /** Actions with their RAM code: those of a feature that the table lacks, or what its section leaves out. */
  readonly actions?: readonly string[];
  /** Rows that only one kind of nodes in a flow needs. */
  readonly nodes?: Readonly<Record<FlowNodeKind, readonly string[]>>;
  /** Features that may be meant as well or instead, with what they are about. */
  readonly siblings?: Readonly<Partial<Record<FeatureKey, string>>>;
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
