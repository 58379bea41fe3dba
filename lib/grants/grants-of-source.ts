import type { GrantModel } from "./grant-model";
import { grantsOfStacks } from "./grants-of-stack";
import { policyGrants } from "./policy-files";
import type { Source } from "./source";

/**
 * What an input grants.
 *
 * @throws UnreadableStackError RAM501 for a policy or trust document that is none
 */
export function grantsOfSource(source: Source): readonly GrantModel[] {
  if (source.kind === "policies") return [policyGrants(source)];
  const models = grantsOfStacks(source.stacks);
  if (!source.namedByFile) return models;
  // An alias of the provider is a name of its own.
  const names = new Set(source.stacks.map(({ name }) => name));
  return models.map((model) => (names.has(model.stack) ? { ...model, namedByFile: true } : model));
}
