import type { InputAcknowledgement } from "../review/lint-sources";
import { UsageError, cliProblemIds } from "./command";
import { readJsonFile } from "./json-file";

/** The form of an acknowledgement of a finding, in words. */
export const lintAcknowledgementForm =
  '{ "id", "found", "reason", "place"? }, all of them strings; "found" may be a list of strings';

export function isLintAcknowledgement(value: unknown): value is InputAcknowledgement {
  if (typeof value !== "object" || value === null) return false;
  const { id, found, reason, place = "", ...unknown } = value as Readonly<Record<string, unknown>>;
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  const texts: readonly unknown[] = [id, reason, place, ...list];
  return texts.every((text) => typeof text === "string") && Object.keys(unknown).length === 0;
}

/** @throws UsageError RAM902 for a file that has none */
export function readLintAcknowledgements(file: string): readonly InputAcknowledgement[] {
  const json = readJsonFile(file);
  if (Array.isArray(json) && json.every(isLintAcknowledgement)) return json;
  throw new UsageError("not a list of acknowledgements", {
    id: cliProblemIds.file,
    where: file,
    allowed: `a list of ${lintAcknowledgementForm}`,
    fix: "write each acknowledgement in this form",
  });
}
