import { splitTokens } from "./patterns/framework-token";
import { utf8Length } from "./utf8";

/** Bytes set aside for each value that only Terraform will know: as many as RAM's longest user or role name. */
const bytesPerToken = 64;

/** How long a text will be as RAM receives it, in UTF-8 bytes. */
export interface TextSize {
  /** What is known already. */
  readonly known: number;
  /** Set aside for framework tokens, whose own spelling never reaches RAM. */
  readonly reserved: number;
}

/** Measures a text; a framework token counts by what is set aside for its value. */
export function textSize(text: string): TextSize {
  let known = 0;
  let reserved = 0;
  for (const part of splitTokens(text)) {
    if (part.kind === "token") reserved += bytesPerToken;
    else known += utf8Length(part.text);
  }
  return { known, reserved };
}
