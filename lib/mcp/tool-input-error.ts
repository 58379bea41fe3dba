/** The id of a wrong call, as on the command line. */
const wrongCall = "RAM901";

/** A wrong argument of a tool. Its message says what to write. */
export class ToolInputError extends Error {
  public override readonly name = "ToolInputError";

  public constructor(found: string) {
    super(`${wrongCall}: ${found}.`);
  }
}
