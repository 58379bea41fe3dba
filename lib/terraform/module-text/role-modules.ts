import {
  type FlowNodeKind,
  type FlowNodes,
  type Generation,
  type ServiceLinkedRoleFacts,
  type VendorRole,
  type VendorRolePolicy,
  agentRunServiceLinkedRole,
  devsCustomRole,
  devsDefaultRole,
  flowExecutionRole,
  functionComputeServiceLinkedRole,
} from "../../catalog";
import { partProblem } from "../../catalog/least-privilege/part-problem";
import { flowNodeKinds } from "../../catalog/flow-nodes";
import { PolicyError, quote } from "../../policy";
import { description, roleName, serviceName, tags } from "./common-variables";
import { type ModuleModel, type ModuleOutput, mergedBlocks } from "./module-model";
import { roleBlocks, serviceLinkedRoleBlocks, serviceNamesOf, vendorTexts } from "./role-blocks";

/** The names that the vendor gave things, before and after it renamed them. */
export interface GenerationModule {
  /** Which of the vendor's names the module uses. @default "devs" */
  readonly generation?: Generation;
}

/** The role that executes flows, for some kinds of nodes. */
export interface FlowExecutionModule extends GenerationModule {
  /** `false` leaves out the policy for a kind of nodes. @default - all six kinds */
  readonly nodes?: FlowNodes;
}

const noExample = { resources: {}, arguments: {} } as const;

/** A module of one role that the vendor defines. Callers may rename it. */
export function roleModule(facts: VendorRole, policies: readonly VendorRolePolicy[] = facts.policies): ModuleModel {
  const lines = policies.map(({ policyName, purpose }) => `- \`${policyName}\`: ${purpose}`);
  return {
    title: facts.roleName,
    about: [
      `${facts.purpose}. It trusts \`${trustedBy(facts)}\`.`,
      ...(lines.length === 0 ? ["It has no policies."] : ["Its policies:", lines.join("\n")]),
    ],
    variables: [roleName(facts.roleName), description(facts.purpose, "role"), tags],
    locals: {},
    resources: roleBlocks("this", trustedBy(facts), policies, {
      name: "${var.name}",
      description: "${var.description}",
    }),
    outputs: roleOutputs("alicloud_ram_role.this"),
    example: noExample,
  };
}

/** @throws Error for a role of which no page has the trust */
function trustedBy({ roleName: name, trustedService }: VendorRole): string {
  if (trustedService === undefined) throw new Error(`no page documents the trust of ${name}`);
  return trustedService;
}

function roleOutputs(address: string): readonly ModuleOutput[] {
  return [
    { name: "role_name", description: "Name of the role.", value: `${address}.role_name` },
    { name: "role_arn", description: "ARN of the role.", value: `${address}.arn` },
  ];
}

/** @throws PolicyError RAM629 for an unknown kind of nodes, because with a misspelt kind the policy would stay */
export function flowExecutionModule({ generation = "devs", nodes = {} }: FlowExecutionModule): ModuleModel {
  const facts = flowExecutionRole[generation];
  const unknown = Object.keys(nodes).filter((kind) => !(flowNodeKinds as readonly string[]).includes(kind));
  if (unknown.length > 0) {
    const known = flowNodeKinds.join(", ");
    throw new PolicyError(
      unknown.map((kind) => partProblem(`nodes.${kind}`, quote(kind), known, "correct the spelling")),
    );
  }
  const kinds: readonly FlowNodeKind[] = flowNodeKinds.filter((kind) => nodes[kind] !== false);
  return roleModule(
    facts,
    kinds.map((kind) => facts.policyOf[kind]),
  );
}

const protectedRole =
  "`terraform destroy` fails while the role is in the state, because other stacks and the console also use it. To keep it in the account, remove it from the state with `terraform state rm`.";

/** A module of one role that a service defines. */
export function serviceLinkedRoleModule(facts: ServiceLinkedRoleFacts): ModuleModel {
  const names = serviceNamesOf(facts);
  const isOpen = names.length > 1;
  return {
    title: facts.roleName,
    about: [
      `The service-linked role ${facts.roleName} of \`${facts.serviceName}\`. An account has at most one; if the console made it already, import it.`,
      protectedRole,
    ],
    variables: isOpen ? [serviceName(names)] : [],
    locals: {},
    resources: serviceLinkedRoleBlocks("this", isOpen ? "${var.service_name}" : facts.serviceName),
    outputs: roleOutputs("alicloud_resource_manager_service_linked_role.this"),
    example: noExample,
  };
}

/** What an account needs before AgentRun is first used. */
export function foundationModule({ generation = "devs" }: GenerationModule): ModuleModel {
  const custom = devsCustomRole[generation];
  const standard = devsDefaultRole[generation];
  const addresses = ["alicloud_ram_role.devs_custom", "alicloud_ram_role.devs_default"];
  const linked = ["function_compute", "agent_run"].map(
    (label) => `alicloud_resource_manager_service_linked_role.${label}`,
  );
  const listed = (attribute: string): string =>
    `[${[...addresses, ...linked].map((address) => `${address}.${attribute}`).join(", ")}]`;
  return {
    title: "AgentRun: foundation",
    about: [
      `What an account needs before AgentRun is first used: the roles ${custom.roleName} and ${standard.roleName}, and the service-linked roles of Function Compute and AgentRun. If the console made some of them already, import them.`,
      protectedRole,
    ],
    variables: [serviceName(serviceNamesOf(agentRunServiceLinkedRole)), tags],
    locals: {},
    resources: mergedBlocks([
      roleBlocks("devs_custom", trustedBy(custom), custom.policies, vendorTexts(custom)),
      roleBlocks("devs_default", trustedBy(standard), standard.policies, vendorTexts(standard)),
      serviceLinkedRoleBlocks("function_compute", functionComputeServiceLinkedRole.serviceName),
      serviceLinkedRoleBlocks("agent_run", "${var.service_name}"),
    ]),
    outputs: [
      { name: "role_names", description: "Names of the roles.", value: listed("role_name") },
      { name: "role_arns", description: "ARNs of the roles.", value: listed("arn") },
    ],
    example: noExample,
  };
}
