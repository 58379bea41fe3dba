import { accessLevels } from "../access-level";
import type { ImportedAction, ImportedPage } from "./imported-page";

/** The content of a page, one fact per line in a fixed order. A diff of two such texts reads like a changelog. */
export function statistics(page: ImportedPage): readonly string[] {
  const actions = Object.entries(page.actions);
  const atLevel = (level: string) => actions.filter(([, action]) => action.level === level).length;
  return [
    `service ${page.code}: ${page.title}, granularity ${page.granularity}`,
    ...page.otherCodes.map((code) => `other code ${code}`),
    `actions: ${actions.length}`,
    ...accessLevels.map((level) => `actions at level ${level}: ${atLevel(level)}`),
    `actions on all resources: ${actions.filter(([, { resources }]) => resources.length === 0).length}`,
    ...page.conditionKeys.map((key) => `condition key ${key}`),
    ...Object.entries(page.resourceTypes).flatMap(([type, arns]) => arns.map((arn) => `resource ${type}: ${arn}`)),
    ...actions.map(([name, action]) => `action ${page.code}:${name}: ${actionFacts(action)}`),
  ];
}

function actionFacts({ api, level, inferred, resources, conditionKeys, dependentActions }: ImportedAction): string {
  const on = resources.map(({ type, arn, optional }) => `${optional === true ? "perhaps " : ""}${type} ${arn}`);
  return [
    `${level}${inferred === true ? " (inferred)" : ""}`,
    on.length === 0 ? "on all resources" : `on ${on.join(" and ")}`,
    ...(api === undefined ? [] : [`API ${api}`]),
    ...(conditionKeys === undefined ? [] : [`keys ${conditionKeys.join(", ")}`]),
    ...(dependentActions === undefined ? [] : [`needs ${dependentActions.join(", ")}`]),
  ].join(", ");
}

/** The changes between two versions of a page. A removed or renamed action breaks policies that name it. */
export interface PageChanges {
  readonly breaking: readonly string[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** Facts that only one of two versions has. */
export function pageChanges(before: ImportedPage, after: ImportedPage): PageChanges {
  const [old, current] = [statistics(before), statistics(after)];
  return {
    breaking: Object.keys(before.actions)
      .filter((name) => !Object.hasOwn(after.actions, name))
      .map((name) => `${before.code}:${name}`),
    added: current.filter((fact) => !old.includes(fact)),
    removed: old.filter((fact) => !current.includes(fact)),
  };
}
