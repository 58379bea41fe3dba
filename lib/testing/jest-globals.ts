/** Adds the matchers to the `expect` of `@jest/globals`: import it once, in a test or in `setupFilesAfterEnv`. */
import { expect } from "@jest/globals";
import { type GrantMatchers, grantMatchers } from "./matchers";

declare module "expect" {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- adds to jest's own
  interface Matchers<R> extends GrantMatchers<R> {}
}

expect.extend(grantMatchers);
