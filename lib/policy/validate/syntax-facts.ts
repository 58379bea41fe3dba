import { policyProblemIds } from "../problem-ids";

/** Title, explanation and source of a problem. */
export interface SyntaxFacts {
  readonly title: string;
  readonly explanation: string;
  readonly source: string;
}

const grammar = "https://www.alibabacloud.com/help/document_detail/93739.html (read 2026-05-27)";
const elements = "https://www.alibabacloud.com/help/en/ram/policy-elements (updated 2026-03-19)";
const operators = "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)";
const trust = "https://www.alibabacloud.com/help/en/ram/user-guide/edit-the-trust-policy-of-a-ram-role";
const refused = "RAM answers MalformedPolicyDocument when the policy is created or changed.";

/** The problems for which RAM refuses a document, by id. */
export const refusedById: Readonly<Record<string, SyntaxFacts>> = {
  [policyProblemIds.notADocument]: { title: "Not a policy document", explanation: refused, source: grammar },
  [policyProblemIds.version]: { title: "Wrong Version", explanation: refused, source: grammar },
  [policyProblemIds.statementList]: { title: "No list of statements", explanation: refused, source: grammar },
  [policyProblemIds.unknownElement]: { title: "Unknown element", explanation: refused, source: elements },
  [policyProblemIds.effect]: { title: "Wrong Effect", explanation: refused, source: elements },
  [policyProblemIds.actionElement]: {
    title: "Not exactly one of Action and NotAction",
    explanation: refused,
    source: elements,
  },
  [policyProblemIds.resourceElement]: {
    title: "Not exactly one of Resource and NotResource",
    explanation: refused,
    source: elements,
  },
  [policyProblemIds.empty]: { title: "Empty value", explanation: refused, source: grammar },
  [policyProblemIds.notAString]: { title: "Not a string", explanation: refused, source: grammar },
  [policyProblemIds.conditionShape]: { title: "Wrong form of Condition", explanation: refused, source: operators },
  [policyProblemIds.conditionTwice]: {
    title: "Condition repeated",
    explanation: "A JSON parser keeps only the last one, so the policy would not mean what it says.",
    source: "RFC 7159, section 4",
  },
  [policyProblemIds.principal]: { title: "Not a principal", explanation: refused, source: trust },
  [policyProblemIds.trustAction]: { title: "Wrong Action of a trust policy", explanation: refused, source: trust },
  [policyProblemIds.elementOfOtherKind]: {
    title: "Element of another kind of policy",
    explanation: refused,
    source: elements,
  },
  [policyProblemIds.compoundToken]: {
    title: "List that is known only at apply",
    explanation: "A whole list cannot be inserted into a literal JSON document.",
    source: "CDK for Terraform, tokens",
  },
  [policyProblemIds.documentTooLong]: {
    title: "Document too long",
    explanation: "RAM refuses it when the policy is created or changed. White space counts.",
    source: "https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16)",
  },
};

/** The facts about a problem by its id. */
export function syntaxFacts(id: string): SyntaxFacts {
  return refusedById[id] ?? { title: "Problem", explanation: refused, source: grammar };
}

/** Whether RAM refuses a document for the problem of this id. */
export function isRefused(id: string): boolean {
  return Object.hasOwn(refusedById, id);
}
