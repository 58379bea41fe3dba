import { quote } from "../policy";
import { EmulatorError, type PlacedProblem } from "./emulator-error";
import { type FaultRule, checkRule } from "./faults";
import { emulatorProblemIds } from "./problem-ids";

/**
 * Checks the JSON of a file with fault rules.
 *
 * @throws EmulatorError with all problems, one per line
 */
export function faultsFrom(json: unknown, file: string): readonly FaultRule[] {
  if (!Array.isArray(json))
    throw new EmulatorError(
      [{ place: file, found: "no list of faults" }],
      emulatorProblemIds.fault,
      'write a list such as [{ "kind": "throttle" }]',
    );
  const rules = json as readonly FaultRule[]; // problemOf checks each
  const problems = rules.flatMap((rule, index) => problemOf(rule, `${file} [${index}]`));
  if (problems.length > 0) throw new EmulatorError(problems, emulatorProblemIds.fault);
  return rules;
}

function problemOf(rule: FaultRule, place: string): readonly PlacedProblem[] {
  try {
    if (typeof rule !== "object" || (rule as unknown) === null || Array.isArray(rule)) {
      throw new EmulatorError(`a fault must be an object with a kind, found ${quote(rule)}`);
    }
    checkRule(rule);
    return [];
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    return [{ place, found: error.problem }];
  }
}
