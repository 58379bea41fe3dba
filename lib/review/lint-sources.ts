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
import { documentTextOf } from "../terraform/document-text";
import type { PolicyFile, Source } from "../grants/source";
import { ResourceTexts } from "../terraform/resource-texts";
import { textsOfStacks } from "../terraform/stack-outputs";
import type { SynthesizedStack } from "../terraform/synthesized-stack";

/** Where a document of an input is. */
interface DocumentPlace {
  /** `<stack>: <address>`; for a file that is a policy its path, in the input where that is a folder. */
  readonly place: string;
  /** Path of the file that it is in. */
  readonly file: string;
  /** Address of the resource in the file that holds it; `undefined` where it is all of the file. */
  readonly address: string | undefined;
}

/** A document of an input. */
interface InputDocument extends DocumentPlace {
  /** `undefined` where Terraform makes the document. */
  readonly document: { readonly kind: PolicyKind; readonly text: string } | undefined;
  /** The expression that stands for the document, or what else is there instead. */
  readonly instead: string;
}

/** A finding in a document of an input. */
export interface InputFinding extends Finding, DocumentPlace {}

/** What the validator finds in an input. */
export interface LintResult {
  /** In the order of the input, then of each document. */
  readonly findings: readonly InputFinding[];
  readonly acknowledged: readonly { readonly finding: InputFinding; readonly reason: string }[];
  /** How many documents there are, with those that Terraform makes. */
  readonly documents: number;
}

/** An acknowledgement, perhaps only in some place. */
export interface InputAcknowledgement extends Acknowledgement {
  /**
   * The place, or what it begins with: `<stack>: <address>`, or `<file> <address>` as reports show it.
   * @default - anywhere
   */
  readonly place?: string;
}

/** How an input is validated. */
export interface LintOptions extends Pick<ValidateOptions, "rules" | "now"> {
  readonly acknowledgements?: readonly InputAcknowledgement[];
  /** File that acknowledgements are in. @default "acknowledgements" */
  readonly acknowledgedIn?: string;
}

/**
 * Validates every policy document of inputs. A document that Terraform makes is a finding of its own, since nobody
 * looked at it.
 */
export function lintSources(
  sources: readonly Source[],
  { rules = "recommended", now, acknowledgements = [], acknowledgedIn = "acknowledgements" }: LintOptions = {},
): LintResult {
  const documents = sources.flatMap(documentsOf);
  const found = documents.flatMap(({ place, file, address, document, instead }) => {
    const findings =
      document === undefined
        ? [documentNotRead(instead)]
        : validate(document.text, document.kind, {
            knowledge: knownActions,
            rules,
            ...(now === undefined ? {} : { now }),
          }).findings;
    return findings.map((finding): InputFinding => ({
      ...finding,
      place,
      file,
      address,
      ...(finding.subject === undefined ? {} : { subject: restoreExpressions(finding.subject) }),
      found: restoreExpressions(finding.found),
      fix: restoreExpressions(finding.fix),
    }));
  });
  return { documents: documents.length, ...acknowledgeIn(found, acknowledgements, acknowledgedIn) };
}

/** Acknowledgements apply place by place; one that matches nowhere is a finding of the input as a whole. */
function acknowledgeIn(
  found: readonly InputFinding[],
  acknowledgements: readonly InputAcknowledgement[],
  acknowledgedIn: string,
) {
  const { findings, acknowledged, problems } = acknowledge(found, acknowledgements, isAtPlace);
  const placed = problems.map((problem) => ({
    ...problem,
    ...{ place: "acknowledgements", file: acknowledgedIn, address: undefined },
  }));
  return { findings: [...findings, ...placed], acknowledged };
}

/** A place begins another one only where a part of its name ends: `app` is no place of `apple`. */
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
  return { place, file, address: undefined, document: { kind, text: protectTokens(text) }, instead: "" };
}

function documentsOfStack({ name, file, resources }: SynthesizedStack, texts: ResourceTexts): readonly InputDocument[] {
  return resources.flatMap((resource) => {
    const { type, arguments: given } = resource;
    const argument = ramResources.get(type)?.document?.argument;
    if (argument === undefined) return [];
    const value = givenArgument(type, given, argument)?.value;
    return {
      place: `${name}: ${resource.address}`,
      file,
      address: resource.address,
      document: documentTextOf(resource, texts),
      instead: typeof value === "string" ? value : `no text in ${argumentNames(type, argument).join(" or ")}`,
    };
  });
}
