/** Adds the matchers to vitest's `expect`: import it once, in a test or in `setupFiles`. vitest loads ES modules only. */
import { expect } from "vitest";
import { type GrantMatchers, grantMatchers } from "./matchers.js";

declare module "vitest" {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type, @typescript-eslint/no-unused-vars -- adds to vitest's own, which has this parameter
  interface Assertion<T> extends GrantMatchers<void> {}
}

expect.extend(grantMatchers);
