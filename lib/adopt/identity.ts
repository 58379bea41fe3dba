import { ramResources } from "../terraform/ram-resources";
import { ramDataSources } from "../terraform/ram-resources/data-sources";
import type { Identity, ImportRule } from "../terraform/ram-resources/identity";
import type { ResourceTexts } from "../terraform/resource-texts";
import type { Resource } from "../terraform/resource";
import {
  expressionsIn,
  hasExpression,
  mapInterpolations,
  onlyExpression,
  plainText,
  templateParts,
} from "../terraform/template";

/** A resource whose identity is not known. */
export interface Unidentified {
  readonly kind: "unidentified";
  readonly why: string;
}

/** A resource that refers to an object which the account does not have. So the account does not have the resource either. */
export interface WithoutTarget {
  readonly kind: "without target";
  readonly what: string;
}

/** The id that the account assigned to an object, or that the object is missing, or the call whose response is needed. */
export type GivenId = { readonly id: string } | { readonly missing: string } | { readonly call: string };

/** Types of the resources that can be imported. */
export const adoptableTypes: readonly string[] = [...ramResources].flatMap(([type, row]) =>
  row.import === undefined ? [] : [type],
);

/** Facts of the account that are not in the stack. */
export interface AccountFacts {
  /** The account id, which replaces references to data sources of the account. `undefined` if it is not known. */
  readonly accountId: string | undefined;
  /** The id that the account assigned to the resource at an address. `undefined` if its id is its name. */
  readonly givenId: (address: string) => GivenId | undefined;
}

const accountAttributes = [...ramDataSources].flatMap(([type, { accountId = [] }]) =>
  accountId.map((attribute) => String.raw`${type}\.[\w-]+\.${attribute}`),
);
const accountReference = new RegExp(String.raw`^data\.(?:${accountAttributes.join("|")})$`);

/** The identity of a resource. Names that are known only to Terraform make it `Unidentified`. */
export function identityOf(
  resource: Resource,
  rule: ImportRule,
  texts: ResourceTexts,
  { accountId, givenId }: AccountFacts,
): Identity | Unidentified | WithoutTarget {
  const { iterated } = resource;
  if (iterated !== undefined)
    return unidentified(`the number of instances that ${iterated} creates is known only to Terraform`);
  let reason: Unidentified | WithoutTarget | undefined;
  const read = (argument: string, isOptional: boolean): string => {
    const text = mapInterpolations(texts.textOf(resource, argument) ?? "", (expression, source) =>
      accountReference.test(expression) ? (accountId ?? source) : source,
    );
    if (text === "" && !isOptional) reason ??= unidentified(`${argument} is not set`);
    if (!hasExpression(text)) return templateParts(text).map(plainText).join("");
    const address = /^(alicloud_\w+\.[\w-]+)\.id$/.exec(onlyExpression(text) ?? "")?.[1];
    const target = address === undefined ? undefined : givenId(address);
    if (address === undefined || target === undefined) {
      const remedy = expressionsIn(text).every((one) => accountReference.test(one))
        ? "; give the account id with --account"
        : "";
      reason ??= unidentified(`${argument} is known only to Terraform: ${text}${remedy}`);
    } else if ("id" in target) {
      return target.id;
    } else if ("missing" in target) {
      reason = { kind: "without target", what: target.missing }; // takes precedence over unknown names
    } else {
      reason ??= unidentified(
        `the account assigns the id of ${address}: give --listing with the response to ${target.call}`,
      );
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
