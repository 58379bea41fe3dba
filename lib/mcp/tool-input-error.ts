/** A wrong argument of a tool. Its message says what to write. */
export class ToolInputError extends Error {
  public override readonly name = "ToolInputError";
}
