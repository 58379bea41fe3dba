import { type FindOutput, ResourceTexts } from "./resource-texts";
import type { SynthesizedStack } from "./synthesized-stack";

const crossStack = "cross-stack-reference-input-";

/**
 * Resolves references between stacks. For such a reference, the framework generates an output and a remote state with a
 * known prefix. A remote state that the user declares is not resolved, because it may belong to any stack.
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
    // The id has the path of the stack, which differs from the name of a nested stack.
    const [only, ...more] = named.length > 0 ? named : having;
    return more.length > 0 ? undefined : only;
  };
  texts.push(...stacks.map(({ resources }) => new ResourceTexts(resources, findOutput)));
  return texts;
}

/** A path as the framework converts it to an id. */
function idOf(name: string): string {
  return name.replaceAll("/", "--").replace(/[^\w-]/g, "");
}
