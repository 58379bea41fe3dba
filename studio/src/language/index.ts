import { type Feature, type FeatureKey, feature } from "../../../lib/catalog";
import { type Messages, en } from "./en";
import { zh } from "./zh";
import { zhFeatures } from "./zh-features";

export type { Messages } from "./en";

/** A language of the page. */
export interface Language {
  readonly code: "en" | "zh";
  /** For `lang`. */
  readonly tag: string;
  readonly messages: Messages;
  readonly titleOf: (feature: Pick<Feature, "key" | "title">) => string;
}

const english: Language = { code: "en", tag: "en", messages: en, titleOf: ({ title }) => title };

const chinese: Language = { code: "zh", tag: "zh-CN", messages: zh, titleOf: ({ key }) => zhFeatures[key] };

export const languages = { en: english, zh: chinese } as const;

/** The title of a feature by its key. */
export function featureTitle({ titleOf }: Language, key: FeatureKey): string {
  return titleOf(feature(key));
}
