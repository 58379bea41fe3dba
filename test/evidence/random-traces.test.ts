/** Random traces of every identity, outcome, service, source and repetition, against a second, naive reading of them. */
import fc from "fast-check";
import { actionsMatching, catalogAction } from "cdktf-alicloud-agentrun/catalog";
import { type Usage, generate } from "cdktf-alicloud-agentrun/evidence";
import { evaluate } from "cdktf-alicloud-agentrun/policy";
import { record, usageOf } from "./support";

const account = "1000000000000001";

/** Types of identities, and what comes of their calls. */
const identities = {
  alice: { userIdentity: { type: "ram-user", accountId: account, userName: "alice" }, as: "user:alice" },
  Alice: { userIdentity: { type: "ram-user", accountId: account, userName: "ALICE" }, as: "user:alice" },
  session1: { userIdentity: { type: "assumed-role", accountId: account, userName: "run:one" }, as: "role:run" },
  session2: { userIdentity: { type: "assumed-role", accountId: account, userName: "run:two" }, as: "role:run" },
  root: { userIdentity: { type: "root-account", accountId: account, userName: "root" }, dropped: "root" },
  sso: { userIdentity: { type: "cloudsso-user", principalId: "c" }, dropped: "cloudSso" },
  other: { userIdentity: { type: "alibaba-cloud-account", principalId: "2" }, dropped: "otherAccount" },
  system: { userIdentity: { type: "system", userName: "ecs.aliyuncs.com" }, dropped: "system" },
  nobody: { userIdentity: { type: "ram-user", accountId: account }, dropped: "unnamed" },
  unknown: { userIdentity: { type: "robot", userName: "r" }, dropped: "unknownIdentity" },
} as const;

const outcomes = {
  "": "used",
  "EntityNotExist.Role": "used",
  NoPermission: "denied",
  "Forbidden.RAM": "denied",
  "Throttling.User": "throttled",
  InternalError: "serverFault",
  "InvalidAccessKeyId.NotFound": "unauthenticated",
} as const;

const types = { ApiCall: undefined, AliyunServiceEvent: "serviceEvent", ConsoleSignin: "notACall" } as const;

/** Actions on one resource, so that a naive reading knows which one it is. */
const actions = actionsMatching("*").filter(
  ({ service, name, resources = [] }) =>
    ["agentrun", "fc", "devs", "fnf", "ram", "cr", "kms"].includes(service) &&
    resources.length <= 1 &&
    !/PassRole|DeletePolicy$/.test(name),
);

const call = fc.record({
  action: fc.oneof(fc.constantFrom(...actions), fc.constant("Ecs:NoSuchCall")),
  who: fc.constantFrom<keyof typeof identities>(...(Object.keys(identities) as (keyof typeof identities)[])),
  outcome: fc.constantFrom<keyof typeof outcomes>("", "", "", ...(Object.keys(outcomes) as (keyof typeof outcomes)[])),
  type: fc.constantFrom<keyof typeof types>("ApiCall", "ApiCall", "ApiCall", "ApiCall", "AliyunServiceEvent", "ConsoleSignin"), // prettier-ignore
  name: fc.constantFrom("a", "b-1", "*", "c/d"),
  region: fc.constantFrom("cn-hangzhou", "cn-shanghai", ""),
  id: fc.integer({ min: 0, max: 40 }),
  source: fc.constantFrom("record", "text", "object", "columns", "page"),
  at: fc.date({ min: new Date("2026-01-01"), max: new Date("2026-11-28"), noInvalidDate: true }),
});

type Call = typeof call extends fc.Arbitrary<infer T> ? T : never;

const parameters = ["workspaceName", "agentRuntimeName", "agentRuntimeEndpointName", "toolName", "credentialName", "knowledgeBaseName", "modelServiceName", "flowId", "flowEndpointId", "RoleName", "UserName", "GroupName"]; // prettier-ignore

function recordOf({ action, who, outcome, type, name, region, id, at }: Call) {
  const isKnown = typeof action !== "string";
  return record({
    eventId: `event-${id}`,
    eventType: type,
    serviceName: isKnown ? action.service : "Ecs",
    eventName: isKnown ? action.name.slice(action.service.length + 1) : "NoSuchCall",
    eventTime: at.toISOString(),
    acsRegion: region,
    errorCode: outcome,
    userIdentity: identities[who].userIdentity,
    requestParameters: Object.fromEntries(parameters.map((one) => [one, name])),
  });
}

/** A record in one of the forms that sources have. */
function unitOf(one: Call): unknown {
  const made = recordOf(one);
  switch (one.source) {
    case "text":
      return { event: JSON.stringify(made), __time__: "1" };
    case "object":
      return { event: made };
    case "columns": {
      const { userIdentity, requestParameters, ...rest } = made;
      const columns = Object.entries({ ...rest, requestParameterJson: JSON.stringify(requestParameters) });
      const who = Object.entries(userIdentity as object).map(([key, value]) => [`userIdentity.${key}`, value as unknown] as const); // prettier-ignore
      return Object.fromEntries([...columns, ...who].map(([key, value]) => [`event.${key}`, value]));
    }
    case "page":
      return { RequestId: "1", Events: [made] };
    default:
      return made;
  }
}

/** What a naive reading makes of a trace. */
function naive(calls: readonly Call[]) {
  const ids = new Set<number>();
  const counts = new Map<string, number>();
  const succeeded: Call[] = [];
  for (const one of calls) {
    const known = identities[one.who];
    const isKnownCall = typeof one.action !== "string";
    const reason = ids.has(one.id)
      ? "duplicate"
      : (types[one.type] ??
        ("dropped" in known ? known.dropped : outcomes[one.outcome] !== "used" ? outcomes[one.outcome] : undefined) ??
        (isKnownCall ? "used" : "unmapped"));
    ids.add(one.id);
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (reason === "used") succeeded.push(one);
  }
  return { counts: Object.fromEntries(counts), succeeded };
}

/** What the program counted, as the naive reading says it. */
function countsOf({ used, unmapped, dropped }: Usage["counts"]): Readonly<Record<string, number>> {
  const all = Object.entries({ used, unmapped, ...dropped });
  return Object.fromEntries(all.filter(([, count]) => count > 0));
}

/** The ARN that a call was about, by the template alone; a name that is a pattern or a path is any name. */
function resourceOf({ action, name, region }: Call): string {
  const template = typeof action === "string" ? undefined : action.resources?.[0]?.arn;
  if (template === undefined) return "*";
  const safe = /^[\w-]+$/.test(name) ? name : "whatever";
  return template
    .replace("{#regionId}", region === "" ? "cn-beijing" : region)
    .replace("{#accountId}", account)
    .replace(/\{#\w+\}/g, safe)
    .replace(/\*/g, "whatever");
}

it("counts every event once, allows every call that succeeded, and nothing that nobody used", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 40 }), fc.boolean(), async (calls, features) => {
      const isLines = calls.length % 2 === 0;
      const units = calls.map((one) => JSON.stringify(unitOf(one)));
      const usage = await usageOf({ trail: isLines ? units.join("\n") : `[${units.join(",")}]` });
      const expected = naive(calls);
      expect(usage.counts.events).toBe(calls.length);
      expect(countsOf(usage.counts)).toEqual(expected.counts);

      const grants = generate(usage, { features });
      for (const one of expected.succeeded) {
        const known = identities[one.who];
        const of = grants.find(({ principal }) => "as" in known && `${principal.kind}:${principal.name.toLowerCase()}` === known.as); // prettier-ignore
        const action = typeof one.action === "string" ? one.action : one.action.name;
        const request = { action, resource: resourceOf(one) };
        expect([request, evaluate({ policies: of?.documents ?? [], request }).decision]).toEqual([request, "Allow"]);
      }

      for (const { principal, documents } of grants) {
        const mine = expected.succeeded.filter(({ who }) => {
          const known = identities[who];
          return "as" in known && known.as === `${principal.kind}:${principal.name.toLowerCase()}`;
        });
        const seen = new Set(mine.map(({ action }) => (typeof action === "string" ? action : action.name)));
        const granted = documents.flatMap(({ statements }) => statements.flatMap((one) => one.actions));
        expect(granted.filter((one) => !seen.has(one) || catalogAction(one) === undefined)).toEqual([]);
      }
    }),
    { numRuns: 50, seed: 18 },
  );
});
