import { type Emulator, startEmulator } from "../../lib/emulator";
import { explainDenial, readDenial } from "../../lib/denied";
import { adopt, readListing } from "../../lib/adopt";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { at, call, ram } from "../emulator/client-styles";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator({ enforce: true });
});
afterEach(async () => {
  await emulator.close();
});

const trust =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["fc.aliyuncs.com"]}}],"Version":"1"}';

// Calls that a user without permissions is refused, one after the other until all of them pass.
it.each<readonly [string, Readonly<Record<string, string>>]>([
  ["CreateRole", { RoleName: "r", AssumeRolePolicyDocument: trust }],
  ["GetRole", { RoleName: "there" }],
  ["DeleteRole", { RoleName: "there" }],
  ["ListPolicies", {}],
  ["CreatePolicy", { PolicyName: "p", PolicyDocument: '{"Version":"1","Statement":[]}' }],
  ["AttachPolicyToRole", { PolicyName: "AliyunFCFullAccess", PolicyType: "System", RoleName: "there" }],
])("%s is refused, explained, granted as proposed, and passes", async (action, parameters) => {
  await emulator.call("CreateRole", { RoleName: "there", AssumeRolePolicyDocument: trust });
  await emulator.call("CreateUser", { UserName: "alice" });
  const accessKeyId = String(
    at(await emulator.call("CreateAccessKey", { UserName: "alice" }), "AccessKey.AccessKeyId"),
  );
  const answer = () => call(emulator, { version: ram, action, parameters, accessKeyId });
  for (let attempt = 0; ; attempt += 1) {
    const { status, body } = await answer();
    if (status !== 403) {
      // Granted: what is wrong now, if anything, is the call.
      expect(attempt).toBeGreaterThan(0);
      return;
    }
    expect(attempt).toBeLessThan(4);
    const denial = readDenial(JSON.stringify(body), "-");
    expect(denial.action).toBe(`ram:${action}`);
    const [best] = explainDenial(denial, { principal: { kind: "user", name: "alice" } }).proposals;
    expect(best).toBeDefined();
    const PolicyName = `granted-${attempt}`;
    await emulator.call("CreatePolicy", { PolicyName, PolicyDocument: JSON.stringify(best?.document) });
    await emulator.call("AttachPolicyToUser", { PolicyName, PolicyType: "Custom", UserName: "alice" });
  }
});

it("a refusal says its resource, and has its message decoded", async () => {
  await emulator.call("CreateUser", { UserName: "alice" });
  const accessKeyId = String(
    at(await emulator.call("CreateAccessKey", { UserName: "alice" }), "AccessKey.AccessKeyId"),
  );
  const parameters = { PolicyName: "x", PolicyType: "Custom" };
  const { body } = await call(emulator, { version: ram, action: "GetPolicy", parameters, accessKeyId });
  const request = { action: "ram:GetPolicy", resource: "acs:ram:*:1234567890123456:policy/x" };
  expect(readDenial(JSON.stringify({ AccessDeniedDetail: body["AccessDeniedDetail"] }), "-")).toMatchObject(request);
  const EncodedDiagnosticMessage = String(at(body, "AccessDeniedDetail.EncodedDiagnosticMessage"));
  const decoded = await emulator.call("DecodeDiagnosticMessage", { EncodedDiagnosticMessage });
  expect(readDenial(JSON.stringify(decoded), "-")).toMatchObject({ ...request, noPermission: "ImplicitDeny" });
  await expect(emulator.call("DecodeDiagnosticMessage", { EncodedDiagnosticMessage: "AQEA" })).rejects.toMatchObject({
    code: "InvalidParameter.EncodedDiagnosticMessage",
  });
});

it("adopt reads what an account answers, one answer after the other", async () => {
  await emulator.call("CreateRole", { RoleName: "Runner", AssumeRolePolicyDocument: trust });
  await emulator.call("CreateUser", { UserName: "alice" });
  await emulator.call("AttachPolicyToRole", {
    PolicyName: "AliyunFCFullAccess",
    PolicyType: "System",
    RoleName: "Runner",
  });
  const calls = ["GetCallerIdentity", "ListPolicies", "ListRoles", "ListUsers", "ListGroups", "ListPolicyAttachments"];
  const answers = await Promise.all(calls.map((action) => emulator.call(action)));
  const listing = readListing(answers.map((answer) => JSON.stringify(answer)).join("\n"), "-");
  const stack = stackOf("s", "s", {
    resource: {
      alicloud_ram_role: { r: { role_name: "Runner" } },
      alicloud_ram_user: { u: { name: "alice" } },
      alicloud_ram_role_policy_attachment: {
        a: { policy_name: "AliyunFCFullAccess", policy_type: "System", role_name: "${alicloud_ram_role.r.role_name}" },
      },
      alicloud_ram_group: { g: { group_name: "dev" } },
    },
  });
  const userId = String(at(await emulator.call("GetUser", { UserName: "alice" }), "User.UserId"));
  const { imports, notes } = adopt(stack, listing);
  expect(Object.fromEntries(imports.map(({ to, id }) => [to, id]))).toEqual({
    "alicloud_ram_role.r": "Runner",
    "alicloud_ram_user.u": userId,
    "alicloud_ram_role_policy_attachment.a": "role:AliyunFCFullAccess:System:Runner",
  });
  expect(notes).toEqual([
    { kind: "missing", address: "alicloud_ram_group.g", text: "the account does not have the group dev" },
  ]);
});
