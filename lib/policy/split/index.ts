/** Splits documents that are longer than RAM accepts. */
export { comparePlaces } from "./path";
export { type SplitDocument, type SplitOptions, split } from "./split";
