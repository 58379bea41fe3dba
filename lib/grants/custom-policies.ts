import type { GrantedPolicy } from "./grant-model";
import { certainDocument } from "./certain-document";
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
    const meant = inAccount.length > 0 ? inAccount : this.named(name);
    meant.forEach(({ policy }) => this.attached.add(policy));
    const own = meant.filter((one) => one.place === place);
    return oneOf(name, meant.map(policyOf), haveThisName, own.map(policyOf));
  }

  /** Marks a policy as attached by reference. Returns it, with all others that may be what the account has by its name. */
  public attachExactly(policy: GrantedPolicy, place: Place): GrantedPolicy {
    this.attached.add(policy);
    return oneOf(policy.name, this.inAccountOf(place, policy.name).map(policyOf), haveThisName, [policy]) ?? policy;
  }

  /** The policies in a place that nothing attaches, one for each name. */
  public unattached(place: Place): readonly GrantedPolicy[] {
    return [...this.byName.values()].flatMap((all) => {
      const left = all.filter((one) => one.place === place && !this.attached.has(one.policy));
      const [first] = left;
      if (first === undefined) return [];
      return oneOf(first.policy.name, left.map(policyOf), haveThisName) ?? [];
    });
  }

  private named(name: string): readonly PlacedPolicy<Place>[] {
    return this.byName.get(foldCase(name)) ?? [];
  }

  private inAccountOf(place: Place, name: string): readonly PlacedPolicy<Place>[] {
    const all = this.named(name);
    const isInAccount = (one: Place): boolean => one === place || (all.length > 1 && this.mayBeOneAccount(one, place));
    return all.filter((one) => isInAccount(one.place));
  }
}

function policyOf<Place>({ policy }: PlacedPolicy<Place>): GrantedPolicy {
  return policy;
}

/**
 * Merges policies of one name. The document is known only if all of them have the same one.
 *
 * @param own those of them that are more likely meant, where stacks may be in different accounts after all
 */
export function oneOf(
  name: string,
  policies: readonly GrantedPolicy[],
  are: string,
  own: readonly GrantedPolicy[] = [],
): GrantedPolicy | undefined {
  const [first] = policies;
  const texts = textsOf(policies);
  if (first === undefined || texts.length === 1) return first;
  const all = policies.flatMap((one) => certainDocument(one) ?? []);
  const documents = { all, own: own.flatMap((one) => certainDocument(one) ?? []) };
  return {
    name,
    type: "Custom",
    document: undefined,
    source: undefined,
    oneOf: {
      why: `${policies.length} ${are}`,
      text: JSON.stringify([texts, ...(own.length === 0 ? [] : [textsOf(own)])]),
      ...(all.length < policies.length ? {} : { documents }),
    },
  };
}

function textsOf(policies: readonly GrantedPolicy[]): readonly string[] {
  const texts = policies.map((one) => one.document?.toText() ?? one.madeOf ?? `unknown ${one.source ?? ""}`);
  return [...new Set(texts)].sort();
}
