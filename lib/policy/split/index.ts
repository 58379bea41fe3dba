/** Splits documents that are longer than RAM accepts. */
export { type SplitDocument, type SplitOptions, split } from "./split";
