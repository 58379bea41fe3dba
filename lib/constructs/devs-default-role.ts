import type { Construct } from "constructs";
import { devsDefaultRole } from "../catalog";
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

/** Props of {@link DevsDefaultRole}. */
export type DevsDefaultRoleProps = VendorRoleProps & WithGeneration;

/**
 * The role of AgentRun's own helper functions, cache bucket and model downloads.
 *
 * `devs`: AliyunDevsDefaultRole, trusts devs.aliyuncs.com. `functionai`: AliyunFCFunctionAIDefaultRole, trusts
 * functionai.fc.aliyuncs.com. Each has one policy of its own.
 *
 * Reported at synth: RAM306 for an unknown generation, and what {@link Role} reports. Warning: RAM327 for documented
 * policies that an imported role omits.
 *
 * @example
 * new DevsDefaultRole(this, "Devs", { generation: "functionai" });
 */
export class DevsDefaultRole extends Role {
  public constructor(scope: Construct, id: string, props: DevsDefaultRoleProps = {}) {
    const { generation, ...options } = readProps(scope, id, props);
    const facts = ofGeneration(devsDefaultRole, generation);
    const role = vendorRole(facts, options);
    super(scope, id, role);
    this.addWarnings(keptAttachments(facts, role));
    this.addProblems(checkGeneration(generation));
  }
}
