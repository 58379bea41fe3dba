import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import {
  type Acknowledgement,
  type PolicyKind,
  acknowledgedText,
  rulePacks,
  rules,
  validate,
} from "cdktf-alicloud-agentrun/policy";

const base = { Effect: "Allow", Action: "agentrun:ListTools", Resource: "*" } as const;
const tool = "acs:agentrun:*:*:workspaces/w/tools/t";
const provider = "acs:ram::1234567890123456:oidc-provider/idp";
const workload = "workload.agentidentity.aliyuncs.com";
const identityKey = "sts:RequestContext/agentidentity:WorkloadIdentityArn";

const now = "2026-11-28T00:00:00Z";

function trust(principal: object, condition?: object): object {
  return {
    Effect: "Allow",
    Action: "sts:AssumeRole",
    Principal: principal,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

function when(condition: object): object {
  return { ...base, Condition: condition };
}

/** A rule, statements, and the paths where the rule finds something; none where it finds nothing. */
type Row = readonly [id: string, statements: readonly object[], paths: readonly string[], kind?: PolicyKind];

const rows: readonly Row[] = [
  ["RAM116", [{ ...base, Action: ["GetTool", "agentrun:GetTool"] }], ["Statement[0].Action[0]"]],
  ["RAM116", [{ ...base, Action: "agentrun.GetTool" }], ["Statement[0].Action"]],
  ["RAM116", [{ ...base, Action: ["*", "agentrun*", "*:Get*", "ECS:get?", "a:${x}"] }], []],
  [
    "RAM117",
    [{ ...base, Resource: ["acs:oss:*:b", "*", "bucket/*"] }],
    ["Statement[0].Resource[0]", "Statement[0].Resource[2]"],
  ],
  ["RAM117", [{ ...base, Resource: "arn:aws:s3:::b" }], ["Statement[0].Resource"]],
  ["RAM117", [{ ...base, Resource: [tool, "**", "${x}", "acs:ram::1:role/r"] }], []],
  ["RAM313", [{ ...base, Action: Array.from({ length: 245 }, (_, index) => `agentrun:GetTool${1000 + index}`) }], [""]],
  ["RAM313", [base], []],
  ["RAM701", [{ Sid: "S", ...base }, base], ["Statement[0].Sid"]],
  ["RAM701", [base], []],
  ["RAM702", [{ Effect: "Deny", Action: "oss:*", NotResource: tool }], ["Statement[0].NotResource"]],
  ["RAM702", [base], []],
  ["RAM703", [{ Effect: "Allow", NotAction: "ram:*", Resource: "*" }], ["Statement[0].NotAction"]],
  ["RAM703", [{ Effect: "Deny", NotAction: "ram:*", Resource: "*" }], []],
  [
    "RAM704",
    [when({ StringEquals: { "oss:Prefix": ["a", "a/*"] }, StringNotEqualsIgnoreCase: { "acs:UserAgent": "java?" } })],
    [
      "Statement[0].Condition.StringEquals.oss:Prefix[1]",
      "Statement[0].Condition.StringNotEqualsIgnoreCase.acs:UserAgent",
    ],
  ],
  ["RAM704", [when({ StringLike: { "oss:Prefix": "a/*" }, StringEquals: { "acs:Service": "${x ? y : z}" } })], []],
  [
    "RAM705",
    [
      when({
        IpAddress: { "acs:SourceIp": ["10.0.0.1/32", "fe80::1/128"] },
        NotIpAddress: { "acs:SourceIp": "1.2.3.4/32" },
      }),
    ],
    [
      "Statement[0].Condition.IpAddress.acs:SourceIp[0]",
      "Statement[0].Condition.IpAddress.acs:SourceIp[1]",
      "Statement[0].Condition.NotIpAddress.acs:SourceIp",
    ],
  ],
  [
    "RAM705",
    [
      when({
        IpAddress: { "acs:SourceIp": ["10.0.0.1", "10.0.0.0/8", "fe80::/32"] },
        StringLike: { "oss:Prefix": "a/32" },
      }),
    ],
    [],
  ],
  [
    "RAM706",
    [
      when({
        DateLessThan: { "acs:CurrentTime": ["2019-08-12", "2019-08-12T17:00:00+08:00"] },
        Bool: { "acs:MFAPresent": "True" },
        NumericLessThan: { "x:Count": "ten" },
        IpAddress: { "acs:SourceIp": ["10.0.0.256", "10.0.0.0/33"] },
      }),
    ],
    [
      "Statement[0].Condition.DateLessThan.acs:CurrentTime[0]",
      "Statement[0].Condition.Bool.acs:MFAPresent",
      "Statement[0].Condition.NumericLessThan.x:Count",
      "Statement[0].Condition.IpAddress.acs:SourceIp[0]",
      "Statement[0].Condition.IpAddress.acs:SourceIp[1]",
    ],
  ],
  [
    "RAM706",
    [
      when({
        DateLessThan: { "acs:CurrentTime": ["2012-11-11T23:59:59Z", "${x}"] },
        Bool: { "acs:MFAPresent": ["true", "false"] },
        NumericLessThan: { "x:Count": ["-1", "2.5"] },
        IpAddress: { "acs:SourceIp": ["10.0.0.1", "::1", "fe80::/10"] },
        StringEquals: { "acs:Service": "ten" },
      }),
    ],
    [],
  ],
  [
    "RAM706",
    [
      when({
        DateLessThan: {
          "acs:CurrentTime": [
            "2026-02-30T00:00:00Z",
            "2026-02-29T00:00:00Z",
            "2026-04-31T00:00:00+08:00",
            "2026-13-01T00:00:00Z",
            "2026-01-00T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z",
            "2026-01-01T00:00:60Z",
            "2026-01-01T00:00:00+24:00",
          ],
        },
      }),
    ],
    Array.from({ length: 9 }, (_, index) => `Statement[0].Condition.DateLessThan.acs:CurrentTime[${index}]`),
  ],
  [
    "RAM706",
    [
      when({
        DateLessThan: {
          "acs:CurrentTime": [
            "2024-02-29T23:59:59.999Z",
            "2000-02-29T00:00+23:59",
            "2026-12-31T23:59:59-08:00",
            "0000-02-29T00:00Z",
          ],
        },
      }),
    ],
    [],
  ],
  [
    "RAM710",
    [{ ...base, Action: ["agentrun:GetTol", "agentrun:Fetch*"] }],
    ["Statement[0].Action[0]", "Statement[0].Action[1]"],
  ],
  ["RAM710", [{ ...base, Action: "bss:DescribeAccount" }], ["Statement[0].Action"]],
  [
    "RAM710",
    [
      {
        ...base,
        Action: [
          "*",
          "agentrun:Get*",
          "nosuch:GetTol",
          "AGENTRUN:gettool",
          "agentrun:${x}",
          "oss:Fetch*",
          "sfm:Query*",
          "arms:GetCommercialStatusV2",
          "oss:GetBucketInfo",
          "bss:DescribeAcccount",
        ],
      },
    ],
    [],
  ],
  [
    "RAM711",
    [{ ...base, Action: ["agentrun:gettool", "AgentRun:GetTool"] }],
    ["Statement[0].Action[0]", "Statement[0].Action[1]"],
  ],
  // Of OSS only what other policies name is known, and those may have the case wrong themselves.
  ["RAM711", [{ ...base, Action: ["agentrun:GetTool", "agentrun:get*", "nosuch:gettool", "oss:putbucket"] }], []],
  [
    "RAM712",
    [{ ...base, Action: "agentrun:CreateTemplate", Resource: "acs:agentrun:*:*:workspaces/w/template/*" }],
    ["Statement[0].Action"],
  ],
  [
    "RAM712",
    [{ ...base, Action: ["agentrun:GetTool", "agentrun:GetFlow"], Resource: tool }],
    ["Statement[0].Action[1]"],
  ],
  [
    "RAM712",
    [{ ...base, Action: "agentrun:GetTool", Resource: [tool, "acs:agentrun:*:*:workspaces/w/flows/f"] }],
    ["Statement[0].Resource[1]"],
  ],
  [
    "RAM712",
    [{ ...base, Effect: "Deny", Action: "sfm:ListIndex", Resource: "acs:sfm:*:*:index/*" }],
    ["Statement[0].Action"],
  ],
  [
    "RAM712",
    [
      { ...base, Action: ["agentrun:GetTool", "agentrun:CreateTemplate"] },
      { ...base, Action: "agentrun:*Tool", Resource: tool },
      { ...base, Action: ["agentrun:GetTool", "nosuch:Get"], Resource: [tool, "acs:nosuch:*:*:thing"] },
      { ...base, Action: "log:GetLogStoreLogs", Resource: "acs:log:*:*:project/p" },
      { Effect: "Deny", NotAction: "agentrun:CreateTemplate", Resource: tool },
    ],
    [],
  ],
  [
    "RAM713",
    [
      when({
        StringEquals: {
          "acs:Servise": "x",
          "aws:PrincipalTag/a": "x",
          "agentrun:Workspace": "w",
          "acs:NoSuchKey": "x",
        },
      }),
    ],
    [
      "Statement[0].Condition.StringEquals.acs:Servise",
      "Statement[0].Condition.StringEquals.aws:PrincipalTag/a",
      "Statement[0].Condition.StringEquals.agentrun:Workspace",
      "Statement[0].Condition.StringEquals.acs:NoSuchKey",
    ],
  ],
  [
    "RAM713",
    [
      when({
        StringEquals: { "acs:ResourceTag/team": "x", "ACS:service": "x", "fc:Anything": "x" },
        IpAddress: { "aws:SourceIp": "10.0.0.1" },
      }),
    ],
    ["Statement[0].Condition.IpAddress.aws:SourceIp"],
  ],
  ["RAM713", [when({ StringEquals: { "acs:ResourceTag/team": "x", "ram:ServiceName": "x", "fc:Anything": "x" } })], []],
  [
    "RAM713",
    [
      when({
        StringEquals: {
          "acs:ResourceGroupId": "rg-1",
          "ram:ServiceNames": "x",
          "ram:TrustedPrincipalTypes": "Service",
          "fc:EnableHTTPTriggerInternet": "true",
          "fc:tag/team": "x",
          "acs:SourceArn": "x",
          "sts:RequestContext/agentidentity:WorkloadIdentityArn": "x",
        },
      }),
    ],
    [],
  ],
  [
    "RAM713",
    [when({ StringEquals: { "acs:PrincipalTag/team": "x", "acs:SessionTag/team": "x", "acs:SourceIdentity": "x" } })],
    [
      "Statement[0].Condition.StringEquals.acs:PrincipalTag/team",
      "Statement[0].Condition.StringEquals.acs:SessionTag/team",
      "Statement[0].Condition.StringEquals.acs:SourceIdentity",
    ],
  ],
  ["RAM713", [trust({ Federated: provider }, { StringEquals: { "oidc:audience": "x" } })], [], "trust"],
  [
    "RAM714",
    [when({ IpAddress: { "acs:SourceIP": "10.0.0.1" }, StringEquals: { "acs:resourcetag/Team": "x" } })],
    ["Statement[0].Condition.IpAddress.acs:SourceIP", "Statement[0].Condition.StringEquals.acs:resourcetag/Team"],
  ],
  ["RAM714", [when({ StringLike: { "acs:PrincipalARN": "x", "unknown:Key": "x" } })], []],
  [
    "RAM715",
    [when({ StringEquals: { "acs:SourceIp": "10.0.0.1", "acs:MFAPresent": "true" }, Bool: { "acs:Service": "true" } })],
    [
      "Statement[0].Condition.StringEquals.acs:SourceIp",
      "Statement[0].Condition.StringEquals.acs:MFAPresent",
      "Statement[0].Condition.Bool.acs:Service",
    ],
  ],
  [
    "RAM715",
    [when({ IpAddress: { "acs:VpcSourceIp": "10.0.0.1" }, StringLike: { "acs:VpcSourceIp": "10.*", "x:Key": "1" } })],
    [],
  ],
  [
    "RAM716",
    [
      { ...base, Action: "ram:CreateServiceLinkedRole" },
      { ...base, Action: "ram:CreateServiceLinkedRole", Condition: { StringEquals: { "ram:ServiceName": "x" } } },
      { ...base, Action: ["ram:createservicelinkedrole"] },
    ],
    ["Statement[1]", "Statement[2]"],
  ],
  ["RAM716", [base, { ...base, Effect: "Deny" }, { ...base, Action: "agentrun:GetTool" }], []],
  [
    "RAM717",
    [{ ...base, Action: ["agentrun:Get*", "agentrun:GetTool", "agentrun:gettool"], Resource: ["*", tool, "*"] }],
    ["Statement[0].Action[1]", "Statement[0].Action[2]", "Statement[0].Resource[1]", "Statement[0].Resource[2]"],
  ],
  ["RAM717", [{ ...base, Action: ["agentrun:Get*", "agentrun:ListTools"] }], []],
  [
    "RAM718",
    [{ ...base, Resource: "acs:oss:*:*:${aws:username}", Condition: { StringEquals: { "acs:Service": "${x}" } } }],
    ["Statement[0].Resource", "Statement[0].Condition.StringEquals.acs:Service"],
  ],
  ["RAM718", [{ ...base, Resource: "acs:oss:*:*:${TfToken[TOKEN.1]}" }], []],
  [
    "RAM719",
    [{ ...base, Action: ["kms:Decrypt", "oss:Get"], Condition: { StringEquals: { "acs:SourceVpc": "vpc-1" } } }],
    ["Statement[0].Condition.StringEquals.acs:SourceVpc"],
  ],
  [
    "RAM719",
    [when({ StringEquals: { "acs:SourceVpc": "vpc-1" } })],
    ["Statement[0].Condition.StringEquals.acs:SourceVpc"],
  ],
  [
    "RAM719",
    [
      {
        ...base,
        Action: ["log:Get*", "log:PostLogStoreLogs"],
        Condition: { StringNotLike: { "acs:sourcevpc": "vpc-*" } },
      },
    ],
    [],
  ],
  [
    "RAM720",
    [
      { ...base, Action: ["oss:*", "*"] },
      { ...base, Action: "ram:*", Resource: ["*"] },
      { ...base, Action: "r*" },
    ],
    ["Statement[0].Action[1]", "Statement[1].Action", "Statement[2].Action"],
  ],
  [
    "RAM720",
    [
      { ...base, Action: "*", Resource: ["acs:oss:*:*:b", "acs:*:*:*:*"] },
      { ...base, Action: "*", Resource: "acs:*:*:1234567890123456:*" },
      { ...base, Action: "ram:*", Resource: "acs:ram:*:*:*" },
      { ...base, Action: "RAM:*", Resource: "acs:ram::1234567890123456:**" },
      { ...base, Action: "*", Resource: "acs:ram:*:*:*" },
      { ...base, Action: "ram:*", Resource: "acs:*:*:*:*" },
      { ...base, Action: "ram:*", Resource: "acs:ram:*:${TfToken[TOKEN.1]}:*" },
    ],
    Array.from({ length: 7 }, (_, index) => `Statement[${index}].Action`),
  ],
  [
    "RAM720",
    [
      { ...base, Action: "ram:*", Resource: "acs:ram:*:*:user/*" },
      { ...base, Action: "*", Effect: "Deny" },
      { ...base, Action: "ram:Get*" },
      { ...base, Action: "*", Resource: ["acs:oss:*:*:*", "acs:*:*:*:workspaces/*"] },
      { ...base, Action: "ram:*", Resource: "acs:oss:*:*:*" },
      { ...base, Action: "*", Resource: "acs:*:cn-hangzhou:*:*" },
    ],
    [],
  ],
  [
    "RAM721",
    [{ ...base, Action: ["ram:Get*", "ram:AttachPolicyToRole", "ram:Create*"] }],
    ["Statement[0].Action[1]", "Statement[0].Action[2]"],
  ],
  [
    "RAM721",
    [{ ...base, Action: ["ram:CreatePolicy", "resourcemanager:CreatePolicy"] }],
    ["Statement[0].Action[0]", "Statement[0].Action[1]"],
  ],
  [
    "RAM721",
    [
      { ...base, Action: ["ram:Get*", "ram:PassRole", "ram:CreateServiceLinkedRole"] },
      { ...base, Effect: "Deny", Action: "ram:*" },
    ],
    [],
  ],
  [
    "RAM722",
    [
      { ...base, Action: "ram:PassRole" },
      { ...base, Action: "ram:*", Condition: { StringNotEquals: { "acs:Service": "x" } } },
    ],
    ["Statement[0].Action", "Statement[1].Action"],
  ],
  [
    "RAM722",
    ["*", "*.aliyuncs.com", "*.aliyuncs.???", "?*", ["fc.aliyuncs.com", "*aliyun*"]].map((values) => ({
      ...base,
      Action: "ram:PassRole",
      Condition: { StringLike: { "acs:Service": values } },
    })),
    Array.from({ length: 5 }, (_, index) => `Statement[${index}].Action`),
  ],
  [
    "RAM722",
    [
      { "acs:Service": "*.fc.aliyuncs.com" },
      { "acs:Service": ["fc*", "${TfToken[TOKEN.1]}"] },
      { "acs:Service": "f?.aliyuncs.com" },
    ]
      .map((test): object => ({ StringLike: test }))
      .concat({ StringLike: { "acs:Service": "*" }, StringEquals: { "acs:Service": "fc.aliyuncs.com" } })
      .map((Condition) => ({ ...base, Action: "ram:PassRole", Condition })),
    [],
  ],
  [
    "RAM722",
    [
      { ...base, Action: "ram:PassRole", Condition: { StringEquals: { "acs:service": "fc.aliyuncs.com" } } },
      { ...base, Effect: "Deny", Action: "ram:PassRole" },
    ],
    [],
  ],
  ["RAM723", [{ ...base, Action: ["agentrun:Get*", "agentrun:List*"] }], ["Statement[0].Action[0]"]],
  [
    "RAM723",
    [
      { ...base, Action: "agentrun:GetCredential" },
      { ...base, Effect: "Deny", Action: "agentrun:Get*" },
    ],
    [],
  ],
  ["RAM724", [{ ...base, Action: ["agentrun:GetTool", "agentrun:UpdateTool"] }], ["Statement[0].Resource"]],
  // RAM authorizes these on ARNs in which nothing can be named.
  [
    "RAM724",
    ["ram:ListRoles", "ram:ListUserBasicInfos", "ram:CreateServiceLinkedRole", ["ram:GetRole", "ram:ListRoles"]].map(
      (Action) => ({ ...base, Action }),
    ),
    [],
  ],
  [
    "RAM724",
    [
      { ...base, Action: ["agentrun:GetTool", "agentrun:CreateTemplate"] },
      { ...base, Action: "agentrun:GetTool", Resource: tool },
    ],
    [],
  ],
  [
    "RAM725",
    [
      trust(
        { Federated: [provider, "acs:ram::1234567890123456:saml-provider/idp"] },
        { StringEquals: { "oidc:aud": "x" } },
      ),
    ],
    ["Statement[0].Principal.Federated[0]", "Statement[0].Principal.Federated[1]"],
    "trust",
  ],
  [
    "RAM725",
    [
      trust({ Federated: provider }, { StringEquals: { "oidc:aud": "x", "oidc:sub": "y" } }),
      trust({ Service: "fc.aliyuncs.com" }),
    ],
    [],
    "trust",
  ],
  [
    "RAM750",
    [
      trust({ Service: ["fc.aliyuncs.com", workload] }),
      trust({ Service: workload }, { StringNotEquals: { [identityKey]: "x" } }),
      trust({ Service: workload }, { "ForAllValues:StringEquals": { [identityKey]: "x" } }),
      trust({ Service: workload }, { StringLike: { [identityKey]: "*" } }),
    ],
    [
      "Statement[0].Principal.Service[1]",
      "Statement[1].Principal.Service",
      "Statement[2].Principal.Service",
      "Statement[3].Principal.Service",
    ],
    "trust",
  ],
  [
    "RAM750",
    [
      trust({ Service: workload }, { StringEquals: { [identityKey]: "x" } }),
      trust({ Service: workload }, { StringLike: { "acs:sourcearn": "x*" } }),
      trust({ Service: "fc.aliyuncs.com" }),
    ],
    [],
    "trust",
  ],
  [
    "RAM751",
    [trust({ Service: workload }, { StringEquals: { [identityKey]: "x" } })],
    [`Statement[0].Condition.StringEquals.${identityKey}`],
    "trust",
  ],
  [
    "RAM751",
    [
      {
        ...trust({ Service: workload }, { StringEquals: { [identityKey]: "x" } }),
        Action: ["sts:AssumeRole", "sts:SetContext"],
      },
      trust({ Service: workload }, { StringEquals: { "acs:SourceArn": "x" } }),
    ],
    [],
    "trust",
  ],
  ["RAM752", [{ ...base, Action: ["agentcore:GetTeam", "AgentCore:*"] }], ["Statement[0].Action[1]"]],
  [
    "RAM752",
    [
      { ...base, Action: ["agentcore:Get*", "agentrun:*", "agentteams:*", "*"] },
      { ...base, Effect: "Deny", Action: "agentcore:*" },
    ],
    [],
  ],
  ["RAM726", [trust({ RAM: "acs:ram::1234567890123456:root" })], ["Statement[0].Principal.RAM"], "trust"],
  [
    "RAM726",
    [
      trust({ RAM: "acs:ram::1234567890123456:user/u" }),
      trust({ RAM: "acs:ram::1234567890123456:root" }, { StringEquals: { "sts:ExternalId": "x" } }),
    ],
    [],
    "trust",
  ],
  [
    "RAM111",
    [
      when({
        "ForAllValues:StringEquals": { "ram:TrustedPrincipalTypes": "Service" },
        StringIs: { "acs:Service": "x" },
      }),
    ],
    [
      "Statement[0].Condition.ForAllValues:StringEquals.ram:TrustedPrincipalTypes",
      "Statement[0].Condition.StringIs.acs:Service",
    ],
  ],
  ["RAM111", [when({ StringEquals: { "acs:Service": "fc.aliyuncs.com" } })], []],
  [
    "RAM728",
    [
      {
        ...trust({ Service: "fc.aliyuncs.com" }),
        Action: ["sts:AssumeRole", "sts:TagSession", "sts:assumerole", "sts:*"],
      },
    ],
    ["Statement[0].Action[1]", "Statement[0].Action[2]", "Statement[0].Action[3]"],
    "trust",
  ],
  [
    "RAM728",
    [
      { ...trust({ Service: "workload.agentidentity.aliyuncs.com" }), Action: ["sts:AssumeRole", "sts:SetContext"] },
      { ...trust({ Federated: provider }), Action: "sts:AssumeRoleWithOIDC" },
    ],
    [],
    "trust",
  ],
  [
    "RAM729",
    [trust({ RAM: ["acs:ram::1:role/r/s", "acs:ram::1:user/u"] })],
    ["Statement[0].Principal.RAM[0]"],
    "trust",
  ],
  ["RAM729", [trust({ RAM: ["acs:ram::1:role/r", "acs:ram::1:root"] })], [], "trust"],
  [
    "RAM727",
    [
      { ...base, Action: ["oss:GetObject", "oss:ListObjects"], Resource: "acs:oss:*:*:b/*" },
      { ...base, Effect: "Deny", Action: "oss:*" },
      { ...base, Action: "fc:*", Condition: { StringEquals: { "acs:Service": "x" } } },
      { ...base, Effect: "Deny", Action: "fc:*", Condition: { StringEquals: { "acs:service": ["x", "y"] } } },
      { ...base, Action: "log:GetLogs" },
      { Effect: "Deny", NotAction: ["oss:*", "fc:*"], Resource: "*" },
    ],
    ["Statement[0]", "Statement[2]", "Statement[4]"],
  ],
  [
    "RAM727",
    [
      { ...base, Action: ["oss:GetObject", "log:GetLogs"] },
      { ...base, Effect: "Deny", Action: "oss:*" },
      { ...base, Action: "log:Get*", Resource: "acs:log:*:*:project/p" },
      { ...base, Effect: "Deny", Action: "log:*", Resource: "acs:log:*:*:project/p/logstore/*" },
      { ...base, Action: "fc:*" },
      { ...base, Effect: "Deny", Action: "fc:*", Condition: { Bool: { "acs:MFAPresent": "false" } } },
      { ...base, Effect: "Deny", Action: "oss:*" },
      { ...base, Action: "ecs:*", Resource: "${TfToken[TOKEN.1]}" },
      { ...base, Effect: "Deny", Action: "ecs:*", Resource: "${TfToken[TOKEN.2]}" },
    ],
    [],
  ],
  [
    "RAM730",
    [
      when({ IpAddress: { "acs:SourceIp": ["10.0.0.1", "0.0.0.0/0"] } }),
      when({ IpAddress: { "acs:SourceIp": ["128.0.0.0/1", "0.0.0.0/2", "64.0.0.0/2"] } }),
      when({ NotIpAddress: { "acs:SourceIp": "::/0" } }),
    ],
    [
      "Statement[0].Condition.IpAddress.acs:SourceIp",
      "Statement[1].Condition.IpAddress.acs:SourceIp",
      "Statement[2].Condition.NotIpAddress.acs:SourceIp",
    ],
  ],
  [
    "RAM730",
    [
      when({ IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "::1", "${x}"] } }),
      when({ IpAddress: { "acs:SourceIp": ["128.0.0.0/1", "64.0.0.0/2"] } }),
      when({ StringLike: { "acs:SourceIp": "0.0.0.0/0" } }),
    ],
    [],
  ],
  [
    "RAM731",
    [
      when({ StringLike: { "acs:Service": ["fc.aliyuncs.com", "*"], "acs:SourceVpc": "**", "acs:UserAgent": "?*" } }),
      when({ Bool: { "acs:SecureTransport": ["true", "false"] } }),
    ],
    [
      "Statement[0].Condition.StringLike.acs:Service[1]",
      "Statement[0].Condition.StringLike.acs:SourceVpc",
      "Statement[0].Condition.StringLike.acs:UserAgent",
      "Statement[1].Condition.Bool.acs:SecureTransport",
    ],
  ],
  [
    "RAM731",
    [
      // Under StringEquals the star is a character, and StringNotLike * asks whether the key is missing.
      when({ StringEquals: { "acs:Service": "*" }, StringNotLike: { "acs:SourceVpc": "*" }, StringLike: { a: "a*" } }),
      when({ StringLike: { "acs:Service": ["${TfToken[TOKEN.1]}", "?", "??"] }, Bool: { "acs:MFAPresent": "true" } }),
    ],
    [],
  ],
  [
    "RAM732",
    [
      { StringEquals: { "acs:Service": ["a", "b"] }, StringNotEquals: { "acs:service": ["b", "a", "c"] } },
      { StringEquals: { "acs:Service": "a" }, StringLike: { "acs:Service": "b*" } },
      { StringEqualsIgnoreCase: { "acs:Service": "A" }, StringNotEqualsIgnoreCase: { "acs:Service": "a" } },
      { StringLike: { "acs:Service": ["ab*", "a"] }, StringNotLike: { "acs:Service": "a*" } },
      {
        IpAddress: { "acs:SourceIp": "10.1.0.0/16" },
        NotIpAddress: { "acs:SourceIp": ["10.0.0.0/9", "10.128.0.0/9"] },
      },
      { NumericLessThan: { "x:N": ["1", "5"] }, NumericGreaterThan: { "x:N": ["5", "9"] } },
      {
        NumericLessThanEquals: { "x:N": "5" },
        NumericGreaterThanEquals: { "x:N": "5.0" },
        NumericNotEquals: { "x:N": "5" },
      },
      { NumericEquals: { "x:N": ["1", "2"] }, NumericGreaterThan: { "x:N": "2" } },
      {
        DateLessThan: { "acs:CurrentTime": "2026-01-01T00:00:00Z" },
        DateGreaterThan: { "acs:CurrentTime": "2026-01-01T00:00:00+00:00" },
      },
      { Bool: { "acs:MFAPresent": "true" }, StringEquals: { "acs:MFAPresent": "false" } },
    ].map(when),
    [
      "Statement[0].Condition.StringEquals.acs:Service",
      "Statement[1].Condition.StringEquals.acs:Service",
      "Statement[2].Condition.StringEqualsIgnoreCase.acs:Service",
      "Statement[3].Condition.StringLike.acs:Service",
      "Statement[4].Condition.IpAddress.acs:SourceIp",
      "Statement[5].Condition.NumericLessThan.x:N",
      "Statement[6].Condition.NumericLessThanEquals.x:N",
      "Statement[7].Condition.NumericEquals.x:N",
      "Statement[8].Condition.DateLessThan.acs:CurrentTime",
      "Statement[9].Condition.Bool.acs:MFAPresent",
    ],
  ],
  [
    "RAM732",
    [
      { StringEquals: { "acs:Service": ["a", "b"] }, StringNotEquals: { "acs:Service": "b" } },
      { StringEqualsIgnoreCase: { "acs:Service": "A" }, StringNotEquals: { "acs:Service": "a" } },
      { StringEqualsIgnoreCase: { "acs:Service": "A" }, StringLike: { "acs:Service": "a*" } },
      { StringNotEquals: { "acs:Service": "a" }, StringNotLike: { "acs:Service": "*" } },
      { StringLike: { "acs:Service": "a*" }, StringNotEquals: { "acs:Service": "a" } },
      { StringEquals: { "acs:Service": "${x}" }, StringNotEquals: { "acs:Service": "${x}" } },
      { IpAddress: { "acs:SourceIp": "10.0.0.0/8" }, NotIpAddress: { "acs:SourceIp": "10.0.0.0/9" } },
      { IpAddress: { "acs:SourceIp": "10.0.0.0/8" }, NotIpAddress: { "acs:SourceIp": "::/0" } },
      { NumericLessThan: { "x:N": ["1", "6"] }, NumericGreaterThan: { "x:N": ["5", "9"] } },
      { NumericLessThanEquals: { "x:N": "5" }, NumericGreaterThanEquals: { "x:N": "5" } },
      { NumericLessThan: { "x:N": "ten" }, NumericGreaterThan: { "x:N": "20" } },
      { "ForAllValues:StringEquals": { "acs:Service": "a" }, StringNotEquals: { "acs:Service": "a" } },
      { StringEquals: { "acs:Service": "a", "acs:UserAgent": "b" } },
    ].map(when),
    [],
  ],
  [
    "RAM733",
    [
      when({ DateLessThan: { "acs:CurrentTime": ["2026-11-27T23:59:59Z", "2025-01-01T00:00:00Z"] } }),
      { ...when({ DateLessThanEquals: { "acs:currenttime": "2026-11-28T07:00:00+08:00" } }), Effect: "Deny" },
      when({ DateEquals: { "acs:CurrentTime": "2026-11-27T00:00:00Z" } }),
    ],
    [
      "Statement[0].Condition.DateLessThan.acs:CurrentTime",
      "Statement[1].Condition.DateLessThanEquals.acs:currenttime",
      "Statement[2].Condition.DateEquals.acs:CurrentTime",
    ],
  ],
  [
    "RAM733",
    [
      when({ DateLessThan: { "acs:CurrentTime": ["2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z"] } }),
      when({ DateGreaterThan: { "acs:CurrentTime": "2025-01-01T00:00:00Z" } }),
      when({ DateLessThan: { "acs:CurrentTime": ["2025-01-01", "${x}"], "x:Created": "2025-01-01T00:00:00Z" } }),
    ],
    [],
  ],
  [
    "RAM734",
    ["*", "repo:*", "repo:org*", "repo:*/app:*", "re*", "system:serviceaccount:*", "system:serviceaccount:n*:a"].map(
      (sub) => trust({ Federated: provider }, { StringLike: { "oidc:sub": [sub, "repo:org/app:*"] } }),
    ),
    Array.from({ length: 7 }, (_, index) => `Statement[${index}].Condition.StringLike.oidc:sub`),
    "trust",
  ],
  [
    "RAM734",
    [trust({ Federated: provider }, { StringNotEquals: { "oidc:sub": "repo:org/app:x" } })],
    ["Statement[0].Condition.StringNotEquals.oidc:sub"],
    "trust",
  ],
  [
    "RAM734",
    [
      trust({ Federated: provider }, { StringLike: { "oidc:sub": ["repo:org/*", "user-?", "${x}*"] } }),
      trust({ Federated: provider }, { StringEquals: { "oidc:sub": "*" }, StringNotLike: { "oidc:sub": "*x" } }),
      trust({ Federated: provider }, { StringLike: { "oidc:aud": "*" } }),
      { ...trust({ Federated: provider }, { StringLike: { "oidc:sub": "*" } }), Effect: "Deny" },
    ],
    [],
    "trust",
  ],
  [
    "RAM735",
    [
      { ...base, Action: "ram:CreateServiceLinkedRole" },
      { ...base, Action: "ram:Create*", Condition: { StringNotEquals: { "ram:ServiceName": "x" } } },
      { ...base, Action: "ram:*Role", Condition: { StringLike: { "ram:ServiceName": "*.aliyuncs.com" } } },
    ],
    ["Statement[0].Action", "Statement[1].Action", "Statement[2].Action"],
  ],
  [
    "RAM735",
    [
      { ...base, Action: "ram:CreateServiceLinkedRole", Condition: { StringEquals: { "ram:servicename": "x" } } },
      { ...base, Action: ["ram:*", "*", "ram:DeleteServiceLinkedRole"] },
      { ...base, Effect: "Deny", Action: "ram:CreateServiceLinkedRole" },
    ],
    [],
  ],
  [
    "RAM736",
    [
      { ...base, Action: ["sts:AssumeRole", "sts:GetCallerIdentity", "sts:*"] },
      { ...base, Action: "sts:AssumeRole", Resource: ["acs:ram:*:1234567890123456:role/r", "acs:ram::*:role/*"] },
    ],
    ["Statement[0].Action[0]", "Statement[0].Action[2]", "Statement[1].Action"],
  ],
  [
    "RAM736",
    [
      { ...base, Action: "sts:AssumeRole", Resource: ["acs:ram:*:*:role/deploy-*", "acs:ram::*:user/*"] },
      { ...base, Action: "*" },
      { ...base, Action: "sts:AssumeRole", Effect: "Deny" },
      { ...base, Action: "sts:AssumeRole", Condition: { Bool: { "acs:MFAPresent": "true" } } },
    ],
    [],
  ],
  [
    "RAM737",
    [
      {
        ...base,
        Action: [
          "ram:UnbindMFADevice",
          "ram:Set*",
          "ims:*",
          "ims:UpdateUser",
          "*:DeleteTrail",
          "ram:updatesamlprovider",
        ],
      },
    ],
    Array.from({ length: 6 }, (_, index) => `Statement[0].Action[${index}]`),
  ],
  [
    "RAM737",
    [
      {
        ...base,
        Action: ["ram:Get*", "ims:Get*", "ims:ListUsers", "*:TagResources", "ram:*", "*", "actiontrail:Lookup*"],
      },
      { ...base, Effect: "Deny", Action: "ram:UnbindMFADevice" },
    ],
    [],
  ],
  [
    "RAM738",
    [{ ...base, Action: ["agentrn:GetTool", "agentrnu:Get*"], Resource: "acs:agentruns:*:*:workspaces/w" }],
    ["Statement[0].Action[0]", "Statement[0].Action[1]", "Statement[0].Resource"],
  ],
  [
    "RAM738",
    [
      {
        ...base,
        Action: [
          "AgentRun:GetTool",
          "nosuchservice:Get",
          "esc:Run",
          "*:Get*",
          "agentrun*",
          "ims:GetUser",
          "fcsandbox:ListQuota",
        ],
        Resource: ["acs:oss:*:*:b", "*", "acs:${x}:*:*:b", "acs:polardb2:*:*:b"],
      },
    ],
    [],
  ],
  [
    "RAM739",
    [
      { ...base, Action: "oss:GetObject", Resource: "acs:ecs:*:*:instance/i" },
      { ...base, Action: ["fc:InvokeFunction", "oss:Get*"], Resource: ["acs:fc:*:*:*", "acs:log:*:*:project/p"] },
    ],
    ["Statement[0].Resource", "Statement[1].Resource[1]"],
  ],
  [
    "RAM739",
    [
      { ...base, Action: "oss:GetObject", Resource: ["acs:oss:*:*:b/*", "*", "acs:*:*:*:*", "acs:${x}:*:*:b"] },
      { ...base, Action: ["oss:GetObject", "*"], Resource: "acs:ecs:*:*:instance/i" },
      { ...base, Action: "sts:AssumeRole", Resource: "acs:ram::*:role/r" },
      { ...base, Action: "hdm:Get*", Resource: "acs:polardb:*:*:*" },
      { Effect: "Deny", NotAction: "oss:*", Resource: "acs:ecs:*:*:instance/i" },
    ],
    [],
  ],
  [
    "RAM740",
    [
      {
        ...base,
        Resource: ["acs:agentrun:cn-hangzou:*:workspaces/w", "acs:oss:oss-cn-hangzhou:*:b", "acs:fc:moon-1:*:x"],
      },
    ],
    ["Statement[0].Resource[0]", "Statement[0].Resource[1]", "Statement[0].Resource[2]"],
  ],
  [
    "RAM740",
    [
      {
        ...base,
        Resource: ["acs:fc:cn-hangzhou:*:x", "acs:fc:*cn-beijing*:*:x", "acs:fc:${x}:*:x", "acs:ram::*:role/r", "*"],
      },
    ],
    [],
  ],
  [
    "RAM741",
    [{ ...base, Resource: ["acs:oss:*:bucket:b", "acs:oss:*:123:b", "acs:ram::system:policy/p"] }],
    ["Statement[0].Resource[0]", "Statement[0].Resource[1]"],
  ],
  ["RAM741", [trust({ RAM: "acs:ram::12345:root" })], ["Statement[0].Principal.RAM"], "trust"],
  [
    "RAM741",
    [
      {
        ...base,
        Resource: [
          "acs:oss:*:1234567890123456:b",
          "acs:oss:*:*:b",
          "acs:oss:*::b",
          "acs:oss:*:${x}:b",
          "acs:oss:*:12*:b",
        ],
      },
    ],
    [],
  ],
  [
    "RAM742",
    [
      {
        ...base,
        Action: ["agentrun:GetAgentRuntime", "agentrun:ListAgentRuntimes"],
        Resource: "acs:agentrun:*:*:workspaces/w/runtimes/r",
      },
      { ...base, Action: "ram:ListRoles", Resource: ["acs:ram:*:*:role/deploy"] },
    ],
    ["Statement[0].Action[1]", "Statement[1].Action"],
  ],
  [
    "RAM742",
    [
      {
        ...base,
        Action: ["agentrun:GetTool", "agentrun:ListTools"],
        Resource: "acs:agentrun:*:*:workspaces/w/tools/*",
      },
      { ...base, Action: "ram:ListRoles", Resource: ["acs:ram:*:*:*", "acs:ram:*:*:role/deploy"] },
      { ...base, Action: "eas:ListAclPolicy", Resource: "acs:eas:*:*:gateway/g" },
      { ...base, Action: "agentrun:List*", Resource: tool },
      { ...base, Action: "ram:ListRoles", Resource: ["${x}"] },
      { ...base, Effect: "Deny", Action: "ram:ListRoles", Resource: ["acs:ram:*:*:role/deploy"] },
    ],
    [],
  ],
  [
    "RAM743",
    [{ ...base, Effect: "Deny", Condition: { Bool: { "acs:mfapresent": ["false"] } } }],
    ["Statement[0].Condition.Bool.acs:mfapresent"],
  ],
  [
    "RAM743",
    [
      when({ Bool: { "acs:MFAPresent": "false" } }),
      { ...base, Effect: "Deny", Condition: { Bool: { "acs:MFAPresent": "true", "acs:SecureTransport": "false" } } },
    ],
    [],
  ],
  ["RAM744", [{ ...base, Effect: "Deny" }], [""], "control"],
  ["RAM744", [{ ...base, Effect: "Deny" }, base], [], "control"],
  [
    "RAM745",
    [
      trust({ Service: ["fc.aliyuncs.com", "*", "fc.example.org"], RAM: ["*", "1234567890123456"] }),
      trust({ RAM: "acs:ram::1234567890123456:group/g", Federated: "acs:ram::1234567890123456:other-provider/p" }),
    ],
    [
      "Statement[0].Principal.Service[1]",
      "Statement[0].Principal.Service[2]",
      "Statement[0].Principal.RAM[0]",
      "Statement[0].Principal.RAM[1]",
      "Statement[1].Principal.RAM",
      "Statement[1].Principal.Federated",
    ],
    "trust",
  ],
  [
    "RAM745",
    [
      trust({ Service: ["fc.aliyuncs.com", "${x}"], RAM: "acs:ram::1234567890123456:role/r", Federated: provider }),
      trust({ Service: "1234567890123456@log.aliyuncs.com", RAM: "acs:ram::1234567890123456:root" }),
    ],
    [],
    "trust",
  ],
  [
    "RAM761",
    [{ ...base, Action: ["agentrun:GetTool", "agentrun:RetrieveMemory", "agentrun:getmemoryevent"] }],
    ["Statement[0].Action[1]", "Statement[0].Action[2]"],
  ],
  ["RAM761", [{ ...base, Action: ["agentrun:*Memory", "agentrun:GetMemoryCollection"] }], []],
];

it.each(rows.map((row) => ({ row })))("row %#", ({ row: [id, Statement, paths, kind] }) => {
  const { findings } = validate({ Version: "1", Statement }, kind, { knowledge: knownActions, rules: [id], now });
  expect(findings.map((one) => `${one.id} ${one.path}`)).toEqual(paths.map((path) => `${id} ${path}`));
});

it.each(rows.filter(([, , paths]) => paths.length > 0).map((row) => ({ row })))(
  "findings of row %# are acknowledged by what they are about, and by nothing else",
  ({ row: [id, Statement, , kind] }) => {
    const inspect = (acknowledgements: readonly Acknowledgement[]) =>
      validate({ Version: "1", Statement }, kind, { knowledge: knownActions, rules: [id], now, acknowledgements });
    const texts = new Set(inspect([]).findings.map(acknowledgedText));
    const known = { id, found: [...texts], reason: "known" };
    expect(inspect([known]).findings).toEqual([]);
    const other = { ...known, found: [...texts].map((text) => `${text}x`) };
    expect(new Set(inspect([other]).findings.map((one) => one.id))).toEqual(new Set([id, "RAM790"]));
  },
);

it.each<readonly [string, object, RegExp]>([
  ["RAM710", { Action: "sfm:Fetch*" }, /^"sfm:Fetch\*", which matches no action that a page lists$/],
  ["RAM710", { Action: "agentrun:GetTol" }, /^the action "agentrun:GetTol", which no page lists$/],
  [
    "RAM712",
    { Action: "agentrun:CreateTemplate", Resource: "acs:agentrun:*:*:workspaces/w/*" },
    /contradict each other: the authorization page \(read .*\) has it on all resources .*; the workspace practice page \(of 2026-07-24/,
  ],
  [
    "RAM712",
    { Action: "agentrun:CreateTemplate", Resource: "acs:agentrun:*:*:modelproxy/*" },
    /on none of the statement's resources, whichever page is right: the authorization page/,
  ],
  ["RAM710", { Action: "agentrun:GetIMBot" }, /an operation of the SDKs .* for which no document names an action/],
  ["RAM717", { Action: ["oss:Get*", "oss:GetObject"] }, /^"oss:GetObject", which "oss:Get\*" covers$/],
  ["RAM717", { Action: ["oss:GetObject", "oss:GetObject"] }, /^"oss:GetObject", written twice$/],
  ["RAM717", { Resource: ["acs:oss:*:*:b", "acs:oss:*:*:b"] }, /^"acs:oss:\*:\*:b", written twice$/],
  ["RAM721", { Action: "ram:CreatePolicy" }, /ram:CreatePolicy creates any policy, .*attached/],
  [
    "RAM722",
    { Action: "ram:PassRole", Condition: { StringLike: { "acs:Service": "*" } } },
    /^ram:PassRole with a test of acs:Service that allows any service$/,
  ],
])("%s says of %j what is so", (id, elements, found) => {
  const json = { Version: "1", Statement: [{ ...base, ...elements }] };
  const { findings } = validate(json, "identity", { knowledge: knownActions, rules: [id] });
  expect(findings).toHaveLength(1);
  expect(findings[0]?.found).toMatch(found);
});

it("says nothing of what has expired without a time, and refuses a time that is none", () => {
  const json = { Version: "1", Statement: [when({ DateLessThan: { "acs:CurrentTime": "2019-01-01T00:00:00Z" } })] };
  expect(validate(json, "identity", { rules: ["RAM733"] }).findings).toEqual([]);
  expect(() => validate(json, "identity", { now: "2026-11-28" })).toThrow(/RAM792 now/);
});

it("every rule has a row where it finds something and one where it finds nothing", () => {
  for (const { id } of rules) {
    const found = rows.filter(([rule]) => rule === id).map(([, , paths]) => paths.length > 0);
    expect([id, new Set(found)]).toEqual([id, new Set([true, false])]);
  }
});

it("packs name rules that exist: strict all of them, recommended those that warn", () => {
  expect([...rulePacks.strict]).toEqual(rules.map(({ id }) => id).sort());
  expect([...rulePacks.recommended]).toEqual(
    rules
      .filter(({ severity }) => severity === "warning")
      .map(({ id }) => id)
      .sort(),
  );
  expect(rulePacks.syntax).toEqual([]);
});

it("every rule says what it is, why, and where that is from", () => {
  for (const rule of rules) {
    for (const text of [rule.title, rule.allowed, rule.explanation, rule.source])
      expect(text.length).toBeGreaterThan(5);
  }
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});
