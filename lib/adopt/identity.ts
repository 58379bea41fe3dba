import { ramResources } from "../terraform/ram-resources";
import { ramDataSources } from "../terraform/ram-resources/data-sources";
import type { Identity, ImportRule } from "../terraform/ram-resources/identity";
import type { ResourceTexts } from "../terraform/resource-texts";
import type { Resource } from "../terraform/resource";

/** Why a resource has no identity that can be told. */
export interface Unidentified {
  readonly kind: "unidentified";
  readonly why: string;
}

/** Something that a resource refers to by its id, and that the account lacks: then the resource is missing too. */
export interface WithoutTarget {
  readonly kind: "without target";
  readonly what: string;
}

/** What is known of a resource whose id the account gives: its id, that it is missing, or nothing. */
export type GivenId = { readonly id: string } | { readonly missing: string } | { readonly call: string };

/** Types of the resources that can be imported. */
export const adoptableTypes: readonly string[] = [...ramResources].flatMap(([type, row]) =>
  row.import === undefined ? [] : [type],
);

/** What the account adds to what a stack says of its resources. */
export interface AccountFacts {
  /** Id of the account, which data sources read; `undefined` where it is not known. */
  readonly accountId: string | undefined;
  /** The id that the account gave to another resource, by its address; `undefined` for one whose id is its name. */
  readonly givenId: (address: string) => GivenId | undefined;
}

const accountAttributes = [...ramDataSources].flatMap(([type, { accountId = [] }]) =>
  accountId.map((attribute) => String.raw`${type}\.[\w-]+\.${attribute}`),
);
const accountReferences = new RegExp(String.raw`\$\{data\.(?:${accountAttributes.join("|")})\}`, "g");

/** What the account knows a resource of a stack by. Names that only Terraform knows are not guessed. */
export function identityOf(
  resource: Resource,
  rule: ImportRule,
  texts: ResourceTexts,
  { accountId, givenId }: AccountFacts,
): Identity | Unidentified | WithoutTarget {
  const { iterated } = resource;
  if (iterated !== undefined) return unidentified(`only Terraform knows how many ${iterated} makes`);
  let reason: Unidentified | WithoutTarget | undefined;
  const read = (argument: string, isOptional: boolean): string => {
    const text = texts.textOf(resource, argument)?.replace(accountReferences, (reference) => accountId ?? reference);
    if (text === undefined && !isOptional) reason ??= unidentified(`${argument} is not set`);
    if (text === undefined || !/[$%]\{/.test(text)) return text ?? "";
    const address = /^\$\{(alicloud_\w+\.[\w-]+)\.id\}$/.exec(text)?.[1];
    const target = address === undefined ? undefined : givenId(address);
    if (address === undefined || target === undefined) {
      const remedy = text.replace(accountReferences, "").includes("${") ? "" : "; the id of the account is missing";
      reason ??= unidentified(`only Terraform knows ${argument}: ${text}${remedy}`);
    } else if ("id" in target) {
      return target.id;
    } else if ("missing" in target) {
      reason = { kind: "without target", what: target.missing }; // whatever else is not known
    } else {
      reason ??= unidentified(`the account gives the id of ${address}: give --listing with ${target.call}`);
    }
    return text;
  };
  const identity = rule.identity(
    (argument) => read(argument, false),
    (argument) => read(argument, true),
  );
  return reason ?? identity;
}

function unidentified(why: string): Unidentified {
  return { kind: "unidentified", why };
}
