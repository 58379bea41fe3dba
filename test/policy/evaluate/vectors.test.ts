import fullAccess from "../../fixtures/full-access-policy.json";
import leastPrivilege from "../../fixtures/least-privilege-policy.json";
import { PolicyDocument, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import {
  type Caller,
  type CallerType,
  type Decision,
  type LayerName,
  type PolicyLayers,
  type RequestContext,
  evaluate,
} from "../../../lib/policy/evaluate";

type Element = string | readonly string[];

/** `{ allow, on, if }` or `{ deny, on, if }`; `allowNot` for NotAction. */
interface Short {
  readonly allow?: Element;
  readonly deny?: Element;
  readonly allowNot?: Element;
  readonly on?: Element;
  readonly if?: object;
}

function policy(...statements: readonly Short[]): PolicyDocument {
  return PolicyDocument.fromJson({
    Version: "1",
    Statement: statements.map(({ allow, deny, allowNot, on = "*", if: condition }) => ({
      Effect: deny === undefined ? "Allow" : "Deny",
      ...(allowNot === undefined ? { Action: allow ?? deny } : { NotAction: allowNot }),
      Resource: on,
      ...(condition === undefined ? {} : { Condition: condition }),
    })),
  });
}

interface Asked {
  readonly action: string;
  readonly on?: string;
  readonly context?: RequestContext;
  readonly caller?: Caller;
  readonly callerType?: CallerType;
  readonly decision: Decision;
  readonly layer?: LayerName;
}

type Vector = readonly [number: number, policies: PolicyLayers | readonly PolicyDocument[], asked: readonly Asked[]];

const everything = policy({ allow: "*" });
const exceptBilling = [policy({ allow: "*" }, { deny: ["bss:*", "efc:*"] })];
const inQingdao = [policy({ allow: "ecs:Describe*", on: "acs:ecs:cn-qingdao:*:instance/*" })];
const fromOffice = [
  policy({ allow: "ecs:*", if: { IpAddress: { "acs:SourceIp": ["192.168.0.0/16", "172.16.215.218"] } } }),
];
const withMfa = [policy({ allow: "ecs:*", if: { Bool: { "acs:MFAPresent": "true" } } })];
const before17 = [policy({ allow: "ecs:*", if: { DateLessThan: { "acs:CurrentTime": "2019-08-12T17:00:00+08:00" } } })];
const overHttps = [policy({ allow: "ecs:*", if: { Bool: { "acs:SecureTransport": "true" } } })];
const photos = ["acs:oss:*:*:myphotos", "acs:oss:*:*:myphotos/*"];
const photosFromOffice = [
  policy(
    { allow: "oss:ListBuckets", on: "acs:oss:*:*:*" },
    { allow: ["oss:ListObjects", "oss:GetObject"], on: photos },
    { deny: "oss:*", on: "acs:oss:*:*:*", if: { NotIpAddress: { "acs:SourceIp": ["192.168.0.0/16"] } } },
  ),
];
const years = [
  policy({
    allow: "oss:GetObject",
    on: ["acs:oss:*:*:myphotos/hangzhou/2014/*", "acs:oss:*:*:myphotos/hangzhou/2015/*"],
  }),
];
const listYears = [
  policy({
    allow: "oss:ListObjects",
    on: "acs:oss:*:*:myphotos",
    if: { StringLike: { "oss:Prefix": ["hangzhou/2014/*", "hangzhou/2015/*"] } },
  }),
];
const listFolders = [
  policy({
    allow: "oss:ListObjects",
    on: "acs:oss:*:*:myphotos",
    if: { StringLike: { "oss:Delimiter": "/", "oss:Prefix": ["", "hangzhou/", "hangzhou/2014/*"] } },
  }),
];
const tagged = [
  policy(
    { allow: "oss:*" },
    {
      deny: "oss:GetObject",
      on: "acs:oss:*:*:examplebucket/*",
      if: { StringEquals: { "oss:ExistingObjectTag/status": "ok", "oss:ExistingObjectTag/key1": "value1" } },
    },
  ),
];
const keepBucket = [policy({ allow: "oss:*", on: photos }, { deny: "oss:DeleteBucket", on: photos[0]! })];
const agentAndIp = [
  policy({
    allow: "oss:ListObjects",
    on: "acs:oss:*:*:mybucket",
    if: {
      StringEquals: { "acs:UserAgent": "java-sdk", "oss:Prefix": "foo" },
      IpAddress: { "acs:SourceIp": "192.168.0.1" },
    },
  }),
];
const devTag = policy({ allow: "ecs:*", if: { StringEquals: { "acs:ResourceTag/team": ["dev"] } } });
const notRam = [policy({ allowNot: "ram:*" })];
const linkedRole = [
  policy({
    allow: "ram:CreateServiceLinkedRole",
    if: { StringEquals: { "ram:ServiceName": "resourcemanager.aliyuncs.com" } },
  }),
];
const passRole = [
  policy({
    allow: "ram:PassRole",
    if: {
      StringEquals: {
        "acs:Service": ["devs.aliyuncs.com", "fnf.aliyuncs.com", "fc.aliyuncs.com", "agentrun.fc.aliyuncs.com"],
      },
    },
  }),
];
const full = [PolicyDocument.fromJson(fullAccess)];
const least = [PolicyDocument.fromJson(leastPrivilege)];
const role = "acs:ram:*:1:role/r";
const assume = policy({ allow: "sts:AssumeRole", on: role });
const user: Caller = { kind: "RAM", name: "acs:ram::1:user/u" };
const trustUser = new TrustPolicy([{ principals: { RAM: user.name } }]);
const folderEcsOnly: PolicyLayers = { control: [[everything], [policy({ allow: "ecs:*" })]], account: [everything] };
const beijingOrAdmin: PolicyLayers = {
  control: [
    [
      policy(
        { allow: ["ecs:*", "rds:*"], on: ["acs:*:*cn-beijing*:*:*", "acs:*:*cn-shanghai*:*:*"] },
        { allow: "*", if: { StringLike: { "acs:PrincipalARN": "acs:ram:*:*:role/a-project-admin-*" } } },
      ),
    ],
  ],
  account: [everything],
};
const onlySvc: PolicyLayers = {
  control: [
    [
      everything,
      policy({ deny: "ram:UpdateUser", if: { StringNotLike: { "acs:PrincipalARN": "acs:ram:*:*:role/svc" } } }),
    ],
  ],
  account: [everything],
};
const groupDeny: PolicyLayers = { account: [policy({ allow: "ecs:*" })], resourceGroup: [policy({ deny: "ecs:*" })] };
const notFromVpc = [
  everything,
  policy({ deny: "log:PostLogStoreLogs", if: { StringNotLike: { "acs:SourceVpc": "vpc-*" } } }),
];
const onlyVpc1 = [everything, policy({ deny: "log:*", if: { StringNotEquals: { "acs:SourceVpc": ["vpc-1"] } } })];

const instance = (region: string) => `acs:ecs:${region}:123:instance/i-1`;
const yes = "Allow" as const;
const no = "ImplicitDeny" as const;
const never = "ExplicitDeny" as const;

/** The documented and derived cases on RAM's semantics, by their numbers. */
const vectors: readonly Vector[] = [
  [1, exceptBilling, [{ action: "bss:DescribeX", decision: never }]],
  [2, exceptBilling, [{ action: "ecs:DescribeInstances", decision: yes }]],
  [3, inQingdao, [{ action: "ecs:DescribeInstances", on: instance("cn-qingdao"), decision: yes }]],
  [4, inQingdao, [{ action: "ecs:DescribeDisks", on: "acs:ecs:cn-qingdao:123:disk/d-1", decision: no }]],
  [5, inQingdao, [{ action: "ecs:DescribeInstances", on: instance("cn-hangzhou"), decision: no }]],
  [
    6,
    [policy({ allow: "ecs:*SecurityGroup*" })],
    [
      { action: "ecs:AuthorizeSecurityGroup", decision: yes },
      { action: "ecs:CreateSecurityGroup", decision: yes },
      { action: "ecs:RunInstances", decision: no },
    ],
  ],
  [
    7,
    fromOffice,
    [
      { action: "ecs:RunInstances", context: { "acs:SourceIp": "192.168.3.4" }, decision: yes },
      { action: "ecs:RunInstances", context: { "acs:SourceIp": "172.16.215.218" }, decision: yes },
      { action: "ecs:RunInstances", context: { "acs:SourceIp": "10.0.0.1" }, decision: no },
    ],
  ],
  [
    8,
    withMfa,
    [
      { action: "ecs:RunInstances", context: { "acs:MFAPresent": "true" }, decision: yes },
      { action: "ecs:RunInstances", context: { "acs:MFAPresent": "false" }, decision: no },
    ],
  ],
  [9, withMfa, [{ action: "ecs:RunInstances", context: { "acs:MFAPresent": null }, decision: no }]],
  [
    10,
    before17,
    [
      { action: "ecs:RunInstances", context: { "acs:CurrentTime": "2019-08-12T08:59:59Z" }, decision: yes },
      { action: "ecs:RunInstances", context: { "acs:CurrentTime": "2019-08-12T09:00:01Z" }, decision: no },
    ],
  ],
  [
    11,
    overHttps,
    [
      { action: "ecs:RunInstances", context: { "acs:SecureTransport": "true" }, decision: yes },
      { action: "ecs:RunInstances", context: { "acs:SecureTransport": "false" }, decision: no },
    ],
  ],
  [
    12,
    [policy({ allow: ["ecs:Describe*", "ecs:List*"] }), policy({ deny: "ecs:*" })],
    [{ action: "ecs:DescribeInstances", decision: never }],
  ],
  [13, { account: [policy({ allow: "ecs:DescribeInstances" })] }, [{ action: "ecs:DescribeInstances", decision: yes }]],
  [
    14,
    photosFromOffice,
    [
      {
        action: "oss:GetObject",
        on: "acs:oss:*:1:myphotos/a",
        context: { "acs:SourceIp": "10.0.0.1" },
        decision: never,
      },
      {
        action: "oss:GetObject",
        on: "acs:oss:*:1:myphotos/a",
        context: { "acs:SourceIp": "192.168.1.1" },
        decision: yes,
      },
    ],
  ],
  [
    15,
    years,
    [
      { action: "oss:GetObject", on: "acs:oss:*:1:myphotos/hangzhou/2015/a.jpg", decision: yes },
      { action: "oss:GetObject", on: "acs:oss:*:1:myphotos/hangzhou/2013/a.jpg", decision: no },
    ],
  ],
  [
    16,
    listYears,
    [
      {
        action: "oss:ListObjects",
        on: "acs:oss:*:1:myphotos",
        context: { "oss:Prefix": "hangzhou/2015/" },
        decision: yes,
      },
      { action: "oss:ListObjects", on: "acs:oss:*:1:myphotos", context: { "oss:Prefix": "beijing/" }, decision: no },
      { action: "oss:ListObjects", on: "acs:oss:*:1:myphotos", context: { "oss:Prefix": null }, decision: no },
    ],
  ],
  [
    17,
    listFolders,
    [
      {
        action: "oss:ListObjects",
        on: "acs:oss:*:1:myphotos",
        context: { "oss:Prefix": "hangzhou/", "oss:Delimiter": "/" },
        decision: yes,
      },
      {
        action: "oss:ListObjects",
        on: "acs:oss:*:1:myphotos",
        context: { "oss:Prefix": "hangzhou/", "oss:Delimiter": "," },
        decision: no,
      },
    ],
  ],
  [
    18,
    tagged,
    [
      {
        action: "oss:GetObject",
        on: "acs:oss:*:1:examplebucket/o",
        context: { "oss:ExistingObjectTag/status": "ok", "oss:ExistingObjectTag/key1": "value1" },
        decision: never,
      },
      {
        action: "oss:GetObject",
        on: "acs:oss:*:1:examplebucket/o",
        context: { "oss:ExistingObjectTag/status": "ok", "oss:ExistingObjectTag/key1": null },
        decision: yes,
      },
    ],
  ],
  [
    19,
    keepBucket,
    [
      { action: "oss:DeleteBucket", on: "acs:oss:*:1:myphotos", decision: never },
      { action: "oss:PutObject", on: "acs:oss:*:1:myphotos/o", decision: yes },
    ],
  ],
  [
    20,
    agentAndIp,
    [
      {
        action: "oss:ListObjects",
        on: "acs:oss:*:1:mybucket",
        context: { "acs:UserAgent": "java-sdk", "oss:Prefix": "foo", "acs:SourceIp": "192.168.0.1" },
        decision: yes,
      },
      {
        action: "oss:ListObjects",
        on: "acs:oss:*:1:mybucket",
        context: { "acs:UserAgent": "curl", "oss:Prefix": "foo", "acs:SourceIp": "192.168.0.1" },
        decision: no,
      },
    ],
  ],
  [
    21,
    [devTag],
    [
      { action: "ecs:StopInstance", context: { "acs:ResourceTag/team": "dev" }, decision: yes },
      { action: "ecs:StopInstance", context: { "acs:ResourceTag/team": "ops" }, decision: no },
      { action: "ecs:StopInstance", context: { "acs:ResourceTag/team": null }, decision: no },
    ],
  ],
  [22, [devTag, policy({ allow: "ecs:DescribeTag*" })], [{ action: "ecs:DescribeTags", decision: yes }]],
  [
    23,
    notRam,
    [
      { action: "ecs:RunInstances", decision: yes },
      { action: "ram:CreateUser", decision: no },
    ],
  ],
  [
    24,
    linkedRole,
    [
      {
        action: "ram:CreateServiceLinkedRole",
        context: { "ram:ServiceName": "resourcemanager.aliyuncs.com" },
        decision: yes,
      },
      { action: "ram:CreateServiceLinkedRole", context: { "ram:ServiceName": "fc.aliyuncs.com" }, decision: no },
    ],
  ],
  [
    25,
    passRole,
    [
      {
        action: "ram:PassRole",
        on: "acs:ram:*:1:role/r",
        context: { "acs:Service": "fc.aliyuncs.com" },
        decision: yes,
      },
      {
        action: "ram:PassRole",
        on: "acs:ram:*:1:role/r",
        context: { "acs:Service": "ecs.aliyuncs.com" },
        decision: no,
      },
    ],
  ],
  [
    26,
    full,
    [{ action: "ram:CreateServiceLinkedRole", context: { "ram:ServiceName": "any.aliyuncs.com" }, decision: yes }],
  ],
  [
    27,
    full,
    [
      { action: "ram:CreateRole", on: "acs:ram:*:1:role/new", decision: yes },
      { action: "ram:AttachPolicyToRole", on: "acs:ram:*:1:role/any", decision: yes },
    ],
  ],
  [
    28,
    least,
    [
      { action: "ram:CreateRole", on: "acs:ram:*:1:role/new", decision: no },
      { action: "ram:GetRole", on: "acs:ram:*:1:role/any", decision: yes },
    ],
  ],
  [
    29,
    least,
    [
      { action: "log:QueryMetrics", on: "acs:log:cn-hz:1:project/p/logstore/aliyun-prom-x", decision: yes },
      { action: "log:PostLogStoreLogs", on: "acs:log:cn-hz:1:project/p/logstore/aliyun-prom-x", decision: no },
    ],
  ],
  [30, { account: [assume], trust: trustUser }, [{ action: "sts:AssumeRole", on: role, caller: user, decision: yes }]],
  [
    31,
    { account: [assume], trust: new TrustPolicy([{ principals: { RAM: "acs:ram::1:user/other" } }]) },
    [{ action: "sts:AssumeRole", on: role, caller: user, decision: no, layer: "AssumeRolePolicy" }],
  ],
  [
    32,
    { account: [], trust: TrustPolicy.forAccount("1") },
    [{ action: "sts:AssumeRole", on: role, caller: user, decision: no }],
  ],
  [
    33,
    { account: [assume], trust: TrustPolicy.forServices("ecs.aliyuncs.com") },
    [{ action: "sts:AssumeRole", on: role, caller: user, decision: no }],
  ],
  [
    34,
    { account: [everything], trust: TrustPolicy.forAccount("1") },
    [{ action: "sts:AssumeRole", on: role, callerType: "account owner", decision: no }],
  ],
  [
    35,
    { session: policy({ allow: "oss:GetObject" }), account: [policy({ allow: "oss:*" })] },
    [{ action: "oss:PutObject", on: "acs:oss:*:1:b/o", decision: no, layer: "SessionPolicy" }],
  ],
  [36, folderEcsOnly, [{ action: "rds:DescribeDBInstances", decision: no, layer: "ControlPolicy" }]],
  [
    37,
    folderEcsOnly,
    [
      { action: "rds:DescribeDBInstances", callerType: "account owner", decision: yes },
      { action: "rds:DescribeDBInstances", callerType: "service-linked role", decision: yes },
    ],
  ],
  [
    38,
    beijingOrAdmin,
    [
      {
        action: "ecs:StopInstance",
        on: "acs:ecs:cn-beijing:1:instance/i",
        context: { "acs:PrincipalARN": "acs:ram::1:role/dev" },
        decision: yes,
      },
      {
        action: "ecs:StopInstance",
        on: "acs:ecs:cn-hangzhou:1:instance/i",
        context: { "acs:PrincipalARN": "acs:ram:*:1:role/dev" },
        decision: no,
      },
      {
        action: "ecs:StopInstance",
        on: "acs:ecs:cn-hangzhou:1:instance/i",
        context: { "acs:PrincipalARN": "acs:ram:*:1:role/a-project-admin-1" },
        decision: yes,
      },
    ],
  ],
  [
    39,
    onlySvc,
    [
      {
        action: "ram:UpdateUser",
        on: "acs:ram:*:1:user/u",
        context: { "acs:PrincipalARN": "acs:ram:*:1:role/svc" },
        decision: yes,
      },
      {
        action: "ram:UpdateUser",
        on: "acs:ram:*:1:user/u",
        context: { "acs:PrincipalARN": "acs:ram:*:1:role/dev" },
        decision: never,
      },
    ],
  ],
  [40, groupDeny, [{ action: "ecs:StopInstance", on: instance("cn-hangzhou"), decision: yes }]],
  [
    41,
    { account: [], resourceGroup: [policy({ allow: "ecs:*" })] },
    [
      {
        action: "ecs:StopInstance",
        on: instance("cn-hangzhou"),
        decision: yes,
        layer: "ResourceGroupLevelIdentityBasedPolicy",
      },
    ],
  ],
  [41, { account: [], resourceGroup: [] }, [{ action: "ecs:StopInstance", on: instance("cn-hangzhou"), decision: no }]],
  [
    42,
    notFromVpc,
    [
      { action: "log:PostLogStoreLogs", context: { "acs:SourceVpc": null }, decision: never },
      { action: "log:PostLogStoreLogs", context: { "acs:SourceVpc": "vpc-a" }, decision: yes },
    ],
  ],
  [
    43,
    onlyVpc1,
    [
      { action: "log:GetIndex", context: { "acs:SourceVpc": "vpc-1" }, decision: yes },
      { action: "log:GetIndex", context: { "acs:SourceVpc": "vpc-2" }, decision: never },
      { action: "log:GetIndex", context: { "acs:SourceVpc": null }, decision: never },
    ],
  ],
  [
    44,
    { account: [], resource: [policy({ allow: "oss:GetObject" })] },
    [{ action: "oss:GetObject", on: "acs:oss:*:1:b/o", decision: yes }],
  ],
  [45, [policy({ allow: "ECS:describeInstances" })], [{ action: "ecs:DescribeInstances", decision: yes }]],
  [
    46,
    [policy({ allow: "agentrun:GetAgentRuntime", on: "acs:agentrun:cn-hangzhou:1:workspaces/w/runtimes/r1" })],
    [
      { action: "agentrun:GetAgentRuntime", on: "acs:agentrun:cn-hangzhou:1:workspaces/w/runtimes/r1", decision: yes },
      { action: "agentrun:GetAgentRuntime", on: "acs:agentrun:cn-hangzhou:1:workspaces/w/runtimes/r2", decision: no },
    ],
  ],
  [
    47,
    [policy({ allow: "agentrun:CreateTemplate", on: "acs:agentrun:*:*:workspaces/w/template/*" })],
    [{ action: "agentrun:CreateTemplate", on: "*", decision: no }],
  ],
  [
    48,
    [policy({ allow: "oss:*" }), policy({ deny: "oss:*", on: "acs:oss:*:*:ramtest-bucket/Private/*", if: {} })],
    [{ action: "oss:GetObject", on: "acs:oss:*:1:ramtest-bucket/Private/2017/images.zip", decision: never }],
  ],
];

it("has all 48", () => {
  expect(new Set(vectors.map(([number]) => number))).toEqual(
    new Set(Array.from({ length: 48 }, (_, index) => index + 1)),
  );
});

it.each(vectors)("vector %i", (_, policies, asked) => {
  for (const { action, on = "*", context, caller, callerType, decision, layer } of asked) {
    const result = evaluate({
      policies,
      request: { action, resource: on },
      ...(context === undefined ? {} : { context }),
      ...(caller === undefined ? {} : { caller }),
      ...(callerType === undefined ? {} : { callerType }),
    });
    expect({ action, on, decision: result.decision }).toEqual({ action, on, decision });
    if (layer !== undefined) expect(result.decidedBy).toBe(layer);
  }
});
