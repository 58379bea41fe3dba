import { type AccessClass, type FeatureKey, accessClassOf, actionsFor, feature, featureKeys } from "../../catalog";
import type { ActionAccess, ClassAccess, Extent, FeatureAccess } from "./summary-report";

/** How each action is allowed, by name. */
export type AccessByAction = ReadonlyMap<string, ActionAccess>;

/** Features with an allowed action, in the order of the catalog. */
export function featureAccess(actions: AccessByAction): readonly FeatureAccess[] {
  return table().flatMap(({ key, title, uses }) => {
    const classes = Object.fromEntries(uses.map(([use, names]) => [use, classAccess(names, actions)]));
    return Object.values(classes).every(({ extent }) => extent === "none") ? [] : [{ feature: key, title, classes }];
  });
}

interface FeatureUses {
  readonly key: FeatureKey;
  readonly title: string;
  readonly uses: readonly (readonly [use: AccessClass, names: readonly string[]])[];
}

let made: readonly FeatureUses[] | undefined;

/** The actions of each feature by access class. Cached, because the catalog does not change. */
function table(): readonly FeatureUses[] {
  made ??= featureKeys().map((key) => {
    const { title, classes } = feature(key);
    const uses = classes.map((use) => {
      // `manage` includes `view`; here each action counts once.
      const own = actionsFor(key, use).filter((action) => accessClassOf(action) === use);
      return [use, own.map(({ name }) => name)] as const;
    });
    return { key, title, uses };
  });
  return made;
}

function classAccess(names: readonly string[], actions: AccessByAction): ClassAccess {
  const count = (wanted: ActionAccess): number => names.filter((name) => actions.get(name) === wanted).length;
  const [allowed, conditional, total] = [count("allowed"), count("conditional"), names.length];
  return { extent: extentOf(allowed, conditional, total), allowed, conditional, total };
}

function extentOf(allowed: number, conditional: number, total: number): Extent {
  if (allowed === total) return "all";
  if (allowed > 0) return "some";
  return conditional > 0 ? "conditional" : "none";
}
