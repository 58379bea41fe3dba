import { featuresOf, service } from "../../catalog";
import { isPattern } from "../../policy";
import type { AllowedAction, ServiceAccess } from "./summary-report";
import { partlyKnown } from "../../policy/patterns/partly-known";
import { foldCase } from "../../policy/letter-case";

/** Allowed actions that no feature has, by RAM code. */
export function serviceAccess(actions: readonly AllowedAction[]): readonly ServiceAccess[] {
  const byCode = new Map<string, AllowedAction[]>();
  for (const action of actions) {
    if (featuresOf(action.name).length > 0) continue;
    const code = codeOf(action.name);
    const others = byCode.get(code);
    if (others === undefined) byCode.set(code, [action]);
    else others.push(action);
  }
  return [...byCode]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, allowed]) => ({ code, title: titleOf(code), actions: allowed }));
}

/** The RAM code before the colon; `*` if a pattern leaves it open. */
function codeOf(name: string): string {
  const [code = "", ...rest] = foldCase(partlyKnown(name).widest).split(":");
  return rest.length === 0 || isPattern(code) ? "*" : code;
}

function titleOf(code: string): string {
  return code === "*" ? "every service" : (service(code)?.title ?? code);
}
