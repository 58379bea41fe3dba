/** Writes files so that nothing else is replaced, and nothing is half written. */
export { replaceFile, syncFolder } from "./replace-file";
export { UnwritablePathError, checkRegular, writablePath } from "./writable-path";
