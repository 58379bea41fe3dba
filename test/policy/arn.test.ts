import { Arn, type ArnFields } from "cdktf-alicloud-agentrun/policy";
import { account, fieldsOf, idsThrownBy, token, untyped } from "./support";

/** ARNs of documented policies, and their fields: service, region, account, resource. */
const documented: readonly (readonly [text: string, ...fields: readonly [string, string, string, string]])[] = [
  [
    `acs:agentrun:cn-hangzhou:${account}:workspaces/w/runtimes/r1`,
    "agentrun",
    "cn-hangzhou",
    account,
    "workspaces/w/runtimes/r1",
  ],
  ["acs:*:*cn-beijing*:*:*", "*", "*cn-beijing*", "*", "*"],
  ["acs:log:*:*:project/*/logstore/aliyun-prom-*", "log", "*", "*", "project/*/logstore/aliyun-prom-*"],
  ["acs:oss:*:*:myphotos/hangzhou/2014/*", "oss", "*", "*", "myphotos/hangzhou/2014/*"],
  ["acs:ram:*:system:policy/AliyunOSSFullAccess", "ram", "*", "system", "policy/AliyunOSSFullAccess"],
  ["acs:ram::*:role/*", "ram", "", "*", "role/*"],
  [`acs:ram::${account}:root`, "ram", "", account, "root"],
  [`acs:ram::${account}:mfa/alice`, "ram", "", account, "mfa/alice"],
  [`acs:ram::${account}:role/deployer/session`, "ram", "", account, "role/deployer/session"],
  [`acs:ram::${account}:oidc-provider/github`, "ram", "", account, "oidc-provider/github"],
  ["acs:fc:*:*:services/a:b:c", "fc", "*", "*", "services/a:b:c"],
];

it.each(documented)("reads and writes %s", (text, service, region, accountId, resource) => {
  const arn = Arn.parse(text);
  expect(fieldsOf(arn)).toEqual({ service, region, account: accountId, resource });
  expect(arn.toString()).toBe(text);
});

it.each([
  "",
  "*",
  "agentrun",
  "arn:aws:s3:::bucket",
  `ACS:oss:*:${account}:bucket`,
  `acs:oss:*:${account}`,
  `acs:oss:*:${account}:`,
  "acs:oss:*::bucket",
  `acs:oss::${account}:bucket`,
  `acs::*:${account}:bucket`,
  `acs:agentrun:*:${account}:workspaces/w `,
  ` acs:agentrun:*:${account}:workspaces/w`,
  `acs:agentrun:*:${account}:workspaces/w\n`,
])("refuses %j", (text) => {
  expect(idsThrownBy(() => Arn.parse(text))).toEqual(["RAM117"]);
  expect(Arn.check(text, "Resource[0]").map(({ id, path }) => `${id} ${path}`)).toEqual(["RAM117 Resource[0]"]);
});

describe("built from its fields", () => {
  const fields: ArnFields = { service: "agentrun", region: "cn-hangzhou", account, resource: "workspaces/w" };

  it("is about every region and account, unless told", () => {
    expect(Arn.of({ service: "agentrun", resource: "workspaces/*" }).toString()).toBe("acs:agentrun:*:*:workspaces/*");
    expect(Arn.of(fields).toString()).toBe(`acs:agentrun:cn-hangzhou:${account}:workspaces/w`);
  });

  it.each([
    { service: "agentrun", region: undefined },
    { service: "ram", region: undefined },
    { service: "agentrun", account: undefined },
    { service: "ram", region: undefined, account: undefined },
  ])("takes optional fields that are there but undefined as not given: %p", (given) => {
    expect(fieldsOf(Arn.of({ ...given, resource: "x" }))).toEqual({
      service: given.service,
      region: "*",
      account: "*",
      resource: "x",
    });
  });

  it.each<Partial<ArnFields>>([
    { service: "" },
    { region: "" },
    { account: "" },
    { resource: "" },
    { service: "agent run" },
    { region: "cn hangzhou" },
    { account: `${account}\t` },
    { resource: "workspaces/a b" },
    { service: "agentrun:x" },
    { region: "cn-hangzhou:x" },
    { account: `${account}:x` },
  ])("refuses %j", (wrong) => {
    expect(idsThrownBy(() => Arn.of({ ...fields, ...wrong }))).toEqual(["RAM117"]);
  });

  it("keeps colons of the resource", () => {
    expect(fieldsOf(Arn.parse(Arn.of({ ...fields, resource: "a:b:c" }).toString()))).toEqual({
      ...fields,
      resource: "a:b:c",
    });
  });
});

describe("of an identity", () => {
  it.each(["root", "user/alice", "role/deployer", "saml-provider/idp", "oidc-provider/idp", "mfa/alice"])(
    "%s has no region",
    (resource) => {
      expect(Arn.identity(account, resource).toString()).toBe(`acs:ram::${account}:${resource}`);
      expect(Arn.identity(token, resource).toString()).toBe(`acs:ram::${token}:${resource}`);
    },
  );

  it.each([
    ["", "root"],
    [account, ""],
    [`${account} `, "root"],
    [`${account}:1`, "root"],
  ])("refuses account %j with resource %j", (accountId, resource) => {
    expect(idsThrownBy(() => Arn.identity(accountId, resource))).toEqual(["RAM117"]);
  });
});

it("never changes", () => {
  const fields = { service: "agentrun", resource: "workspaces/w" };
  const arn = Arn.of(fields);
  fields.resource = "*";
  expect(Reflect.set(arn, "account", "1")).toBe(false);
  expect(Reflect.set(arn, "other", untyped("1"))).toBe(false);
  expect(arn.toString()).toBe("acs:agentrun:*:*:workspaces/w");
});
