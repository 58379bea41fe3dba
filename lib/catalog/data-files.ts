/* eslint-disable @typescript-eslint/no-require-imports -- an import would read all data when the package loads */
import type { ArnNames } from "./arn-template";
import type { DocumentedPolicies } from "./documented-policies";
import type { FeatureTable, Product } from "./feature-table";
import type { Correction } from "./import/corrections";
import type { InferredLevels } from "./inferred-level";
import { lazy } from "./lazy";
import type { MigrationFile } from "./migration";
import type { ProviderArguments } from "./provider-arguments";
import type { Need } from "./least-privilege/needs";
import type { ReviewedActions } from "./reviewed-actions";
import type { SystemPolicyFile, SystemPolicyNameFile } from "./system-policies";

/** The data files that are not about a single service. Each is read on first use. */
// Tests read every file against these types, which proves the casts.
export const dataFiles = {
  arnNames: lazy(() => require("./data/arn-names.json") as ArnNames),
  corrections: lazy(() => require("./data/corrections.json") as readonly Correction[]),
  documentedPolicies: lazy(() => require("./data/documented-policies.json") as DocumentedPolicies),
  features: lazy(() => require("./data/features.json") as FeatureTable),
  inferredLevels: lazy(() => require("./data/inferred-levels.json") as InferredLevels),
  migration: lazy(() => require("./data/migration.json") as MigrationFile),
  needs: lazy(() => require("./data/needs.json") as readonly Need[]),
  providerArguments: lazy(() => require("./data/provider-arguments.json") as ProviderArguments),
  products: lazy(() => require("./data/products.json") as Readonly<Record<string, Product>>),
  reviewedActions: lazy(() => require("./data/reviewed-actions.json") as ReviewedActions),
  systemPolicies: lazy(() => require("./data/system-policies.json") as SystemPolicyFile),
  systemPolicyNames: lazy(() => require("./data/system-policy-names.json") as SystemPolicyNameFile),
} as const;
