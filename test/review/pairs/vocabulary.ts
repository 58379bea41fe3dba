/** What generated inputs are made of, and what requests ask for. */
export const accountId = "1234567890123456";

export const actions: readonly string[] = [
  ...["oss:GetObject", "oss:PutObject", "oss:ListObjects", "ecs:StartInstance", "ecs:DescribeInstances"],
  ...["ram:GetUser", "ram:GetRole", "ram:ListUsers", "ram:GetPolicy", "ram:CreateAccessKey", "ram:PassRole"],
  ...["agentrun:GetTool", "agentrun:DeleteTool"],
];

export const actionPatterns: readonly string[] = [
  ...actions,
  ...["*", "oss:*", "oss:Get*", "ram:*", "ram:Get*", "ram:*User*", "agentrun:*Tool", "ec?:*", "OSS:putobject"],
];

export const resources: readonly string[] = [
  `acs:oss:cn-hangzhou:${accountId}:a/x`,
  `acs:oss:cn-hangzhou:${accountId}:a/y`,
  `acs:oss:cn-hangzhou:${accountId}:b/x`,
  `acs:ram:*:${accountId}:user/bob`,
  `acs:ram:*:${accountId}:role/r1`,
  `acs:ecs:cn-hangzhou:${accountId}:instance/i-1`,
  `acs:agentrun:cn-hangzhou:${accountId}:workspaces/w/tools/t`,
  "*",
];

export const resourcePatterns: readonly string[] = [
  ...["*", "acs:oss:*:*:a/*", "acs:oss:*:*:a/x", "acs:oss:*:*:*", "acs:oss:*:*:b/*", `acs:ram:*:${accountId}:user/*`],
  ...["acs:ram:*:*:*", "acs:ecs:*:*:instance/i-1", "acs:agentrun:*:*:workspaces/w/tools/*"],
];

type Conditions = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const conditions: readonly (Conditions | undefined)[] = [
  ...[undefined, undefined, undefined],
  { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } },
  { IpAddress: { "acs:SourceIp": "0.0.0.0/0" } },
  { NotIpAddress: { "acs:SourceIp": "10.0.0.0/8" } },
  { Bool: { "acs:MFAPresent": "true" } },
  { Bool: { "acs:MFAPresent": "true" }, IpAddress: { "acs:SourceIp": "10.0.0.0/8" } },
  { StringEquals: { "oss:Prefix": "a" } },
  { StringLike: { "oss:Prefix": "a*" } },
];

export const contexts: readonly Readonly<Record<string, string>>[] = [
  {},
  { "acs:SourceIp": "10.1.1.1", "acs:MFAPresent": "true", "oss:Prefix": "a" },
  { "acs:SourceIp": "8.8.8.8", "acs:MFAPresent": "false", "oss:Prefix": "ab" },
  { "acs:SourceIp": "8.8.8.8", "acs:MFAPresent": "true" },
];

export const users: readonly string[] = ["alice", "bob", "carol"];
export const groups: readonly string[] = ["dev", "ops"];
export const roles: readonly string[] = ["r1", "r2"];
export const policies: readonly string[] = ["p1", "p2", "p3", "elsewhere-p"];
export const systemPolicies: readonly string[] = [
  "AliyunOSSReadOnlyAccess",
  "AliyunOSSFullAccess",
  "AdministratorAccess",
];
export const resourceGroups: readonly (string | undefined)[] = [undefined, "rg-1", "rg-2"];

export const trusted: readonly (readonly [kind: string, name: string])[] = [
  ["Service", "fc.aliyuncs.com"],
  ["Service", "ecs.aliyuncs.com"],
  ["RAM", `acs:ram::${accountId}:root`],
  ["RAM", `acs:ram::${accountId}:user/alice`],
  ["RAM", "acs:ram::2222222222222222:root"],
];

export const callers: readonly (readonly [kind: string, name: string])[] = [
  ["Service", "fc.aliyuncs.com"],
  ["Service", "ecs.aliyuncs.com"],
  ["Service", "fnf.aliyuncs.com"],
  ["RAM", `acs:ram::${accountId}:user/alice`],
  ["RAM", `acs:ram::${accountId}:user/bob`],
  ["RAM", "acs:ram::2222222222222222:user/x"],
];

export const profiles: readonly string[] = ["", "", "prod"];
export const assumedRoles: readonly string[] = ["", "", `acs:ram::${accountId}:role/deployer`];
