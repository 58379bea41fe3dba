/** Requests as @alicloud/openapi-core 1.0.8 sends them: action, version, key and token in headers. */
import { type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator({ enforce: true });
  await emulator.call("CreateUser", { UserName: "alice" });
});
afterAll(async () => {
  await emulator.close();
});

interface Signed {
  readonly action: string;
  readonly version: string;
  readonly key?: string;
  readonly token?: string;
  readonly query?: string;
  readonly form?: string;
}

async function send({ action, version, key, token, query = "", form }: Signed) {
  const response = await fetch(`${emulator.url}/${query}`, {
    method: "POST",
    headers: {
      "x-acs-action": action,
      "x-acs-version": version,
      "x-acs-date": "2026-11-28T12:00:00Z",
      "x-acs-signature-nonce": "0",
      "x-acs-content-sha256": "0",
      authorization: `ACS3-HMAC-SHA256 Credential=${key ?? emulator.rootAccessKeyId},SignedHeaders=host;x-acs-action,Signature=00`,
      ...(token === undefined ? {} : { "x-acs-security-token": token }),
      ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }),
    },
    ...(form === undefined ? {} : { body: form }),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

const [ram, resourceManager, sts] = ["2015-05-01", "2020-03-31", "2015-04-01"] as const;

it.each([
  ["RAM, with a query", { action: "GetUser", version: ram, query: "?UserName=alice" }, "User"],
  ["RAM, with a form", { action: "GetUser", version: ram, form: "UserName=alice" }, "User"],
  ["ResourceManager", { action: "ListPolicyAttachments", version: resourceManager }, "PolicyAttachments"],
  ["STS", { action: "GetCallerIdentity", version: sts }, "AccountId"],
])("answers a call of %s", async (_, call, member) => {
  const { status, body } = await send(call);
  expect([status, Object.keys(body)]).toEqual([200, expect.arrayContaining([member])]);
});

it("knows the caller by the access key and the security token in the headers", async () => {
  const unknown = await send({ action: "GetUser", version: ram, key: "emulator-none", query: "?UserName=alice" });
  expect([unknown.status, unknown.body["Code"]]).toEqual([403, "InvalidAccessKeyId.NotFound"]);

  const created = await emulator.call("CreateAccessKey", { UserName: "alice" });
  const { AccessKeyId: key } = created["AccessKey"] as { readonly AccessKeyId: string };
  const denied = await send({ action: "GetUser", version: ram, key, query: "?UserName=alice" });
  expect([denied.status, denied.body["Code"]]).toEqual([403, "NoPermission"]);

  const trust = {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: { RAM: [`acs:ram::${emulator.accountId}:root`] },
  };
  const allow = { Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" };
  const text = (statement: object) => JSON.stringify({ Version: "1", Statement: [statement] });
  await emulator.call("CreateRole", { RoleName: "run", AssumeRolePolicyDocument: text(trust) });
  await emulator.call("CreatePolicy", { PolicyName: "assume", PolicyDocument: text(allow) });
  await emulator.call("AttachPolicyToUser", { PolicyName: "assume", PolicyType: "Custom", UserName: "alice" });
  const role = encodeURIComponent(`acs:ram::${emulator.accountId}:role/run`);
  const assumed = await send({
    action: "AssumeRole",
    version: sts,
    key,
    query: `?RoleArn=${role}&RoleSessionName=one`,
  });
  const { AccessKeyId, SecurityToken } = assumed.body["Credentials"] as Readonly<Record<string, string>>;
  const session = { action: "GetCallerIdentity", version: sts, key: AccessKeyId! };
  expect((await send({ ...session, token: SecurityToken! })).body["Arn"]).toContain("assumed-role/run/one");
  expect((await send(session)).body["Code"]).toBe("InvalidSecurityToken.MismatchWithAccessKey");
});

it("refuses a header that contradicts a parameter", async () => {
  const { status, body } = await send({ action: "GetUser", version: ram, query: "?Action=ListUsers&UserName=alice" });
  expect([status, body["Code"]]).toEqual([400, "MalformedRequest"]);
});
