import type { Construct } from "constructs";
import { devsCustomRole } from "../catalog";
import { Role } from "./role";
import {
  type VendorRoleProps,
  type WithGeneration,
  checkGeneration,
  keptAttachments,
  ofGeneration,
  vendorRole,
} from "./internal/vendor-role";
import { readProps } from "./internal/read-props";

/** Props of {@link DevsCustomRole}. */
export type DevsCustomRoleProps = VendorRoleProps & WithGeneration;

/**
 * The role with which AgentRun deploys agents and functions.
 *
 * `devs`: AliyunDevsCustomRole, trusts devs.aliyuncs.com. `functionai`: AliyunFCFunctionAICustomRole, trusts
 * functionai.fc.aliyuncs.com. Each has two deploy policies.
 *
 * Reported at synth: RAM306 for an unknown generation, and what {@link Role} reports. Warning: RAM327 for documented
 * policies that an imported role omits.
 *
 * @example
 * new DevsCustomRole(this, "Deployment", { mode: "import" });
 */
export class DevsCustomRole extends Role {
  public constructor(scope: Construct, id: string, props: DevsCustomRoleProps = {}) {
    const { generation, ...options } = readProps(scope, id, props);
    const facts = ofGeneration(devsCustomRole, generation);
    const role = vendorRole(facts, options);
    super(scope, id, role);
    this.addWarnings(keptAttachments(facts, role));
    this.addProblems(checkGeneration(generation));
  }
}
