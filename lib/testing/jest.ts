/** Adds the matchers to jest: import it once, in a test or in `setupFilesAfterEnv`. */
import { grantMatchers } from "./matchers";
import type { RequestOptions } from "./principal-under-test";

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- how jest's types are extended
  namespace jest {
    interface Matchers<R> {
      /** Whether a principal may do it for certain. */
      toAllow(action: string, resource?: string, options?: RequestOptions): R;
      /** Whether a principal may not do it, for certain. */
      toDeny(action: string, resource?: string, options?: RequestOptions): R;
    }
  }
}

const { expect } = globalThis as { readonly expect?: { extend(matchers: object): void } };
if (expect === undefined) throw new Error("cdktf-alicloud-agentrun/testing/jest is for tests that jest runs");
expect.extend(grantMatchers);
