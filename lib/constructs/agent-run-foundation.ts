import { Construct } from "constructs";
import { AgentRunDefaultRole } from "./agent-run-default-role";
import { AgentRunServiceLinkedRole, type NamedServiceLinkedRoleProps } from "./agent-run-service-linked-role";
import { AgentRunTeam, type AgentRunTeamProps } from "./agent-run-team";
import { type DeployOptions, deployOptions } from "./internal/deploy-options";
import { DevsCustomRole } from "./devs-custom-role";
import { DevsDefaultRole } from "./devs-default-role";
import { FlowExecutionRole, type FlowExecutionRoleProps } from "./flow-execution-role";
import { FunctionComputeServiceLinkedRole } from "./function-compute-service-linked-role";
import type { ResourceMode } from "./internal/resource-mode";
import { SuperAgentRole, type SuperAgentRoleProps } from "./super-agent-role";
import type { VendorRoleProps, WithGeneration } from "./internal/vendor-role";
import { partShapes, readProps } from "./internal/read-props";

/** A part of the foundation: `false` omits it, `true` makes it as documented, props change it. */
export type Part<Props> = boolean | Props;

/** Props of {@link AgentRunFoundation}. */
export interface AgentRunFoundationProps extends DeployOptions, WithGeneration {
  /** Mode of all parts without a mode of their own. @default "create" */
  readonly mode?: ResourceMode;
  /** Id of the account, for the ARNs of parts in mode `existing`. */
  readonly accountId?: string;
  /** The role with which AgentRun deploys agents and functions. @default true @example { mode: "import" } */
  readonly devsCustomRole?: Part<VendorRoleProps>;
  /** The role of AgentRun's own functions, cache and model downloads. @default true @example { mode: "existing" } */
  readonly devsDefaultRole?: Part<VendorRoleProps>;
  /** The service-linked role of Function Compute, which runs the agents. @default true @example { mode: "existing" } */
  readonly functionComputeServiceLinkedRole?: Part<NamedServiceLinkedRoleProps>;
  /** The service-linked role of AgentRun. @default true @example { mode: "import" } */
  readonly agentRunServiceLinkedRole?: Part<NamedServiceLinkedRoleProps>;
  /** The role that executes flows. Needed only for Flow Agents. @default false @example { nodes: { knowledgeBase: false } } */
  readonly flowExecutionRole?: Part<FlowExecutionRoleProps>;
  /** The role that user code runs as. Needed only for code that calls Alibaba Cloud. @default false @example { policies: ["AliyunOSSReadOnlyAccess"] } */
  readonly agentRunDefaultRole?: Part<VendorRoleProps>;
  /** The role that super agents run as. Its trust and policies are not published. @default - omitted @example { mode: "existing" } */
  readonly superAgentRole?: SuperAgentRoleProps;
  /**
   * Teams of the account, by the id of the construct, e.g. the workspace's name.
   * @default - none
   * @example { shop: { workspace: "shop", members: [{ level: "developer", groups: ["shop-developers"] }] } }
   */
  readonly teams?: Readonly<Record<string, AgentRunTeamProps>>;
}

/**
 * What an account needs before AgentRun is first used: the roles that the console asks for in a pop-up.
 *
 * Has four parts by default: {@link DevsCustomRole}, {@link DevsDefaultRole}, and the service-linked roles of Function
 * Compute and AgentRun. The roles for flows, user code and super agents are optional.
 *
 * If the console has already created some of them, set `mode: "existing"` or `mode: "import"` for those parts, or for
 * all.
 *
 * Reported at synth: what the constructs of its parts report.
 *
 * @example
 * new AgentRunFoundation(this, "Foundation", {
 *   functionComputeServiceLinkedRole: { mode: "existing" },
 *   flowExecutionRole: true,
 * });
 */
export class AgentRunFoundation extends Construct {
  /** `undefined` if the part is switched off. */
  public readonly devsCustomRole: DevsCustomRole | undefined;
  /** `undefined` if the part is switched off. */
  public readonly devsDefaultRole: DevsDefaultRole | undefined;
  /** `undefined` if the part is switched off. */
  public readonly functionComputeServiceLinkedRole: FunctionComputeServiceLinkedRole | undefined;
  /** `undefined` if the part is switched off. */
  public readonly agentRunServiceLinkedRole: AgentRunServiceLinkedRole | undefined;
  /** `undefined` if the part was not requested. */
  public readonly flowExecutionRole: FlowExecutionRole | undefined;
  /** `undefined` if the part was not requested. */
  public readonly agentRunDefaultRole: AgentRunDefaultRole | undefined;
  /** `undefined` if the part was not requested. */
  public readonly superAgentRole: SuperAgentRole | undefined;
  /** By the id of the construct. */
  public readonly teams: Readonly<Record<string, AgentRunTeam>>;

  public constructor(scope: Construct, id: string, given: AgentRunFoundationProps = {}) {
    const props = readProps(scope, id, given, [], partShapes);
    super(scope, id);
    const { generation } = props;
    this.devsCustomRole = make(
      partOf(props, props.devsCustomRole ?? true),
      (options) => new DevsCustomRole(this, "DevsCustomRole", { generation, ...options }),
    );
    this.devsDefaultRole = make(
      partOf(props, props.devsDefaultRole ?? true),
      (options) => new DevsDefaultRole(this, "DevsDefaultRole", { generation, ...options }),
    );
    this.functionComputeServiceLinkedRole = make(
      partOf(props, props.functionComputeServiceLinkedRole ?? true),
      (options) => new FunctionComputeServiceLinkedRole(this, "FunctionComputeServiceLinkedRole", options),
    );
    this.agentRunServiceLinkedRole = make(
      partOf(props, props.agentRunServiceLinkedRole ?? true),
      (options) => new AgentRunServiceLinkedRole(this, "AgentRunServiceLinkedRole", options),
    );
    this.flowExecutionRole = make(
      partOf(props, props.flowExecutionRole ?? false),
      (options) => new FlowExecutionRole(this, "FlowExecutionRole", { generation, ...options }),
    );
    this.agentRunDefaultRole = make(
      partOf(props, props.agentRunDefaultRole ?? false),
      (options) => new AgentRunDefaultRole(this, "AgentRunDefaultRole", options),
    );
    this.superAgentRole = make(
      partOf<SuperAgentRoleProps>(props, props.superAgentRole ?? false),
      (options) => new SuperAgentRole(this, "SuperAgentRole", options),
    );
    this.teams = Object.fromEntries(
      Object.entries(props.teams ?? {}).map(([name, team]) => [
        name,
        new AgentRunTeam(this, name, { ...deployOptions(props), ...team }),
      ]),
    );
  }
}

function make<Props, Made>(props: Props | undefined, create: (props: Props) => Made): Made | undefined {
  return props === undefined ? undefined : create(props);
}

/** The props of a part: its own, and those of the foundation for the part's mode. `undefined` if it is omitted. */
function partOf<Props extends object>(foundation: AgentRunFoundationProps, part: Part<Props>): Props | undefined {
  if (part === false) return undefined;
  // An option whose value is undefined must not override the foundation's.
  const given = Object.entries(part === true ? {} : part).filter(([, value]) => value !== undefined);
  const own: { readonly mode?: ResourceMode } = Object.fromEntries(given);
  const mode = own.mode ?? foundation.mode ?? "create";
  const defaults =
    mode === "existing" ? { mode, accountId: foundation.accountId } : { mode, ...deployOptions(foundation) };
  // The props have one of two shapes. The mode distinguishes them, and the defaults were chosen by the mode.
  return { ...defaults, ...own } as unknown as Props;
}
