import { type WorkspaceScope, catalogAction, service } from "cdktf-alicloud-agentrun/catalog";
import { policies } from "../../fixtures/workspace-practice-policies.json";

/** The grants for a developer on the practice page. */
export const developerActions = [policies[2]!.document.Statement[0]!.Action].flat();
export const allActions = [...service("agentrun")!.actions.keys()];

export const account = "1234567890123456";

/** Resources of requests for an action in a workspace, on either page; `*` if a page has the action on all resources. */
export function resourcesOf(action: string, workspace: string, scope: WorkspaceScope): readonly string[] {
  const { resources, otherScopes = [] } = catalogAction(action)!;
  const other = otherScopes.flatMap((one) => one.resources);
  const isByPractice = scope === "practice" && other.length > 0 && (resources ?? []).length === 0;
  const templates = isByPractice ? other : (resources ?? []);
  if (templates.length === 0) return ["*"];
  return templates.map(({ arn }) =>
    arn
      .replace("{#regionId}", "cn-hangzhou")
      .replace("{#accountId}", account)
      .replace("{#workspaceName}", workspace)
      .replace(/\{#credentialName\}/, `${workspace}-model-key`)
      .replace(/\{#\w+\}/g, "x"),
  );
}
