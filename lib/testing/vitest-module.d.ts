/** What is used of vitest, which this repository does not install. */
declare module "vitest" {
  interface Assertion<T> {
    readonly not: Assertion<T>;
  }
  export const expect: {
    <T>(actual: T): Assertion<T>;
    extend(matchers: object): void;
  };
}
