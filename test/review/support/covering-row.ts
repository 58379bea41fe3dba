import {
  type AccessRequest,
  PolicyDocument,
  type RequestContext,
  type StatementJson,
  evaluate,
} from "cdktf-alicloud-agentrun/policy";

/** The actions and resources of a row. */
interface Row {
  readonly statement: { readonly actionElement: string; readonly resourceElement: string };
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Whether a row is about a request: its actions and resources, as a statement, would allow it. */
export function isCoveredBy(request: AccessRequest, context: RequestContext, row: Row): boolean {
  const statement = {
    Effect: "Allow",
    [row.statement.actionElement]: row.actions,
    [row.statement.resourceElement]: row.resources,
  } as unknown as StatementJson;
  const policies = [PolicyDocument.fromJson({ Version: "1", Statement: [statement] })];
  return evaluate({ policies, request, context, world: "closed" }).decision === "Allow";
}
