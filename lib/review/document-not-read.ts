import type { Finding } from "../policy";

/** Id of the finding for a document that is not in the input. */
export const documentNotReadId = "RAM504";

/** The finding for a document that was not checked because Terraform computes it. */
export function documentNotRead(found: string): Finding {
  return {
    id: documentNotReadId,
    severity: "warning",
    path: "",
    title: "Document not checked",
    found,
    allowed: "a document that is a literal text in the input",
    explanation: "Terraform computes this document, so none of its statements was checked.",
    fix: "lint the plan, which has the computed document, or write the document as JSON",
    source: "this library: lint reports every document that it did not check",
  };
}
