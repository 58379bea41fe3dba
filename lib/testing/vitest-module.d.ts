/** The part of vitest that is used here, because vitest is not a dependency. */
declare module "vitest" {
  interface Assertion<T> {
    readonly not: Assertion<T>;
  }
  export const expect: {
    <T>(actual: T): Assertion<T>;
    extend(matchers: object): void;
  };
}
