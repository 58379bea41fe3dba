import { PolicyError } from "cdktf-alicloud-agentrun/policy";

/** As JavaScript allows it. */
export function untyped(value: unknown): never {
  return value as never;
}

/** Ids and paths of everything that is wrong with what is built. */
export function problemsOf(build: () => unknown): readonly string[] {
  try {
    build();
    return [];
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return error.problems.map(({ id, path }) => `${id} ${path}`.trim());
  }
}
