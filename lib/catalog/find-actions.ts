import { matchesPattern } from "../policy";
import type { CatalogAction, SdkOperation } from "./service";
import { service, serviceCodes } from "./services";
import { foldCase } from "../policy/letter-case";

/**
 * Finds known actions by the name of the action or API, or a pattern of either, with or without the RAM code. Letter
 * case does not matter.
 *
 * @example
 * console.log(findActions("createagentruntime*").map(({ name }) => name));
 */
export function findActions(text: string): readonly CatalogAction[] {
  const wanted = foldCase(text);
  return serviceCodes()
    .flatMap((code) => [...(service(code)?.actions.values() ?? [])])
    .filter(({ name, service: code, api }) => {
      const action = name.slice(code.length + 1);
      const names = wanted.includes(":") ? [name, `${code}:${api}`] : [name, action, api];
      return names.some((one) => matchesPattern(wanted, foldCase(one)));
    });
}

/** Finds operations of SDKs that no document names as actions, or that are retired, as {@link findActions} does. */
export function findOperations(text: string): readonly SdkOperation[] {
  const wanted = foldCase(text);
  return serviceCodes().flatMap((code) =>
    [...(service(code)?.operations.values() ?? [])].filter(({ name }) => {
      const operation = foldCase(name);
      return matchesPattern(wanted, wanted.includes(":") ? operation : operation.slice(code.length + 1));
    }),
  );
}
