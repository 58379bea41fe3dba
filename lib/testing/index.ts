/** For users' own tests: what their stacks grant, and matchers for it. */
export type { AccessAnswer, AccessCase, AccessDecision, RequestOptions } from "../grants/decide-access";
export type { AllowedPrincipal } from "../grants/who-can";
export { GrantsUnderTest, grantsOf } from "./grants-of";
export { type GrantMatchers, type MatcherContext, type MatcherResult, grantMatchers } from "./matchers";
export { PrincipalUnderTest, type TestedAction } from "./principal-under-test";
