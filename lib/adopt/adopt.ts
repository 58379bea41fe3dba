import { ramResources } from "../terraform/ram-resources";
import type { Identity, ImportRule } from "../terraform/ram-resources/identity";
import { ResourceTexts } from "../terraform/resource-texts";
import type { Resource } from "../terraform/resource";
import type { SynthesizedStack } from "../terraform/synthesized-stack";
import { findListed } from "./find-listed";
import { type AccountFacts, type GivenId, identityOf } from "./identity";
import { importIdOf } from "./import-id";
import { keptAttachments } from "./kept-attachments";
import type { Listing } from "./listing";

/** An import of an existing object of the account into a resource of a stack. */
export interface Import {
  /** Address of the resource in the stack. */
  readonly to: string;
  /** The import id that the provider expects. */
  readonly id: string;
  /** The provider alias of the resource. `undefined` for the default provider. */
  readonly providerAlias: string | undefined;
}

/** A note on one resource. */
export interface AdoptionNote {
  /**
   * - `missing`: the object does not exist in the account, so Terraform will create it
   * - `unknown`: it is not known whether the object exists or what its id is, so there is no import for it
   * - `other case`: the account and the stack use different letter case, so Terraform would replace the object
   * - `imported`: Terraform already manages the resource, or an import block imports it
   * - `kept`: the account attaches a policy to the principal that the stack does not, and the attachment stays
   */
  readonly kind: "missing" | "unknown" | "other case" | "imported" | "kept";
  readonly address: string;
  readonly text: string;
}

/** The imports of one stack. */
export interface Adoption {
  readonly imports: readonly Import[];
  readonly notes: readonly AdoptionNote[];
}

/**
 * The imports for the resources of a stack, in the order of the stack. With a listing, it imports the objects that the
 * account has. Without one, it imports every resource whose id follows from the stack. Every resource of the provider has
 * an import or a note.
 *
 * @param accountId id of the account, if the listing does not have it
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
  return { imports, notes: [...notes, ...keptNotes(resources, { ...facts, givenId })] };
}

/** Attachments that the principals of a stack keep in the account, besides those of the stack. */
function keptNotes(resources: readonly Resource[], facts: Facts): readonly AdoptionNote[] {
  const { listing } = facts;
  if (listing === undefined) return [];
  const identified = resources.flatMap((resource) => {
    const rule = ramResources.get(resource.type)?.import;
    const identity = rule === undefined ? undefined : identityOf(resource, rule, facts.texts, facts);
    if (identity === undefined || identity.kind === "unidentified" || identity.kind === "without target") return [];
    return [{ address: resource.address, identity }];
  });
  const known = identified.map(({ identity }) => identity);
  return identified.flatMap(({ address, identity }) => {
    if (identity.kind !== "role" && identity.kind !== "user" && identity.kind !== "group") return [];
    const kept = keptAttachments({ kind: identity.kind, name: identity.name }, known, listing);
    if (kept.length === 0) return [];
    const text = `the account also attaches ${kept.join(", ")} to the ${identity.kind} ${identity.name}; the stack has no such attachment, so Terraform leaves it: detach it, or add it to the stack`;
    return [{ kind: "kept", address, text }];
  });
}

/** The facts that an import is based on. */
interface Facts extends AccountFacts {
  readonly texts: ResourceTexts;
  readonly listing: Listing | undefined;
}

interface Result {
  readonly id?: string;
  readonly note?: Omit<AdoptionNote, "address">;
}

/** The id that the account assigned to a resource. `undefined` if the id of this kind of resource is its name. */
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
    return { note: { kind: "imported", text: "Terraform already manages it, or an import block imports it" } };
  const rule = ramResources.get(resource.type)?.import;
  if (rule === undefined) return unknown(`adopt does not support the type ${resource.type}`);
  const identity = identityOf(resource, rule, texts, facts);
  if (identity.kind === "unidentified") return unknown(identity.why);
  if (identity.kind === "without target") return missing(identity.what);
  if (listing === undefined) return withId(rule, importIdOf(rule, identity));
  const found = findListed(identity, listing);
  if (found.state === "missing") return missing(found.what);
  if (found.state === "not listed") {
    return unknown(`it is not known whether the account has it: the listing has no complete response to ${found.call}`);
  }
  const result = withId(rule, importIdOf(rule, found.identity, found.givenId));
  const others = otherSpellings(identity, found.identity);
  return result.id === undefined || others.length === 0
    ? result
    : {
        ...result,
        note: {
          kind: "other case",
          text: `${others.join(", ")}; use the account's spelling, or Terraform will replace it`,
        },
      };
}

function withId({ idFrom }: ImportRule, id: string | undefined): Result {
  if (id !== undefined) return { id };
  return unknown(
    idFrom === undefined
      ? "the catalog does not know the name of this service's role: give --listing with the response to GetRole"
      : `its import id is assigned by the account: give --listing with the response to ${idFrom}`,
  );
}

function missing(what: string): Result {
  return { note: { kind: "missing", text: `the account does not have ${what}` } };
}

function unknown(text: string): Result {
  return { note: { kind: "unknown", text } };
}

/** The names that differ from the stack's in letter case. Stacks do not contain the names of service-linked roles. */
function otherSpellings(wanted: Identity, found: Identity): readonly string[] {
  if (wanted.kind === "service-linked role") return [];
  const known = new Map(Object.entries(wanted));
  return Object.entries(found).flatMap(([key, value]) => {
    const written = known.get(key);
    return written === undefined || value === written ? [] : [`the account spells ${written} as ${value}`];
  });
}
