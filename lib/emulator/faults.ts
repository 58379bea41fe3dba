import { matchesPattern, quote } from "../policy";
import { nearestNames } from "../policy/nearest";
import { EmulatorError } from "./emulator-error";
import { knownOperations } from "./operations/services";
import { emulatorProblemIds } from "./problem-ids";
import { foldCase } from "../policy/letter-case";

/** What happens to a call. */
export type FaultKind =
  /** The call fails with 400 `Throttling.User` and changes nothing. */
  | { readonly kind: "throttle" }
  /** The call fails with the given error and changes nothing. @default 500 `InternalError` */
  | { readonly kind: "error"; readonly status?: number; readonly code?: string }
  /** The connection is closed. The call is not executed. */
  | { readonly kind: "drop" }
  /** The call is delayed, by an hour at most, and then executed. Closing the emulator cancels it. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The call is executed, and the connection is closed without a response. */
  | { readonly kind: "lose-answer" };

/** A fault and the calls that it applies to. */
export type FaultRule = FaultKind & {
  /** An action of the emulator or a pattern, e.g. `CreatePolicy` or `List*`, case-insensitive. @default - all actions */
  readonly action?: string;
  /** The first matching call that the fault happens to, counted from 1, or every matching call. @default 1 */
  readonly nth?: number | "every";
  /** How many matching calls in a row the fault happens to. @default 1, or unlimited if `nth` is `every` */
  readonly times?: number;
};

/** An active fault. */
export interface Fault {
  readonly rule: FaultRule;
  /** How many calls it has happened to. */
  readonly happened: number;
  /** Deactivates the fault. */
  remove(): void;
}

interface Active {
  readonly rule: FaultRule;
  seen: number;
  happened: number;
}

const kinds = ["throttle", "error", "drop", "slow", "lose-answer"] as const satisfies readonly FaultRule["kind"][];

/** The active faults. If several are due for one call, the oldest happens. All matching rules count the call. */
export class Faults {
  private readonly active = new Set<Active>();

  /** @throws EmulatorError for an invalid rule */
  public add(rule: FaultRule): Fault {
    checkRule(rule);
    const active: Active = { rule: { ...rule }, seen: 0, happened: 0 };
    this.active.add(active);
    return {
      rule: active.rule,
      get happened() {
        return active.happened;
      },
      remove: () => void this.active.delete(active),
    };
  }

  public clear(): void {
    this.active.clear();
  }

  /** Counts a call and returns the fault that happens to it. */
  public next(action: string): FaultRule | undefined {
    let found: Active | undefined;
    for (const one of this.active) {
      if (!matchesPattern(foldCase(one.rule.action ?? "*"), foldCase(action))) continue;
      one.seen += 1;
      if (found === undefined && isDue(one)) found = one;
    }
    if (found !== undefined) found.happened += 1;
    return found?.rule;
  }
}

function isDue({ rule: { nth = 1, times }, seen }: Active): boolean {
  const first = nth === "every" ? 1 : nth;
  const count = times ?? (nth === "every" ? Number.POSITIVE_INFINITY : 1);
  return seen >= first && seen < first + count;
}

/**
 * Checks a rule that may come from a file.
 *
 * @throws EmulatorError RAM804 for a rule that is not valid
 */
export function checkRule(rule: FaultRule): void {
  const problem = problemOf(rule); // a rule from a file has no checked type
  if (problem !== undefined) {
    throw new EmulatorError(`${problem} in the fault ${quote(rule)}`, emulatorProblemIds.fault);
  }
}

const common = ["kind", "action", "nth", "times"];
const members = { error: ["status", "code"], slow: ["milliseconds"] } as const;

/** Maximum delay. Node's timers fire at once if the delay exceeds 2^31 - 1 milliseconds. */
const maxMilliseconds = 3_600_000;

function problemOf(rule: Readonly<Record<string, unknown>>): string | undefined {
  const { action, nth, times, kind, status, code, milliseconds } = rule;
  const isCount = (value: unknown) => Number.isInteger(value) && (value as number) > 0;
  if (!kinds.some((known) => known === kind)) return `kind must be one of ${kinds.join(", ")}`;
  const misplaced = Object.keys(rule).flatMap((name) => memberProblem(name, kind as FaultRule["kind"]) ?? [])[0];
  if (misplaced !== undefined) return misplaced;
  if (action !== undefined && (typeof action !== "string" || action === "")) return "action must be a non-empty string";
  if (action !== undefined && !isKnown(action)) return `the emulator has no action ${action}${instead(action)}`;
  if (nth !== undefined && nth !== "every" && !isCount(nth))
    return 'nth must be a whole number of at least 1, or "every"';
  if (times !== undefined && !isCount(times)) return "times must be a whole number of at least 1";
  if (kind === "slow" && !(typeof milliseconds === "number" && milliseconds >= 0 && milliseconds <= maxMilliseconds)) {
    return `milliseconds must be a number from 0 to ${maxMilliseconds}`;
  }
  if (status !== undefined && !(isCount(status) && (status as number) >= 400 && (status as number) < 600)) {
    return "status must be a whole number from 400 to 599";
  }
  if (code !== undefined && (typeof code !== "string" || code === "")) return "code must be a non-empty string";
  return undefined;
}

/** The problem with a member of a rule, judged by its name. */
function memberProblem(name: string, kind: FaultRule["kind"]): string | undefined {
  if (common.includes(name)) return undefined;
  const [owner] = Object.entries(members).find(([, own]) => own.some((one) => one === name)) ?? [];
  if (owner === undefined) return `unknown member ${name}`;
  return owner === kind ? undefined : `${name} is a member of ${owner} faults, not of ${kind} faults`;
}

function isKnown(pattern: string): boolean {
  return knownOperations().some(({ action }) => matchesPattern(foldCase(pattern), foldCase(action)));
}

function instead(action: string): string {
  const names = [...new Set(knownOperations().map((operation) => operation.action))];
  const [near] = nearestNames(action, names, 1);
  return near === undefined ? "" : `; did you mean ${near}?`;
}
