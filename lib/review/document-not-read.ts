import type { Finding } from "../policy";

/** Id of a document that is not in the input. */
export const documentNotReadId = "RAM504";

/** That a document was not looked at, since Terraform makes it. */
export function documentNotRead(found: string): Finding {
  return {
    id: documentNotReadId,
    severity: "warning",
    path: "",
    title: "Document that is not checked",
    found,
    allowed: "a document that the input has as text",
    explanation: "Terraform makes this document, so nothing in it was looked at.",
    fix: "lint the plan, where the document is known, or write it as JSON",
    source: "this library: what was not checked is said",
  };
}
