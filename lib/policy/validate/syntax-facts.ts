import { policyProblemIds } from "../problem-ids";

/** What kind of thing a problem is, and where it is known from. */
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

/** Facts about everything that RAM refuses in a document, by problem id. */
export const refusedById: Readonly<Record<string, SyntaxFacts>> = {
  [policyProblemIds.notADocument]: { title: "Not a policy document", explanation: refused, source: grammar },
  [policyProblemIds.version]: { title: "Wrong Version", explanation: refused, source: grammar },
  [policyProblemIds.statementList]: { title: "No list of statements", explanation: refused, source: grammar },
  [policyProblemIds.unknownElement]: { title: "Unknown element", explanation: refused, source: elements },
  [policyProblemIds.effect]: { title: "Wrong Effect", explanation: refused, source: elements },
  [policyProblemIds.actionElement]: {
    title: "Not one of Action and NotAction",
    explanation: refused,
    source: elements,
  },
  [policyProblemIds.resourceElement]: {
    title: "Not one of Resource and NotResource",
    explanation: refused,
    source: elements,
  },
  [policyProblemIds.empty]: { title: "Nothing where something must be", explanation: refused, source: grammar },
  [policyProblemIds.notAString]: { title: "Not a string", explanation: refused, source: grammar },
  [policyProblemIds.conditionShape]: { title: "Wrong form of Condition", explanation: refused, source: operators },
  [policyProblemIds.conditionTwice]: {
    title: "One condition twice",
    explanation: "A reader of JSON keeps the last of them, so the policy would mean something else than it says.",
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
    explanation: "A whole list cannot stand inside a literal JSON document.",
    source: "CDK for Terraform, tokens",
  },
  [policyProblemIds.documentTooLong]: {
    title: "Document too long",
    explanation: "RAM refuses it when the policy is created or changed. White space counts.",
    source: "https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16)",
  },
};

/** What is known of a problem by its id. */
export function syntaxFacts(id: string): SyntaxFacts {
  return refusedById[id] ?? { title: "Problem", explanation: refused, source: grammar };
}

/** Whether RAM refuses a document for the problem of this id. */
export function isRefused(id: string): boolean {
  return Object.hasOwn(refusedById, id);
}
