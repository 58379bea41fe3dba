import type { PrincipalUnderTest, RequestOptions } from "./principal-under-test";

/** What a matcher of jest, or of what is like it, gives back. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Matchers for `expect.extend`: `expect(grants.group("dev")).toAllow("agentrun:GetTool", arn)`. Both fail where the answer
 * depends on something, and say on what.
 */
export const grantMatchers = {
  toAllow(principal: PrincipalUnderTest, action: string, resource?: string, options?: RequestOptions): MatcherResult {
    return {
      pass: principal.allows(action, resource, options),
      message: () => principal.describe(action, resource, options),
    };
  },
  toDeny(principal: PrincipalUnderTest, action: string, resource?: string, options?: RequestOptions): MatcherResult {
    return {
      pass: principal.denies(action, resource, options),
      message: () => principal.describe(action, resource, options),
    };
  },
};
