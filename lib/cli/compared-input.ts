import { statSync } from "node:fs";
import path from "node:path";
import { commitOf } from "../grants/git-commit";
import { refOf } from "../grants/read-source";
import type { ComparedInput } from "../review/render";
import { repositoryAround } from "../terraform/places/repository";
import { standardInput } from "../terraform/read-file";
import { repositoryPath } from "./repository-path";

/** How a report identifies an input: by its name, and by its commit if it is in a repository. */
export function comparedInput(input: string): ComparedInput {
  if (input === standardInput) return { name: "standard input" };
  const ref = refOf(input);
  if (ref !== undefined) {
    const commit = commitOf(process.cwd(), ref);
    return { name: input, ...(commit === undefined ? {} : { commit, isOfCommit: true }) };
  }
  const name = path.isAbsolute(input) ? repositoryPath(input) : input;
  const folder = statSync(input).isDirectory() ? input : path.dirname(input);
  const commit = repositoryAround(folder) === undefined ? undefined : commitOf(folder);
  return { name, ...(commit === undefined ? {} : { commit }) };
}
