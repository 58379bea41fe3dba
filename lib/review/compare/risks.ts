import { catalogAction, removesForGood, returnsSecret } from "../../catalog";
import { type Conditions, escalatingActions, matchesPattern, relateActions } from "../../policy";
import { isAnyResource } from "../../policy/patterns/resource-pattern";
import { type PermissionRow, type RiskMark, riskMarks } from "../report/review-report";
import { foldCase, isSameName } from "../../policy/letter-case";

type Granted = Pick<
  PermissionRow,
  "actions" | "actionElement" | "knownActions" | "resources" | "resourceElement" | "conditions"
>;

/** Why a reviewer should look twice at a permission, worst first. */
export function risksOf(granted: Granted): readonly RiskMark[] {
  const { actions, actionElement, knownActions, resources, resourceElement, conditions } = granted;
  const onAll = resourceElement === "NotResource" || resources.some(isAnyResource);
  const grants = (action: string): boolean =>
    knownActions.some((name) => isSameName(name, action)) ||
    (actionElement === "Action" && actions.some((pattern) => matchesPattern(foldCase(pattern), foldCase(action))));
  const covers = (pattern: string): boolean =>
    actionElement === "Action" && actions.some((one) => ["contains", "equal"].includes(relateActions(one, pattern)));
  const checks: Readonly<Partial<Record<RiskMark, boolean>>> = {
    administrator: onAll && (covers("*") || covers("ram:*")),
    escalation: escalatingActions.some(({ action }) => grants(action)),
    secrets: knownActions.some(returnsSecret),
    "pass-role": grants("ram:PassRole") && !testsService(conditions),
    delete: knownActions.some((name) => deletes(name)),
    "not-action": actionElement === "NotAction",
    "wide-resource": onAll && knownActions.length > 0 && knownActions.every(hasSingleResources),
  };
  return (Object.keys(riskMarks) as RiskMark[]).filter((mark) => checks[mark] === true);
}

function testsService(conditions: Conditions | undefined): boolean {
  return Object.entries(conditions ?? {}).some(
    ([operator, keys]) =>
      ["StringEquals", "StringEqualsIgnoreCase", "StringLike"].includes(operator) &&
      Object.keys(keys).some((one) => foldCase(one) === "acs:service"),
  );
}

function deletes(name: string): boolean {
  const action = catalogAction(name);
  return action !== undefined && removesForGood(action);
}

function hasSingleResources(name: string): boolean {
  return (catalogAction(name)?.resources?.length ?? 0) > 0;
}
