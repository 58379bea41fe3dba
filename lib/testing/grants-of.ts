import { type TerraformStack, Testing } from "cdktf";
import { effectiveGrants } from "../review/compare/compare-principal";
import type { GrantModel, PrincipalGrants } from "../review/read/grant-model";
import { grantsOfStack } from "../review/read/grants-of-stack";
import { readInput } from "../review/read/read-input";
import { asRecord, stackOf } from "../review/read/synthesized-stack";
import { PrincipalUnderTest } from "./principal-under-test";

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
    const found = this.find(kind, name);
    const [first] = found;
    if (first === undefined) {
      throw new Error(`no ${kind} ${name} in the stack; there are: ${this.principals.join(", ") || "none"}`);
    }
    const own = found.map((grants) => effectiveGrants(grants, (group) => this.find("group", group)[0]));
    const resourceGroups = new Map(own.flatMap((one) => [...one.resourceGroups]));
    return new PrincipalUnderTest(
      `${kind} ${first.principal.name}`,
      { account: own.flatMap(({ account }) => account), resourceGroups },
      found.find(({ trust }) => trust !== undefined)?.trust,
      this.models[0]?.restore ?? ((text) => text),
    );
  }

  private find(kind: string, name: string): readonly PrincipalGrants[] {
    return this.models
      .flatMap(({ principals }) => principals)
      .filter(({ principal }) => principal.kind === kind && principal.name.toLowerCase() === name.toLowerCase());
  }
}

/**
 * What a stack grants: a stack of a test's own, or what `cdktf synth` wrote (a folder, a `cdk.tf.json`, or its JSON).
 *
 * @throws UnreadableStackError RAM501 for what is none of these
 */
export function grantsOf(stack: TerraformStack | string | Readonly<Record<string, unknown>>): GrantsUnderTest {
  if (typeof stack === "string") return new GrantsUnderTest(readInput(stack));
  const json = isStack(stack) ? (JSON.parse(Testing.synth(stack)) as unknown) : stack;
  const name = isStack(stack) ? stack.node.id : "stack";
  return new GrantsUnderTest(
    grantsOfStack({ ...stackOf(name, name, asRecord(json, name, "the stack")), warnings: [] }),
  );
}

/** By shape, not by class: the stack may come from another copy of the framework. */
function isStack(stack: object): stack is TerraformStack {
  return "toTerraform" in stack && "node" in stack;
}
