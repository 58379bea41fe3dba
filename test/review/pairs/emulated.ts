import { type Emulator, startEmulator } from "../../../lib/emulator";
import { ApiError } from "../../../lib/emulator/api-error";
import { Account, type Outside } from "./oracle";
import type { PrincipalKind, ResolvedModel } from "./resolved-model";
import * as vocabulary from "./vocabulary";

/** Calls that users make, each with what it needs. */
const calls = [
  { call: "GetUser", parameters: { UserName: "bob" }, action: "ram:GetUser", resource: "user/bob" },
  { call: "GetRole", parameters: { RoleName: "r1" }, action: "ram:GetRole", resource: "role/r1" },
  { call: "ListUsers", parameters: {}, action: "ram:ListUsers", resource: "user/*" },
  { call: "CreateAccessKey", parameters: { UserName: "bob" }, action: "ram:CreateAccessKey", resource: "user/bob" },
] as const;

/** What users may do in an account that an emulator enforces, as `<user> <call>`. */
export interface EmulatedAnswers {
  readonly allowed: ReadonlySet<string>;
  /** Calls that were made, because the answer depends on nothing else. */
  readonly asked: ReadonlySet<string>;
  /** Where the emulator and the oracle differ. */
  readonly contradictions: readonly string[];
}

/** Applies one account of a model to an emulator, and makes calls as its users. */
export async function emulatedAnswers(
  model: ResolvedModel,
  account: string,
  outside: Outside,
): Promise<EmulatedAnswers> {
  const emulator = await startEmulator({ enforce: true, accountId: vocabulary.accountId });
  try {
    const keys = await apply(emulator, model, account, outside);
    const oracle = new Account(model, account, outside);
    const [allowed, asked] = [new Set<string>(), new Set<string>()];
    const contradictions: string[] = [];
    for (const [user, accessKeyId] of keys) {
      for (const { call, parameters, action, resource } of calls) {
        const expected = oracle.allows(user, action, `acs:ram:*:${vocabulary.accountId}:${resource}`);
        if (expected === undefined) continue;
        asked.add(`${user} ${call}`);
        const isAllowed = await succeeds(emulator, call, parameters, accessKeyId);
        if (isAllowed) allowed.add(`${user} ${call}`);
        if (isAllowed !== expected) contradictions.push(`${user} ${call}: oracle ${expected}, emulator ${isAllowed}`);
      }
    }
    return { allowed, asked, contradictions };
  } finally {
    await emulator.close();
  }
}

async function succeeds(
  emulator: Emulator,
  call: string,
  parameters: Readonly<Record<string, string>>,
  accessKeyId: string,
): Promise<boolean> {
  try {
    await emulator.call(call, parameters, { accessKeyId });
    return true;
  } catch (error) {
    // Quotas and missing objects are found after permissions.
    return !(error instanceof ApiError && error.code === "NoPermission");
  }
}

const kinds: Readonly<Record<PrincipalKind, string>> = { user: "User", group: "Group", role: "Role" };

/** Creates what the model and the account outside of it have; returns an access key for each user. */
async function apply(
  emulator: Emulator,
  model: ResolvedModel,
  account: string,
  outside: Outside,
): Promise<ReadonlyMap<string, string>> {
  const call = (name: string, parameters: Readonly<Record<string, string>>) => emulator.call(name, parameters);
  const keys = new Map<string, string>();
  for (const UserName of vocabulary.users) {
    await call("CreateUser", { UserName });
    const { AccessKey: key } = await call("CreateAccessKey", { UserName });
    keys.set(UserName, String((key as Readonly<Record<string, unknown>>)["AccessKeyId"]));
  }
  for (const GroupName of vocabulary.groups) await call("CreateGroup", { GroupName });
  const trust = {
    Statement: [{ Action: "sts:AssumeRole", Effect: "Allow", Principal: { Service: ["fc.aliyuncs.com"] } }],
  };
  for (const RoleName of vocabulary.roles) {
    await call("CreateRole", { RoleName, AssumeRolePolicyDocument: JSON.stringify({ ...trust, Version: "1" }) });
  }
  const own = model.policies.filter((one) => one.account === account);
  const documents = new Map([...outside.policies, ...own.map(({ name, document }) => [name, document] as const)]);
  for (const [PolicyName, document] of documents) {
    await call("CreatePolicy", { PolicyName, PolicyDocument: JSON.stringify(document) });
  }
  for (const { group, user } of [
    ...model.memberships.filter((one) => one.account === account),
    ...outside.memberships,
  ]) {
    await ignoringRepeats(call("AddUserToGroup", { GroupName: group, UserName: user }));
  }
  const attachments = [
    ...model.attachments.filter((one) => one.account === account),
    ...outside.attachments.map((one) => ({ ...one, policyType: "Custom" })),
  ];
  for (const { kind, principal, policy, policyType, resourceGroup } of attachments) {
    if (resourceGroup !== undefined || (policyType === "Custom" && !documents.has(policy))) continue;
    await ignoringRepeats(
      call(`AttachPolicyTo${kinds[kind]}`, {
        ...{ PolicyName: policy, PolicyType: policyType, [`${kinds[kind]}Name`]: principal },
      }),
    );
  }
  return keys;
}

async function ignoringRepeats(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (!(error instanceof ApiError && /AlreadyExist|LimitExceeded/.test(error.code))) throw error;
  }
}
