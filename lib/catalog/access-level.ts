/** Access levels of RAM's authorization pages. The pages use `none` for actions that fit no other level. */
export const accessLevels = ["create", "delete", "get", "list", "none", "update"] as const;

/** An access level of an action; see {@link accessLevels}. */
export type AccessLevel = (typeof accessLevels)[number];

export function isAccessLevel(text: string): text is AccessLevel {
  return (accessLevels as readonly string[]).includes(text);
}
