import type { RequestOptions } from "../grants/decide-access";
import type { Expected, PrincipalUnderTest, TestedAction } from "./principal-under-test";

/** What a matcher of jest, or of what is like it, gives back. */
export interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/** How jest, or what is like it, calls a matcher. */
export interface MatcherContext {
  /** Whether the expectation is written with `.not`. */
  readonly isNot?: boolean;
}

/**
 * The matchers as expectations have them.
 *
 * @typeParam R what an expectation gives back
 */
export interface GrantMatchers<R> {
  /** The principal may do it for certain, on every resource that is meant: all of the pattern, or any at all. */
  toAllow(action: TestedAction, resource?: string, options?: RequestOptions): R;
  /** The principal may not do it, for certain, on any resource that is meant: no part of the pattern, or none at all. */
  toDeny(action: TestedAction, resource?: string, options?: RequestOptions): R;
}

/**
 * Matchers for `expect.extend`: `expect(grants.group("dev")).toAllow("agentrun:GetTool", arn)`. Both fail, with `.not` as
 * well, where the answer depends on something, or differs from resource to resource: `.not.toAllow` asks what `toDeny`
 * asks, and `.not.toDeny` what `toAllow` asks.
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
