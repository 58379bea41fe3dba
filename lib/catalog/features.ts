import { type AccessClass, accessClassOf, accessClasses, isSweptIn } from "./access-class";
import { type FeatureData, actionOfRow, featureTable } from "./feature-table";
import type { FeatureKey } from "./generated/feature-key";
import { lazy } from "./lazy";
import type { CatalogAction } from "./service";
import type { FlowNodeKind } from "./flow-nodes";
import { catalogAction } from "./services";

/** A task that people do with AgentRun and the services around it. */
export interface Feature {
  /** What requests name it by, e.g. `agents`. */
  readonly key: FeatureKey;
  /** For people, e.g. `Agent management`. */
  readonly title: string;
  /** Number of the section on the vendor's grant page; `undefined` for features that the page lacks. */
  readonly section: string | undefined;
  /**
   * All actions of the feature, sorted by name, including those that it does not grant: secrets, shells,
   * `ram:PassRole`.
   */
  readonly actions: readonly CatalogAction[];
  /** Access classes for which the feature has actions. */
  readonly classes: readonly AccessClass[];
}

/** Keys of all features: those of the grant page, in order, then those that the page lacks. */
export function featureKeys(): readonly FeatureKey[] {
  return Object.keys(featureTable().features) as FeatureKey[]; // the type is generated from these keys; a test compares them
}

/** A feature by its key. */
export function feature(key: FeatureKey): Feature;
export function feature(key: string): Feature | undefined;
export function feature(key: string): Feature | undefined {
  const { features } = featureTable();
  const data = Object.hasOwn(features, key) ? features[key] : undefined;
  if (data === undefined) return undefined;
  const actions = [...new Set(namesIn(data))].sort().map((name) => known(name, key));
  return {
    key: key as FeatureKey, // hasOwn found it
    title: data.title,
    section: data.section,
    actions,
    classes: accessClasses.filter((wanted) => grantable(actions).some((action) => accessClassOf(action) === wanted)),
  };
}

/**
 * The actions that a use of a feature grants. `manage` includes `view`; secrets, shells and `ram:PassRole` are
 * excluded.
 *
 * @example
 * console.log(actionsFor("sandboxes", "manage").map(({ name }) => name));
 */
export function actionsFor(key: FeatureKey, accessClass: AccessClass): readonly CatalogAction[] {
  const wanted: readonly AccessClass[] = accessClass === "manage" ? ["view", "manage"] : [accessClass];
  return grantable(feature(key).actions).filter((action) => wanted.includes(accessClassOf(action)));
}

/** The actions of a feature that are needed for one kind of nodes in a flow only. */
export function nodeActions(key: FeatureKey, kind: FlowNodeKind): readonly string[] {
  return (featureTable().features[key]?.nodes?.[kind] ?? []).map(actionOfRow);
}

/** Features that may be needed additionally or instead, each with a description. */
export function siblingsOf(key: FeatureKey): Readonly<Partial<Record<FeatureKey, string>>> {
  return featureTable().features[key]?.siblings ?? {};
}

/** Features that an action belongs to, by name. Reads no service's data. */
export function featuresOf(action: string): readonly FeatureKey[] {
  return keysByAction().get(action) ?? [];
}

/** The features of each action. */
const keysByAction = lazy(() => {
  const { features } = featureTable();
  const index = new Map<string, FeatureKey[]>();
  for (const key of featureKeys()) {
    for (const name of new Set(namesIn(features[key] ?? { title: key }))) {
      const keys = index.get(name);
      if (keys === undefined) index.set(name, [key]);
      else keys.push(key);
    }
  }
  return index;
});

function namesIn({ rows = [], actions = [] }: FeatureData): readonly string[] {
  return [...rows.map(actionOfRow), ...actions];
}

function grantable(actions: readonly CatalogAction[]): readonly CatalogAction[] {
  return actions.filter(({ name }) => isSweptIn(name));
}

function known(name: string, key: string): CatalogAction {
  const action = catalogAction(name);
  if (action === undefined) throw new Error(`the feature ${key} names ${name}, which the catalog lacks`);
  return action;
}
