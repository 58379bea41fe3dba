import { type PolicyDocument, matchesPattern } from "../policy";
import { actionOfRow, featureTable } from "./feature-table";
import type { FeatureKey } from "./generated/feature-key";
import { service } from "./services";
import { foldCase } from "../policy/letter-case";

/** What a policy does not allow of the actions in the catalog. */
export interface Coverage {
  /** Actions of AgentRun's authorization page that no statement allows, sorted. */
  readonly actions: readonly string[];
  /** Rows of the vendor's feature table, as printed, that no statement allows. Sections without such rows are missing. */
  readonly rows: Readonly<Partial<Record<FeatureKey, readonly string[]>>>;
}

/**
 * The actions that a policy does not allow on any resource under any condition. An action that it allows on a single
 * resource counts as allowed.
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
