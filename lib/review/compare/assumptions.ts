/** What a review assumes, because changes that rest on it are many and harmless. */
export const assumptions = {
  "equal provider settings": "stacks whose provider settings are equal belong to one account",
  "groups of the input are refused nothing elsewhere":
    "no policy outside of the input denies anything to a group that the input creates",
  "system policies refuse nothing": "a system policy that is not known contains no Deny",
} as const;

export type Assumption = keyof typeof assumptions;
