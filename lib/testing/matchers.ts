import type { RequestOptions } from "../grants/decide-access";
import type { Expected, PrincipalUnderTest, TestedAction } from "./principal-under-test";

/** The result of a matcher, for jest and compatible frameworks. */
export interface MatcherResult {
  /** Whether the expectation is met. */
  readonly pass: boolean;
  /** What the framework shows if it is not. */
  readonly message: () => string;
}

/** The `this` of a matcher, for jest and compatible frameworks. */
export interface MatcherContext {
  /** Whether the expectation is written with `.not`. */
  readonly isNot?: boolean;
}

/**
 * The matchers that expectations have.
 *
 * @typeParam R the return type of an expectation
 */
export interface GrantMatchers<R> {
  /** The principal is certainly allowed, on every resource that the pattern covers or, without a resource, on all. */
  toAllow(action: TestedAction, resource?: string, options?: RequestOptions): R;
  /** The principal is certainly denied, on every resource that the pattern covers or, without a resource, on all. */
  toDeny(action: TestedAction, resource?: string, options?: RequestOptions): R;
}

/**
 * Matchers for `expect.extend`: `expect(grants.group("dev")).toAllow("agentrun:GetTool", arn)`. If the answer is not
 * certain, or differs between resources, both fail, also with `.not`: `.not.toAllow` means the same as `toDeny`, and
 * `.not.toDeny` the same as `toAllow`.
 */
export const grantMatchers = {
  toAllow(this: MatcherContext | undefined, received: unknown, ...request: readonly unknown[]): MatcherResult {
    return judge("toAllow", this, received, request);
  },
  toDeny(this: MatcherContext | undefined, received: unknown, ...request: readonly unknown[]): MatcherResult {
    return judge("toDeny", this, received, request);
  },
};

const expectations: Readonly<Record<keyof typeof grantMatchers, Readonly<Record<"plain" | "negated", Expected>>>> = {
  toAllow: { plain: "allow", negated: "deny" },
  toDeny: { plain: "deny", negated: "allow" },
};

function judge(
  matcher: keyof typeof grantMatchers,
  context: MatcherContext | undefined,
  received: unknown,
  request: readonly unknown[],
): MatcherResult {
  const { isNot = false } = context ?? {};
  const usage = `expect(grantsOf(stack).group("dev")).${isNot ? "not." : ""}${matcher}("agentrun:GetTool", arn, { context })`;
  if (!isPrincipal(received)) {
    throw new Error(`${matcher} is for a user, group or role of grantsOf, not for ${inWords(received)}: ${usage}`);
  }
  const [action, resource, options, ...more] = request;
  if (typeof action !== "string") {
    throw new Error(`${matcher} takes an action first, not ${inWords(action)}: ${usage}`);
  }
  if (resource !== undefined && typeof resource !== "string") {
    throw new Error(`${matcher} takes the ARN of a resource second, not ${inWords(resource)}: ${usage}`);
  }
  if (!isOptions(options) || more.length > 0) {
    const [wrong] = isOptions(options) ? more : [options];
    const allowed = optionNames.join(", ");
    throw new Error(`${matcher} takes options (${allowed}) third and nothing more, not ${inWords(wrong)}: ${usage}`);
  }
  const { isMet, message } = received.judge(
    expectations[matcher][isNot ? "negated" : "plain"],
    action,
    resource,
    options ?? {},
  );
  return { pass: isMet !== isNot, message: () => message };
}

/** By shape, not by class: tests may load the library as CommonJS and as ES modules. */
function isPrincipal(value: unknown): value is PrincipalUnderTest {
  return typeof value === "object" && value !== null && "judge" in value && typeof value.judge === "function";
}

const optionNames: readonly string[] = [
  "context",
  "world",
  "resourceGroup",
  "workspaceScope",
] satisfies readonly (keyof RequestOptions)[];

function isOptions(value: unknown): value is RequestOptions | undefined {
  if (value === undefined) return true;
  return typeof value === "object" && value !== null && Object.keys(value).every((name) => optionNames.includes(name));
}

function inWords(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null)
    return `an object with ${Object.keys(value).join(", ") || "nothing"}`;
  if (value === undefined) return "nothing";
  return value === null ? "null" : `a ${typeof value}`;
}
