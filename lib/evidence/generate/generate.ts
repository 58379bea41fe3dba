import type { PolicyDocument } from "../../policy";
import { isSameName } from "../../policy/letter-case";
import { EvidenceError, evidenceProblemIds } from "../problem-ids";
import { type Principal, principalText } from "../identify";
import type { Usage, UsageRow } from "../usage";
import { type FeatureRequest, featureRequestFor } from "./feature-request";
import { documentsFor } from "./policy";
import { type Proof, prove } from "./proof";

/** What a principal was seen to use, and policies that allow it. */
export interface GeneratedGrants {
  readonly principal: Principal;
  readonly rows: readonly UsageRow[];
  /** Allow the rows and nothing else; several where RAM's size limit asks for it. */
  readonly documents: readonly PolicyDocument[];
  readonly proof: Proof;
  /** `undefined` unless asked for. */
  readonly features: FeatureRequest | undefined;
}

/** What to generate. */
export interface GenerateOptions {
  /** As `user:alice` or `role:deployer`. @default - all that were seen */
  readonly principals?: readonly string[];
  /** Whether to look for the smallest request by features, which takes longer. @default false */
  readonly features?: boolean;
}

/**
 * Policies for what was seen, proved by the evaluator: every row is allowed, and no action is granted that was not seen.
 *
 * @throws EvidenceError RAM531 for a principal that the evidence does not have; RAM532 if the proof fails
 */
export function generate(
  usage: Usage,
  { principals, features = false }: GenerateOptions = {},
): readonly GeneratedGrants[] {
  const found = principalsIn(usage);
  const missing = (principals ?? []).filter((wanted) => !found.some((one) => isSameName(principalText(one), wanted)));
  if (missing.length > 0) {
    throw new EvidenceError(
      `the evidence has no use by ${missing.join(", ")}; it has ${found.map(principalText).join(", ") || "none"}`,
    );
  }
  return found
    .filter((one) => principals === undefined || principals.some((wanted) => isSameName(principalText(one), wanted)))
    .map((principal) => grantsFor(principal, usage, features));
}

/** The principals with a row, in the order of the rows. */
export function principalsIn({ rows }: Usage): readonly Principal[] {
  return [...new Set(rows.map(({ principal }) => principal))];
}

function grantsFor(principal: Principal, usage: Usage, withFeatures: boolean): GeneratedGrants {
  const rows = usage.rows.filter((row) => row.principal === principal);
  const documents = documentsFor(rows);
  const proof = prove(documents, rows);
  const wrong = [...proof.refused.map(({ action, resource }) => `${action} on ${resource} is refused`)]
    .concat(proof.unseen.map((action) => `${action} was not seen`))
    .concat(proof.wider.map((pair) => `${pair} was not seen`));
  if (wrong.length > 0) {
    throw new EvidenceError(
      `the result for ${principalText(principal)} is wrong: ${wrong.slice(0, 5).join("; ")}. Please report it`,
      evidenceProblemIds.proof,
    );
  }
  return { principal, rows, documents, proof, features: withFeatures ? featureRequestFor(rows) : undefined };
}
