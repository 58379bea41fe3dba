import { type Denial, denialOfText } from "./denial-of-text";
import { deniedRecord } from "./denied-record";

/**
 * Finds the refused request in an error, as {@link denialOfText} does, or in an audit record.
 *
 * @param file the file that the text comes from, for errors
 * @throws PolicyError RAM521 for a text without a refused request
 */
export function readDenial(text: string, file: string): Denial {
  return denialOfText(text, file, deniedRecord);
}
