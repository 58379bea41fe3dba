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

/** Props of {@link SuperAgentRole}. What no page documents is required. */
export type SuperAgentRoleProps =
  | (ManagedVendorRoleProps & {
      /** Service that may assume the role. Not documented: see the role that the console creates. */
      readonly trustedService: string;
      /** Policies of super agents. Not documented. */
      readonly policies: readonly RolePolicy[];
    })
  | ExistingVendorRoleProps;

/**
 * The role that super agents run as, AliyunAgentRunSuperAgentRole. Without it, creating a super agent fails with
 * `EntityNotExist.Role` or `AccessDenied`.
 *
 * Its trust and its policies are not published, so there are no defaults. If the console has created the role already,
 * use `mode: "existing"`.
 *
 * Reported at synth: RAM308 for a role to create or import without `trustedService` or `policies`, RAM306 for a
 * generation, because the role was never renamed, and what {@link Role} reports.
 *
 * @example
 * new SuperAgentRole(this, "SuperAgents", { mode: "existing" });
 */
export class SuperAgentRole extends Role {
  public constructor(scope: Construct, id: string, props: SuperAgentRoleProps) {
    super(scope, id, vendorRole(superAgentRole, readProps(scope, id, props)));
    this.addProblems([...refuseGeneration(props), ...checkGiven(props)]);
  }
}

/** Checks required props for callers without type checks. */
function checkGiven(props: object): readonly Problem[] {
  const given = props as { readonly mode?: unknown; readonly trustedService?: unknown; readonly policies?: unknown };
  if (given.mode === "existing") return [];
  return (["trustedService", "policies"] as const)
    .filter((option) => given[option] === undefined)
    .map((option) => ({
      id: constructProblemIds.missingOption,
      path: option,
      found: `no ${option}`,
      allowed: "the value of the role in the console, because no page publishes it",
      fix: 'see a role that the console created, or use mode: "existing"',
    }));
}
