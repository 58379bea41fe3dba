import type { GrantedPolicy } from "./grant-model";
import { foldCase } from "../policy/letter-case";

const haveThisName = "policies of the input have this name";

/** A custom policy of the input, and the part of the input that it is in. */
export interface PlacedPolicy<Place> {
  readonly policy: GrantedPolicy;
  readonly place: Place;
}

/**
 * The custom policies of an input by name. A name means every policy of that name that may be in the attachment's account,
 * because nobody knows which of them the account has. Without one, it means those of all other places.
 */
export class CustomPolicies<Place> {
  private readonly byName = new Map<string, PlacedPolicy<Place>[]>();
  private readonly attached = new Set<GrantedPolicy>();

  /** @param mayBeOneAccount whether two different places may be in one account */
  public constructor(
    policies: readonly PlacedPolicy<Place>[],
    private readonly mayBeOneAccount: (one: Place, other: Place) => boolean,
  ) {
    for (const one of policies) {
      const key = foldCase(one.policy.name);
      this.byName.set(key, [...(this.byName.get(key) ?? []), one]);
    }
  }

  /** Marks the policy of this name as attached and returns it; `undefined` if the input has none. */
  public attach(name: string, place: Place): GrantedPolicy | undefined {
    const inAccount = this.inAccountOf(place, name);
    const meant = inAccount.length > 0 ? inAccount : this.named(name).map(({ policy }) => policy);
    meant.forEach((policy) => this.attached.add(policy));
    return oneOf(name, meant, haveThisName);
  }

  /** Marks a policy as attached by reference. Returns it, with all others that may be what the account has by its name. */
  public attachExactly(policy: GrantedPolicy, place: Place): GrantedPolicy {
    this.attached.add(policy);
    return oneOf(policy.name, this.inAccountOf(place, policy.name), haveThisName) ?? policy;
  }

  /** The policies in a place that nothing attaches, one for each name. */
  public unattached(place: Place): readonly GrantedPolicy[] {
    return [...this.byName.values()].flatMap((all) => {
      const left = all.filter((one) => one.place === place && !this.attached.has(one.policy));
      const [first] = left;
      if (first === undefined) return [];
      const policies = left.map(({ policy }) => policy);
      return oneOf(first.policy.name, policies, haveThisName) ?? [];
    });
  }

  private named(name: string): readonly PlacedPolicy<Place>[] {
    return this.byName.get(foldCase(name)) ?? [];
  }

  private inAccountOf(place: Place, name: string): readonly GrantedPolicy[] {
    const all = this.named(name);
    const isInAccount = (one: Place): boolean => one === place || (all.length > 1 && this.mayBeOneAccount(one, place));
    return all.filter((one) => isInAccount(one.place)).map(({ policy }) => policy);
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
