import { splitTokens } from "./patterns/framework-token";
import { utf8Length } from "./utf8";

/** Bytes reserved for each value that only Terraform knows: the length of RAM's longest user or role name. */
const bytesPerToken = 64;

/** The size of a text as RAM receives it, in UTF-8 bytes. */
export interface TextSize {
  /** Size of the known text. */
  readonly known: number;
  /** Size reserved for framework tokens, which RAM never receives. */
  readonly reserved: number;
}

/** Measures a text. A framework token counts with the size reserved for its value. */
export function textSize(text: string): TextSize {
  let known = 0;
  let reserved = 0;
  for (const part of splitTokens(text)) {
    if (part.kind === "token") reserved += bytesPerToken;
    else known += utf8Length(part.text);
  }
  return { known, reserved };
}
