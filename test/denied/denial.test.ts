import { readDenial } from "../../lib/denied";
import { longestText, objectsIn } from "../../lib/denied/loose-objects";

const agentRun = {
  code: "AccessDenied",
  requestId: "7B8A4E7D-6CFF",
  accessDeniedDetail: {
    authAction: "agentrun:ListTemplates",
    authPrincipalType: "SubUser",
    authPrincipalOwnerId: "1234567890123456",
    authPrincipalDisplayName: "demo-user",
    encodedDiagnosticInfo: "AQEA",
    noPermissionType: "ImplicitDeny",
    policyType: "IdentityBasedPolicy",
  },
};
const ram = {
  RequestId: "7B8A4E7D-6CFF",
  Code: "NoPermission",
  Message: "You are not authorized to do this action. Resource: acs:ram:*:1234567890123456:role/r Action: ram:GetRole",
  AccessDeniedDetail: {
    AuthAction: "ram:GetRole",
    AuthPrincipalDisplayName: "r:session",
    AuthPrincipalOwnerId: "1234567890123456",
    AuthPrincipalType: "AssumedRoleUser",
    EncodedDiagnosticMessage: "AQEA",
    NoPermissionType: "ExplicitDeny",
    PolicyType: "ControlPolicy",
  },
};
const decoded = {
  RequestId: "D2331703",
  DecodedDiagnosticMessage: {
    ExplicitDeny: true,
    NoPermissionPolicyType: "AccountLevelIdentityBasedPolicy",
    AuthAction: "oss:GetObject",
    AuthResource: "acs:oss:*:1234567890123456:b/o",
    AuthPrincipal: { AuthPrincipalType: "SubUser", AuthPrincipalOwnerId: "1234", AuthPrincipalDisplayName: "2887****" },
    AuthConditions: [{ ConditionKey: "acs:SourceIp", ConditionValues: ["172.16.215.218"] }],
    MatchedPolicies: [
      {
        Effect: "Deny",
        PolicyIdentifier: "P",
        PolicyType: "Custom",
        AttachedEntityType: "RamUser",
        AttachedScope: "Account",
      },
    ],
  },
};
const terraform = `
│ Error: [ERROR] terraform-provider-alicloud/resource_alicloud_ram_role.go:120: Resource alicloud_ram_role CreateRole Failed!!!
│ SDKError:
│    StatusCode: 403
│    Code: NoPermission
│    Message: code: 403, You are not authorized. request id: 7B8A4E7D-6CFF
│    Data: ${JSON.stringify(ram)}
╵`;

const emulatorBody = {
  ...ram,
  Message: "You are not authorized to do this action. user/dep needs ram:GetPolicy on acs:ram:*:1:policy/x.",
  AccessDeniedDetail: {
    AuthAction: "ram:GetPolicy",
    EncodedDiagnosticMessage: Buffer.from(
      '{"AuthAction":"ram:GetPolicy","AuthResource":"acs:ram:*:1:policy/x"}',
    ).toString("base64"),
  },
};
const cdktf = `
flow-execution-role  ╷
                     │ Error: [ERROR] provider/alicloud/resource_alicloud_ram_role.go:197: CreateRole Failed!!!
                     │    Code: NoPermission
1 Stack deploying     0 Stacks done     0 Stacks waiting
flow-execution-role  │    Message: code: 403, user/dep needs ram:CreateRole on acs:ram:*:1:role/*. request id: 468981DF-1B8C
                     │
                     │   with alicloud_ram_role.Flow_Role_BE2E7820 (Flow/Role),
                     │   on cdk.tf.json line 55, in resource.alicloud_ram_role.Flow_Role_BE2E7820 (Flow/Role):
`;

const agentRunRead = {
  action: "agentrun:ListTemplates",
  resource: undefined,
  principal: { kind: "user", name: "demo-user", id: undefined },
  account: "1234567890123456",
  noPermission: "ImplicitDeny",
  policyType: "IdentityBasedPolicy",
  diagnostic: "AQEA",
  code: "AccessDenied",
};
const ramRead = {
  action: "ram:GetRole",
  resource: "acs:ram:*:1234567890123456:role/r",
  principal: { kind: "role", name: "r", session: "session" },
  noPermission: "ExplicitDeny",
  policyType: "ControlPolicy",
  code: "NoPermission",
  requestId: "7B8A4E7D-6CFF",
};

it.each<readonly [string, string, object]>([
  ["the body of AgentRun", JSON.stringify(agentRun), agentRunRead],
  ["only the details", JSON.stringify(agentRun.accessDeniedDetail), { action: "agentrun:ListTemplates" }],
  ["the body of RAM", JSON.stringify(ram, null, 2), ramRead],
  ["what Terraform prints", terraform, ramRead],
  ["the body as text in JSON", JSON.stringify({ data: JSON.stringify(ram) }), ramRead],
  ["details as text in JSON", JSON.stringify({ ...ram, AccessDeniedDetail: JSON.stringify(ram.AccessDeniedDetail) }), ramRead], // prettier-ignore
  ["what Python prints", "{'Code': 'NoPermission', 'AccessDeniedDetail': {'AuthAction': 'ram:GetRole', 'X': None}}", { action: "ram:GetRole", code: "NoPermission" }], // prettier-ignore
  ["a log line", `2026-11-23T00:00:00Z WARN body=${JSON.stringify(JSON.stringify(ram))}`, ramRead],
  ["keys in one case", JSON.stringify(ram).replace(/"([A-Za-z]+)":/g, (_, key: string) => `"${key.toLowerCase()}":`), ramRead], // prettier-ignore
  [
    "a decoded message",
    JSON.stringify(decoded),
    {
      action: "oss:GetObject",
      resource: "acs:oss:*:1234567890123456:b/o",
      principal: { kind: "user", name: undefined, id: "2887****" },
      noPermission: "ExplicitDeny",
      context: { "acs:SourceIp": ["172.16.215.218"] },
      matched: [{ effect: "Deny", name: "P", type: "Custom", attachedTo: ["RamUser", "Account"] }],
    },
  ],
  [
    "RAM's message without details",
    'Code: NoPermission, Message: "You are not authorized to do this action. Resource: acs:ram:*:1:role/* Action: ram:CreateRole"',
    { action: "ram:CreateRole", resource: "acs:ram:*:1:role/*", principal: { kind: "unknown" }, code: "NoPermission" },
  ],
  ["the body of the emulator", JSON.stringify(emulatorBody), { action: "ram:GetPolicy", resource: "acs:ram:*:1:policy/x" }], // prettier-ignore
  [
    "a body of the emulator whose message is about something else",
    JSON.stringify({ ...emulatorBody, Message: "", AccessDeniedDetail: { ...emulatorBody.AccessDeniedDetail, AuthAction: "ram:GetRole" } }), // prettier-ignore
    { action: "ram:GetRole", resource: undefined },
  ],
  ["the emulator's message", emulatorBody.Message, { action: "ram:GetPolicy", resource: "acs:ram:*:1:policy/x" }],
  [
    "what cdktf prints",
    cdktf,
    {
      action: "ram:CreateRole",
      resource: "acs:ram:*:1:role/*",
      deploying: { stack: "flow-execution-role", address: "alicloud_ram_role.Flow_Role_BE2E7820" },
    },
  ],
  ["what Terraform prints, with its place", `${terraform}\n│   with alicloud_ram_role.r,\n│   on main.tf line 1`, { deploying: { stack: undefined, address: "alicloud_ram_role.r" } }], // prettier-ignore
  [
    "Function Compute's message",
    '{"ErrorCode":"AccessDenied","ErrorMessage":"the caller is not authorized to perform \'fc:GetFunction\' on resource \'acs:fc:cn-hangzhou:1:functions/f\'"}',
    { action: "fc:GetFunction", resource: "acs:fc:cn-hangzhou:1:functions/f", code: "AccessDenied" },
  ],
])("reads %s", (_, text, read) => {
  expect(readDenial(text, "body.json")).toMatchObject(read);
});

it.each([
  ["AssumedRoleUser", "r:s", { kind: "role", name: "r", session: "s" }],
  ["AssumedRoleUser", "r", { kind: "role", name: "r" }],
  ["SubUser", "20011234567890", { kind: "user", name: undefined, id: "20011234567890" }],
  ["SubUser", "alice@shop.onaliyun.com", { kind: "user", name: "alice" }],
  ["Federated", "okta", { kind: "federated", provider: "okta" }],
  ["SubUser", "acs:ram::123:user/alice", { kind: "user", name: "alice" }],
  ["NewKind", "x", { kind: "unknown", text: "NewKind x" }],
])("knows a %s that is shown as %s", (type, shown, principal) => {
  const body = {
    AccessDeniedDetail: { AuthAction: "ram:GetRole", AuthPrincipalType: type, AuthPrincipalDisplayName: shown },
  };
  expect(readDenial(JSON.stringify(body), "-").principal).toMatchObject(principal);
});

it("keeps all digits of ids", () => {
  const text = '{"accessDeniedDetail":{"authAction":"a:B","authPrincipalOwnerId":12345678901234567890}}';
  expect(readDenial(text, "-").account).toBe("12345678901234567890");
});

it.each([
  ["nothing", " \n", "an empty text"],
  ["no answer", "connection reset by peer", "no JSON, and no accessDeniedDetail, and no message"],
  ["another error", '{"Code":"EntityNotExist.Role","Message":"no role"}', "the code EntityNotExist.Role without"],
  ["JSON of something else", "[1, 2]", "no JSON"],
  ["an object of something else", '{"a":{"b":1}}', "JSON without accessDeniedDetail"],
  ["no action", '{"accessDeniedDetail":{"authAction":"<script>"}}', "which is not an action"],
  ["a pattern as action", '{"accessDeniedDetail":{"authAction":"ram:*"}}', "which is not an action"],
])("says that a text holds no refused call: %s", (_, text, why) => {
  expect(() => readDenial(text, "body.json")).toThrow(`RAM521 body.json: `);
  expect(() => readDenial(text, "body.json")).toThrow(why);
});

it.each([
  ["braces that never close", "{".repeat(20_000)],
  ["quotes that never close", '{"a":"'.repeat(20_000)],
  ["escapes", '\\"{'.repeat(20_000)],
  ["more text than is looked at", `${" ".repeat(longestText)}${JSON.stringify(agentRun)}`],
  ["a deep object", `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`],
])("takes bounded time for %s", (_, text) => {
  const start = performance.now();
  expect(() => readDenial(text, "-")).toThrow("RAM521");
  expect(performance.now() - start).toBeLessThan(5_000);
});

it("a key that is no text of ours does no harm", () => {
  expect(objectsIn('{"__proto__":{"AuthAction":"a:B"},"x":1}')).toHaveLength(1);
  expect(({} as Record<string, unknown>)["AuthAction"]).toBeUndefined();
});
