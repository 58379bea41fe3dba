import { dataFiles } from "../data-files";

/** A known error of the documentation and its correction. All are in one reviewed table, each with its reason. */
export type Correction = ActionCorrection | TitleCorrection | FeatureRowCorrection;

/** A correction of an action. */
export interface ActionCorrection {
  /** `api`: action and API have different names, which is correct. `level`, `arn`: `meant` replaces the printed value. */
  readonly kind: "api" | "level" | "arn";
  readonly service: string;
  readonly action: string;
  readonly printed: string;
  readonly meant: string;
  readonly reason: string;
}

/** A correction of a service's title. */
export interface TitleCorrection {
  readonly kind: "title";
  readonly service: string;
  readonly printed: string;
  readonly meant: string;
  readonly reason: string;
}

/** A row of the feature table whose API has another name than its action. */
export interface FeatureRowCorrection {
  readonly kind: "feature-row";
  readonly product: string;
  readonly printed: string;
  readonly meant: string;
  readonly reason: string;
}

/** All corrections, in the order of the table. */
export function knownCorrections(): readonly Correction[] {
  return dataFiles.corrections();
}
