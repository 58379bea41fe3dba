import type { GrantModel } from "./grant-model";
import { grantsOfStacks } from "./grants-of-stack";
import { policyGrants } from "./policy-grants";
import type { Source } from "./source";

/** @throws UnreadableStackError RAM501 for an invalid policy or trust document */
export function grantsOfSource(source: Source): readonly GrantModel[] {
  if (source.kind === "policies") return [policyGrants(source)];
  const models = grantsOfStacks(source.stacks);
  if (!source.namedByFile) return models;
  // A model named after a provider alias is identified by the alias.
  const names = new Set(source.stacks.map(({ name }) => name));
  return models.map((model) => (names.has(model.stack) ? { ...model, namedByFile: true } : model));
}
