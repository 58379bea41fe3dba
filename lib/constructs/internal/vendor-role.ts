import { type Generation, type VendorRole, generations } from "../../catalog";
import { type Problem, quote } from "../../policy";
import { isSameName } from "../../policy/letter-case";
import type { ConstructWarning } from "../checks/construct-warnings";
import { constructProblemIds } from "./problem-ids";
import type { ExistingRoleProps, ManagedRoleOptions, ManagedRoleProps, RoleProps } from "../role";

/** Options of a vendor's role that Terraform creates or imports. */
export interface ManagedVendorRoleProps extends ManagedRoleOptions {
  /** Another name than the vendor's. @default - the vendor's name, by which AgentRun finds the role */
  readonly roleName?: string;
  /** Service that may assume the role. @default - the documented one */
  readonly trustedService?: string;
  /** Replaces the documented policies. @default - the documented policies @example ["AliyunOSSReadOnlyAccess"] */
  readonly policies?: NonNullable<ManagedRoleOptions["policies"]>;
}

/** Options of a vendor's role that exists and is not managed. */
export interface ExistingVendorRoleProps extends Omit<ExistingRoleProps, "roleName"> {
  /** The name of the role in the account. @default - the vendor's name */
  readonly roleName?: string;
}

/** Options of a vendor's role. */
export type VendorRoleProps = ManagedVendorRoleProps | ExistingVendorRoleProps;

/** For roles that the vendor renamed. */
export interface WithGeneration {
  /** Selects names, trusted service and policies together. @default "devs" */
  readonly generation?: Generation;
}

/** The props of a {@link Role}: those of the user, or else what the vendor documents. */
export function vendorRole(facts: VendorRole, props: VendorRoleProps): RoleProps {
  const roleName = props.roleName ?? facts.roleName;
  if (props.mode === "existing") return { ...props, roleName };
  const { trustedService = facts.trustedService, ...options } = props;
  return {
    ...options,
    roleName,
    description: props.description ?? facts.purpose,
    policies: props.policies ?? facts.policies.map(({ policyName }) => policyName),
    trust: {
      Version: "1",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: [trustedService ?? ""] } }],
    },
  } satisfies ManagedRoleProps;
}

/** RAM327 for documented policies that an imported role omits, because they stay if they are attached in the account. */
export function keptAttachments(facts: VendorRole, props: RoleProps): readonly ConstructWarning[] {
  if (props.mode !== "import") return [];
  const named = (props.policies ?? []).map((policy) => (typeof policy === "string" ? policy : policy.policyName));
  const left = facts.policies
    .map(({ policyName }) => policyName)
    .filter((one) => !named.some((name) => isSameName(name, one)));
  if (left.length === 0) return [];
  return [
    {
      id: constructProblemIds.keptAttachment,
      path: "mode",
      found: `an import without ${left.join(", ")}, which the role in the account keeps if they are attached`,
      allowed: "an import of all documented policies; fewer if the others are detached in the account",
      fix: "detach them: agentrun-ram adopt --listing names what stays attached",
      subject: left.join(", "),
    },
  ];
}

/** The role of a generation. For an unknown generation, which {@link checkGeneration} reports, that of the oldest one. */
export function ofGeneration<T>(roles: Readonly<Record<Generation, T>>, generation: unknown): T {
  return roles[generations.find((known) => known === generation) ?? "devs"];
}

/** RAM306 for an unknown generation. */
export function checkGeneration(generation: unknown): readonly Problem[] {
  if (generation === undefined || generations.some((known) => known === generation)) return [];
  return [generationProblem(generation, generations.map((known) => quote(known)).join(", "), "choose one of them")];
}

/** RAM306 for a generation if the role was never renamed. */
export function refuseGeneration(props: object): readonly Problem[] {
  const { generation } = props as { readonly generation?: unknown };
  if (generation === undefined) return [];
  return [generationProblem(generation, "no generation: this role has one name only", "remove it")];
}

function generationProblem(generation: unknown, allowed: string, fix: string): Problem {
  return {
    id: constructProblemIds.generation,
    path: "generation",
    found: `the generation ${quote(generation)}`,
    allowed,
    fix,
  };
}
