import type { RequestOptions } from "../grants/decide-access";
import type { GrantModel } from "../grants/grant-model";
import { grantsOfSource } from "../grants/grants-of-source";
import { grantsOfStacks } from "../grants/grants-of-stack";
import { principalAccess, principalsOf } from "../grants/principal-access";
import { readSource, sourceOfText } from "../grants/read-source";
import { type AllowedPrincipal, whoCan } from "../grants/who-can";
import { isSameName } from "../policy/letter-case";
import { restoreExpressions } from "../terraform/expressions";
import { PrincipalUnderTest, type TestedAction } from "./principal-under-test";
import { type ConstructLike, isConstruct, synthesizedTree } from "./synthesized-tree";

/** What stacks grant, to be asked in tests. */
export class GrantsUnderTest {
  public constructor(private readonly models: readonly GrantModel[]) {}

  /** A user, with what its groups have. */
  public user(name: string): PrincipalUnderTest {
    return this.principal("user", name);
  }

  public group(name: string): PrincipalUnderTest {
    return this.principal("group", name);
  }

  public role(name: string): PrincipalUnderTest {
    return this.principal("role", name);
  }

  /** Everyone whom the stacks know, e.g. `group dev`, sorted. */
  public get principals(): readonly string[] {
    return principalsOf(this.models).map(({ kind, name }) => `${kind} ${restoreExpressions(name)}`);
  }

  /**
   * Who may do something, on a resource or on any that a pattern covers: users, groups and roles, each by its own policies
   * and those of its groups, not by roles that it may assume. Who is missing is denied for certain.
   *
   * @param resource an ARN or a pattern of ARNs. @default - any resource
   * @throws Error for an action or a resource that no request has
   */
  public whoCan(action: TestedAction, resource?: string, options?: RequestOptions): readonly AllowedPrincipal[] {
    return whoCan(this.models, action, resource, options);
  }

  private principal(kind: "user" | "group" | "role", name: string): PrincipalUnderTest {
    const access = principalAccess(this.models, { kind, name });
    if (access === undefined) {
      throw new Error(`no ${kind} ${name} in the stack; there are: ${this.principals.join(", ") || "none"}`);
    }
    const trusts = this.models
      .flatMap(({ principals }) => principals)
      .filter(({ principal: one }) => one.kind === kind && isSameName(one.name, name))
      .flatMap(({ trust }) => trust ?? []);
    return new PrincipalUnderTest(access, trusts);
  }
}

/**
 * What an input grants: an app or a stack of a test's own, what `Testing.synth` returns, the JSON of a stack, plan or
 * policy, or the path of anything that the command line takes, such as `cdktf.out`. Of a stack in an app with others only
 * its own grants count; names and policies that it takes from the others are followed.
 *
 * @throws UnreadableStackError RAM501 for what is none of these
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
