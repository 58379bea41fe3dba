/** Makes several documents of one that is longer than RAM takes. */
export { type SplitDocument, type SplitOptions, split } from "./split";
