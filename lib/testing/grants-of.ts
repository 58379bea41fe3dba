import type { RequestOptions } from "../grants/decide-access";
import type { GrantModel } from "../grants/grant-model";
import { grantsOfSource } from "../grants/grants-of-source";
import { grantsOfStacks } from "../grants/grants-of-stack";
import { principalAccess, principalsOf } from "../grants/principal-access";
import type { PrincipalName } from "../grants/principal-name";
import { readSource, sourceOfText } from "../grants/read-source";
import { type AllowedPrincipal, whoCan } from "../grants/who-can";
import { isSameName } from "../policy/letter-case";
import { restoreExpressions } from "../terraform/expressions";
import { PrincipalUnderTest, type TestedAction } from "./principal-under-test";
import { type ConstructLike, isConstruct, synthesizedTree } from "./synthesized-tree";

/**
 * The grants of stacks, for assertions in tests.
 *
 * @example
 * const grants = grantsOf("cdktf.out");
 * console.log(grants.principals, grants.whoCan("ram:CreateRole"));
 */
export class GrantsUnderTest {
  public constructor(private readonly models: readonly GrantModel[]) {}

  /** A user, including the policies of its groups. */
  public user(name: string): PrincipalUnderTest {
    return this.principal("user", name);
  }

  /** A group by its name. */
  public group(name: string): PrincipalUnderTest {
    return this.principal("group", name);
  }

  /** A role by its name, with the policies that are attached to it. */
  public role(name: string): PrincipalUnderTest {
    return this.principal("role", name);
  }

  /** Whether the input says something about a principal. */
  public has(kind: PrincipalName["kind"], name: string): boolean {
    return principalAccess(this.models, { kind, name }) !== undefined;
  }

  /** All principals in the input, e.g. `group dev`, sorted. */
  public get principals(): readonly string[] {
    return principalsOf(this.models).map(({ kind, name }) => `${kind} ${restoreExpressions(name)}`);
  }

  /**
   * The users, groups and roles that may do something on a resource, or on any resource that a pattern covers, by their
   * own policies and those of their groups, but not by roles that they may assume. All others are certainly denied.
   *
   * @param resource an ARN or a pattern of ARNs. @default - any resource
   * @throws Error for an action or a resource that cannot be in a request
   */
  public whoCan(action: TestedAction, resource?: string, options?: RequestOptions): readonly AllowedPrincipal[] {
    return whoCan(this.models, action, resource, options);
  }

  private principal(kind: "user" | "group" | "role", name: string): PrincipalUnderTest {
    const access = principalAccess(this.models, { kind, name });
    if (access === undefined) {
      throw new Error(`no ${kind} ${name} in the stack; there are: ${this.principals.join(", ") || "none"}`);
    }
    const found = this.models
      .flatMap(({ principals }) => principals)
      .filter(({ principal: one }) => one.kind === kind && isSameName(one.name, name));
    return new PrincipalUnderTest(
      access,
      found.flatMap(({ trust }) => trust ?? []),
      found.flatMap(({ chosenTrusts = [] }) => chosenTrusts),
    );
  }
}

/**
 * The grants of an input: an app or a stack, what `Testing.synth` returns, the JSON of a stack, plan or policy, or a
 * path that the command line takes, such as `cdktf.out`. For a stack of an app with several stacks, only the grants of
 * that stack count; references to names and policies of other stacks are resolved.
 *
 * @throws UnreadableStackError RAM501 for anything else
 * @example
 * const deployer = grantsOf("cdktf.out").role("deployer");
 * console.log(deployer.allows("agentrun:DeleteAgentRuntime"));
 */
export function grantsOf(input: ConstructLike | string | Readonly<Record<string, unknown>>): GrantsUnderTest {
  if (typeof input === "string") {
    const text = input.replace(/^\uFEFF/, "").trim();
    return new GrantsUnderTest(grantsOfSource(text.startsWith("{") ? sourceOfText(text, "stack") : readSource(input)));
  }
  if (!isConstruct(input)) return new GrantsUnderTest(grantsOfSource(sourceOfText(JSON.stringify(input), "stack")));
  const { stacks, isAsked } = synthesizedTree(input);
  return new GrantsUnderTest(grantsOfStacks(stacks).filter(({ file = "" }) => isAsked(file)));
}
