import { matchesPattern } from "../../policy";
import { foldCase } from "../../policy/letter-case";
import { serviceFiles } from "../generated/service-files";

/**
 * Why a resource group cannot limit an action; `undefined` if it can, or if no page says otherwise. If the service does not
 * support groups after all, a policy that is attached in one grants nothing there.
 */
export function accountOnly(action: string): string | undefined {
  const [code = ""] = foldCase(action).split(":");
  const files = Object.hasOwn(serviceFiles, code) ? serviceFiles[code] : undefined;
  for (const { title, read, changed, accountOnly: rows = [] } of files?.practice?.().pages ?? []) {
    const row = rows.find(({ actions }) => matchesPattern(foldCase(`${code}:${actions}`), foldCase(action)));
    if (row !== undefined) return `${row.why}, says the ${title} (of ${changed}, read ${read})`;
  }
  return undefined;
}

/** Whether a service has pages that say what resource groups limit. */
export function knowsResourceGroups(code: string): boolean {
  return Object.hasOwn(serviceFiles, code) && (serviceFiles[code]?.practice?.().pages ?? []).length > 0;
}

/** Why resource groups cannot be shown to limit an action; `undefined` for actions that they limit. */
export function outsideGroups(action: string): string | undefined {
  const [code = ""] = action.split(":");
  if (!knowsResourceGroups(foldCase(code)))
    return "no page read says that resource groups limit actions of the service";
  return accountOnly(action);
}
