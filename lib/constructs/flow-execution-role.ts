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

/** Props of {@link FlowExecutionRole}. */
export type FlowExecutionRoleProps = WithGeneration &
  (
    | (ManagedVendorRoleProps & {
        /**
         * `false` omits the policy for a kind of nodes. In mode `import` it detaches nothing: a policy that is attached to
         * the role in the account stays attached, without Terraform's knowledge (RAM327, a warning).
         * @default - all six kinds, as documented
         * @example { knowledgeBase: false }
         */
        readonly nodes?: FlowNodes;
      })
    | ExistingVendorRoleProps
  );

/**
 * The role that executes Flow Agents: AliyunFnFExecutionRole, trusts fnf.aliyuncs.com, with one system policy for each
 * kind of nodes. The generation determines the policy for tool and MCP nodes only.
 *
 * In mode `existing`, the role has the policies that are attached in the account, so `nodes` is not an option.
 *
 * Reported at synth: RAM306 for an unknown generation, RAM316 for an unknown kind of nodes, and what {@link Role}
 * reports. Warning: RAM327 for documented policies that an imported role omits.
 *
 * @example
 * new FlowExecutionRole(this, "Flows", { nodes: { knowledgeBase: false } });
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
