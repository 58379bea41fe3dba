import { UnreadableStackError } from "../review";
import { UsageError } from "./command";

/**
 * What reading an input gives.
 *
 * @throws UsageError where the input cannot be read
 */
export function reading<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof UnreadableStackError) throw new UsageError(error.message);
    throw error;
  }
}
