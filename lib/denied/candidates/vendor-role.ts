import {
  type FlowNodeKind,
  type Generation,
  type VendorRole,
  agentRunDefaultRole,
  devsCustomRole,
  devsDefaultRole,
  flowExecutionRole,
  generations,
  systemPolicy,
} from "../../catalog";
import { constructCode } from "../code-text";
import type { Candidate } from "../proposal";
import type { CandidateInput } from "./candidate-input";
import { isSameName } from "../../policy/letter-case";

/** A role that the vendor documents, its construct, and its option in `AgentRunFoundation`. */
interface KnownRole {
  readonly construct: string;
  readonly part: string;
  readonly facts: VendorRole;
  readonly generation: Generation | undefined;
  readonly policyOf?: Readonly<Record<FlowNodeKind, { readonly policyName: string }>>;
}

const knownRoles: readonly KnownRole[] = [
  ...generations.flatMap((generation) => [
    { construct: "DevsCustomRole", part: "devsCustomRole", facts: devsCustomRole[generation], generation },
    { construct: "DevsDefaultRole", part: "devsDefaultRole", facts: devsDefaultRole[generation], generation },
    {
      construct: "FlowExecutionRole",
      part: "flowExecutionRole",
      facts: flowExecutionRole[generation],
      generation,
      policyOf: flowExecutionRole[generation].policyOf,
    },
  ]),
  { construct: "AgentRunDefaultRole", part: "agentRunDefaultRole", facts: agentRunDefaultRole, generation: undefined },
];

/** The documented policies of a vendor role, with the construct that attaches them. */
export function vendorRoleCandidates({ principal }: CandidateInput): readonly Candidate[] {
  if (principal?.kind !== "role") return [];
  const roles = knownRoles.filter(({ facts }) => isSameName(facts.roleName, principal.name));
  const seen = new Set<string>();
  return roles.flatMap((role) =>
    role.facts.policies.flatMap(({ policyName }) => {
      const { document, documentCertainty } = systemPolicy(policyName);
      if (document === undefined || documentCertainty === "unconfirmed" || seen.has(policyName)) return [];
      seen.add(policyName);
      const { construct, part } = role;
      const props = propsOf(role, policyName);
      const whole = `everything else that the system policy ${policyName} allows; the vendor documents this policy for the role`;
      const isPlain = Object.keys(props).length === 0;
      const foundation = isPlain ? { [part]: true } : { [part]: props };
      return [
        {
          construct,
          code: `${constructCode(construct, construct, props)} // or ${constructCode("AgentRunFoundation", "Foundation", foundation)}`,
          document,
          whole,
        },
      ];
    }),
  );
}

function propsOf({ generation, policyOf }: KnownRole, policyName: string) {
  const kind = Object.entries(policyOf ?? {}).find(([, policy]) => policy.policyName === policyName)?.[0];
  return {
    ...(generation === undefined || generation === "devs" ? {} : { generation }),
    ...(kind === undefined ? {} : { nodes: { [kind]: true } }),
  };
}
