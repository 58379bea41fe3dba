import { returnsSecret } from "../../catalog";
import { type PolicyStatement, escalatingActions } from "../../policy";
import type { AccessMark, ActionAccess, AllowedAction } from "./summary-report";
import { foldCase } from "../../policy/letter-case";

const escalating = new Set(escalatingActions.map(({ action }) => foldCase(action)));

/** The risk marks of an `Allow`, given the actions that remain after every `Deny`. */
export function marksOf(allow: PolicyStatement, allowed: readonly AllowedAction[]): readonly AccessMark[] {
  if (allowed.length === 0) return [];
  const whole = allowed.some(({ access }) => access === "allowed") ? "allowed" : "conditional";
  return [
    ...(isEverything(allow) ? [{ mark: "administrator", access: whole, actions: allow.actions } as const] : []),
    ...(allow.actionElement === "NotAction"
      ? [{ mark: "not-action", access: whole, actions: allow.actions } as const]
      : []),
    ...markOf("escalation", allowed, (name) => escalating.has(foldCase(name))),
    ...markOf("secrets", allowed, returnsSecret),
    // With a condition on the receiving service, passing a role is normal.
    ...(testsService(allow) ? [] : markOf("pass-role", allowed, (name) => foldCase(name) === "ram:passrole")),
  ];
}

const order: readonly AccessMark["mark"][] = ["administrator", "not-action", "escalation", "pass-role", "secrets"];

/** Merges marks of the same kind. The result is certain if any of them is. */
export function mergeMarks(marks: readonly AccessMark[]): readonly AccessMark[] {
  return order.flatMap((mark) => {
    const same = marks.filter((one) => one.mark === mark);
    if (same.length === 0) return [];
    const access: ActionAccess = same.some((one) => one.access === "allowed") ? "allowed" : "conditional";
    return [{ mark, access, actions: [...new Set(same.flatMap(({ actions }) => actions))].sort() }];
  });
}

function markOf(
  mark: AccessMark["mark"],
  allowed: readonly AllowedAction[],
  isMeant: (name: string) => boolean,
): readonly AccessMark[] {
  const meant = allowed.filter(({ name }) => isMeant(name));
  if (meant.length === 0) return [];
  const access = meant.some((one) => one.access === "allowed") ? "allowed" : "conditional";
  return [{ mark, access, actions: meant.map(({ name }) => name) }];
}

function isEverything({ actionElement, actions, resourceElement, resources }: PolicyStatement): boolean {
  const everyAction = actionElement === "Action" && actions.some((action) => /^\*+(:\*+)?$/.test(action));
  return everyAction && resourceElement === "Resource" && resources.some((resource) => /^\*+$/.test(resource));
}

/** Whether a condition limits the statement to named services. */
function testsService({ conditions = {} }: PolicyStatement): boolean {
  return (["StringEquals", "StringEqualsIgnoreCase", "StringLike"] as const).some((operator) =>
    Object.entries(conditions[operator] ?? {}).some(
      ([key, values]) => foldCase(key) === "acs:service" && ![values].flat().some((value) => /^\*+$/.test(value)),
    ),
  );
}
