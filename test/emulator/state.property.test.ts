import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { ApiError, type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import fc from "fast-check";

const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';
const trust =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["fc.aliyuncs.com"]}}],"Version":"1"}';

const name = fc.constantFrom("a", "A", "b", "c");
const principal = fc.constantFrom("User", "Group", "Role");

/** Any call on few names, so that most of them meet what others left; many fail. */
const step = fc.oneof(
  name.map((PolicyName) => ["CreatePolicy", { PolicyName, PolicyDocument: document }] as const),
  name.map((PolicyName) => ["DeletePolicy", { PolicyName, CascadingDelete: "true" }] as const),
  fc
    .tuple(name, fc.constantFrom("None", "DeleteOldestNonDefaultVersionWhenLimitExceeded"))
    .map(
      ([PolicyName, RotateStrategy]) =>
        [
          "CreatePolicyVersion",
          { PolicyName, PolicyDocument: document, SetAsDefault: "true", RotateStrategy },
        ] as const,
    ),
  fc.tuple(principal, name).map(([kind, one]) => {
    const more: Record<string, string> = kind === "Role" ? { AssumeRolePolicyDocument: trust } : {};
    return [`Create${kind}`, { [`${kind}Name`]: one, ...more }] as const;
  }),
  fc.tuple(principal, name).map(([kind, one]) => [`Delete${kind}`, { [`${kind}Name`]: one }] as const),
  fc
    .tuple(principal, fc.constantFrom("AttachPolicyTo", "DetachPolicyFrom"), name, name)
    .map(
      ([kind, verb, PolicyName, one]) =>
        [`${verb}${kind}`, { PolicyName, PolicyType: "Custom", [`${kind}Name`]: one }] as const,
    ),
  fc
    .tuple(fc.constantFrom("AddUserToGroup", "RemoveUserFromGroup"), name, name)
    .map(([action, UserName, GroupName]) => [action, { UserName, GroupName }] as const),
  fc.tuple(name, name).map(([UserName, NewUserName]) => ["UpdateUser", { UserName, NewUserName }] as const),
  fc.tuple(name, name).map(([GroupName, NewGroupName]) => ["UpdateGroup", { GroupName, NewGroupName }] as const),
  name.map((UserName) => ["CreateAccessKey", { UserName }] as const),
);

/** What must hold whatever was called: everything that names something names something that is there. */
function check({ state }: Emulator): void {
  const { policies, users, groups, roles, attachments, accessKeys } = state;
  const names = {
    user: users.map((one) => one.name),
    group: groups.map((one) => one.name),
    role: roles.map((one) => one.name),
  };
  for (const { principalKind, principalName, policyName } of attachments) {
    expect(names[principalKind]).toContain(principalName);
    expect(policies.map((one) => one.name)).toContain(policyName);
  }
  for (const { members } of groups) expect(names.user).toEqual(expect.arrayContaining([...members]));
  for (const { user } of accessKeys) expect(names.user).toContain(user);
  for (const { versions, defaultVersion } of policies) {
    expect(versions.map(({ id }) => id)).toContain(defaultVersion);
    expect(versions.length).toBeLessThanOrEqual(5);
  }
  // Attachments are kept twice: by principal and by policy.
  expect(policies.flatMap((one) => one.attachments)).toHaveLength(attachments.length);
  for (const list of Object.values(names)) {
    expect(new Set(list.map((one) => one.toLowerCase())).size).toBe(list.length);
  }
}

it("stays whole whatever is called, changes nothing where a call fails, and is the same after a restart", async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "emulator-"));
  let run = 0;
  try {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        run += 1;
        const stateFile = path.join(folder, `state-${run}`);
        const emulator = await startEmulator({ stateFile });
        for (const [action, parameters] of steps) {
          const before = emulator.state;
          try {
            await emulator.call(action, parameters);
          } catch (error) {
            expect(error).toBeInstanceOf(ApiError);
            expect((error as ApiError).status).not.toBe(500);
            expect(emulator.state).toEqual(before);
          }
          check(emulator);
        }
        const { state } = emulator;
        await emulator.close();
        const again = await startEmulator({ stateFile });
        expect(again.state).toEqual(state);
        await again.close();
      }),
      { numRuns: 100 },
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 60_000);
