import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { knownActions } from "../catalog";
import { restoreExpressions } from "../constructs/terraform-expressions";
import {
  type Acknowledgement,
  type Finding,
  type PolicyKind,
  type ValidateOptions,
  acknowledge,
  validate,
} from "../policy";
import { documentTextOf } from "./read/document-text";
import { isPlan, planStack } from "./read/plan";
import { isPolicyDocument } from "./read/policy-folder";
import { ResourceTexts } from "./read/resource-texts";
import {
  type SynthesizedStack,
  UnreadableStackError,
  readJson,
  readSynthesizedStacks,
  stackOf,
} from "./read/synthesized-stack";

/** A document of an input, and where it is. */
interface InputDocument {
  /** `<stack>: <address>`, or the file. */
  readonly place: string;
  readonly kind: PolicyKind;
  readonly text: string;
}

/** A finding in a document of an input. */
export interface InputFinding extends Finding {
  readonly place: string;
}

/** What the validator finds in an input. */
export interface LintResult {
  /** In the order of the input, then of each document. */
  readonly findings: readonly InputFinding[];
  readonly acknowledged: readonly { readonly finding: InputFinding; readonly reason: string }[];
  /** How many documents were looked at. */
  readonly documents: number;
}

/** An acknowledgement, perhaps only in some place. */
export interface InputAcknowledgement extends Acknowledgement {
  /** The place, or what it begins with. @default - anywhere */
  readonly place?: string;
}

/**
 * Validates every policy document of an input: a synth output, a stack, a plan, or policies.
 *
 * @throws UnreadableStackError RAM501 for an input that is none of these, or has no documents
 */
export function lintInput(
  input: string,
  options: Pick<ValidateOptions, "rules"> & { readonly acknowledgements?: readonly InputAcknowledgement[] } = {},
): LintResult {
  const documents = documentsOf(input);
  if (documents.length === 0) throw new UnreadableStackError(input, "no policy document in it");
  const rules = options.rules === undefined ? {} : { rules: options.rules };
  const found = documents.flatMap(({ place, kind, text }) =>
    validate(text, kind, { knowledge: knownActions, ...rules }).findings.map((finding): InputFinding => ({
      ...finding,
      place,
      found: restoreExpressions(finding.found),
      fix: restoreExpressions(finding.fix),
    })),
  );
  return { documents: documents.length, ...acknowledgeIn(found, options.acknowledgements ?? []) };
}

/** Acknowledgements apply place by place; one that matches nowhere is a finding of the input as a whole. */
function acknowledgeIn(found: readonly InputFinding[], acknowledgements: readonly InputAcknowledgement[]) {
  const used = new Set<number>();
  const acknowledged: { readonly finding: InputFinding; readonly reason: string }[] = [];
  const findings = found.filter((finding) => {
    const index = acknowledgements.findIndex(
      (one) => finding.place.startsWith(one.place ?? "") && acknowledge([finding], [one]).acknowledged.length > 0,
    );
    const { reason } = acknowledgements[index] ?? {};
    if (reason === undefined) return true;
    used.add(index);
    acknowledged.push({ finding, reason });
    return false;
  });
  const unused = acknowledgements.filter((_, index) => !used.has(index));
  const wrong = acknowledge([], unused).findings.map((finding) => ({ ...finding, place: "acknowledgements" }));
  return { findings: [...findings, ...wrong], acknowledged };
}

function documentsOf(input: string): readonly InputDocument[] {
  if (!existsSync(input)) throw new UnreadableStackError(input, "cannot be read");
  if (statSync(input).isDirectory()) {
    if (existsSync(path.join(input, "manifest.json"))) return readSynthesizedStacks(input).flatMap(documentsOfStack);
    return readdirSync(input, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".json"))
      .map((file) => file.split(path.sep).join("/"))
      .sort()
      .map((file) => ({ place: file, kind: "identity", text: readFileSync(path.join(input, file), "utf8") }));
  }
  const json = readJson(input);
  if (isPlan(json)) return documentsOfStack(planStack(path.basename(input), input, json));
  if (isPolicyDocument(json)) return [{ place: input, kind: "identity", text: readFileSync(input, "utf8") }];
  return documentsOfStack({ ...stackOf(path.basename(input), input, json), warnings: [] });
}

function documentsOfStack({ name, resources }: SynthesizedStack): readonly InputDocument[] {
  const texts = new ResourceTexts(resources);
  return resources.flatMap((resource) => {
    const document = documentTextOf(resource, texts);
    return document === undefined ? [] : [{ place: `${name}: ${resource.address}`, ...document }];
  });
}
