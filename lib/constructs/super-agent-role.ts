import type { Construct } from "constructs";
import { superAgentRole } from "../catalog";
import { Role, type RolePolicy } from "./role";
import { type ExistingVendorRoleProps, type ManagedVendorRoleProps, refuseGeneration, vendorRole } from "./vendor-role";

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
    super(scope, id, vendorRole(superAgentRole, props));
    this.addProblems(refuseGeneration(props));
  }
}
