import type { AccessClass } from "../access-class";
import { featureKeys } from "../features";
import type { FeatureKey } from "../generated/feature-key";
import type { FeatureSelection } from "./least-privilege-request";

/** Each selected feature with each of its access classes, in the order of the features. */
export function selectedClasses(features: FeatureSelection): readonly (readonly [FeatureKey, AccessClass])[] {
  return featureKeys().flatMap((key) => {
    const selected = features[key];
    if (selected === undefined) return [];
    const classes = typeof selected === "string" ? [selected] : selected;
    return classes.map((one) => [key, one] as const);
  });
}
