import type { ConditionType } from "./condition-operators";
import { foldCase } from "./letter-case";

/** The facts about a condition key. */
export interface ConditionKeyFacts {
  /** In the spelling of RAM's pages. A name follows if it ends with a slash, e.g. the name of a tag. */
  readonly name: string;
  /** Types of its values. Operators of other types do not fit. */
  readonly types: readonly ConditionType[];
  readonly source: string;
  /** Actions whose requests have the key, if a page documents them. @default - any, or not known */
  readonly actions?: readonly string[];
  /** Whether only third parties name it. @default false */
  readonly isUnconfirmed?: true;
}

const elements = "RAM docs, Policy elements (2021-07-16)";
const operators = "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)";
const control = "Resource Management docs, Control Policy overview";
const kms = "https://help.aliyun.com/zh/kms/key-management-service/security-and-compliance/condition-key";
const oss = "OSS docs, RAM Policy overview (2021-07-14)";
const maxCompute = "https://help.aliyun.com/document_detail/207747.html";
const grantPage = "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun (read 2026-11-22)";
const trust = "RAM docs, Create a RAM role for a trusted IdP (2021-07-16)";
const createRole = "RAM API 2015-05-01, CreateRole (read 2026-11-28)";
const practice = "AgentRun docs, workspace permission practice (fc-docs, 2026-07-24)";
const devKit = "aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25)";
const fcExamples = "Function Compute docs, policies and examples (fc-docs, 2026-08-09)";
const thirdParty = "third parties only (read 2026-11-28)";
const linkedRole = "https://help.aliyun.com/zh/ram/developer-reference/api-ram-2015-05-01-deleteservicelinkedrole";

/**
 * Condition keys that pages name. The list is incomplete, because RAM's own table of common keys could not be read
 * completely, so a key that is missing here may exist.
 */
export const conditionKeys: readonly ConditionKeyFacts[] = [
  { name: "acs:CurrentTime", types: ["Date and time"], source: elements },
  { name: "acs:SecureTransport", types: ["Boolean"], source: elements },
  { name: "acs:SourceIp", types: ["IP address"], source: elements },
  { name: "acs:MFAPresent", types: ["Boolean"], source: elements },
  { name: "acs:PrincipalARN", types: ["String"], source: control },
  { name: "acs:PrincipalRDId", types: ["String"], source: control },
  { name: "acs:PrincipalRDPath", types: ["String"], source: control },
  { name: "acs:ResourceTag/", types: ["String"], source: operators },
  { name: "acs:RequestTag/", types: ["String"], source: operators },
  { name: "acs:SourceVpc", types: ["String"], source: kms },
  { name: "acs:VpcSourceIp", types: ["IP address", "String"], source: kms },
  { name: "acs:Service", types: ["String"], source: grantPage, actions: ["ram:PassRole"] },
  { name: "acs:UserAgent", types: ["String"], source: oss },
  { name: "acs:Referer", types: ["String"], source: maxCompute },
  { name: "acs:AccessId", types: ["String"], source: oss },
  { name: "ecs:tag/", types: ["String"], source: "RAM docs, Use tags to authorize access to ECS (2021-07-16)" },
  { name: "rds:ResourceTag/", types: ["String"], source: "RAM docs, Use tags to authorize access to RDS (2021-07-16)" },
  { name: "oss:Prefix", types: ["String"], source: oss },
  { name: "oss:Delimiter", types: ["String"], source: oss },
  { name: "oss:BucketTag/", types: ["String"], source: oss },
  { name: "oss:ExistingObjectTag/", types: ["String"], source: oss },
  { name: "oss:RequestObjectTag/", types: ["String"], source: oss },
  {
    name: "log:TLSVersion",
    types: ["String"],
    source: "https://help.aliyun.com/zh/sls/developer-reference/api-sls-2020-12-30-getprojectpolicy",
  },
  {
    name: "ram:ServiceName",
    types: ["String"],
    source: linkedRole,
    actions: ["ram:CreateServiceLinkedRole", "ram:DeleteServiceLinkedRole"],
  },
  {
    name: "ram:TrustedPrincipalTypes",
    types: ["String"],
    source: createRole,
    actions: ["ram:CreateRole", "ram:AttachPolicyToRole"],
  },
  { name: "ram:ServiceNames", types: ["String"], source: createRole, actions: ["ram:CreateRole"] },
  { name: "acs:ResourceGroupId", types: ["String"], source: practice },
  { name: "acs:SourceArn", types: ["String"], source: "a public guide to Agent Identity (read 2026-11-28)" },
  { name: "sts:RequestContext/", types: ["String"], source: devKit },
  { name: "fc:tag/", types: ["String"], source: "Function Compute docs, FAQ on tags (fc-docs, 2026-08-09)" },
  ...(
    [
      ["fc:EnableServiceInternetAccess", "Function"],
      ["fc:EnableServiceSLSLogging", "Function"],
      ["fc:EnableHTTPTriggerInternet", "Trigger"],
      ["fc:EnableHTTPTriggerAnonymous", "Trigger"],
      ["fc:EnableCustomDomainHTTP", "CustomDomain"],
    ] as const
  ).map(([name, of]): ConditionKeyFacts => ({
    name,
    types: ["String", "Boolean"],
    source: fcExamples,
    actions: [`fc:Create${of}`, `fc:Update${of}`],
  })),
  { name: "acs:SourceIdentity", types: ["String"], source: thirdParty, isUnconfirmed: true },
  { name: "acs:SessionTag/", types: ["String"], source: thirdParty, isUnconfirmed: true },
  { name: "acs:PrincipalTag/", types: ["String"], source: thirdParty, isUnconfirmed: true },
  { name: "saml:recipient", types: ["String"], source: trust },
  { name: "oidc:iss", types: ["String"], source: trust },
  { name: "oidc:aud", types: ["String"], source: trust },
  { name: "oidc:sub", types: ["String"], source: trust },
  { name: "sts:ExternalId", types: ["String"], source: "RAM API STS 2015-04-01, AssumeRole (SDK 1.2.0)" },
];

const byName = new Map(conditionKeys.map((key) => [foldCase(key.name), key]));

/** The facts about a key, in any letter case. The name of a tag may follow. */
export function conditionKey(key: string): ConditionKeyFacts | undefined {
  const lowerCase = foldCase(key);
  return byName.get(lowerCase) ?? byName.get(lowerCase.slice(0, lowerCase.indexOf("/") + 1));
}

/** The key in the spelling of RAM's pages. The part after a slash is unchanged. */
export function canonicalConditionKey(key: string): string | undefined {
  const name = conditionKey(key)?.name;
  return name?.endsWith("/") === true ? name + key.slice(name.length) : name;
}
