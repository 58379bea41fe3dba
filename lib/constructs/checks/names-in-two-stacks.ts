import type { TerraformStack } from "cdktf";
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
    if (!names.has(position)) names.set(position, pathsByKey(namedThings(stackResources(other))));
  }
  const paths = new Map<string, string>();
  const warnings: WarningAt[] = [];
  for (const [unique, ofRule] of named) {
    for (const { name, path, construct } of ofRule) {
      const key = keyOf(unique, name);
      paths.set(key, path);
      const other = names.before(own, key);
      if (other !== undefined) warnings.push({ at: construct, warning: nameInTwoStacks(name, path, other, unique) });
    }
  }
  names.set(own, paths);
  return warnings;
}

function nameInTwoStacks(name: string, path: string, other: string, unique: UniqueRule): ConstructWarning {
  return {
    id: constructProblemIds.nameInTwoStacks,
    path,
    subject: `${name} of ${other}`,
    found: `the name ${name}, which ${other} of another stack also has`,
    allowed: "names that are unique in an account; equal names in stacks for different accounts",
    fix: `if both are for the same account, ${unique.fix}`,
  };
}

function pathsByKey(named: NamedThings): ReadonlyMap<string, string> {
  return new Map(
    [...named].flatMap(([unique, ofRule]) => ofRule.map(({ name, path }) => [keyOf(unique, name), path] as const)),
  );
}

function keyOf(rule: UniqueRule, name: string): string {
  return `${uniqueRules.indexOf(rule)} ${foldCase(name)}`;
}
