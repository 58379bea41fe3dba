import { matchesPattern, quote } from "../policy";
import { nearestNames } from "../policy/nearest";
import { EmulatorError } from "./emulator-error";
import { knownOperations } from "./operations/services";
import { emulatorProblemIds } from "./problem-ids";

/** What goes wrong. */
export type FaultKind =
  /** 400 `Throttling.User`; nothing changes. */
  | { readonly kind: "throttle" }
  /** An error of your own; nothing changes. @default 500 `InternalError` */
  | { readonly kind: "error"; readonly status?: number; readonly code?: string }
  /** The connection ends before anything changes. */
  | { readonly kind: "drop" }
  /** The call waits before it is carried out: an hour at most, and never longer than the emulator runs. */
  | { readonly kind: "slow"; readonly milliseconds: number }
  /** The call is carried out, and the connection ends instead of the answer. */
  | { readonly kind: "lose-answer" };

/** Which calls something goes wrong with. */
export type FaultRule = FaultKind & {
  /** An action that the emulator has, e.g. `CreatePolicy` or `List*`, in any case. @default - every one */
  readonly action?: string;
  /** The first call it happens to, counted among those the rule is about, from one; or every call. @default 1 */
  readonly nth?: number | "every";
  /** How many calls in a row. @default 1, or no end where `nth` is `every` */
  readonly times?: number;
};

/** A rule that is in force. */
export interface Fault {
  readonly rule: FaultRule;
  /** How often it has happened. */
  readonly happened: number;
  /** Takes the rule out of force. */
  remove(): void;
}

interface Active {
  readonly rule: FaultRule;
  seen: number;
  happened: number;
}

const kinds = ["throttle", "error", "drop", "slow", "lose-answer"] as const satisfies readonly FaultRule["kind"][];

/** The rules in force. Of several that meet one call, the oldest is what happens; all of them count it. */
export class Faults {
  private readonly active = new Set<Active>();

  /** @throws EmulatorError for a rule that makes no sense */
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

  /** What happens to a call, which is counted. */
  public next(action: string): FaultRule | undefined {
    let found: Active | undefined;
    for (const one of this.active) {
      if (!matchesPattern((one.rule.action ?? "*").toLowerCase(), action.toLowerCase())) continue;
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

/** @throws EmulatorError */
export function checkRule(rule: FaultRule): void {
  const problem = problemOf(rule); // it may come from a file
  if (problem !== undefined) {
    throw new EmulatorError(`${problem} in the fault ${quote(rule)}`, emulatorProblemIds.fault);
  }
}

const common = ["kind", "action", "nth", "times"];
const members = { error: ["status", "code"], slow: ["milliseconds"] } as const;

/** Longest wait. Nothing waits that long for an answer, and timers of Node end at once where a number is too high. */
const maxMilliseconds = 3_600_000;

function problemOf(rule: Readonly<Record<string, unknown>>): string | undefined {
  const { action, nth, times, kind, status, code, milliseconds } = rule;
  const isCount = (value: unknown) => Number.isInteger(value) && (value as number) > 0;
  if (!kinds.some((known) => known === kind)) return `kind must be one of ${kinds.join(", ")}`;
  const misplaced = Object.keys(rule).flatMap((name) => memberProblem(name, kind as FaultRule["kind"]) ?? [])[0];
  if (misplaced !== undefined) return misplaced;
  if (action !== undefined && (typeof action !== "string" || action === "")) return "action must be a name";
  if (action !== undefined && !isKnown(action)) return `the emulator has no action ${action}${instead(action)}`;
  if (nth !== undefined && nth !== "every" && !isCount(nth)) return 'nth must be a number from 1 on, or "every"';
  if (times !== undefined && !isCount(times)) return "times must be a number from 1 on";
  if (kind === "slow" && !(typeof milliseconds === "number" && milliseconds >= 0 && milliseconds <= maxMilliseconds)) {
    return `milliseconds must be a number from 0 to ${maxMilliseconds}`;
  }
  if (status !== undefined && !(isCount(status) && (status as number) >= 400 && (status as number) < 600)) {
    return "status must be a number from 400 to 599";
  }
  if (code !== undefined && (typeof code !== "string" || code === "")) return "code must be a text";
  return undefined;
}

/** What is wrong with a member's name in a rule of a kind. */
function memberProblem(name: string, kind: FaultRule["kind"]): string | undefined {
  if (common.includes(name)) return undefined;
  const [owner] = Object.entries(members).find(([, own]) => own.some((one) => one === name)) ?? [];
  if (owner === undefined) return `there is no member ${name}`;
  return owner === kind ? undefined : `${name} is of faults of the kind ${owner}, not ${kind}`;
}

function isKnown(pattern: string): boolean {
  return knownOperations().some(({ action }) => matchesPattern(pattern.toLowerCase(), action.toLowerCase()));
}

function instead(action: string): string {
  const names = [...new Set(knownOperations().map((operation) => operation.action))];
  const [near] = nearestNames(action, names, 1);
  return near === undefined ? "" : `; did you mean ${near}?`;
}
