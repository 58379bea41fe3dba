import type { GrantModel } from "../review";
import type { ReviewSarifOptions } from "../review/render";
import { repositoryPath } from "./repository-path";

/** The files that the rows of a review refer to: those after the change if they still exist, else those before. */
export function sarifFiles(before: readonly GrantModel[], after: readonly GrantModel[]): ReviewSarifOptions {
  const models = [...before, ...after];
  const stackFiles = new Map(
    models.flatMap(({ stack, file }) => (file === undefined ? [] : [[stack, repositoryPath(file)] as const])),
  );
  const policyFiles = new Map(
    models.flatMap(({ unattached }) =>
      unattached.flatMap(({ name, file }) => (file === undefined ? [] : [[name, repositoryPath(file)] as const])),
    ),
  );
  return { stackFiles, policyFiles, inputFiles: [...new Set([...stackFiles.values(), ...policyFiles.values()])] };
}
