import { ramResources } from "../terraform/ram-resources";
import type { Identity, ImportRule } from "../terraform/ram-resources/identity";
import { ResourceTexts } from "../terraform/resource-texts";
import type { Resource } from "../terraform/resource";
import type { SynthesizedStack } from "../terraform/synthesized-stack";
import { findListed } from "./find-listed";
import { type AccountFacts, type GivenId, identityOf } from "./identity";
import { importIdOf } from "./import-id";
import type { Listing } from "./listing";

/** A resource of a stack, and the object in the account that it can be taken over from. */
export interface Import {
  /** Address of the resource in the stack. */
  readonly to: string;
  /** What the provider knows the object by. */
  readonly id: string;
  /** Alias of the provider, where it is not the default one. */
  readonly providerAlias: string | undefined;
}

/** Something that a reader of the imports should know of a resource. */
export interface AdoptionNote {
  /**
   * - `missing`: the account does not have it, so that Terraform makes it
   * - `unknown`: whether the account has it, or by which id, cannot be told; it is left out
   * - `other case`: the account spells it otherwise than the stack, so that Terraform would replace it
   * - `imported`: Terraform manages it already, or an import block takes it over
   */
  readonly kind: "missing" | "unknown" | "other case" | "imported";
  readonly address: string;
  readonly text: string;
}

/** How a stack takes over what an account has. */
export interface Adoption {
  readonly imports: readonly Import[];
  readonly notes: readonly AdoptionNote[];
}

/**
 * What to import for the resources of a stack that may exist already, in the order of the stack: with a listing what the
 * account has, without one everything whose id is known. Every resource of the provider is among the imports or the notes.
 *
 * @param accountId id of the account, where the listing does not say it
 */
export function adopt(
  { resources }: Pick<SynthesizedStack, "resources">,
  listing?: Listing,
  accountId: string | undefined = listing?.accountId,
): Adoption {
  const facts: Facts = { texts: new ResourceTexts(resources), listing, accountId, givenId: () => undefined };
  const byAddress = new Map(resources.map((resource) => [resource.address, resource]));
  const givenId = (address: string): GivenId | undefined => {
    const target = byAddress.get(address);
    return target === undefined ? undefined : givenIdOf(target, facts);
  };
  const imports: Import[] = [];
  const notes: AdoptionNote[] = [];
  for (const resource of resources.filter(({ type }) => type.startsWith("alicloud_"))) {
    const { address, providerAlias } = resource;
    const result = adoptOne(resource, { ...facts, givenId });
    if (result.id !== undefined) {
      imports.push({ to: address, id: result.id, providerAlias: providerAlias === "" ? undefined : providerAlias });
    }
    if (result.note !== undefined) notes.push({ ...result.note, address });
  }
  return { imports, notes };
}

/** What adopting a resource is based on. */
interface Facts extends AccountFacts {
  readonly texts: ResourceTexts;
  readonly listing: Listing | undefined;
}

interface Result {
  readonly id?: string;
  readonly note?: Omit<AdoptionNote, "address">;
}

/** The id of a resource that the account gives; `undefined` where the id is no more than its name. */
function givenIdOf(resource: Resource, facts: Facts): GivenId | undefined {
  const { texts, listing } = facts;
  const rule = ramResources.get(resource.type)?.import;
  const call = rule?.idFrom;
  if (rule === undefined || call === undefined) return undefined;
  const identity = identityOf(resource, rule, texts, facts);
  if (identity.kind === "unidentified" || identity.kind === "without target") return undefined;
  const found = listing === undefined ? undefined : findListed(identity, listing);
  if (found?.state === "missing") return { missing: found.what };
  return found?.state === "found" && found.givenId !== undefined ? { id: found.givenId } : { call };
}

function adoptOne(resource: Resource, facts: Facts): Result {
  const { texts, listing } = facts;
  if (resource.imported)
    return { note: { kind: "imported", text: "Terraform manages it already, or an import block takes it over" } };
  const rule = ramResources.get(resource.type)?.import;
  if (rule === undefined) return unknown(`how a ${resource.type} is imported is not known`);
  const identity = identityOf(resource, rule, texts, facts);
  if (identity.kind === "unidentified") return unknown(identity.why);
  if (identity.kind === "without target") return missing(identity.what);
  if (listing === undefined) return withId(rule, importIdOf(rule, identity));
  const found = findListed(identity, listing);
  if (found.state === "missing") return missing(found.what);
  if (found.state === "not listed") {
    return unknown(
      `whether the account has it is not known: the listing has no answer, or not all of it, to ${found.call}`,
    );
  }
  const result = withId(rule, importIdOf(rule, found.identity, found.givenId));
  const others = otherSpellings(identity, found.identity);
  return result.id === undefined || others.length === 0
    ? result
    : { ...result, note: { kind: "other case", text: `${others.join(", ")}; write it so, or Terraform replaces it` } };
}

function withId({ idFrom }: ImportRule, id: string | undefined): Result {
  if (id !== undefined) return { id };
  return unknown(
    idFrom === undefined
      ? "the service names its role, and the catalog does not know how: give --listing with GetRole of it"
      : `it is imported by the id that the account gave it: give --listing with ${idFrom}`,
  );
}

function missing(what: string): Result {
  return { note: { kind: "missing", text: `the account lacks ${what}` } };
}

function unknown(text: string): Result {
  return { note: { kind: "unknown", text } };
}

/** Texts of the account that differ from the stack's in letter case. The name of a service-linked role is in no stack. */
function otherSpellings(wanted: Identity, found: Identity): readonly string[] {
  if (wanted.kind === "service-linked role") return [];
  const known = new Map(Object.entries(wanted));
  return Object.entries(found).flatMap(([key, value]) => {
    const written = known.get(key);
    return written === undefined || value === written ? [] : [`the account spells ${written} as ${value}`];
  });
}
