import { ApiError } from "./api-error";

/**
 * Limits well above any documented call, of which the longest has some 120 parameters and a value of 6,144 characters.
 */
const most = { parameters: 1000, nameLength: 256, valueLength: 64 * 1024 } as const;

/**
 * Checks the number of parameters. Readers call it after each one, so that no request has more in memory.
 *
 * @throws ApiError TooManyParameters
 */
export function checkCount(parameters: number): void {
  if (parameters <= most.parameters) return;
  throw ApiError.of("TooManyParameters", `The request has more than ${most.parameters} parameters.`);
}

/**
 * Copies the parameters of a call, within limits. Copies, because a substring of a received text keeps all of that text
 * in memory, and names and documents are stored.
 *
 * @throws ApiError TooManyParameters, ParameterTooLong
 */
export function boundedParameters(all: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  checkCount(all.size);
  const own = new Map<string, string>();
  for (const [name, value] of all) {
    if (name.length > most.nameLength) {
      throw ApiError.of("ParameterTooLong", `A parameter's name has more than ${most.nameLength} characters.`);
    }
    if (value.length > most.valueLength) {
      throw ApiError.of("ParameterTooLong", `The parameter ${name} has more than ${most.valueLength} characters.`);
    }
    own.set(ownText(name), ownText(value));
  }
  return own;
}

/** Copies the first characters of a text, so that the rest of it can be freed. */
export function ownText(text: string, length = text.length): string {
  return JSON.parse(JSON.stringify(text.slice(0, length))) as string; // JSON of a string parses to a string
}
