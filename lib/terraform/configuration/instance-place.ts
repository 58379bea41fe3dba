import { modulesPattern, withoutIndices } from "../resource-address";

/** The modules in the place of an instance, without indices, e.g. `module.m.`; empty for the root module. */
export function modulesOf(place: string): string {
  const [modules = ""] = modulesAtStart.exec(place) ?? [];
  return withoutIndices(modules);
}

const modulesAtStart = new RegExp(`^${modulesPattern}`);
