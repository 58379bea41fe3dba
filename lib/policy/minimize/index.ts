/** The same policy in fewer bytes. */
export type { Compaction } from "./compact-actions";
export { type MinimizeOptions, type MinimizedDocument, minimize } from "./minimize";
