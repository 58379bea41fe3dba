import { placeholderText as withTokensReadBy } from "../policy/compare";
import { tokenMeaning } from "../terraform/expressions";

/** Replaces each Terraform expression in a text by a placeholder. */
export function placeholderText(text: string): string {
  return withTokensReadBy(text, tokenMeaning);
}
