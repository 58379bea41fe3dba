import type { GrantedPolicy } from "./grant-model";
import { foldCase } from "../policy/letter-case";

/** A custom policy of the input, and the part of the input that it is in. */
export interface PlacedPolicy<Place> {
  readonly policy: GrantedPolicy;
  readonly place: Place;
}

/**
 * The custom policies of an input by name. A name is looked up in the attachment's own place first, then in all others,
 * because stacks of one account may attach each other's policies.
 */
export class CustomPolicies<Place> {
  private readonly byName = new Map<string, PlacedPolicy<Place>[]>();
  private readonly attached = new Set<GrantedPolicy>();

  public constructor(policies: readonly PlacedPolicy<Place>[]) {
    for (const one of policies) {
      const key = foldCase(one.policy.name);
      this.byName.set(key, [...(this.byName.get(key) ?? []), one]);
    }
  }

  /** Marks the policy of this name as attached and returns it; `undefined` if the input has none. */
  public attach(name: string, place: Place): GrantedPolicy | undefined {
    const all = this.byName.get(foldCase(name)) ?? [];
    const own = all.filter((one) => one.place === place);
    const meant = (own.length > 0 ? own : all).map(({ policy }) => policy);
    meant.forEach((policy) => this.attached.add(policy));
    return oneOf(name, meant, "policies of the input have this name");
  }

  public attachExactly(policy: GrantedPolicy): GrantedPolicy {
    this.attached.add(policy);
    return policy;
  }

  /** The policies in a place that nothing attaches, one for each name. */
  public unattached(place: Place): readonly GrantedPolicy[] {
    return [...this.byName.values()].flatMap((all) => {
      const left = all.filter((one) => one.place === place && !this.attached.has(one.policy));
      const [first] = left;
      if (first === undefined) return [];
      const policies = left.map(({ policy }) => policy);
      return oneOf(first.policy.name, policies, "policies of the input have this name") ?? [];
    });
  }
}

/** Merges policies of one name. The document is known only if all of them have the same one. */
export function oneOf(name: string, policies: readonly GrantedPolicy[], are: string): GrantedPolicy | undefined {
  const [first] = policies;
  const texts = [
    ...new Set(policies.map((one) => one.document?.toText() ?? one.madeOf ?? `unknown ${one.source ?? ""}`)),
  ];
  if (first === undefined || texts.length === 1) return first;
  return {
    name,
    type: "Custom",
    document: undefined,
    source: undefined,
    oneOf: { why: `${policies.length} ${are}`, text: JSON.stringify(texts.sort()) },
  };
}
