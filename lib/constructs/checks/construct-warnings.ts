import type { Finding, Problem } from "../../policy";
import { catalogProblemIds } from "../../catalog";
import { constructProblemIds as ids } from "../internal/problem-ids";

const doubtfulPlace = {
  title: "Place that is probably wrong",
  explanation: "A policy for a region or account that does not exist grants nothing, and RAM does not report it.",
  source: "Alibaba Cloud's lists of regions and the form of its account ids",
};

/** A warning about a construct, not about a document. Its id is one of {@link constructWarnings}. */
export interface ConstructWarning extends Problem {
  readonly id: ConstructWarningId;
  /** What it is about, in short. Acknowledgements refer to it. */
  readonly subject: string;
}

/** Ids of the warnings that constructs raise. */
export type ConstructWarningId = keyof typeof constructWarnings;

/** Title, explanation and source of the warnings, by id, as for rules. */
export const constructWarnings = {
  [ids.unknownSystemPolicy]: {
    title: "Unknown system policy",
    explanation: "RAM refuses the attachment if the account has no system policy with this name in this letter case.",
    source: "this library's catalog of system policies",
  },
  [ids.documentNearLimit]: {
    title: "Document close to the limit",
    explanation: "Further statements do not fit.",
    source: "https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16)",
  },
  [ids.unconfirmedScope]: {
    title: "Scope that no page confirms",
    explanation: "If the service does not authorize the action on single resources, it refuses calls.",
    source: "AgentRun's RAM authorization page, which does not list the invoke actions",
  },
  [ids.unknownDeployment]: {
    title: "Resource with unknown deployment permissions",
    explanation: "The deploying identity may lack permissions, or gets them for more than the named resources.",
    source: "this library's table of the provider's calls",
  },
  [ids.nothingAttached]: {
    title: "System policy without an attachment",
    explanation: "A system policy without an attachment has no resource.",
    source: "this library",
  },
  [ids.nameInTwoStacks]: {
    title: "Same name in two stacks",
    explanation:
      "The name must be unique in an account. Synth cannot tell whether the stacks are for the same account.",
    source: "RAM API 2015-05-01, EntityAlreadyExists",
  },
  [ids.documentedByDefault]: {
    title: "Documented policy by default",
    explanation: "A team rarely needs all of it, and the call does not show how broad it is.",
    source: "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun",
  },
  [ids.keptAttachment]: {
    title: "Policy that an imported role may keep",
    explanation: "An import takes over what the stack names. What else the account attaches to the role stays, unseen.",
    source: "the provider's resources alicloud_ram_role and alicloud_ram_role_policy_attachment",
  },
  [catalogProblemIds.retiredAction]: {
    title: "Action of a retired operation",
    explanation:
      "Nothing calls the operation any more, so the grant has no use, or the new operations are not granted.",
    source: "change log of the AgentRun SDK for Python (read 2026-11-28)",
  },
  [catalogProblemIds.unknownRegion]: doubtfulPlace,
  [catalogProblemIds.accountIdLength]: doubtfulPlace,
} as const satisfies Readonly<Record<string, Pick<Finding, "title" | "explanation" | "source">>>;

/** Findings in a document for which the construct that made it has a warning, which is closer to what the user wrote. */
const saidBy: Readonly<Record<string, ConstructWarningId>> = {
  RAM740: catalogProblemIds.unknownRegion,
  RAM741: catalogProblemIds.accountIdLength,
  RAM761: catalogProblemIds.retiredAction,
};

/** The warning of a construct that stands for a finding in the document that it made; `undefined` where none does. */
export function warningInsteadOf(findingId: string): ConstructWarningId | undefined {
  return Object.hasOwn(saidBy, findingId) ? saidBy[findingId] : undefined;
}

/** Whether a problem is a warning of this table. */
export function isWarningId(id: string): id is ConstructWarningId {
  return Object.hasOwn(constructWarnings, id);
}

/** The warning as a finding. */
export function warningFinding(warning: ConstructWarning): Finding {
  return { ...constructWarnings[warning.id], ...warning, severity: "warning" };
}
