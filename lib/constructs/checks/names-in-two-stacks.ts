import type { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { UniqueRule } from "../../terraform/ram-resources/ram-resource";
import { constructProblemIds } from "../internal/problem-ids";
import { type NamedThings, namedThings, uniqueRules } from "./account-checks";
import type { ConstructWarning } from "./construct-warnings";
import { stackResources } from "./stack-resources";
import type { WarningAt } from "./warning-at";
import type { SynthPass } from "./synth-pass";
import { foldCase } from "../../policy/letter-case";

/** RAM407 for names that an earlier stack of the app also has, because both stacks may be for the same account. */
export function namesInEarlierStacks(stack: TerraformStack, named: NamedThings, pass: SynthPass): readonly WarningAt[] {
  const { names, stacks } = pass;
  const own = pass.positionOf(stack);
  // Usually there is no other stack to read, because the earlier ones have been checked before.
  for (const other of stacks.slice(names.firstUnread, own)) {
    const position = pass.positionOf(other);
    if (!names.has(position)) names.set(position, holdersByKey(namedThings(stackResources(other))));
  }
  const holders = new Map<string, IConstruct>();
  const warnings: WarningAt[] = [];
  for (const [unique, ofRule] of named) {
    for (const { name, construct } of ofRule) {
      const key = keyOf(unique, name);
      holders.set(key, construct);
      const other = names.before(own, key);
      if (other !== undefined)
        warnings.push({ at: construct, warning: nameInTwoStacks(name, construct, other, unique) });
    }
  }
  names.set(own, holders);
  return warnings;
}

function nameInTwoStacks(name: string, holder: IConstruct, other: IConstruct, unique: UniqueRule): ConstructWarning {
  return {
    id: constructProblemIds.nameInTwoStacks,
    path: holder.node.path,
    subject: `${name} of ${other.node.path}`,
    found: `the name ${name}, which ${other.node.path} of another stack also has`,
    allowed: "names that are unique in an account; equal names in stacks for different accounts",
    fix: `if both are for the same account, ${unique.fix}`,
  };
}

function holdersByKey(named: NamedThings): ReadonlyMap<string, IConstruct> {
  return new Map(
    [...named].flatMap(([unique, ofRule]) =>
      ofRule.map(({ name, construct }) => [keyOf(unique, name), construct] as const),
    ),
  );
}

function keyOf(rule: UniqueRule, name: string): string {
  return `${uniqueRules.indexOf(rule)} ${foldCase(name)}`;
}
