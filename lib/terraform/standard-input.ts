/** Stands for standard input in place of a file name. */
export const standardInput = "-";
