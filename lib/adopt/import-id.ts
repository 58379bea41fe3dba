import type { Identity, ImportRule } from "../terraform/ram-resources/identity";

/**
 * The id that `terraform import` expects for an object.
 *
 * @param givenId the id that the account assigned to an object whose id is not its name
 * @returns `undefined` if a part of the id is not known
 */
export function importIdOf({ id }: ImportRule, identity: Identity, givenId?: string): string | undefined {
  const fields = new Map(Object.entries({ ...identity, id: givenId }));
  const [first = "", ...parts] = id.split(/\{(\w+)\}/);
  let text = first;
  for (let index = 0; index < parts.length; index += 2) {
    const value = fields.get(parts[index] ?? "");
    if (value === undefined) return undefined;
    text += `${value}${parts[index + 1] ?? ""}`;
  }
  return text;
}
