/** Minimizes policies without changing what they allow. */
export type { Compaction } from "./compact-actions";
export { type MinimizeOptions, type MinimizedDocument, minimize } from "./minimize";
