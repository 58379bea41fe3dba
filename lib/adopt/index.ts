/** Imports existing objects of an account into the Terraform state of stacks. */
export { type Adoption, type AdoptionNote, type Import, adopt } from "./adopt";
export { adoptableTypes } from "./identity";
export type { Listing } from "./listing";
export { adoptProblemIds } from "./problem-ids";
export { readListing } from "./read-listing";
export { importsFileText, isImportsFileText } from "./imports-file";
export { type StackImports, importRenderers } from "./render";
