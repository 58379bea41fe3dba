/** What a review assumes, because it would otherwise report many harmless changes. */
export const assumptions = {
  "code does what it did": "changed code and images use their permissions as before",
  "equal provider settings": "stacks whose provider settings are equal belong to one account",
  "groups of the input are refused nothing elsewhere":
    "no policy outside of the input denies anything to a group that the input creates",
  "resource groups are not read elsewhere":
    "no policy outside of the input applies to the resource groups that resources move between",
  "system policies refuse nothing": "a system policy that is not known contains no Deny",
  "tags are not read elsewhere": "no condition outside of the input reads the tags that changed",
} as const;

export type Assumption = keyof typeof assumptions;

/** Assumptions about what is outside of the input, which do not matter where the input is the whole account. */
export const outsideAssumptions: ReadonlySet<Assumption> = new Set([
  "groups of the input are refused nothing elsewhere",
  "resource groups are not read elsewhere",
  "system policies refuse nothing",
  "tags are not read elsewhere",
]);
