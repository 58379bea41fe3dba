import type { Messages } from "../language";

/** What is wrong with an input, for which the page has a text. */
export class InputProblem extends Error {
  public constructor(
    message: string,
    public readonly tell: (messages: Messages) => string,
  ) {
    super(message);
  }
}
