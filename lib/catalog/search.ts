import { foldCase } from "../policy/letter-case";
import { type Feature, feature, featureKeys } from "./features";
import { productTitles } from "./feature-table";
import type { CatalogAction } from "./service";
import { service, serviceCodes } from "./services";

/** What a search found, the best matches first. */
export interface SearchResult {
  /** Features whose key, title or actions have the words. */
  readonly features: readonly Feature[];
  /** Actions whose name, API or features have the words. */
  readonly actions: readonly CatalogAction[];
}

/**
 * Finds features and actions by words: parts of their names, of the service, or of the feature's title. Every word must
 * match, at the beginning of a part; letter case does not matter. What has the words in its own name comes first.
 * @example
 * const { features, actions } = searchCatalog(["sandbox", "delete"]);
 * console.log(features.map(({ key }) => key), actions.map(({ name }) => name));
 */
export function searchCatalog(words: readonly string[]): SearchResult {
  const wanted = words.flatMap(partsOf);
  if (wanted.length === 0) return { features: [], actions: [] };
  const titles = productTitles();
  const all = featureKeys().map((key) => feature(key));
  const features = all.map((one) => ({ item: one, own: [one.key, one.title], more: [] }));
  const featuresWith = new Map<string, string[]>();
  for (const { title, actions } of all) {
    for (const { name } of actions) featuresWith.set(name, [...(featuresWith.get(name) ?? []), title]);
  }
  const actions = serviceCodes()
    .flatMap((code) => [...(service(code)?.actions.values() ?? [])])
    .map((action) => ({
      item: action,
      own: [action.name, action.api],
      more: [titles.get(action.service) ?? "", ...(featuresWith.get(action.name) ?? [])],
    }));
  return { features: ranked(features, wanted), actions: ranked(actions, wanted) };
}

interface Candidate<Item> {
  readonly item: Item;
  readonly own: readonly string[];
  readonly more: readonly string[];
}

function ranked<Item>(candidates: readonly Candidate<Item>[], wanted: readonly string[]): readonly Item[] {
  return candidates
    .flatMap(({ item, own, more }) => {
      const [ownParts, parts] = [own.flatMap(partsOf), [...own, ...more].flatMap(partsOf)];
      const has = (list: readonly string[], word: string): boolean => list.some((part) => part.startsWith(word));
      if (!wanted.every((word) => has(parts, word))) return [];
      return [{ item, score: wanted.filter((word) => has(ownParts, word)).length }];
    })
    .sort((a, b) => b.score - a.score) // stable: otherwise in the order of the catalog
    .map(({ item }) => item);
}

/** The words in a text: `agentrun:ListTools` has the words `agentrun`, `list` and `tools`, and is a word itself. */
function partsOf(text: string): readonly string[] {
  const names = text.split(/[^\p{L}\p{N}]+/u).filter((name) => name !== "");
  return [...names, ...names.flatMap((name) => name.split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/))].map(
    foldCase,
  );
}
