import { placeholderText as withTokensReadBy } from "../policy/compare";
import { tokenMeaning } from "../terraform/expressions";

/** A text with a placeholder for each part that is not known, where tokens are those of Terraform's expressions. */
export function placeholderText(text: string): string {
  return withTokensReadBy(text, tokenMeaning);
}
