import {
  type AccessRequest,
  type PolicyDocument,
  type PolicyDocumentJson,
  type RequestContext,
  type TrustPolicyJson,
  evaluate,
  matchesPattern,
} from "../policy";
import { foldCase } from "../policy/letter-case";

/** Code that allows a request, verified with the evaluator. */
export interface Proposal {
  /** Name of the construct that grants it. */
  readonly construct: string;
  /** The line of TypeScript. */
  readonly code: string;
  /** What it grants. */
  readonly document: PolicyDocumentJson | TrustPolicyJson;
  /** Descriptions of what it grants beyond the request; empty for an exact grant. */
  readonly beyond: readonly string[];
  /** Conditions that must hold and that the error does not mention, e.g. `acs:Service is fc.aliyuncs.com`. */
  readonly provided: readonly string[];
}

/** What a proposal must allow. */
export interface Wanted {
  /** The request, or the possible requests if the resource is unknown. */
  readonly requests: readonly AccessRequest[];
  readonly context: RequestContext;
}

/** A proposal that is not yet verified. */
export interface Candidate {
  readonly construct: string;
  readonly code: string;
  readonly document: PolicyDocument;
  /** Summary of what it grants beyond the request, if that is too much to list. */
  readonly whole?: string;
}

/** Verifies a candidate; `undefined` if the evaluator does not allow the request with it. */
export function proved({ construct, code, document, whole }: Candidate, wanted: Wanted): Proposal | undefined {
  const provided = tests(document, wanted);
  if (provided === undefined) return undefined;
  const beyond = whole === undefined ? beyondOf(document, wanted.requests) : [whole];
  return { construct, code, document: document.toJson(), beyond, provided };
}

/** The conditions that a request needs to be allowed; `undefined` if it is never allowed. */
function tests(document: PolicyDocument, { requests, context }: Wanted): readonly string[] | undefined {
  const provided = new Set<string>();
  for (const request of requests) {
    const { decision, dependsOn } = evaluate({ policies: [document], request, context });
    if (decision === "Allow") continue;
    const equal = dependsOn.filter(({ operator }) => operator === "StringEquals");
    if (decision !== "Depends" || equal.length === 0 || equal.length < dependsOn.length) return undefined;
    // Several statements may test the same key, and one of them is enough.
    const byKey = new Map<string, string[]>();
    for (const { key, values } of equal) byKey.set(key, [...(byKey.get(key) ?? []), ...values]);
    const assumed = Object.fromEntries([...byKey].map(([key, values]) => [key, values[0] ?? ""]));
    const again = evaluate({ policies: [document], request, context: { ...context, ...assumed } });
    if (again.decision !== "Allow") return undefined;
    for (const [key, values] of byKey) provided.add(`${key} is ${[...new Set(values)].sort().join(" or ")}`);
  }
  return [...provided];
}

function beyondOf(document: PolicyDocument, requests: readonly AccessRequest[]): readonly string[] {
  const [first] = requests;
  const action = foldCase(first?.action ?? "");
  const asked = new Set(requests.map(({ resource }) => resource));
  const beyond = document.statements.flatMap(({ effect, actions, resources }) => {
    if (effect === "Deny") return [];
    const on = resources.join(", ");
    const others = actions.filter((one) => foldCase(one) !== action).map((one) => `${one} on ${on}`);
    if (!actions.some((one) => matchesPattern(foldCase(one), action))) return others;
    const wider = resources
      .filter((resource) => !asked.has(resource))
      .map((resource) => `${first?.action ?? ""} on ${resource}`);
    return [...wider, ...others];
  });
  return [...new Set(beyond)];
}
