import type { ApiError } from "../../lib/emulator/api-error";
import { Account } from "../../lib/emulator/account/account";
import type { Caller } from "../../lib/emulator/account/caller";
import { putInitialRecords } from "../../lib/emulator/account/initial-records";
import { decidingParameters } from "../../lib/emulator/enforcement/deciding-parameters";
import { enforcementFrom } from "../../lib/emulator/enforcement/enforcement";
import { freeCalls, needsOf } from "../../lib/emulator/enforcement/needs";
import { knownOperations, operationOf } from "../../lib/emulator/operations/services";
import { Parameters } from "../../lib/emulator/parameters";
import { quotasFrom } from "../../lib/emulator/quotas";
import { Store } from "../../lib/emulator/state/store";

const id = "1234567890123456";
const host = "127.0.0.1:1";
const arn = (rest: string) => `acs:ram:*:${id}:${rest}`;
const control = (rest: string) => `acs:resourcemanager:*:${id}:${rest}`;
const system = "acs:ram:*:system:policy/AliyunOSSFullAccess";
const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';
const trust =
  '{"Statement":[{"Action":"sts:AssumeRole","Effect":"Allow","Principal":{"Service":["fc.aliyuncs.com"]}}],"Version":"1"}';

type Given = Readonly<Record<string, string>>;

/** An account with one of everything, and a second one of most. */
function fresh() {
  const store = new Store();
  putInitialRecords(id, store);
  const account = new Account(id, store, quotasFrom(), () => new Date("2026-11-25T10:00:00Z"));
  const make = (action: string, parameters: Given) => {
    const { version } = knownOperations().find((one) => one.action === action)!;
    const context = { account, parameters: new Parameters(new Map(Object.entries(parameters))), host };
    return operationOf(version, action).run({ ...context, caller: { kind: "account" } });
  };
  for (const name of ["One", "Two"]) {
    make("CreateUser", { UserName: name });
    make("CreateGroup", { GroupName: name });
    make("CreateRole", { RoleName: name, AssumeRolePolicyDocument: trust });
    make("CreatePolicy", { PolicyName: name, PolicyDocument: document });
    make("CreatePolicyVersion", { PolicyName: name, PolicyDocument: document });
    make("CreateResourceGroup", { Name: name, DisplayName: name });
    make("CreateControlPolicy", { PolicyName: name, PolicyDocument: document });
  }
  for (const kind of ["User", "Group", "Role"]) {
    make(`AttachPolicyTo${kind}`, { PolicyName: "Two", PolicyType: "Custom", [`${kind}Name`]: "One" });
  }
  make("AddUserToGroup", { UserName: "One", GroupName: "Two" });
  make("CreateServiceLinkedRole", { ServiceName: "fc.aliyuncs.com" });
  make("CreateServiceLinkedRole", { ServiceName: "agentrun.fc.aliyuncs.com" });
  make("DeleteServiceLinkedRole", { RoleName: "AliyunServiceRoleForFC" });
  make("DeleteServiceLinkedRole", { RoleName: "AliyunServiceRoleForAgentRun" });
  make("CreateAccessKey", { UserName: "One" });
  make("AttachControlPolicy", { PolicyId: controlPolicies(account)[1]!, TargetId: id });
  make("AttachPolicy", { ...inGroup(account, "Two"), PrincipalName: "Two", PrincipalType: "IMSUser" });
  const caller: Caller = { kind: "user", user: account.user("One") };
  return { account, caller };
}

const idsOf = (records: Iterable<{ readonly id: string }>) => [...records].map((record) => record.id);
const taskOf = (account: Account, role: string) =>
  idsOf(account.table("deletionTasks").values()).find((task) => task.includes(`/${role}/`))!;
const groups = (account: Account) =>
  idsOf(account.table("resourceGroups").values()).filter((one) => one.includes("emul"));
const controlPolicies = (account: Account) =>
  idsOf(account.table("controlPolicies").values()).filter((one) => one.includes("emul"));
const inGroup = (account: Account, PolicyName: string): Given => ({
  PolicyName,
  PolicyType: "Custom",
  ResourceGroupId: groups(account)[1]!,
});

type Row = readonly [actions: string, given: Given | ((account: Account) => Given), resources: readonly string[]];

const custom = { PolicyName: "One", PolicyType: "Custom" };
const ofSystem = { PolicyName: "AliyunOSSFullAccess", PolicyType: "System" };
const tag = { Tag: '[{"Key":"k","Value":"v"}]', TagKey: '["k"]' };
const [cp, rg] = ["cp-emulator000005", "rg-emulator000004"]; // what the first of each is called
const key = (account: Account): Given => ({
  UserName: "One",
  UserAccessKeyId: idsOf(account.table("accessKeys").values())[0]!,
  Status: "Inactive",
});

/** Calls that pass, and what they are decided on. */
const rows: readonly Row[] = [
  ["CreatePolicy", { PolicyName: "New", PolicyDocument: document }, [arn("policy/*")]],
  ["ListPolicies", {}, [arn("policy/*")]],
  ["GetPolicy ListPolicyVersions ListEntitiesForPolicy", custom, [arn("policy/One")]],
  ["GetPolicyVersion", { ...custom, VersionId: "v1" }, [arn("policy/One")]],
  ["GetPolicy ListPolicyVersions ListEntitiesForPolicy", ofSystem, [system]],
  ["GetPolicyVersion", (account) => ({ ...ofSystem, VersionId: systemVersion(account) }), [system]],
  ["UpdatePolicyDescription", { PolicyName: "One", NewDescription: "d" }, [arn("policy/One")]],
  ["CreatePolicyVersion", { PolicyName: "One", PolicyDocument: document }, [arn("policy/One")]],
  ["SetDefaultPolicyVersion DeletePolicyVersion", { PolicyName: "One", VersionId: "v2" }, [arn("policy/One")]],
  ["DeletePolicy", { PolicyName: "One", CascadingDelete: "true" }, [1, 2, 3].map(() => arn("policy/One"))],
  ["AttachPolicyToUser", { ...custom, UserName: "One" }, [arn("user/One"), arn("policy/One")]],
  ["AttachPolicyToGroup", { ...custom, GroupName: "One" }, [arn("group/One"), arn("policy/One")]],
  ["AttachPolicyToRole", { ...custom, RoleName: "One" }, [arn("role/One"), arn("policy/One")]],
  ["AttachPolicyToRole", { ...ofSystem, RoleName: "One" }, [arn("role/One"), system]],
  ["DetachPolicyFromUser", { ...custom, PolicyName: "Two", UserName: "One" }, [arn("user/One"), arn("policy/Two")]],
  ["DetachPolicyFromGroup", { ...custom, PolicyName: "Two", GroupName: "One" }, [arn("group/One"), arn("policy/Two")]],
  ["DetachPolicyFromRole", { ...custom, PolicyName: "Two", RoleName: "One" }, [arn("role/One"), arn("policy/Two")]],
  ["ListPoliciesForUser ListGroupsForUser GetUser", { UserName: "One" }, [arn("user/One")]],
  ["ListPoliciesForGroup ListUsersForGroup GetGroup", { GroupName: "One" }, [arn("group/One")]],
  ["ListPoliciesForRole GetRole", { RoleName: "One" }, [arn("role/One")]],
  ["CreateRole", { RoleName: "New", AssumeRolePolicyDocument: trust }, [arn("role/*")]],
  ["ListRoles", {}, [arn("role/*")]],
  ["UpdateRole", { RoleName: "One", NewDescription: "d" }, [arn("role/One")]],
  ["DeleteRole", { RoleName: "One" }, [arn("role/One")]],
  ["CreateServiceLinkedRole", { ServiceName: "monitor.aliyuncs.com" }, [arn("role/*")]],
  ["DeleteServiceLinkedRole", { RoleName: "AliyunServiceRoleForFC" }, [arn("role/AliyunServiceRoleForFC")]],
  [
    "GetServiceLinkedRoleDeletionStatus",
    (account) => ({ DeletionTaskId: taskOf(account, "AliyunServiceRoleForFC") }),
    [arn("role/AliyunServiceRoleForFC")],
  ],
  ["CreateUser", { UserName: "New" }, [arn("user/*")]],
  ["ListUsers", {}, [arn("user/*")]],
  ["UpdateUser", { UserName: "One", NewUserName: "Other" }, [arn("user/One")]],
  ["DeleteUser GetLoginProfile DeleteLoginProfile UnbindMFADevice", { UserName: "One" }, [arn("user/One")]],
  ["CreateAccessKey ListAccessKeys", { UserName: "Two" }, [arn("user/Two")]],
  ["CreateAccessKey ListAccessKeys", {}, [arn("user/One")]],
  ["UpdateAccessKey DeleteAccessKey", key, [arn("user/One")]],
  ["UpdateAccessKey DeleteAccessKey", (account) => ({ ...key(account), UserName: "Two" }), [arn("user/Two")]],
  ["CreateGroup", { GroupName: "New" }, [arn("group/*")]],
  ["ListGroups", {}, [arn("group/*")]],
  ["UpdateGroup", { GroupName: "One", NewGroupName: "Other" }, [arn("group/One")]],
  ["DeleteGroup", { GroupName: "One" }, [arn("group/One")]],
  ["AddUserToGroup", { UserName: "Two", GroupName: "One" }, [arn("user/Two"), arn("group/One")]],
  ["RemoveUserFromGroup", { UserName: "One", GroupName: "Two" }, [arn("user/One"), arn("group/Two")]],
  ...["policy", "role", "user"].map((kind): Row => {
    const named = { ...tag, ResourceType: kind, ResourceNames: '["One","Two","One"]' };
    return ["TagResources UntagResources ListTagResources", named, [arn(`${kind}/One`), arn(`${kind}/Two`)]];
  }),
  [
    "TagResources UntagResources ListTagResources",
    { ...tag, ResourceType: "policy", "ResourceNames.1": "One" },
    [arn("policy/One")],
  ],
  ["CreateResourceGroup", { Name: "New", DisplayName: "New" }, [arn("resourcegroup/*")]],
  ["ListResourceGroups", {}, [arn("resourcegroup/*"), arn("resourcegroup/*")]],
  ["GetResourceGroup", { ResourceGroupId: rg }, [arn(`resourcegroup/${rg}`), arn(`resourcegroup/${rg}`)]],
  ["DeleteResourceGroup", { ResourceGroupId: rg }, [arn(`resourcegroup/${rg}`)]],
  ["UpdateResourceGroup", { ResourceGroupId: rg, NewDisplayName: "Other" }, [arn(`resourcegroup/${rg}`)]],
  [
    "AttachPolicy",
    (account) => ({ ...inGroup(account, "One"), PrincipalName: "One", PrincipalType: "IMSUser" }),
    [arn("policy/One"), `acs:ims:*:${id}:user/*`],
  ],
  [
    "AttachPolicy",
    (account) => ({ ...inGroup(account, "One"), PrincipalName: "One", PrincipalType: "ServiceRole" }),
    [arn("policy/One"), arn("role/*")],
  ],
  [
    "DetachPolicy",
    (account) => ({ ...inGroup(account, "Two"), PrincipalName: "Two", PrincipalType: "IMSUser" }),
    [arn("policy/Two"), `acs:ims:*:${id}:user/*`],
  ],
  ["ListPolicyAttachments", {}, [arn("*")]],
  ["CreateControlPolicy", { PolicyName: "New", PolicyDocument: document }, ["*"]],
  ["ListControlPolicies", {}, ["*"]],
  ["ListControlPolicyAttachmentsForTarget", { TargetId: id }, ["*"]],
  [
    "GetControlPolicy DeleteControlPolicy ListTargetAttachmentsForControlPolicy",
    { PolicyId: cp },
    [control(`policy/controlpolicy/${cp}`)],
  ],
  ["UpdateControlPolicy", { PolicyId: cp, NewDescription: "d" }, [control(`policy/controlpolicy/${cp}`)]],
  [
    "AttachControlPolicy",
    { PolicyId: cp, TargetId: id },
    [control(`policy/controlpolicy/${cp}`), control("account/*")],
  ],
  [
    "AttachControlPolicy",
    { PolicyId: cp, TargetId: "fd-x" },
    [control(`policy/controlpolicy/${cp}`), control("folder/*")],
  ],
  [
    "DetachControlPolicy",
    (account) => ({ PolicyId: controlPolicies(account)[1]!, TargetId: id }),
    [control("policy/controlpolicy/cp-emulator000010"), control("account/*")],
  ],
  ["AssumeRole", { RoleArn: `acs:ram::${id}:role/One`, RoleSessionName: "ss" }, [arn("role/One")]],
  ["GetCallerIdentity DescribeEndpoints", {}, []],
  ["DecodeDiagnosticMessage", { EncodedDiagnosticMessage: "x" }, ["*"]],
];

function systemVersion(account: Account): string {
  return account.policy("AliyunOSSFullAccess", "System").defaultVersion;
}

/** Tags of resource groups and control policies, by both APIs that have them. */
const tagRows: readonly Row[] = [
  [
    "TagResources UntagResources ListTagResources",
    { ...tag, ResourceType: "resourcegroup", ResourceId: `["${rg}"]` },
    [arn(`resourcegroup/${rg}`)],
  ],
  [
    "TagResources UntagResources ListTagResources",
    { ...tag, ResourceType: "controlpolicy", ResourceId: `["${cp}"]` },
    [control(`policy/controlpolicy/${cp}`)],
  ],
];

const calls = knownOperations().flatMap(({ service, version, action }) => {
  const of = /tag/i.test(action) && service !== "Ram" ? tagRows : rows;
  return of
    .filter(([actions]) => actions.split(" ").includes(action))
    .map(([, given, once]) => {
      // Tags of ResourceManager need the actions of both RAM codes that it may have.
      const resources = of === tagRows && service === "ResourceManager" ? [...once, ...once] : once;
      return { service, version, action, given, resources };
    });
});

it("has a call of every operation", () => {
  const had = new Set(calls.map(({ service, action }) => `${service}:${action}`));
  expect(knownOperations().filter(({ service, action }) => !had.has(`${service}:${action}`))).toEqual([]);
});

/** Parameters that remember which of them were asked for. */
class Recorded extends Map<string, string> {
  public readonly asked = new Set<string>();
  public override get(name: string): string | undefined {
    this.asked.add(name);
    return super.get(name);
  }
}

/** What a call reads; where it is refused, as far as it came. */
function readBy(version: string, action: string, given: Given): ReadonlySet<string> {
  const { account, caller } = fresh();
  const recorded = new Recorded(Object.entries(given));
  try {
    operationOf(version, action).run({ account, caller, host, parameters: new Parameters(recorded) });
  } catch {
    // Some calls cannot pass: what they are about, they have read.
  }
  return recorded.asked;
}

const givenFor = (given: Row[1]): Given => (typeof given === "function" ? given(fresh().account) : given);

const everyParameter = [
  ...new Set(calls.flatMap(({ version, action, given }) => [...readBy(version, action, givenFor(given))])),
];

/** What someone would write into a parameter to have another thing decided on. */
function forgeries(account: Account): readonly string[] {
  return [
    ...["", "Two", '["Two"]', "*", "system", "true", "policy", "role", "imsuser", "servicerole", "fd-x", id],
    ...["fc.aliyuncs.com", "agentrun.fc.aliyuncs.com", "AliyunServiceRoleForAgentRun", `acs:ram::${id}:role/Two`],
    ...[taskOf(account, "AliyunServiceRoleForAgentRun"), groups(account)[1]!, controlPolicies(account)[1]!],
  ];
}

describe.each(calls)("$service $action on $resources", ({ service, version, action, given, resources }) => {
  const { account, caller } = fresh();
  const parameters = typeof given === "function" ? given(account) : given;
  const needs = (more: Given = {}) => {
    const all = new Parameters(new Map(Object.entries({ ...parameters, ...more })));
    return needsOf(service, action, { account, caller, parameters: all });
  };

  it("is decided on what it is about", () => {
    expect(needs()?.map(({ resource }) => resource)).toEqual(resources);
  });

  it("is decided by nothing that it does not read", () => {
    const read = readBy(version, action, givenFor(given));
    const foreign = [...everyParameter, "ResourceNames.2", "ResourceId.2"].filter(
      (name) => !read.has(name) && !(name.endsWith(".2") && read.has(name.replace("2", "1"))),
    );
    const changed = foreign.filter((name) =>
      forgeries(account).some((value) => JSON.stringify(needs({ [name]: value })) !== JSON.stringify(needs())),
    );
    expect(foreign.length).toBeGreaterThan(20);
    expect(changed).toEqual([]);
    const byKind = ["ResourceNames", "ResourceId"]; // which of them, the type of the resource says
    const deciding = decidingParameters(action).filter((name) => !byKind.includes(name));
    expect(deciding.filter((name) => foreign.includes(name))).toEqual([]);
  });
});

/** The RAM codes of the operations of each API; `ram` where nothing else is said. */
const codes: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  ResourceManager: {
    ...Object.fromEntries(
      ["GetResourceGroup", "ListResourceGroups", "TagResources", "UntagResources", "ListTagResources"].map((name) => [
        name,
        ["ram", "resourcemanager"],
      ]),
    ),
    ...Object.fromEntries(
      ["Create", "Get", "Update", "Delete", "Attach", "Detach"].map((verb) => [
        `${verb}ControlPolicy`,
        ["resourcemanager"],
      ]),
    ),
    ListControlPolicies: ["resourcemanager"],
    ListControlPolicyAttachmentsForTarget: ["resourcemanager"],
    ListTargetAttachmentsForControlPolicy: ["resourcemanager"],
  },
  ResourceDirectoryMaster: Object.fromEntries(
    knownOperations()
      .filter(({ service }) => service === "ResourceDirectoryMaster")
      .map(({ action }) => [action, ["resourcemanager"]]),
  ),
  Sts: { AssumeRole: ["sts"], GetCallerIdentity: [] },
  Location: { DescribeEndpoints: [] },
};

describe("under enforcement, every operation", () => {
  const enforcement = enforcementFrom(true)!;
  const operations = calls.map((one) => [`${one.service} ${one.action}`, one] as const);
  const allowed = (account: Account, ...statements: readonly object[]): void => {
    const PolicyName = "granted";
    const PolicyDocument = JSON.stringify({ Version: "1", Statement: statements });
    const run = (action: string, parameters: Given) =>
      operationOf("2015-05-01", action).run({
        ...{ account, caller: { kind: "account" }, host },
        parameters: new Parameters(new Map(Object.entries(parameters))),
      });
    const Principal = { RAM: [`acs:ram::${id}:root`] }; // so that AssumeRole depends on the policies alone
    const trusting = JSON.stringify({
      Version: "1",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal }],
    });
    run("UpdateRole", { RoleName: "One", NewAssumeRolePolicyDocument: trusting });
    run("DetachPolicyFromUser", { PolicyName: "Two", PolicyType: "Custom", UserName: "One" });
    run("CreatePolicy", { PolicyName, PolicyDocument });
    run("AttachPolicyToUser", { PolicyName, PolicyType: "Custom", UserName: "One" });
  };
  const check = ({ service, action, given }: (typeof calls)[number], ...statements: readonly object[]): string => {
    const { account, caller } = fresh();
    if (statements.length > 0) allowed(account, ...statements);
    const all = typeof given === "function" ? given(account) : given;
    try {
      enforcement.check(service, action, {
        account,
        caller,
        host,
        parameters: new Parameters(new Map(Object.entries(all))),
      });
      return "passes";
    } catch (error) {
      return (error as ApiError).code;
    }
  };
  const everything = { Effect: "Allow", Action: "*", Resource: "*" };
  const codesOf = ({ service, action }: (typeof calls)[number]) => codes[service]?.[action] ?? ["ram"];

  it("has a reason where it needs no permission", () => {
    expect([...freeCalls.keys()]).toEqual(["Sts:GetCallerIdentity", "Location:DescribeEndpoints"]);
    for (const reason of freeCalls.values()) expect(reason).toMatch(/\w/);
  });

  it.each(operations)("%s is refused to who may do nothing, unless it needs no permission", (_, one) => {
    expect(check(one)).toBe(freeCalls.has(`${one.service}:${one.action}`) ? "passes" : "NoPermission");
  });

  it.each(operations)("%s is refused for a Deny of each of its codes, and of no other", (_, one) => {
    const denied = ["ram", "resourcemanager", "sts", "ims", "location"].filter(
      (code) => check(one, everything, { Effect: "Deny", Action: `${code}:*`, Resource: "*" }) !== "passes",
    );
    expect(denied).toEqual(codesOf(one));
  });

  it.each(operations)("%s is allowed by the actions of its own name and by nothing else", (_, one) => {
    const more = one.action === "DeletePolicy" ? ["ListPolicyVersions", "DeletePolicyVersion"] : [];
    const own = codesOf(one).flatMap((code) => [one.action, ...more].map((name) => `${code}:${name}`));
    if (own.length > 0) expect(check(one, { ...everything, Action: own })).toBe("passes");
    const others = { Effect: "Allow", NotAction: own.length > 0 ? own : ["oss:*"], Resource: "*" };
    expect(check(one, others)).toBe(own.length > 0 ? "NoPermission" : "passes");
  });
});
