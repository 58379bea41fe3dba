import type { Construct } from "constructs";
import { superAgentRole } from "../catalog";
import type { Problem } from "../policy";
import { constructProblemIds } from "./internal/problem-ids";
import { Role, type RolePolicy } from "./role";
import {
  type ExistingVendorRoleProps,
  type ManagedVendorRoleProps,
  refuseGeneration,
  vendorRole,
} from "./internal/vendor-role";
import { readProps } from "./internal/read-props";

/** What a {@link SuperAgentRole} is made from: what no page says must be given. */
export type SuperAgentRoleProps =
  | (ManagedVendorRoleProps & {
      /** Service that may assume the role. Not documented: look at the role that the console makes. */
      readonly trustedService: string;
      /** What super agents may do. Not documented. */
      readonly policies: readonly RolePolicy[];
    })
  | ExistingVendorRoleProps;

/**
 * The role that super agents run as, AliyunAgentRunSuperAgentRole. Needed once before the first of them; without it
 * creating one fails with `EntityNotExist.Role` or `AccessDenied`.
 *
 * Neither its trust nor its policies are published, so they are never guessed here. Where the console has made the role
 * already, use `mode: "existing"`.
 */
export class SuperAgentRole extends Role {
  public constructor(scope: Construct, id: string, props: SuperAgentRoleProps) {
    super(scope, id, vendorRole(superAgentRole, readProps(scope, id, props)));
    this.addProblems([...refuseGeneration(props), ...checkGiven(props)]);
  }
}

/** What the compiler sees to in TypeScript. */
function checkGiven(props: object): readonly Problem[] {
  const given = props as { readonly mode?: unknown; readonly trustedService?: unknown; readonly policies?: unknown };
  if (given.mode === "existing") return [];
  return (["trustedService", "policies"] as const)
    .filter((option) => given[option] === undefined)
    .map((option) => ({
      id: constructProblemIds.missingOption,
      path: option,
      found: `no ${option}`,
      allowed: "what the role in the console has: no page publishes it",
      fix: 'look at a role that the console made, or use mode: "existing"',
    }));
}
