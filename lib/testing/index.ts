/** For users' own tests: what their stacks grant, and matchers for it. */
export { GrantsUnderTest, grantsOf } from "./grants-of";
export { type MatcherResult, grantMatchers } from "./matchers";
export { PrincipalUnderTest, type RequestOptions } from "./principal-under-test";
