import { standardInput } from "../terraform/standard-input";
import { UsageError } from "./command";

/** @throws UsageError if more than one file of a call is standard input */
export function checkStandardInput(...files: readonly (string | undefined)[]): void {
  if (files.filter((file) => file === standardInput).length > 1) {
    throw new UsageError("standard input can be read only once", {
      where: "-",
      fix: "name files for the other inputs",
    });
  }
}
