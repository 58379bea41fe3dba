import { dataFiles } from "../data-files";

/** A known error of the documentation, and what is meant. One reviewed table holds them all, each with its reason. */
export type Correction = ActionCorrection | TitleCorrection | FeatureRowCorrection;

/** What a page prints of one action. */
export interface ActionCorrection {
  /** `api`: action and API have different names, and that is right. `level`, `arn`: read `meant` instead. */
  readonly kind: "api" | "level" | "arn";
  readonly service: string;
  readonly action: string;
  readonly printed: string;
  readonly meant: string;
  readonly reason: string;
}

/** What a page calls the service. */
export interface TitleCorrection {
  readonly kind: "title";
  readonly service: string;
  readonly printed: string;
  readonly meant: string;
  readonly reason: string;
}

/** A row of the feature table whose API is not the name of its action. */
export interface FeatureRowCorrection {
  readonly kind: "feature-row";
  readonly product: string;
  readonly printed: string;
  readonly meant: string;
  readonly reason: string;
}

/** All known errors, in the order of the table. */
export function knownCorrections(): readonly Correction[] {
  return dataFiles.corrections();
}
