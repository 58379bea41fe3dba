import { UnreadableStackError } from "../review";
import { InputError } from "./command";

/** @throws InputError if the input cannot be read */
export function reading<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableStackError) throw new InputError(error.message);
    throw error;
  }
}
