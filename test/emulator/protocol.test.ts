import { type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { type Style, at, call, ram, resourceManager, send, sts } from "./client-styles";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => {
  await emulator.close();
});
beforeEach(async () => {
  await emulator.reset();
});

// Spaces, an order of members and an umlaut that any reading and printing would lose.
const document = '{ "Statement": [{"Action":["ram:GetRole","oss:*"],"Resource": "*","Effect":"Allow"}],"Version":"1" }';
const trust =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["fc.aliyuncs.com"]}}],"Version":"1"}';

describe.each<Style>(["A", "B"])("in client style %s", (style) => {
  const make = async (version: string, action: string, parameters: Record<string, string> = {}) =>
    call(emulator, { version, action, parameters }, style);

  it("creates, reads and deletes a policy", async () => {
    const created = await make(ram, "CreatePolicy", {
      PolicyName: "P1",
      PolicyDocument: document,
      Description: "Größe & +",
    });
    expect(created.status).toBe(200);
    expect(at(created.body, "Policy.PolicyName")).toBe("P1");
    const { body } = await make(ram, "GetPolicy", { PolicyName: "p1", PolicyType: "Custom" });
    expect(body).toMatchObject({
      RequestId: expect.stringMatching(/^[0-9A-F-]{36}$/) as string,
      Policy: { PolicyName: "P1", Description: "Größe & +", AttachmentCount: 0, DefaultVersion: "v1" },
      DefaultPolicyVersion: { VersionId: "v1", IsDefaultVersion: true, PolicyDocument: document },
    });
    expect((await make(ram, "DeletePolicy", { PolicyName: "P1", CascadingDelete: "true" })).status).toBe(200);
    const { status, body: gone } = await make(ram, "GetPolicy", { PolicyName: "P1", PolicyType: "Custom" });
    expect([status, gone["Code"]]).toEqual([404, "EntityNotExist.Policy"]);
  });

  it("attaches a policy to a role", async () => {
    await make(ram, "CreatePolicy", { PolicyName: "P1", PolicyDocument: document });
    await make(ram, "CreateRole", { RoleName: "R1", AssumeRolePolicyDocument: trust });
    const names = { PolicyName: "P1", PolicyType: "Custom", RoleName: "R1" };
    expect((await make(ram, "AttachPolicyToRole", names)).status).toBe(200);
    const again = await make(ram, "AttachPolicyToRole", names);
    expect([again.status, again.body["Code"]]).toEqual([409, "EntityAlreadyExists.Role.Policy"]);
    const { body } = await make(ram, "ListPoliciesForRole", { RoleName: "R1" });
    expect(at(body, "Policies.Policy.0.PolicyName")).toBe("P1");
  });

  it("creates a service-linked role and deletes it in the end", async () => {
    const { body } = await make(resourceManager, "CreateServiceLinkedRole", { ServiceName: "fc.aliyuncs.com" });
    expect(at(body, "Role.RoleName")).toBe("AliyunServiceRoleForFC");
    const read = await make(ram, "GetRole", { RoleName: "AliyunServiceRoleForFC" });
    expect(at(read.body, "Role.Arn")).toBe("acs:ram::1234567890123456:role/aliyunserviceroleforfc");
    const deletion = await make(resourceManager, "DeleteServiceLinkedRole", { RoleName: "AliyunServiceRoleForFC" });
    const DeletionTaskId = String(deletion.body["DeletionTaskId"]);
    const states: unknown[] = [];
    for (let poll = 0; poll < 3; poll += 1) {
      states.push(
        (await make(resourceManager, "GetServiceLinkedRoleDeletionStatus", { DeletionTaskId })).body["Status"],
      );
    }
    expect(states).toEqual(["IN_PROGRESS", "IN_PROGRESS", "SUCCEEDED"]);
    expect(emulator.state.roles).toEqual([]);
  });

  it("says who calls", async () => {
    const { body } = await make(sts, "GetCallerIdentity");
    expect(body).toMatchObject({
      AccountId: "1234567890123456",
      Arn: "acs:ram::1234567890123456:root",
      IdentityType: "Account",
    });
  });
});

it("refuses what it does not know by name, never with an empty success", async () => {
  const action = await call(emulator, { version: ram, action: "CreateMagic" });
  expect([action.status, action.body["Code"], action.body["Message"]]).toEqual([
    400,
    "InvalidAction",
    "The emulator does not support the action CreateMagic of Ram 2015-05-01.",
  ]);
  const version = await call(emulator, { version: "2017-12-14", action: "QueryAvailableInstances" });
  expect([version.status, version.body["Code"]]).toEqual([400, "InvalidVersion"]);
  expect(version.body["Message"]).toContain("2017-12-14 (action QueryAvailableInstances)");
});

it("shows the state to people", async () => {
  const { status, body } = await send(emulator, { path: "/", method: "GET" });
  expect([status, body["accountId"]]).toEqual([200, "1234567890123456"]);
});
