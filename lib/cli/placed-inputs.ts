import { type PlacedInput } from "../review/places";
import type { Source } from "../grants/source";
import type { SourcePlace } from "../terraform/places/source-place";
import { repositoryPath } from "./repository-path";

/** An input as the command line names it, and what was read. */
export interface NamedSource {
  readonly input: string;
  readonly source: Source;
}

/** The source code beside a `git:<ref>` is that of the working folder, not that of the commit. */
export function placedInput({ input, source }: NamedSource): PlacedInput {
  return { source, hasSources: !input.startsWith("git:") };
}

/** The place with its file as reports name it. */
export function inRepository(place: SourcePlace, inputs: readonly string[]): SourcePlace {
  return { ...place, file: repositoryPath(place.file, inputs) };
}
