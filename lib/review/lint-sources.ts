import { knownActions } from "../catalog";
import { argumentNames, givenArgument, ramResources } from "../terraform/ram-resources";
import { protectTokens, restoreExpressions } from "../terraform/expressions";
import {
  type Acknowledgement,
  type Finding,
  type PolicyKind,
  type ValidateOptions,
  acknowledge,
  validate,
} from "../policy";
import { documentNotRead } from "./document-not-read";
import { documentBranches, leavesOf } from "../terraform/document-branches";
import { documentTextOf } from "../terraform/document-text";
import type { PolicyFile, Source } from "../grants/source";
import { ResourceTexts } from "../terraform/resource-texts";
import { textsOfStacks } from "../terraform/stack-outputs";
import type { SynthesizedStack } from "../terraform/synthesized-stack";

/** The place of a document in an input. */
interface DocumentPlace {
  /** `<stack>: <address>`; for a policy file its path, inside the input if that is a folder. */
  readonly place: string;
  /** Path of the file that it is in. */
  readonly file: string;
  /** Address of the resource that holds it; `undefined` if the file is the document. */
  readonly address: string | undefined;
}

/** A document of an input. */
interface InputDocument extends DocumentPlace {
  /**
   * All documents that it may be, if conditions decide that only Terraform knows; none if Terraform computes the document.
   */
  readonly candidates: readonly { readonly kind: PolicyKind; readonly text: string }[];
  /** What the input has in place of the document, e.g. an expression. */
  readonly instead: string;
}

/** A finding in a document of an input. */
export interface InputFinding extends Finding, DocumentPlace {}

/** The result of validating an input. */
export interface LintResult {
  /** In the order of the input, then of the document. */
  readonly findings: readonly InputFinding[];
  readonly acknowledged: readonly { readonly finding: InputFinding; readonly reason: string }[];
  /** The number of documents, including those that Terraform computes. */
  readonly documents: number;
}

/** An acknowledgement, optionally for a place only. */
export interface InputAcknowledgement extends Acknowledgement {
  /**
   * The place or its beginning: `<stack>: <address>`, or `<file> <address>` as in reports.
   * @default - anywhere
   */
  readonly place?: string;
}

/** How an input is validated. */
export interface LintOptions extends Pick<ValidateOptions, "rules" | "severities" | "now"> {
  readonly acknowledgements?: readonly InputAcknowledgement[];
  readonly acknowledgementFiles?: readonly AcknowledgementFile[];
}

/** Acknowledgements of one file, which is named where one of them matches nothing. */
export interface AcknowledgementFile {
  readonly file: string;
  readonly entries: readonly InputAcknowledgement[];
}

/**
 * Validates every policy document of the inputs. A document that Terraform computes is itself a finding, because it was not
 * checked.
 */
export function lintSources(
  sources: readonly Source[],
  { rules = "recommended", severities, now, acknowledgements = [], acknowledgementFiles = [] }: LintOptions = {},
): LintResult {
  const documents = sources.flatMap(documentsOf);
  const files = [{ file: "acknowledgements", entries: acknowledgements }, ...acknowledgementFiles];
  const options = {
    ...{ knowledge: knownActions, rules },
    ...(severities === undefined ? {} : { severities }),
    ...(now === undefined ? {} : { now }),
  };
  const found = documents.flatMap(({ place, file, address, candidates, instead }) => {
    const findings =
      candidates.length === 0
        ? [documentNotRead(instead)]
        : candidates.flatMap(({ text, kind }) => validate(text, kind, options).findings);
    return withoutRepeats(findings).map((finding): InputFinding => ({
      ...finding,
      place,
      file,
      address,
      ...(finding.subject === undefined ? {} : { subject: restoreExpressions(finding.subject) }),
      found: restoreExpressions(finding.found),
      fix: restoreExpressions(finding.fix),
    }));
  });
  return { documents: documents.length, ...acknowledgeIn(found, files) };
}

/** Documents that a condition chooses from are often alike. */
function withoutRepeats(findings: readonly Finding[]): readonly Finding[] {
  return [...new Map(findings.map((finding) => [JSON.stringify(finding), finding])).values()];
}

/** Applies acknowledgements place by place. One that matches nowhere is a finding about the whole input. */
function acknowledgeIn(found: readonly InputFinding[], files: readonly AcknowledgementFile[]) {
  let open = found;
  const acknowledged: LintResult["acknowledged"][number][] = [];
  const problems: InputFinding[] = [];
  for (const { file, entries } of files) {
    const result = acknowledge(open, entries, isAtPlace);
    open = result.findings;
    acknowledged.push(...result.acknowledged);
    const place = { place: "acknowledgements", file, address: undefined };
    problems.push(...result.problems.map((problem) => ({ ...problem, ...place })));
  }
  return { findings: [...open, ...problems], acknowledged };
}

/** A prefix must end where a part of the name ends: `app` is not a prefix of `apple`. */
function isAtPlace({ place: begin }: InputAcknowledgement, { place, file, address = "" }: InputFinding): boolean {
  if (begin === undefined) return true;
  return [place, `${file} ${address}`].some(
    (whole) => whole.startsWith(begin) && !/^[\w-]/.test(whole.slice(begin.length)),
  );
}

function documentsOf(source: Source): readonly InputDocument[] {
  if (source.kind === "policies") return source.policies.map(documentOfFile);
  const texts = textsOfStacks(source.stacks);
  return source.stacks.flatMap((stack, index) =>
    documentsOfStack(stack, texts[index] ?? new ResourceTexts(stack.resources)),
  );
}

function documentOfFile({ place, file, kind, text }: PolicyFile): InputDocument {
  return { place, file, address: undefined, candidates: [{ kind, text: protectTokens(text) }], instead: "" };
}

function documentsOfStack({ name, file, resources }: SynthesizedStack, texts: ResourceTexts): readonly InputDocument[] {
  return resources.flatMap((resource) => {
    const { type, arguments: given } = resource;
    const argument = ramResources.get(type)?.document?.argument;
    if (argument === undefined) return [];
    const value = givenArgument(type, given, argument)?.value;
    const document = documentTextOf(resource, texts);
    const branches = document === undefined ? documentBranches(resource, texts) : undefined;
    return {
      place: `${name}: ${resource.address}`,
      file: resource.location?.file ?? file,
      address: resource.address,
      candidates: branches === undefined ? [document].filter((one) => one !== undefined) : leavesOf(branches),
      instead: typeof value === "string" ? value : `no text in ${argumentNames(type, argument).join(" or ")}`,
    };
  });
}
