import { type FindOutput, ResourceTexts } from "./resource-texts";
import type { SynthesizedStack } from "./synthesized-stack";

const crossStack = "cross-stack-reference-input-";

/**
 * What arguments of stacks say, references from one of them to another followed. The framework makes an output and a
 * remote state of such a reference; a remote state that a user reads may be of any other stack, so it is not followed.
 */
export function textsOfStacks(stacks: readonly SynthesizedStack[]): readonly ResourceTexts[] {
  const texts: ResourceTexts[] = [];
  const findOutput: FindOutput = (data, output) => {
    if (!data.startsWith(crossStack)) return undefined;
    const having = stacks.flatMap((stack, index) => {
      const value = stack.outputs?.get(output);
      const own = texts[index];
      return value === undefined || own === undefined ? [] : [{ name: stack.name, value, texts: own }];
    });
    const named = having.filter(({ name }) => idOf(name) === data.slice(crossStack.length));
    // The path of a nested stack is not its name.
    const [only, ...more] = named.length > 0 ? named : having;
    return more.length > 0 ? undefined : only;
  };
  texts.push(...stacks.map(({ resources }) => new ResourceTexts(resources, findOutput)));
  return texts;
}

/** A path as the framework writes it into ids. */
function idOf(name: string): string {
  return name.replaceAll("/", "--").replace(/[^\w-]/g, "");
}
