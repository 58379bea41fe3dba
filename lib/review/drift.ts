import type { GrantModel } from "../grants/grant-model";

/** The name under which drift is reported. */
const name = "account";

/**
 * Models to compare what code grants with what an account has. All stacks are one, and what Terraform reads besides
 * grants is left out, because an account has none of it.
 */
export function driftModels(models: readonly GrantModel[]): readonly GrantModel[] {
  return models.map(({ configuration: _, ...model }) => ({ ...model, stack: name }));
}
