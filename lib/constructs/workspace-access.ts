import type { Construct } from "constructs";
import { type WorkspaceRoleReport, type WorkspaceRoleRequest, workspaceRole } from "../catalog";
import { type PolicyDocument, PolicyError, type Problem } from "../policy";
import { CustomPolicy, type CustomPolicyOptions } from "./custom-policy";
import { explainContestedScopes } from "./internal/contested-scopes";
import { refusingDocument } from "./internal/given-document";
import { text } from "./internal/prop-shapes";
import { readProps } from "./internal/read-props";

/** Props of {@link WorkspaceAccess}. */
export interface WorkspaceAccessProps extends CustomPolicyOptions, WorkspaceRoleRequest {}

/**
 * A role in one or more workspaces: `viewer`, `developer` or `administrator`. The developer has the 78 actions of the
 * policy on the vendor's workspace practice page, including `GetCredential` and `GetAccessToken`, which return secrets
 * (`withoutSecrets`). The viewer has those of them that only read. The administrator has all actions of AgentRun.
 *
 * It grants only what a page limits to a workspace. The report has what it withholds, and the page that each scope is based
 * on. To find a workspace, console and tools also need `agentrun:ListWorkspaces`, which RAM cannot limit to a workspace:
 * grant it in the resource group of the workspace, as {@link AgentRunTeam} does.
 *
 * Reported at synth: RAM624, RAM627 and RAM629 for the request, and what {@link CustomPolicy} reports.
 *
 * Source: fc-docs, best practices for resource groups and workspaces (changed 2026-07-24, read 2026-11-28).
 *
 * @example
 * new WorkspaceAccess(this, "Developers", {
 *   role: "developer",
 *   workspaces: ["team-a"],
 *   attachTo: { groups: ["team-a-developers"] },
 * });
 */
export class WorkspaceAccess extends CustomPolicy {
  /** The page that each scope is based on, and what is not granted. */
  public readonly report: WorkspaceRoleReport;

  public constructor(scope: Construct, id: string, given: WorkspaceAccessProps) {
    const props = readProps(scope, id, given, ["role", "workspaces"], { role: text });
    const { role, workspaces, region, accountId, workspaceScope, withoutSecrets, ...options } = props;
    const request = { role, workspaces, region, accountId, workspaceScope, withoutSecrets };
    const { document, report, problems } = answer(request);
    super(scope, id, { ...options, document, description: options.description ?? `AgentRun: ${role} of a workspace` });
    this.report = report;
    explainContestedScopes(this);
    this.addProblems(problems);
  }
}

type Given = { readonly [Part in keyof WorkspaceRoleRequest]: WorkspaceRoleRequest[Part] | undefined };

/** For an invalid request, a document that denies everything, so that nothing is granted if the failure of synth is ignored. */
function answer(given: Given): {
  readonly document: PolicyDocument;
  readonly report: WorkspaceRoleReport;
  readonly problems: readonly Problem[];
} {
  try {
    const set = Object.entries(given).filter(([, value]) => value !== undefined);
    // The required parts are checked by workspaceRole.
    return { ...workspaceRole(Object.fromEntries(set) as unknown as WorkspaceRoleRequest), problems: [] };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { document: refusingDocument(), report: { scopes: [], withheld: [] }, problems: error.problems };
  }
}
