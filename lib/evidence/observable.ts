import { type CatalogAction, accessClassOf, catalogAction } from "../catalog";
import { foldCase } from "../policy/letter-case";
import type { Coverage } from "./usage";

/**
 * Actions of calls that no management trail has: calls of the data plane, of models, of objects, rows and logs. A data
 * event shows some of them, if a trail selects them. Read 2026-11-28: documentation of Function Compute says that
 * invocations cannot be queried; no page says that AgentRun's data plane is audited.
 */
const dataPlane: readonly RegExp[] = [
  /^agentrun:(Invoke|Retrieve)/i,
  /^agentrun:(Create|Delete|Get|List|Stop|Pause|Resume)(Sandbox|BrowserSession|CodeInterpreterSession)/i,
  /^fc:(Invoke|InstanceExec)/i,
  /^oss:(Get|Put|Delete|List|Copy|Append|Abort|Post|Head|Restore)(Object|Multipart|Parts?\b|.*Uploads?$)/i,
  /^ots:(Get|Put|Update|Delete|Batch)(Row|Range)/i,
  /^ots:(Search|SQLQuery|ComputeSplits|BulkImport|BulkExport|.*Stream)/i,
  /^(log|sls):(Get(LogStoreLogs|LogStoreHistogram|Cursor|Histograms)|Post|PullLogs|Pull|ReadLogs|GetLogs)/i,
  /^sfm:(Retrieve|Generate|Run|Call|Abort)/i,
  /^cms:(Batch|Cursor|Put)/i,
  /^eas:(Call|Invoke)/i,
];

/** Whether an action is of the data plane, or calls agents, functions or flows. */
function isDataPlane({ name, level }: Pick<CatalogAction, "name" | "level">): boolean {
  return dataPlane.some((pattern) => pattern.test(name)) || accessClassOf({ name, level }) === "invoke";
}

/**
 * Why evidence cannot show that an action was used; `undefined` if it could. An action whose use cannot be seen must not
 * count as unused.
 */
export function whyNotSeen(action: string, coverage: Coverage): string | undefined {
  const { services, dataServices, readEvents, kinds } = coverage;
  if (foldCase(action) === "ram:passrole") return "no event shows that a role is passed";
  const facts = catalogAction(action);
  const [code = ""] = foldCase(action).split(":");
  if (facts === undefined) return "the catalog does not know the action, so no event can be matched to it";
  if (!services.includes(code)) return `the evidence has no event of ${code}, so its calls may not be recorded`;
  if (isDataPlane(facts) && !dataServices.includes(code)) return "it is a call of the data plane, without a data event";
  const isRead = facts.level === "get" || facts.level === "list";
  if (isRead && readEvents === 0 && !kinds.includes("emulator log")) return "the evidence has no read events";
  return undefined;
}

/** Why use in a region cannot be seen. */
export function whyRegionNotSeen(resource: string, { regions }: Coverage): string | undefined {
  const [, , region = ""] = resource.split(":");
  if (!/^[a-z]{2}-[a-z0-9-]+$/.test(region) || regions.length === 0 || regions.includes(region)) return undefined;
  return `the evidence has no event of the region ${region}`;
}
