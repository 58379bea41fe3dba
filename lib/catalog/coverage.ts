import { type PolicyDocument, matchesPattern } from "../policy";
import { actionOfRow, featureTable } from "./feature-table";
import type { FeatureKey } from "./generated/feature-key";
import { service } from "./services";
import { foldCase } from "../policy/letter-case";

/** What a policy leaves out of what the catalog knows. */
export interface Coverage {
  /** Actions of AgentRun's authorization page that no statement allows, sorted. */
  readonly actions: readonly string[];
  /** Rows of the vendor's feature table, as printed, that no statement allows; sections that are covered are left out. */
  readonly rows: Readonly<Partial<Record<FeatureKey, readonly string[]>>>;
}

/**
 * What a policy does not allow, on whatever resources and under whatever conditions: an action that it allows on one
 * resource only counts as allowed.
 */
export function notCovered(document: PolicyDocument): Coverage {
  const patterns = document.statements
    .filter(({ effect, actionElement }) => effect === "Allow" && actionElement === "Action")
    .flatMap(({ actions }) => actions.map((action) => foldCase(action)));
  const allows = (action: string) => patterns.some((pattern) => matchesPattern(pattern, foldCase(action)));
  const rows = Object.entries(featureTable().features).map(
    ([key, { rows: all = [] }]) => [key, all.filter((row) => !allows(actionOfRow(row)))] as const,
  );
  return {
    actions: [...(service("agentrun")?.actions.values() ?? [])]
      .filter(({ name, provenance }) => provenance.includes("authorization-page") && !allows(name))
      .map(({ name }) => name),
    rows: Object.fromEntries(rows.filter(([, missing]) => missing.length > 0)),
  };
}
