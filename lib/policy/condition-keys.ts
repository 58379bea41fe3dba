import type { ConditionType } from "./condition-operators";

/** What is known of a condition key. */
export interface ConditionKeyFacts {
  /** As RAM's pages write it; a key that ends with a slash is followed by a name, e.g. of a tag. */
  readonly name: string;
  /** What its values are; operators of other types do not fit. */
  readonly types: readonly ConditionType[];
  readonly source: string;
}

const elements = "RAM docs, Policy elements (2021-07-16)";
const operators = "https://www.alibabacloud.com/help/en/ram/conditional-operator (read 2025-12-09)";
const control = "Resource Management docs, Control Policy overview";
const kms = "https://help.aliyun.com/zh/kms/key-management-service/security-and-compliance/condition-key";
const oss = "OSS docs, RAM Policy overview (2021-07-14)";
const maxCompute = "https://help.aliyun.com/document_detail/207747.html";
const grantPage = "https://help.aliyun.com/zh/functioncompute/fc/authorize-ram-users-to-use-agentrun (read 2026-11-22)";
const trust = "RAM docs, Create a RAM role for a trusted IdP (2021-07-16)";
const linkedRole = "https://help.aliyun.com/zh/ram/developer-reference/api-ram-2015-05-01-deleteservicelinkedrole";

/**
 * Condition keys that pages name. The list is not complete: RAM's own table of common keys was not read whole, so a key
 * that is missing here may exist.
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
  { name: "acs:Service", types: ["String"], source: grantPage },
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
  { name: "ram:ServiceName", types: ["String"], source: linkedRole },
  { name: "saml:recipient", types: ["String"], source: trust },
  { name: "oidc:iss", types: ["String"], source: trust },
  { name: "oidc:aud", types: ["String"], source: trust },
  { name: "oidc:sub", types: ["String"], source: trust },
  { name: "sts:ExternalId", types: ["String"], source: "RAM API STS 2015-04-01, AssumeRole (SDK 1.2.0)" },
];

const byName = new Map(conditionKeys.map((key) => [key.name.toLowerCase(), key]));

/** What is known of a key, whatever its letter case; the name of a tag may follow. */
export function conditionKey(key: string): ConditionKeyFacts | undefined {
  const lowerCase = key.toLowerCase();
  return byName.get(lowerCase) ?? byName.get(lowerCase.slice(0, lowerCase.indexOf("/") + 1));
}

/** The key as pages write it; what follows a slash stays as it is. */
export function canonicalConditionKey(key: string): string | undefined {
  const name = conditionKey(key)?.name;
  return name?.endsWith("/") === true ? name + key.slice(name.length) : name;
}
