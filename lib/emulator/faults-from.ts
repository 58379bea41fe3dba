import { quote } from "../policy";
import { EmulatorError } from "./emulator-error";
import { type FaultRule, checkRule } from "./faults";
import { emulatorProblemIds } from "./problem-ids";

/**
 * Rules of faults from the JSON of a file: a list of them.
 *
 * @throws EmulatorError with everything that is wrong, a line each
 */
export function faultsFrom(json: unknown, file: string): readonly FaultRule[] {
  if (!Array.isArray(json))
    throw new EmulatorError(
      `${file} must be a list of faults, such as [{ "kind": "throttle" }]`,
      emulatorProblemIds.fault,
    );
  const rules = json as readonly FaultRule[]; // looked at now
  const problems = rules.flatMap((rule, index) => problemOf(rule, `${file} [${index}]`));
  if (problems.length > 0) throw new EmulatorError(problems.join("\n"), emulatorProblemIds.fault);
  return rules;
}

function problemOf(rule: FaultRule, place: string): readonly string[] {
  try {
    if (typeof rule !== "object" || (rule as unknown) === null || Array.isArray(rule)) {
      throw new EmulatorError(`a fault is an object with a kind, found ${quote(rule)}`);
    }
    checkRule(rule);
    return [];
  } catch (error) {
    if (!(error instanceof EmulatorError)) throw error;
    return [`${place}: ${error.problem}`];
  }
}
