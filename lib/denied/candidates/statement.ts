import { catalogAction } from "../../catalog";
import { PolicyDocument, PolicyError, PolicyStatement } from "../../policy";
import { Code, constructCode, literal } from "../code-text";
import { attachToOf } from "../principal";
import type { Candidate } from "../proposal";
import type { CandidateInput } from "./candidate-input";

/**
 * A statement of its own with just the action, on just the resource; on `*` if neither the response nor a page names one.
 */
export function statementCandidates({ denial, principal }: CandidateInput): readonly Candidate[] {
  const { action } = denial;
  const known = catalogAction(action);
  const resource = denial.resource ?? (known?.resources === undefined ? "*" : undefined);
  if (resource === undefined || resource.includes("**")) return []; // some answers hide digits of ids
  const name = known?.name ?? action;
  try {
    const document = new PolicyDocument([PolicyStatement.allow({ actions: name, resources: resource })]);
    const actions = known === undefined ? new Code(`unchecked(${JSON.stringify(name)})`) : name;
    const statement = new Code(`allow(${literal({ actions, resources: resource })})`);
    const props = { document: [statement], attachTo: attachToOf(principal) };
    return [{ construct: "CustomPolicy", code: constructCode("CustomPolicy", "Allowed", props), document }];
  } catch (error) {
    if (error instanceof PolicyError) return [];
    throw error;
  }
}
