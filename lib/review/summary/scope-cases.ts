import type { ConditionAnswer } from "../../grants/open-conditions";
import type { PolicyStatement } from "../../policy";
import { mergeMarks } from "./access-marks";
import type { AccessMark, ActionAccess, AllowedAction } from "./summary-report";

/** A statement, and what it allows. */
export interface JudgedStatement {
  readonly policy: string;
  readonly statement: PolicyStatement;
  readonly allowed: readonly AllowedAction[];
  /** The answers by which the document with the statement is chosen. */
  readonly where?: readonly ConditionAnswer[];
}

/** What statements allow in a case of the conditions that decide which documents policies have. */
export interface ScopeCase {
  readonly answers: readonly ConditionAnswer[];
  readonly judged: readonly JudgedStatement[];
}

/** How each action is allowed. */
export interface ScopeActions {
  readonly actions: ReadonlyMap<string, ActionAccess>;
  /** Those that are allowed only by one of two pages that contradict each other, sorted. */
  readonly contested: readonly string[];
}

export function actionsIn({ judged }: ScopeCase): ScopeActions {
  const actions = new Map<string, ActionAccess>();
  const contested = new Set<string>();
  for (const { name, access, contested: isContested } of judged.flatMap(({ allowed }) => allowed)) {
    if (actions.get(name) !== "allowed") actions.set(name, access);
    if (isContested === true) contested.add(name);
  }
  return { actions, contested: [...contested].filter((name) => actions.get(name) !== "allowed").sort() };
}

/** Only what every case allows is allowed for certain. */
export function actionsInAll(cases: readonly ScopeActions[]): ScopeActions {
  const names = new Set(cases.flatMap(({ actions }) => [...actions.keys()]));
  return {
    actions: new Map(
      [...names].map((name) => [
        name,
        cases.every(({ actions }) => actions.get(name) === "allowed") ? "allowed" : "conditional",
      ]),
    ),
    contested: [...names]
      .filter((name) => cases.every(({ actions, contested }) => !actions.has(name) || contested.includes(name)))
      .sort(),
  };
}

/** Only a mark that every case has is certain. */
export function marksInAll(cases: readonly (readonly AccessMark[])[]): readonly AccessMark[] {
  return mergeMarks(
    cases.flat().map((one) => {
      const isCertain = cases.every((marks) =>
        marks.some(({ mark, access }) => mark === one.mark && access === "allowed"),
      );
      return isCertain ? one : { ...one, access: "conditional" };
    }),
  );
}

/** The statements of all cases, each once. */
export function statementsInAll(cases: readonly ScopeCase[]): readonly JudgedStatement[] {
  const found = new Map<string, JudgedStatement[]>();
  for (const { judged } of cases) {
    const times = new Map<string, number>();
    for (const one of judged) {
      const key = JSON.stringify([one.policy, one.statement.toJson(), one.where]);
      const time = times.get(key) ?? 0;
      times.set(key, time + 1);
      const keyed = `${time} ${key}`;
      found.set(keyed, [...(found.get(keyed) ?? []), one]);
    }
  }
  return [...found.values()].flatMap((all) => {
    const [first] = all;
    if (first === undefined) return [];
    const byName = new Map<string, AllowedAction[]>();
    for (const action of all.flatMap((one) => one.allowed)) {
      const others = byName.get(action.name);
      if (others === undefined) byName.set(action.name, [action]);
      else others.push(action);
    }
    const allowed = [...byName.keys()].sort().flatMap((name): readonly AllowedAction[] => {
      const some = byName.get(name) ?? [];
      const [same] = some;
      if (same === undefined) return [];
      const isCertain = all.length === cases.length && some.length === all.length;
      return [
        isCertain && some.every(({ access }) => access === "allowed") ? same : { ...same, access: "conditional" },
      ];
    });
    return [{ ...first, allowed }];
  });
}
