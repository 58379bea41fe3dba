import type { Construct } from "constructs";
import { type FlowNodeKind, type FlowNodes, flowExecutionRole } from "../catalog";
import { checkNodeKinds } from "./internal/flow-node-kinds";
import { Role } from "./role";
import {
  type ExistingVendorRoleProps,
  type ManagedVendorRoleProps,
  type WithGeneration,
  checkGeneration,
  keptAttachments,
  ofGeneration,
  vendorRole,
} from "./internal/vendor-role";
import { readProps } from "./internal/read-props";

/** What a {@link FlowExecutionRole} is made from. */
export type FlowExecutionRoleProps = WithGeneration &
  (
    | (ManagedVendorRoleProps & {
        /**
         * `false` leaves out the policy of a kind of nodes. In mode `import` it detaches nothing: a policy that the
         * account has attached to the role stays attached, and Terraform does not know it (RAM327, a warning).
         * @default - all six, as documented
         */
        readonly nodes?: FlowNodes;
      })
    | ExistingVendorRoleProps
  );

/**
 * The role that executes Flow Agents: AliyunFnFExecutionRole, trusts fnf.aliyuncs.com, with one system policy for each
 * kind of nodes. The generation decides which policy tools and MCP nodes get; the role is the same in both.
 *
 * In mode `existing` the role has whatever the account attaches to it: `nodes` has no place there.
 */
export class FlowExecutionRole extends Role {
  public constructor(scope: Construct, id: string, props: FlowExecutionRoleProps = {}) {
    const { generation, ...options } = readProps(scope, id, props);
    const facts = ofGeneration(flowExecutionRole, generation);
    if (options.mode === "existing") {
      super(scope, id, vendorRole(facts, options));
    } else {
      const { nodes = {}, ...managed } = options;
      const kinds = (Object.keys(facts.policyOf) as FlowNodeKind[]).filter((kind) => nodes[kind] !== false); // keys of a Record<FlowNodeKind, ...>
      const role = vendorRole({ ...facts, policies: kinds.map((kind) => facts.policyOf[kind]) }, managed);
      super(scope, id, role);
      this.addWarnings(keptAttachments(facts, role));
      this.addProblems(checkNodeKinds(nodes, Object.keys(facts.policyOf)));
    }
    this.addProblems(checkGeneration(generation));
  }
}
