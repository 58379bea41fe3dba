import path from "node:path";
import { fileAtCommit } from "../grants/file-at-commit";
import { refOf } from "../grants/read-source";
import type { ReviewReport } from "../review";
import type { AddedApproval } from "../review/added-approvals";
import { rowKey } from "../review/baseline";
import { subjectOf } from "../review/report/row-subject";
import { type RowAcknowledgement, readRowAcknowledgements } from "../review/row-acknowledgement";
import { repositoryOf } from "../terraform/places/repository";
import { readFileText, standardInput } from "../terraform/read-file";
import { InputError, UsageError, cliProblemIds, problemLines } from "./command";
import { jsonIn, readJsonFile } from "./json-file";
import { reading } from "./reading";
import { ReviewedTree, outputFolder } from "./reviewed-tree";

/** Approvals that a review accepts, and those that the change itself adds, which do not count. */
export interface Approved<Approval> {
  readonly approved: Approval;
  readonly added: readonly AddedApproval[];
}

/** The inputs of a review that decide whether the change could have written a file. */
export interface ReviewedInputs {
  readonly before: string | undefined;
  readonly after: string;
  /** The commit before the change. @default - that of `before`, if it is one */
  readonly base: string | undefined;
}

/** Acknowledgements that count: of a file in the reviewed tree, only those that the base has as well. */
export function approvedAcknowledgements(
  file: string,
  inputs: ReviewedInputs,
): Approved<readonly RowAcknowledgement[]> {
  const all = acknowledgementsIn(readJsonFile(file), file);
  const base = baseOf(file, inputs);
  if (base === undefined) return { approved: all, added: [] };
  const known = base.json === undefined ? [] : acknowledgementsIn(base.json, base.place);
  return approvedByBase(all, known, { file, hasBase: base.isKnown });
}

/** The acknowledgements that the base has as well. */
export function approvedByBase(
  all: readonly RowAcknowledgement[],
  known: readonly RowAcknowledgement[],
  place: Pick<AddedApproval, "file" | "hasBase">,
): Approved<readonly RowAcknowledgement[]> {
  const left = known.map(textOf);
  const [approved, added]: [RowAcknowledgement[], AddedApproval[]] = [[], []];
  for (const one of all) {
    const index = left.indexOf(textOf(one));
    if (index === -1) {
      added.push({ ...place, what: `acknowledgement of ${one.change} ${one.subject}`, identity: textOf(one) });
    } else {
      left.splice(index, 1);
      approved.push(one);
    }
  }
  return { approved, added };
}

/** The rows of a baseline that count: of a file in the reviewed tree, only those that the base has as well. */
export function approvedBaseline(file: string, inputs: ReviewedInputs): Approved<ReviewReport> {
  const whole = reportIn(readJsonFile(file), file);
  const base = baseOf(file, inputs);
  if (base === undefined) return { approved: whole, added: [] };
  const known = base.json === undefined ? emptyReport : reportIn(base.json, base.place);
  const keys = new Set(rowsOf(known).map(rowKey));
  const [rows, others] = [true, false].map((isKnown) =>
    rowsOf(whole).filter((row) => keys.has(rowKey(row)) === isKnown),
  );
  const added = (others ?? []).map((row) => ({
    ...{ what: `baseline with ${row.change} ${subjectOf(row)}`, file },
    ...{ identity: rowKey(row), hasBase: base.isKnown },
  }));
  const isNamedByFile = known.namedByFile === true && whole.namedByFile === true;
  return { approved: { ...known, rows: rows ?? [], acknowledged: [], namedByFile: isNamedByFile }, added };
}

const emptyReport: ReviewReport = {
  ...{ version: 1, verdict: "unchanged", rows: [], acknowledged: [] },
  unchanged: { principals: 0, trusts: 0 },
};

function rowsOf({ rows, acknowledged }: ReviewReport) {
  return [...rows, ...acknowledged.map(({ row }) => row)];
}

/** The version of a file before the change. */
interface BaseVersion {
  /** Its JSON; `undefined` if the base has no such file. */
  readonly json: unknown;
  readonly place: string;
  /** Whether the call says where the base is. */
  readonly isKnown: boolean;
}

/** `undefined` for a file outside of the reviewed tree, which counts as it is. */
function baseOf(file: string, { before, after, base }: ReviewedInputs): BaseVersion | undefined {
  const tree = ReviewedTree.of(after);
  if (file === standardInput || !tree.has(file)) return undefined;
  const commit = base ?? (before === undefined ? undefined : refOf(before));
  const root = repositoryOf(file);
  if (commit !== undefined) {
    const place = `${file} of git:${commit}`;
    const text = reading(() => fileAtCommit(commit, path.resolve(file), root ?? path.dirname(path.resolve(file))));
    return { json: text === undefined ? undefined : jsonIn(text, place), place, isKnown: true };
  }
  const place = placeBeside(file, root, { before, after });
  if (place === undefined || tree.has(place)) return { json: undefined, place: file, isKnown: false };
  const read = readFileText(place);
  return { json: "value" in read ? jsonIn(read.value, place) : undefined, place, isKnown: true };
}

/** The same place in the checkout, or else in the folder, of the input before the change. */
function placeBeside(
  file: string,
  root: string | undefined,
  { before, after }: Pick<ReviewedInputs, "before" | "after">,
): string | undefined {
  if (before === undefined || before === standardInput) return undefined;
  const baseRoot = repositoryOf(before) ?? outputFolder(before);
  const ownRoot = root ?? outputFolder(after);
  if (baseRoot === undefined || ownRoot === undefined) return undefined;
  return path.join(baseRoot, path.relative(ownRoot, path.resolve(file)));
}

function acknowledgementsIn(json: unknown, file: string): readonly RowAcknowledgement[] {
  const { acknowledgements, problems } = readRowAcknowledgements(json);
  if (problems.length === 0) return acknowledgements;
  throw new InputError(problemLines(problems, file));
}

/** The same text for equal acknowledgements, whatever the order of their members. */
function textOf(acknowledgement: RowAcknowledgement): string {
  return JSON.stringify(Object.entries(acknowledgement).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A report that `--format json` wrote. */
function reportIn(json: unknown, file: string): ReviewReport {
  const { version, rows, acknowledged } = (json ?? {}) as Readonly<Record<string, unknown>>;
  if (version !== 1 || !isRows(rows) || !isRows(acknowledged) || !isRows(acknowledged.map(({ row }) => row))) {
    throw new UsageError("not a report of version 1", {
      id: cliProblemIds.file,
      where: file,
      fix: "write one with review --format json",
    });
  }
  return json as ReviewReport; // a baseline is only read as far as checked above
}

function isRows(value: unknown): value is readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) && value.every((row) => typeof row === "object" && row !== null);
}
