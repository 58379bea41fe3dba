import { matchesPattern } from "../policy";
import { union } from "../review/compare/compare-models";
import { type EffectiveGrants, effectiveGrants } from "../review/compare/compare-principal";
import type { GrantModel, PrincipalGrants } from "../grants/grant-model";
import { grantsOfSource } from "../grants/grants-of-source";
import { grantsOfStacks } from "../grants/grants-of-stack";
import { readSource, sourceOfText } from "../grants/read-source";
import { hasUnknown, partlyKnown } from "../policy/patterns/partly-known";
import { type ConstructLike, isConstruct, synthesizedTree } from "./synthesized-tree";
import { type PossibleGrants, PrincipalUnderTest } from "./principal-under-test";
import { foldCase, isSameName } from "../policy/letter-case";

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
    const names = this.models.flatMap((model) =>
      model.principals.map(({ principal: { kind, name } }) => `${kind} ${name}`),
    );
    return [...new Set(names)].sort();
  }

  private principal(kind: "user" | "group" | "role", name: string): PrincipalUnderTest {
    const grants = this.find(kind, name);
    if (grants === undefined) {
      throw new Error(`no ${kind} ${name} in the stack; there are: ${this.principals.join(", ") || "none"}`);
    }
    return new PrincipalUnderTest(
      `${kind} ${grants.principal.name}`,
      this.effective(grants),
      [...this.possibleMemberships(grants), ...this.possibleNames(grants)],
      this.all(kind, name).flatMap(({ trust }) => trust ?? []),
    );
  }

  private effective(grants: PrincipalGrants): EffectiveGrants {
    return effectiveGrants(grants, (group) => this.find("group", group));
  }

  /** Groups that a user is in, or may be in, and whose grants do not count as its own. */
  private possibleMemberships({ principal, groups }: PrincipalGrants): readonly PossibleGrants[] {
    if (principal.kind !== "user") return [];
    const outside = groups
      .filter((name) => this.find("group", name) === undefined)
      .map((name) => ({ why: `is in the group ${name}, of which the stack says nothing`, grants: undefined }));
    const isIn = new Set(groups.map(foldCase));
    const lists = this.models
      .flatMap(({ unknown = [] }) => unknown)
      .filter(({ what, name }) => what === "member list of group" && !isIn.has(foldCase(name)))
      .map(({ name }) => {
        const group = this.find("group", name);
        const why = `may be in the group ${name}, whose members only Terraform knows`;
        return { why, grants: group === undefined ? undefined : this.effective(group) };
      });
    return [...outside, ...lists];
  }

  /** What is granted to a name that only Terraform knows, which may be this one's or one of its groups'. */
  private possibleNames({ principal, groups }: PrincipalGrants): readonly PossibleGrants[] {
    const own = [principal, ...groups.map((name) => ({ kind: "group", name }))];
    return this.models
      .flatMap(({ principals }) => principals)
      .filter(({ principal: { kind, name } }) => {
        const others = own.filter((one) => one.kind === kind);
        return (
          hasUnknown(name) && !others.some((one) => one.name === name) && others.some((one) => mayBe(name, one.name))
        );
      })
      .map((grants) => ({
        why: `may have what the ${grants.principal.kind} ${grants.principal.name} has, whose name only Terraform knows`,
        grants: this.effective(grants),
      }));
  }

  /** What all stacks together say of a principal. */
  private find(kind: string, name: string): PrincipalGrants | undefined {
    const [first, ...more] = this.all(kind, name);
    return first === undefined ? undefined : more.reduce(union, first);
  }

  private all(kind: string, name: string): readonly PrincipalGrants[] {
    return this.models
      .flatMap(({ principals }) => principals)
      .filter(({ principal }) => principal.kind === kind && isSameName(principal.name, name));
  }
}

/** Whether a name that is not known may turn out to be another one. */
function mayBe(unknown: string, name: string): boolean {
  return matchesPattern(foldCase(partlyKnown(unknown).widest), foldCase(name));
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
