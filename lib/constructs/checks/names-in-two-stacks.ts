import type { TerraformStack } from "cdktf";
import type { UniqueRule } from "../../terraform/ram-resources/ram-resource";
import { constructProblemIds } from "../internal/problem-ids";
import { type NamedThings, namedThings, uniqueRules } from "./account-checks";
import { stackResources } from "./stack-resources";
import type { WarningAt } from "./warning-at";
import type { SynthPass } from "./synth-pass";
import { foldCase } from "../../policy/letter-case";

/** RAM407 for what an earlier stack of the app names alike: whether both are for one account cannot be seen here. */
export function namesInEarlierStacks(stack: TerraformStack, named: NamedThings, pass: SynthPass): readonly WarningAt[] {
  const { names, stacks } = pass;
  const own = pass.positionOf(stack);
  // Mostly there is none: a stack is checked after those before it.
  for (const other of stacks.slice(names.firstUnread, own)) {
    const position = pass.positionOf(other);
    if (!names.has(position)) names.set(position, pathsByKey(namedThings(stackResources(other))));
  }
  names.set(own, pathsByKey(named));
  return [...named].flatMap(([unique, ofRule]) =>
    ofRule.flatMap(({ name, path, construct }): readonly WarningAt[] => {
      const other = names.before(own, keyOf(unique, name));
      if (other === undefined) return [];
      return [
        {
          at: construct,
          warning: {
            id: constructProblemIds.nameInTwoStacks,
            path,
            subject: `${name} of ${other}`,
            found: `the name ${name}, which ${other} of another stack has too`,
            allowed: "one in an account; the same in stacks for different accounts",
            fix: `where both are for one account, ${unique.fix}`,
          },
        },
      ];
    }),
  );
}

function pathsByKey(named: NamedThings): ReadonlyMap<string, string> {
  return new Map(
    [...named].flatMap(([unique, ofRule]) => ofRule.map(({ name, path }) => [keyOf(unique, name), path] as const)),
  );
}

function keyOf(rule: UniqueRule, name: string): string {
  return `${uniqueRules.indexOf(rule)} ${foldCase(name)}`;
}
