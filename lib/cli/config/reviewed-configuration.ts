import path from "node:path";
import { type EntryAtCommit, entryAtCommit } from "../../grants/file-at-commit";
import { isCommit, refOf } from "../../grants/read-source";
import type { AddedApproval } from "../../review/added-approvals";
import type { RowAcknowledgement } from "../../review/row-acknowledgement";
import { repositoryAround, repositoryOf } from "../../terraform/places/repository";
import { standardInput } from "../../terraform/read-file";
import { type Approved, type ReviewedInputs, approvedByBase } from "../approvals";
import { readText, shownFile } from "../arguments";
import { InputError } from "../command";
import { reading } from "../reading";
import { ReviewedTree, outputFolder } from "../reviewed-tree";
import type { Configuration } from "./configuration";
import { configurationChanges } from "./configuration-changes";
import {
  type ConfigurationArguments,
  type UsedConfiguration,
  configurationIn,
  foldersAbove,
  isThere,
  noConfiguration,
  parsedConfiguration,
  refuseOwn,
  relativeName,
} from "./read-configuration";

/** The configuration of a review. It is never one that the change under review wrote. */
export interface ReviewedConfiguration extends UsedConfiguration {
  /** Its acknowledgements, without those that the change removes. */
  readonly acknowledgements: Approved<readonly RowAcknowledgement[]>;
  /** How the change alters the configuration. */
  readonly changes: readonly AddedApproval[];
  /** The path of its baseline. */
  readonly baseline: string | undefined;
  /** The configuration that would apply here and does not count, because the one of the base is not known. */
  readonly unused: string | undefined;
}

/** A configuration file of one side. */
interface Found {
  readonly text: string;
  /** As reports name it. */
  readonly name: string;
  /** The folder that its paths begin from. */
  readonly folder: string;
}

/** The configuration of the side under review: a file, no file, or not known. */
type Head = Found | "no file" | "not known";

/**
 * The configuration of a review: the file of `--config`, else that of the base. For a file in the tree under review, the
 * version of the base applies.
 *
 * @throws InputError RAM904 if it is wrong, UsageError RAM905 if the change could have written it
 */
export function reviewedConfiguration(
  { config, "no-config": isOff }: ConfigurationArguments,
  inputs: ReviewedInputs,
): ReviewedConfiguration {
  if (isOff) return without(undefined);
  const tree = ReviewedTree.of(inputs.after);
  const commit = inputs.base ?? (inputs.before === undefined ? undefined : refOf(inputs.before));
  if (config !== undefined) return configurationOfOption(config, tree, commit);
  if (commit !== undefined) {
    const root = repositoryAround(process.cwd()) ?? process.cwd();
    const base = atCommit(commit, foldersAbove(process.cwd()), root);
    return compared(base, headOf(inputs.after, workingPlaceIn(inputs.after)));
  }
  const folder = baseFolder(inputs.before, tree);
  const own = (): string | undefined => inFolders(foldersAbove(process.cwd()))?.name;
  if (folder === undefined) return without(own());
  const base = inFolders(foldersAbove(folder), (file) => {
    if (tree.has(file)) refuseOwn(relativeName(file), "it leads into the tree under review", "keep it outside");
  });
  const found = compared(base, headOf(inputs.after, placeOf(inputs.after)));
  // Of a folder outside of checkouts, nobody knows which configuration belongs to it.
  const isKnown = base !== undefined || repositoryAround(folder) !== undefined;
  return isKnown ? found : { ...found, unused: own() };
}

function without(unused: string | undefined): ReviewedConfiguration {
  return { ...noConfiguration, acknowledgements: noApproval, changes: [], baseline: undefined, unused };
}

const noApproval: Approved<readonly RowAcknowledgement[]> = { approved: [], added: [] };

function configurationOfOption(config: string, tree: ReviewedTree, commit: string | undefined): ReviewedConfiguration {
  const name = shownFile(config);
  const folder = config === standardInput ? process.cwd() : path.dirname(path.resolve(config));
  if (config === standardInput || !tree.has(config)) {
    return compared({ text: readText(config), name, folder }, "not known");
  }
  if (commit === undefined) {
    refuseOwn(
      name,
      "it is in the tree under review, and a change cannot configure its own review",
      "name the commit before the change with --base, or keep the file outside",
    );
  }
  const entry = entryOf(commit, path.resolve(config), repositoryOf(config) ?? folder);
  if (typeof entry !== "object") {
    refuseOwn(
      name,
      `it is in the tree under review, or leads there, and git:${commit} has no such file`,
      "keep the file outside",
    );
  }
  const base = { text: entry.text, name: `git:${commit}:${name}`, folder };
  return compared(base, headFile(config));
}

/** The folder where the search for a configuration begins before the change; `undefined` if the change has it, too. */
function baseFolder(before: string | undefined, tree: ReviewedTree): string | undefined {
  if (before === undefined || before === standardInput || isCommit(before)) return undefined;
  const whole = outputFolder(before) ?? repositoryOf(before);
  return whole === undefined || tree.has(whole) ? undefined : folderOf(before);
}

/** The configuration in the first of these folders that has one. */
function inFolders(folders: readonly string[], check: (file: string) => void = () => undefined): Found | undefined {
  const file = folders.map(configurationIn).find(isThere);
  if (file === undefined) return undefined;
  check(file);
  return { text: readText(file), name: relativeName(file), folder: path.dirname(file) };
}

/** The nearest configuration of a commit. @throws UsageError RAM905 for a link, which may lead into the tree under review */
function atCommit(commit: string, folders: readonly string[], root: string): Found | undefined {
  for (const folder of folders) {
    const file = configurationIn(folder);
    const entry = entryOf(commit, file, root);
    if (entry === undefined) continue;
    const name = `git:${commit}:${path.relative(root, file).split(path.sep).join("/")}`;
    if (entry === "no file")
      refuseOwn(name, "it is a link or a folder, and a review reads only files", "replace it with a file");
    return { text: entry.text, name, folder };
  }
  return undefined;
}

function entryOf(commit: string, file: string, root: string): EntryAtCommit | undefined {
  return reading(() => entryAtCommit(commit, file, root));
}

/**
 * The configuration of the side under review, for its changes.
 *
 * @param folder where the search begins, going up; `undefined` if it is not known
 */
function headOf(after: string, folder: string | undefined): Head {
  if (folder === undefined) return "not known";
  const commit = refOf(after);
  if (commit === undefined) {
    const file = foldersAbove(folder).map(configurationIn).find(isThere);
    return file === undefined ? "no file" : headFile(file);
  }
  const root = repositoryAround(folder) ?? folder;
  for (const one of foldersAbove(folder)) {
    const entry = entryOf(commit, configurationIn(one), root);
    const name = relativeName(configurationIn(one));
    if (entry !== undefined) return { text: entry === "no file" ? "" : entry.text, name, folder: one };
  }
  return "no file";
}

/** The working folder's counterpart in the checkout of the input after the change, which may be another checkout. */
function workingPlaceIn(after: string): string {
  const [own, other] = [repositoryAround(process.cwd()), checkoutOf(after)];
  return own === undefined || other === undefined ? process.cwd() : path.join(other, path.relative(own, process.cwd()));
}

/** The start of the side under review: its input, or the working folder if both are in the same checkout. */
function placeOf(after: string): string | undefined {
  const [own, other] = [repositoryAround(process.cwd()), checkoutOf(after)];
  if (other !== undefined) return other === own ? process.cwd() : folderOf(after);
  if (after !== standardInput && outputFolder(after) !== undefined) return outputFolder(after);
  return own === undefined ? undefined : process.cwd();
}

function checkoutOf(input: string): string | undefined {
  return input === standardInput || isCommit(input) ? undefined : repositoryAround(folderOf(input));
}

function folderOf(input: string): string {
  return outputFolder(input) ?? path.dirname(path.resolve(input));
}

/** A file that cannot be read is a change, too. */
function headFile(file: string): Head {
  if (!isThere(file)) return "no file";
  const place = { name: relativeName(path.resolve(file)), folder: path.dirname(path.resolve(file)) };
  try {
    return { ...place, text: readText(file) };
  } catch {
    return { ...place, text: "" };
  }
}

function compared(base: Found | undefined, head: Head): ReviewedConfiguration {
  const settings = base === undefined ? {} : parsedConfiguration(base.text, base.name);
  const own = settings.acknowledgements?.review ?? [];
  const used = {
    settings,
    name: base?.name,
    baseline:
      base === undefined || settings.baseline === undefined ? undefined : path.resolve(base.folder, settings.baseline),
    unused: undefined,
  };
  if (head === "not known") return { ...used, acknowledgements: { approved: own, added: [] }, changes: [] };
  const file = head === "no file" ? (base?.name ?? "") : head.name;
  const whole = (what: string): ReviewedConfiguration => ({
    ...used,
    acknowledgements: noApproval,
    changes: [{ what, file, identity: what, hasBase: true }],
  });
  if (head === "no file") return base === undefined ? without(undefined) : whole("removal of the configuration");
  const after = parsedOrProblem(head);
  if (typeof after === "string") return whole(`configuration that cannot be read (${after})`);
  const place = { file, hasBase: true };
  return {
    ...used,
    acknowledgements: approvedByBase(after.acknowledgements?.review ?? [], own, place),
    changes: configurationChanges(settings, after, file),
  };
}

function parsedOrProblem({ text, name }: Found): Configuration | string {
  try {
    return parsedConfiguration(text, name);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return error.message.split("\n")[0] ?? "";
  }
}
