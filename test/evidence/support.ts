import { readFileSync } from "node:fs";
import path from "node:path";
import { type ReadEvidenceOptions, type Usage, readEvidence } from "cdktf-alicloud-agentrun/evidence";

/** A file of records as a trail, a lookup or a log store gives them. */
export function fixture(name: string): string {
  return readFileSync(path.join(__dirname, "fixtures", name), "utf8");
}

/** Reads texts or bytes, each as a file in one piece. */
export async function usageOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: ReadEvidenceOptions = {},
): Promise<Usage> {
  const inputs = Object.entries(files).map(([name, content]) => ({ name, chunks: [Buffer.from(content)] }));
  return readEvidence(inputs, options);
}

/** The rows of a table, one text each: who, what, where, how often, and how often it failed. */
export function rowTexts({ rows }: Usage): readonly string[] {
  return rows.map(
    ({ principal, action, resource, calls, errors }) =>
      `${principal.kind}:${principal.name} ${action} ${resource} ${calls}${errors === 0 ? "" : ` (${errors} failed)`}`,
  );
}

/** A record with what a test needs. */
export function record(more: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> {
  return {
    eventId: "0",
    eventVersion: 1,
    eventCategory: "Management",
    eventType: "ApiCall",
    eventName: "GetTool",
    eventRW: "Read",
    eventSource: "agentrun.cn-hangzhou.aliyuncs.com",
    eventTime: "2026-11-03T01:07:07Z",
    acsRegion: "cn-hangzhou",
    serviceName: "AgentRun",
    recipientAccountId: "1000000000000001",
    userIdentity: { type: "ram-user", accountId: "1000000000000001", principalId: "2", userName: "alice" },
    requestParameters: { toolName: "search" },
    ...more,
  };
}
