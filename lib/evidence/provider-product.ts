import { ServiceCodes } from "./service-names";

/**
 * Files of the alicloud provider that call another product than their name says: VpcIpam, VpcPeer, RdsAi, ResourceSharing,
 * ResourceCenter and BssOpenApi have RAM codes of their own; service-linked roles are ResourceManager's. Of the 487 other
 * files that call one of the known products, each calls the one that its name says. Source: all files of
 * https://github.com/aliyun/terraform-provider-alicloud, commit 81c43b67 of 2026-08-21 (read 2026-11-28).
 */
const exceptions: readonly (readonly [RegExp, string])[] = [
  [/_service_linked_role$/, "ResourceManager"],
  [/_service$/, ""],
  [/^(vpc_ipam|vpc_peer|rds_ai|kms_value_added)/, ""],
  [/^resource_manager_(.*_)?(shares?|shared_\w+|sharing|delivery_channels?|saved_query|saved_queries)$/, ""],
];

const codes = new ServiceCodes();

/** The product of a call, from the places in the provider that made it; empty if it is not known. */
export function providerProduct(trace: readonly string[]): string {
  for (const line of trace.slice(0, 4)) {
    const [, stem] = /\/(?:resource|data_source|service)_(?:alicloud|apsarastack)_(\w+?)(?:_v2)?\.go:\d+$/.exec(line.trim()) ?? []; // prettier-ignore
    if (stem === undefined) continue;
    const other = exceptions.find(([pattern]) => pattern.test(stem));
    return other === undefined ? productIn(stem.split("_")) : other[1];
  }
  return "";
}

/** The longest beginning of a name that is a product, e.g. `ResourceManager` of `resource_manager_role`. */
function productIn(words: readonly string[]): string {
  for (const count of [3, 2, 1]) {
    const name = words.slice(0, count).join("");
    if (words.length >= count && codes.codeOf(name, "", "") !== undefined) return name;
  }
  return "";
}
