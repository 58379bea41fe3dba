import { EmulatorError } from "../emulator-error";
import { emulatorProblemIds } from "../problem-ids";

/** @param place the file, perhaps with a line: `ram.state:3` */
export function stateFileError(place: string, found: string, fix?: string): EmulatorError {
  return new EmulatorError([{ place, found }], emulatorProblemIds.stateFile, fix);
}
