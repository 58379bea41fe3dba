import { lazy } from "../../catalog/lazy";
import { foldCase, isSameName } from "../../policy/letter-case";
import { ConstructSources, projectOf } from "../../terraform/places/construct-sources";
import { JsonPlaces } from "../../terraform/places/json-places";
import { StackPlaces } from "../../terraform/places/stack-places";
import { ramResources } from "../../terraform/ram-resources";
import { ResourceTexts } from "../../terraform/resource-texts";
import type { Resource } from "../../terraform/resource";
import { textsOfStacks } from "../../terraform/stack-outputs";
import type { SynthesizedStack } from "../../terraform/synthesized-stack";
import { policyNameOf } from "../../grants/policy-grants";
import type { PolicyFile, Source } from "../../grants/source";

/** An input whose parts have places. */
export interface PlacedInput {
  readonly source: Source;
  /** Whether the input was made from the source code around it, which is not the case for a `git:<ref>`. */
  readonly hasSources: boolean;
}

/** A stack with the places of its parts. */
export interface PlacedStack {
  readonly stack: SynthesizedStack;
  readonly texts: ResourceTexts;
  readonly places: StackPlaces;
}

/** A resource with the stack that it is in. */
export interface PlacedResource {
  readonly stack: PlacedStack;
  readonly resource: Resource;
}

/** A policy file with the places of its parts. */
export interface PlacedPolicy {
  readonly name: string;
  readonly policy: PolicyFile;
  readonly places: JsonPlaces;
}

/** The places of everything in an input. */
export class InputPlaces {
  public readonly stacks: readonly PlacedStack[];
  public readonly policies: readonly PlacedPolicy[];
  private readonly byName = lazy(() => new Map(this.stacks.map((one) => [one.stack.name, one])));
  private readonly policyResourcesByName = lazy(() => policiesByName(this.stacks));

  public constructor({ source, hasSources }: PlacedInput) {
    this.stacks = source.kind === "stacks" ? placedStacks(source.stacks, hasSources) : [];
    this.policies =
      source.kind === "stacks"
        ? []
        : source.policies.map((policy) => ({
            name: policyNameOf(source, policy),
            policy,
            places: new JsonPlaces(policy.file, policy.text),
          }));
  }

  public stackNamed(name: string): PlacedStack | undefined {
    return this.byName().get(name);
  }

  /** The resources that create the policy of a name. */
  public policyResources(name: string): readonly PlacedResource[] {
    return this.policyResourcesByName().get(foldCase(name)) ?? [];
  }

  public policyNamed(name: string): PlacedPolicy | undefined {
    return this.policies.find((one) => isSameName(one.name, name));
  }
}

function policiesByName(stacks: readonly PlacedStack[]): ReadonlyMap<string, readonly PlacedResource[]> {
  const found = new Map<string, PlacedResource[]>();
  for (const stack of stacks) {
    for (const resource of stack.stack.resources) {
      if (ramResources.get(resource.type)?.creates !== "policy") continue;
      const name = foldCase(stack.texts.nameOf(resource));
      found.set(name, [...(found.get(name) ?? []), { stack, resource }]);
    }
  }
  return found;
}

function placedStacks(stacks: readonly SynthesizedStack[], hasSources: boolean): readonly PlacedStack[] {
  const texts = textsOfStacks(stacks);
  const byProject = new Map<string, ConstructSources>();
  const sourcesOf = ({ file }: SynthesizedStack): ConstructSources | undefined => {
    const found = hasSources ? projectOf(file) : undefined;
    if (found === undefined) return undefined;
    const sources = byProject.get(found.project) ?? new ConstructSources(found);
    byProject.set(found.project, sources);
    return sources;
  };
  return stacks.map((stack, index) => ({
    stack,
    texts: texts[index] ?? new ResourceTexts(stack.resources),
    places: new StackPlaces(stack, sourcesOf(stack)),
  }));
}
