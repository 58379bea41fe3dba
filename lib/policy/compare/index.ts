/** Compares what documents allow, with proof. */
export {
  type CompareOptions,
  type ComparedDocuments,
  type DocumentComparison,
  type DocumentRelation,
  compare,
} from "./compare";
export type { ComparedSide, NamedDocument } from "./compared-side";
export { testKey } from "./compared-side";
export { type DecidedContext, contextSpace } from "./context-space";
export { type MorePermissive, morePermissive, unknownTexts } from "./more-permissive";
export {
  hasPlaceholder,
  knownContext,
  knownWitness,
  placeholderText,
  withPlaceholders,
  withoutPlaceholders,
} from "./placeholders";
export { type RepresentativeResources, representativeResources } from "./representative-resources";
export type { Certainty, Witness } from "./witness";
