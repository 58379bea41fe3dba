import {
  type PolicyDocument,
  PolicyError,
  type Problem,
  type SplitDocument,
  maxPolicyBytes,
  split,
} from "../../policy";
import type { ConstructWarning } from "../checks/construct-warnings";
import { checkDocumentSize } from "./document-size";
import { refusingDocument } from "./given-document";

/** A document, split if necessary, and the problems. */
export interface DocumentParts {
  /** At least one. */
  readonly documents: readonly SplitDocument[];
  readonly problems: readonly Problem[];
  readonly warnings: readonly ConstructWarning[];
}

/**
 * Splits a document if necessary. If that is impossible, returns a document that denies everything, because synth
 * fails.
 */
export function documentParts(
  document: PolicyDocument,
  options: { readonly split: boolean; readonly maxDocuments: number },
): DocumentParts {
  const { bytes, problems: tooLong, warnings } = checkDocumentSize(document);
  if (!options.split || bytes <= maxPolicyBytes) {
    return { documents: [{ number: 1, document }], problems: tooLong, warnings };
  }
  try {
    const documents = split(document, { maxDocuments: options.maxDocuments });
    return { documents, problems: [], warnings: documents.length === 1 ? warnings : [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const problems = error.problems.map((problem) => ({
      ...problem,
      path: problem.path.startsWith("Statement") ? `document.${problem.path}` : problem.path,
    }));
    return { documents: [{ number: 1, document: refusingDocument() }], problems, warnings: [] };
  }
}
