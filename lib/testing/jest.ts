/** Adds the matchers to jest's global `expect`: import it once, in a test or in `setupFilesAfterEnv`. */
import { type GrantMatchers, grantMatchers } from "./matchers";

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how jest's types are extended
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- adds to jest's own
    interface Matchers<R> extends GrantMatchers<R> {}
  }
}

const { expect } = globalThis as { readonly expect?: { extend(matchers: object): void } };
if (expect === undefined) {
  throw new Error(
    "there is no global expect: if your tests import it, use testing/jest-globals or testing/vitest of this package",
  );
}
expect.extend(grantMatchers);
