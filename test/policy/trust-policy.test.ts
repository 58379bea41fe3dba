import { type PrincipalKind, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import { account, documentOf, idsThrownBy, token, trustStatement } from "./support";

const identity = (resource: string): string => `acs:ram::${account}:${resource}`;

const principals: readonly (readonly [PrincipalKind, string])[] = [
  ["Service", "fc.aliyuncs.com"],
  ["Service", "agentrun.fc.aliyuncs.com"],
  ["Service", `${account}@log.aliyuncs.com`],
  ["RAM", identity("root")],
  ["RAM", identity("user/alice")],
  ["RAM", identity("role/deployer")],
  ["Federated", identity("saml-provider/idp")],
  ["Federated", identity("oidc-provider/github")],
];

it.each(principals)("%s may be %s, alone or in a list", (kind, name) => {
  const printed = {
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { [kind]: [name] } }],
  };
  for (const values of [name, [name]]) {
    expect(new TrustPolicy([{ principals: { [kind]: values } }]).toJson()).toEqual(printed);
    const read = TrustPolicy.fromJson(documentOf({ ...trustStatement, Principal: { [kind]: values } }));
    expect(read.toJson()).toEqual(printed);
    expect(read.principals(kind)).toEqual([name]);
  }
});

it.each<readonly [PrincipalKind, string]>([
  ["Service", "*"],
  ["Service", "*.aliyuncs.com"],
  ["Service", "fc.amazonaws.com"],
  ["Service", "aliyuncs.com"],
  ["Service", "fc-aliyuncs.com"],
  ["Service", "fc.aliyuncs.com.example.org"],
  ["Service", "https://fc.aliyuncs.com"],
  ["Service", identity("root")],
  ["RAM", "*"],
  ["RAM", account],
  ["RAM", "acs:ram::*:root"],
  ["RAM", identity("*")],
  ["RAM", identity("role/*")],
  ["RAM", identity("user/al?ce")],
  ["RAM", "acs:ram::123456789012345?:root"],
  ["RAM", "acs:ram::my-company:root"],
  ["RAM", "acs:ram:::root"],
  ["RAM", identity("user/")],
  ["RAM", identity("group/team")],
  ["RAM", identity("saml-provider/idp")],
  ["RAM", `acs:ram:cn-hangzhou:${account}:root`],
  ["RAM", `acs:oss::${account}:root`],
  ["RAM", `acs:sts::${account}:role/deployer`],
  ["RAM", "fc.aliyuncs.com"],
  ["Federated", "*"],
  ["Federated", identity("saml-provider/*")],
  ["Federated", identity("role/deployer")],
  ["Federated", identity("oidc-provider/")],
  ["Federated", "https://token.actions.githubusercontent.com"],
  ["Federated", "acs:ram::my-company:oidc-provider/github"],
  ["Federated", identity("oidc-provider/git?ub")],
  ["Service", "f?.aliyuncs.com"],
  ["Service", `http://${token}`],
  ["Service", `${token} .aliyuncs.com`],
  ["RAM", `acs:ram::${token}x:root`],
  ["RAM", identity(`group/${token}`)],
])("%s may not be %j where it is built, and is kept where it is read", (kind, name) => {
  expect(idsThrownBy(() => new TrustPolicy([{ principals: { [kind]: name } }]))).toEqual(["RAM113"]);
  const json = documentOf({ ...trustStatement, Principal: { [kind]: [name] } });
  const read = TrustPolicy.fromJson(json);
  expect(read.principals(kind)).toEqual([name]);
  expect(read.mapText((text) => text).toJson()).toEqual(read.toJson());
  expect(read.withStatement({ principals: { Service: "fc.aliyuncs.com" } }).statements).toHaveLength(2);
});

it.each(["AWS", "OIDC", "service", "ram", "__proto__", "constructor", "toString"])(
  "%s is no kind of principal",
  (kind) => {
    const text = `{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"${kind}":"x"}}]}`;
    expect(idsThrownBy(() => TrustPolicy.fromJson(text))).toEqual(["RAM113"]);
    const given = JSON.parse(`{"${kind}":"x","Service":"fc.aliyuncs.com"}`) as object;
    expect(idsThrownBy(() => new TrustPolicy([{ principals: given }]))).toEqual(["RAM113"]);
  },
);

it("is printed with a plain action, arrays of principals, and everything in one order", () => {
  const policy = new TrustPolicy([
    {
      principals: {
        Federated: identity("oidc-provider/github"),
        RAM: [identity("user/b"), identity("user/a"), identity("user/b")],
        Service: "fc.aliyuncs.com",
      },
      conditions: { StringEquals: { "sts:ExternalId": "x", "oidc:aud": ["b", "a", "b"] } },
    },
    { effect: "Deny", principals: { Service: ["fnf.aliyuncs.com", "devs.aliyuncs.com"] } },
  ]);
  const text =
    '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{' +
    `"Service":["fc.aliyuncs.com"],"RAM":["${identity("user/a")}","${identity("user/b")}"],` +
    `"Federated":["${identity("oidc-provider/github")}"]},` +
    '"Condition":{"StringEquals":{"oidc:aud":["a","b"],"sts:ExternalId":["x"]}}},' +
    '{"Effect":"Deny","Action":"sts:AssumeRole","Principal":{"Service":["devs.aliyuncs.com","fnf.aliyuncs.com"]}}]}';
  expect(policy.toText()).toBe(text);
  expect(TrustPolicy.fromJson(text).toText()).toBe(text);
});

it.each([
  ["sts:AssumeRole"],
  [["sts:AssumeRole"]],
  [["sts:AssumeRole", "sts:SetContext"]],
  ["sts:TagSession"],
  ["sts:*"],
])("keeps the action %j as it was given", (action) => {
  const policy = TrustPolicy.fromJson(documentOf({ ...trustStatement, Action: action }));
  expect(policy.toJson().Statement.map(({ Action }) => Action)).toEqual([action]);
  expect(policy.mapText((text) => text).toText()).toBe(policy.toText());
  expect(TrustPolicy.fromJson(policy.toText()).toText()).toBe(policy.toText());
  const built = new TrustPolicy([{ principals: { Service: "fc.aliyuncs.com" }, actions: action }]);
  expect(built.toJson().Statement[0]?.Action).toEqual(action);
});

it("has principals of the statements that permit, each once", () => {
  const policy = new TrustPolicy([
    { principals: { Service: ["fc.aliyuncs.com", "fnf.aliyuncs.com"] } },
    { principals: { Service: "fc.aliyuncs.com", RAM: identity("root") } },
    { effect: "Deny", principals: { Service: "devs.aliyuncs.com", RAM: identity("user/eve") } },
  ]);
  expect(policy.principals("Service")).toEqual(["fc.aliyuncs.com", "fnf.aliyuncs.com"]);
  expect(policy.principals("RAM")).toEqual([identity("root")]);
  expect(policy.principals("Federated")).toEqual([]);
});

it("can be made in short for services and for an account", () => {
  expect(TrustPolicy.forServices("fnf.aliyuncs.com", "fc.aliyuncs.com").toJson().Statement).toEqual([
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["fc.aliyuncs.com", "fnf.aliyuncs.com"] } },
  ]);
  expect(TrustPolicy.forAccount(account).toJson().Statement).toEqual([
    { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [identity("root")] } },
  ]);
  for (const right of ["1", token, `12${token}`]) {
    expect(TrustPolicy.forAccount(right).principals("RAM")).toEqual([`acs:ram::${right}:root`]);
  }
  for (const wrong of ["", "*", "12?", "my-company", "system", `${account}x`, `${account} `, `${account}:root`]) {
    expect(idsThrownBy(() => TrustPolicy.forAccount(wrong))).toEqual(["RAM113"]);
  }
});

it("replaces principals and condition values, and checks what comes out", () => {
  const policy = new TrustPolicy([
    { principals: { RAM: `acs:ram::${token}:root` }, conditions: { StringEquals: { "sts:ExternalId": token } } },
  ]);
  expect(policy.mapText((text) => text.replace(token, account)).toJson().Statement).toEqual([
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { RAM: [identity("root")] },
      Condition: { StringEquals: { "sts:ExternalId": [account] } },
    },
  ]);
  expect(idsThrownBy(() => policy.mapText(() => "*"))).toEqual(["RAM113"]);
});
