import { knownActions, systemPolicy, systemPolicyNames } from "cdktf-alicloud-agentrun/catalog";
import { type PolicyKind, validate } from "cdktf-alicloud-agentrun/policy";
import fcDocs from "./vendor-documents/fc-docs.json";

/** A document of the vendor, by the name of the policy or the heading of the page. */
interface VendorDocument {
  readonly name: string;
  readonly json: unknown;
  readonly kind: PolicyKind;
}

const systemPolicies = systemPolicyNames().flatMap((name): readonly VendorDocument[] => {
  const document = systemPolicy(name)?.document;
  return document === undefined ? [] : [{ name, json: document.toJson(), kind: "identity" }];
});

const documentsOfPages = fcDocs.policies.map(({ kind, heading, document }, index): VendorDocument => {
  const name = `fc-docs ${index}: ${heading}`;
  if (typeof document === "string")
    return { name, json: `{"Version":"1","Statement":[${document}]}`, kind: "identity" };
  if (kind === "statement") return { name, json: { Version: "1", Statement: [document] }, kind: "identity" };
  return { name, json: document, kind: kind === "trust" ? "trust" : "identity" };
});

/** What the rules find in the vendor's own documents, and why each of the findings is right. */
const explained: readonly (readonly [id: string, name: RegExp, why: string])[] = [
  ["RAM117", /^AliyunSysomReadOnlyAccess$/, "acs:sysom::*:* lacks a field"],
  ["RAM710", /自定义访问日志权限策略$/, "the API and the system policies have log:ListLogStores; the page drops the s"],
  ["RAM710", /自定义访问OSS触发器权限策略$/, "the action of ListBuckets is oss:ListBuckets; the page drops the s"],
  ["RAM720", /^AdministratorAccess$/, "that is what it is"],
  ["RAM721", /^AdministratorAccess$/, "an administrator can give themselves anything"],
  ["RAM721", /^AliyunServiceRolePolicyForAgentIdentity$/, "the service may create roles and attach policies to them"],
  ["RAM722", /^AdministratorAccess$/, "hands any role to any service"],
  ["RAM722", /系统策略$/, "the page grants ram:PassRole on * without naming the service"],
  ["RAM722", /自定义创建和获取服务以及创建和执行函数权限策略$/, "the same"],
  ["RAM723", /^(AdministratorAccess|AliyunAgentRunReadOnlyAccess)$/, "Get* covers GetCredential and GetAccessToken"],
  ["RAM723", /^AliyunAgentIdentityDataFullAccess$/, "covers the keys and tokens that Agent Identity holds"],
  ["RAM723", /^(AliyunARMS|AliyunEDASApplication)ReadOnlyAccess$/, "covers the licence keys of traces"],
  ["RAM723", /^AliyunDevsFullAccess$/, "devs:* covers the authorizations of toolsets and model sets"],
  ["RAM723", /^AliyunPAI(EAS)?(Full|ReadOnly)Access$/, "covers signed addresses, which work for whoever has them"],
  ["RAM723", /^AliyunServiceRolePolicyForConfig$/, "yundun*:Describe* covers certificates with their keys"],
  ["RAM723", /自定义权限策略$/, "agentrun:Get* and devs:* cover tokens and credentials"],
  [
    "RAM735",
    /^AliyunServiceRolePolicyForResourceDirectory$/,
    "creates the role of any trusted service in member accounts",
  ],
  ["RAM736", /^AliyunSTSAssumeRoleAccess$/, "grants AssumeRole on every role, as its name says"],
  ["RAM737", /^AliyunActionTrailFullAccess$/, "may stop and delete trails"],
  ["RAM752", /^AliyunAgentIdentityDataFullAccess$/, "covers operations that no page lists as actions"],
];

it("checks all documents of the catalog and of the pages", () => {
  expect([systemPolicies.length, documentsOfPages.length]).toEqual([205, 33]);
});

it("finds no error in the vendor's own documents, and no warning that is not explained", () => {
  const found = [...systemPolicies, ...documentsOfPages].flatMap(({ name, json, kind }) =>
    validate(json, kind, { knowledge: knownActions, now: "2026-11-28T00:00:00Z" }).findings.map((finding) => ({
      ...finding,
      name,
    })),
  );
  const isExplained = ({ id, name }: (typeof found)[number]): boolean =>
    explained.some(([one, pattern]) => one === id && pattern.test(name));
  expect(found.filter((one) => one.severity === "error" || !isExplained(one))).toEqual([]);
  const unused = explained.filter(([id, name]) => !found.some((one) => one.id === id && name.test(one.name)));
  expect(unused).toEqual([]);
});
