/** What the query selects. */
export interface UsageQueryOptions {
  /** Names of users and roles. @default - all */
  readonly principals?: readonly string[];
  /** First day, `YYYY-MM-DD`. @default - the time range of the search */
  readonly from?: string;
  /** Last day, `YYYY-MM-DD`. */
  readonly to?: string;
  /** `roles` counts roles whose ARNs are in writes, which the other query does not show. @default "usage" */
  readonly about?: "usage" | "roles";
}

/**
 * A query that counts calls in the log store of a trail, so that the records need not be exported. Its rows, exported as
 * JSON, are evidence. Names of fields as in the documentation of ActionTrail in the log service (read 2026-11-28). It was
 * not run against a log store.
 *
 * @example
 * console.log(usageQuery({ principals: ["deployer"], from: "2026-09-01", to: "2026-11-30" }));
 */
export function usageQuery({ principals = [], from, to, about = "usage" }: UsageQueryOptions = {}): string {
  const principal = `CASE WHEN "event.userIdentity.type" = 'assumed-role' THEN split_part("event.userIdentity.userName", ':', 1) ELSE "event.userIdentity.userName" END`;
  const groups = [
    ...[
      "account",
      "principalType",
      "principal",
      "roleId",
      "service",
      "event",
      "rw",
      "kind",
      "category",
      "region",
      "error",
    ],
    ...(about === "usage" ? ["resourceType", "resourceName"] : ["roleArn"]),
  ].join(", ");
  const conditions = [
    `"event.userIdentity.type" IN ('ram-user', 'assumed-role')`,
    ...(principals.length === 0 ? [] : [`${principal} IN (${principals.map(literal).join(", ")})`]),
    ...(from === undefined ? [] : [`"event.eventTime" >= ${literal(`${from}T00:00:00Z`)}`]),
    ...(to === undefined ? [] : [`"event.eventTime" <= ${literal(`${to}T23:59:59Z`)}`]),
    ...(about === "usage" ? [] : [`regexp_like("event.requestParameterJson", '${rolePattern}')`]),
  ];
  return `* and "event.eventVersion": 1 |
SELECT ${groups},
       count(*) AS calls, min(t) AS firstSeen, max(t) AS lastSeen, arbitrary(id) AS sampleEventId
FROM (
  SELECT "event.userIdentity.accountId" AS account, "event.userIdentity.type" AS principalType,
         ${principal} AS principal,
         split_part("event.userIdentity.principalId", ':', 1) AS roleId,
         "event.serviceName" AS service, "event.eventName" AS event, "event.eventRW" AS rw, "event.eventType" AS kind,
         "event.eventCategory" AS category, "event.acsRegion" AS region, coalesce("event.errorCode", '') AS error,
         ${
           about === "usage"
             ? `"event.resourceType" AS resourceType, "event.resourceName" AS resourceName,`
             : `regexp_extract("event.requestParameterJson", '${rolePattern}') AS roleArn,`
         }
         "event.eventTime" AS t, "event.eventId" AS id
  FROM log WHERE ${conditions.join("\n    AND ")}
)
GROUP BY ${groups}
ORDER BY calls DESC LIMIT 100000`;
}

const rolePattern = String.raw`acs:ram::\d+:role/[\w.@-]+`;

function literal(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
