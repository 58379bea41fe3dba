import { dataFiles } from "../../catalog/data-files";
import { lazy } from "../../catalog/lazy";
import { assembledArguments } from "../assembled-documents";
import { isLocalType } from "./local-providers";
import { argumentNames, grantArguments, ramResources } from "../ram-resources";

/**
 * What an argument of a resource has to do with permissions. Reviews compare what `compared` ones grant, and report that
 * `not compared` and `not classified` ones changed.
 */
export type ArgumentClass = "no grant" | "compared" | "not compared" | "not classified";

/** Types of which almost every argument says who may do what. */
const grantingType = new RegExp(
  [
    "(?:^|_)(?:ram|resource_manager|cloud_sso|ims|ros|cloud_control|open_api|oos|fnf)(?:_|$)",
    "permission|privilege|authoriz|grant|delegat|trust|cross_account|principal",
    "(?:^|_)(?:shared?|sharing|role|acl|acls|member|access)(?:_|$)",
    "(?:kms|bucket)_policy|(?:fc|fcv3)_trigger|user_attachment|service_account|client_key|service_user",
    "governance_account|app_attachment|(?:quick_bi|dms_enterprise)_user",
  ].join("|"),
);

/** Arguments, wherever they are in a resource, that hand over a role, hold a document or say who may do what. */
const grantingArgument = new RegExp(
  [
    `(?:^|[._])(?:${[
      "roles?|ram|assume|principals?|acls?|permissions?|privileges?|grants?|grantee|authori[sz]\\w*|authentication|auth",
      "trust|trusted|shared?|anonymous|public|cross_account|sso|oidc|saml|mfa|identity|access|rbac|members?",
    ].join("|")})(?:[._]|$)`,
    "(?:^|[._])(?:policy|policies|policy_document|policy_content|policy_json)$",
    "(?:^|[._])(?:template_body|template_url|desire_attributes|trigger_config)$",
    "role_?(?:arn|name|id)?$",
    "(?:^|[._])(?:repo_type|default_repo_type|default_visibility|auto_accept_connection|add_account|account_type)$",
    "(?:^|[._])target_user_id$",
  ].join("|"),
);

/** Types and arguments that the rules above would take for grants by their names, but that are none. */
const noGrant: Readonly<Record<string, string>> = {
  "alb_acl alb_acl_entry_attachment ga_acl network_acl sag_acl slb_acl vpc_network_acl_attachment":
    "network rules: who reaches an address, not who may call an API",
};

const noGrantTypes: ReadonlySet<string> = new Set(
  Object.keys(noGrant).flatMap((types) => types.split(" ").map((type) => `alicloud_${type}`)),
);

/** Arguments of every type that have nothing to do with permissions. */
const descriptive: ReadonlySet<string> = new Set([
  ...["id", "description", "comment", "comments", "display_name", "create_time", "create_date", "update_date"],
  ...["timeouts", "force", "tags", "mobile", "email"],
]);

/** Arguments of resource groups, control policies and principals that are not part of a grant. */
const notPartOfGrant: Readonly<Record<string, readonly string[]>> = {
  alicloud_ram_policy: ["rotate_strategy"],
  alicloud_ram_role: ["max_session_duration"],
  alicloud_resource_manager_resource_group: ["name", "resource_group_name", "region_statuses", "status"],
};

/** What an argument, written as `block.argument`, has to do with permissions. */
export function argumentClass(type: string, argument: string): ArgumentClass {
  if (isLocalType(type)) return "no grant";
  const [first = ""] = argument.split(".");
  if (comparedArguments().get(type)?.has(first) === true) return "compared";
  const listed = listedArguments().get(type);
  if (listed === undefined) return "not classified";
  const known = knownPrefix(argument, listed);
  if (known === undefined || isUnknownChild(argument, known, listed)) return "not classified";
  if (descriptive.has(first) || (notPartOfGrant[type] ?? []).includes(first)) return "no grant";
  const opaque = ramResources.get(type)?.notReviewed;
  if (opaque !== undefined) {
    return opaque.arguments === undefined || opaque.arguments.includes(first) ? "not compared" : byName(type, known);
  }
  return byName(type, known);
}

/** What a resource of a type has to do with permissions, if none of its arguments is known. */
export function typeClass(type: string): ArgumentClass {
  if (isLocalType(type)) return "no grant";
  if (!listedArguments().has(type)) return "not classified";
  if (ramResources.has(type)) return ramResources.get(type)?.notReviewed === undefined ? "compared" : "not compared";
  return byName(type, "");
}

function byName(type: string, argument: string): ArgumentClass {
  if (noGrantTypes.has(type)) return "no grant";
  return grantingType.test(type) || grantingArgument.test(argument) ? "not compared" : "no grant";
}

/** The arguments that the grant model is read from, by type. */
const comparedArguments = lazy(
  () =>
    new Map(
      [...ramResources].map(([type, { document: rule }]) => {
        const isRead = rule !== undefined && rule.kind !== "control";
        const form = rule?.assembledFrom;
        const names = [
          ...grantArguments(type),
          ...(isRead ? argumentNames(type, rule.argument) : []),
          ...(form === undefined ? [] : assembledArguments[form]),
        ];
        return [type, new Set(names)] as const;
      }),
    ),
);

/** The longest beginning of the path that is an argument. The steps after it are keys of a map. */
function knownPrefix(argument: string, listed: ReadonlySet<string>): string | undefined {
  const steps = argument.split(".");
  for (let length = steps.length; length > 0; length--) {
    const part = steps.slice(0, length).join(".");
    if (listed.has(part)) return part;
  }
  return undefined;
}

/** Whether an argument is in a block of which other arguments are known. A key of a map is not an argument. */
function isUnknownChild(argument: string, known: string, listed: ReadonlySet<string>): boolean {
  return argument !== known && [...listed].some((one) => one.startsWith(`${known}.`));
}

/** Arguments by type, from the schema of the provider; none for types of which they were not read. */
const listedArguments = lazy(
  () =>
    new Map(
      Object.entries(dataFiles.providerArguments().types).flatMap(([type, written]) =>
        written === null ? [] : [[type, new Set([...pathsIn(written), "timeouts", "id"])] as const],
      ),
    ),
);

/** Reads `a b(c d)` as `a`, `b`, `b.c` and `b.d`. */
function pathsIn(written: string): readonly string[] {
  const found: string[] = [];
  const open: string[] = [];
  for (const [token] of written.matchAll(/[^\s()]+|[()]/g)) {
    if (token === "(") open.push(found.at(-1)?.split(".").at(-1) ?? "");
    else if (token === ")") open.pop();
    else found.push([...open, token].join("."));
  }
  return found;
}
