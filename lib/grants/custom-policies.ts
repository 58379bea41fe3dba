import type { GrantedPolicy, PolicyChoice } from "./grant-model";
import { certainDocument } from "./certain-document";
import { foldCase, isSameName } from "../policy/letter-case";
import { knownFolded, partlyKnown } from "../policy/patterns/partly-known";
import { patternsOverlap } from "../policy/patterns/wildcard";
import { hasExpression } from "../terraform/template";

/** A custom policy of the input, and the part of the input that it is in. */
export interface PlacedPolicy<Place> {
  readonly policy: GrantedPolicy;
  readonly place: Place;
}

/**
 * The custom policies of an input by name. A name stands for every policy that may have it in the account of the
 * attachment, because it is not known which of them the account has.
 */
export class CustomPolicies<Place> {
  private readonly byName = new Map<string, PlacedPolicy<Place>[]>();
  private readonly byPlace = new Map<Place, PlacedPolicy<Place>[]>();
  /** Names of which all policies have one document, so that it does not matter which of them is meant. */
  private readonly unambiguous = new Map<string, boolean>();
  /** Those whose names only Terraform knows. */
  private readonly openlyNamed: readonly PlacedPolicy<Place>[];
  private readonly attached = new Set<GrantedPolicy>();

  /** @param mayBeOneAccount whether two different places may be in one account */
  public constructor(
    private readonly policies: readonly PlacedPolicy<Place>[],
    private readonly mayBeOneAccount: (one: Place, other: Place) => boolean,
  ) {
    for (const one of policies) {
      const key = foldCase(one.policy.name);
      addTo(this.byName, key, one);
      addTo(this.byPlace, one.place, one);
    }
    this.openlyNamed = policies.filter(({ policy }) => hasExpression(policy.name));
  }

  /**
   * Marks the policies of this name as attached and returns them; `undefined` if the input has none. Policies that only may
   * have the name, or are in other accounts, do not rule out one outside of the input.
   */
  public attach(name: string, place: Place): GrantedPolicy | undefined {
    const own = this.named(name).filter((one) => one.place === place);
    // A stack cannot create two policies of one name. If it creates one of this name, its policies with unknown names have
    // others.
    const mayBeOwn = own.length > 0 ? [] : this.openlyNamed.filter((one) => one.place === place);
    const ofStack = [...own, ...mayBeOwn.filter(({ policy }) => mayBeSameName(policy.name, name))];
    const inAccount = [...new Set([...ofStack, ...this.elsewhereInAccount(place, name)])].map(policyOf);
    const exact = inAccount.filter((policy) => isSameName(policy.name, name));
    for (const policy of exact) this.attached.add(policy);
    const meant = own.length > 0 ? own.map(policyOf) : exact;
    const found = oneOf(name, meant, haveThisName);
    if (found !== undefined)
      return withOthers(
        found,
        inAccount.filter((policy) => !meant.includes(policy)),
      );
    // An expression may stand for any name, so the caller looks at what it mentions.
    if (hasExpression(name)) return undefined;
    const candidates = [...new Set([...inAccount, ...this.named(name).map(policyOf)])];
    if (candidates.length === 0) return undefined;
    return oneOf(name, [...candidates, { name, type: "Custom", document: undefined, source: undefined }], orOutside);
  }

  /** Marks a policy as attached by reference. Returns it, with all others that may be what the account has by its name. */
  public attachExactly(policy: GrantedPolicy, place: Place): GrantedPolicy {
    this.attached.add(policy);
    if (this.isUnambiguous(policy.name)) return policy;
    const ofStack = this.named(policy.name).filter((one) => one.place === place && one.policy !== policy);
    return withOthers(policy, [...ofStack, ...this.elsewhereInAccount(place, policy.name)].map(policyOf));
  }

  /** The policies in a place that nothing attaches, one for each name. */
  public unattached(place: Place): readonly GrantedPolicy[] {
    const left = new Map<string, GrantedPolicy[]>();
    for (const { policy } of this.byPlace.get(place) ?? []) {
      if (!this.attached.has(policy)) addTo(left, foldCase(policy.name), policy);
    }
    return [...left.values()].flatMap((policies) => oneOf(policies[0]?.name ?? "", policies, haveThisName) ?? []);
  }

  private isUnambiguous(name: string): boolean {
    const key = foldCase(name);
    const known = this.unambiguous.get(key);
    if (known !== undefined) return known;
    const isOpen = this.openlyNamed.length > 0 || hasExpression(name);
    const found = !isOpen && textsOf(this.named(name).map(policyOf)).length === 1;
    this.unambiguous.set(key, found);
    return found;
  }

  private named(name: string): readonly PlacedPolicy<Place>[] {
    return this.byName.get(foldCase(name)) ?? [];
  }

  /** Policies of other places in the account that have a name, or may have it. */
  private elsewhereInAccount(place: Place, name: string): readonly PlacedPolicy<Place>[] {
    const candidates = hasExpression(name) ? this.policies : [...this.named(name), ...this.openlyNamed];
    return candidates.filter(
      (one) => one.place !== place && mayBeSameName(one.policy.name, name) && this.mayBeOneAccount(one.place, place),
    );
  }
}

const haveThisName = "policies of the input have this name";
const orOutside = "policies may be meant, including one outside of the input";

/** Whether two names are equal, or may be for some value of their expressions. */
function mayBeSameName(one: string, other: string): boolean {
  if (isSameName(one, other)) return true;
  const [first, second] = [one, other].map((name) => partlyKnown(knownFolded(name)));
  if (first === undefined || second === undefined || !(first.isUnknown || second.isUnknown)) return false;
  return patternsOverlap(first.widest, second.widest);
}

function addTo<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

function policyOf<Place>({ policy }: PlacedPolicy<Place>): GrantedPolicy {
  return policy;
}

/** Merges policies of one name. The document is known only if all of them have the same one. */
export function oneOf(name: string, policies: readonly GrantedPolicy[], are: string): GrantedPolicy | undefined {
  const [first] = policies;
  if (first === undefined || textsOf(policies).length === 1) return first;
  return {
    name,
    type: "Custom",
    document: undefined,
    source: undefined,
    oneOf: choiceOf(policies, `${policies.length} ${are}`),
  };
}

/** A policy, with others of which the account may have one in its place. */
function withOthers(policy: GrantedPolicy, others: readonly GrantedPolicy[]): GrantedPolicy {
  const own = textOf(policy);
  const different = others.filter((one) => textOf(one) !== own);
  if (different.length === 0) return policy;
  return { ...policy, orElse: choiceOf(different, "the account may have another policy of the input by this name") };
}

function choiceOf(policies: readonly GrantedPolicy[], why: string): PolicyChoice {
  const documents = policies.flatMap((one) => certainDocument(one) ?? []);
  return {
    why,
    text: JSON.stringify(textsOf(policies)),
    ...(documents.length < policies.length ? {} : { documents }),
  };
}

function textsOf(policies: readonly GrantedPolicy[]): readonly string[] {
  return [...new Set(policies.map(textOf))].sort();
}

function textOf({ document, madeOf, source = "" }: GrantedPolicy): string {
  return document?.toText() ?? madeOf ?? `unknown ${source}`;
}
