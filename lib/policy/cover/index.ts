/** Finds patterns, conditions and statements that certainly cover others. */
export { Budget } from "./budget";
export { coveredPatterns } from "./covered-patterns";
export { comparableTests, uncoveredValues, withoutImplied } from "./condition-cover";
export { type CoveredStatements, findCovered } from "./find-covered";
export { type PatternComparison, actionComparison, patternElement, resourceComparison } from "./pattern-cover";
export { type ComparableStatement, comparableStatement, statementCovers } from "./statement-cover";
export { StatementIndex } from "./statement-index";
