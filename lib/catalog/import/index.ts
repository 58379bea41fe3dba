/** Reads RAM authorization pages into the catalog's data files. */
export { type Correction, knownCorrections } from "./corrections";
export { type ImportResult, importPage } from "./import-page";
export { type ImportProblem, formatImportProblem, importProblemIds } from "./import-problem";
export type { ImportedAction, ImportedPage, ImportedResource } from "./imported-page";
export { pageCodes } from "./page-codes";
export { type PageFile, hashedText, pageFileText } from "./page-file";
export {
  type SdkChanges,
  type SdkList,
  actionWords,
  codeOfPackage,
  operationsInClient,
  sdkChanges,
  sdkListOfJson,
} from "./sdk-list";
export { type PageChanges, pageChanges, statistics } from "./statistics";
