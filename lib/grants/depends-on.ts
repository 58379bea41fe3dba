import { type Evaluation, assumptionTexts } from "../policy";

/** What a decision that is not certain depends on, in words that follow `depends on`. */
export function dependsOnInWords(evaluation: Evaluation): readonly string[] {
  const { dependsOn, dependsOnUnknown, dependsOnResourceGroups, dependsOnAssumptions, contested } = evaluation;
  const words = [
    ...dependsOn.map(({ key, operator, values }) => `${key} ${operator} ${values.join(" or ")}`),
    ...dependsOnUnknown.map(({ element }) => `a ${element} that only Terraform knows`),
    ...dependsOnResourceGroups.map((id) => `whether the resource is in the resource group ${id}`),
    ...dependsOnAssumptions.map((assumption) => {
      const about = assumption === "practicePageHolds" && contested !== undefined ? ` (${contested})` : "";
      return `whether ${assumptionTexts[assumption]}${about}`;
    }),
  ];
  return [...new Set(words)];
}
