import { Token } from "cdktf";
import {
  Arn,
  type NameKind,
  PolicyDocument,
  PolicyStatement,
  TrustPolicy,
  checkDescription,
  checkName,
  checkSessionDuration,
  checkTags,
  hasToken,
  isCompoundToken,
  literalText,
  splitTokens,
} from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { account, documentOf, fieldsOf, idsThrownBy, statement, token, trustStatement } from "../support";

/** Something that only the framework can resolve; each is another token. */
const lazy = (): object => ({ resolve: () => "value" });

/** Tokens as the framework itself spells them, and in the spelling with a hint that holds colons. */
const tokens = [token, Token.asString(lazy()), Token.asString(lazy(), { displayHint: "account:id" }), "${TfToken[a:b.c-d_e.TOKEN.7]}", String(Token.asNumber(lazy()))]; // prettier-ignore
const compounds = [Token.asList(lazy())[0]!, Object.keys(Token.asStringMap(lazy()))[0]!, String(Token.asNumberList(lazy())[0])]; // prettier-ignore

describe.each(tokens)("%s", (unknown) => {
  it("is a token, apart from the text around it", () => {
    expect(hasToken(`a${unknown}b`)).toBe(true);
    expect(isCompoundToken(unknown)).toBe(false);
    expect(literalText(`a:${unknown}:${unknown}b`)).toBe("a::b");
    expect(splitTokens(`a${unknown}${unknown}b`)).toEqual([
      { kind: "literal", text: "a" },
      { kind: "token", text: unknown },
      { kind: "token", text: unknown },
      { kind: "literal", text: "b" },
    ]);
  });

  it("may be any field of an ARN, or part of one", () => {
    for (const text of [unknown, `a${unknown}`, `${unknown}b`, `a${unknown}b${unknown}`]) {
      const fields = { service: text, region: text, account: text, resource: `${text}:x/${text}` };
      expect(fieldsOf(Arn.parse(Arn.of(fields).toString()))).toEqual(fields);
      expect(Arn.parse(Arn.identity(text, text).toString()).account).toBe(text);
    }
  });

  it.each([`${unknown}:GetAgentRuntime`, `agentrun:${unknown}`, `agentrun:Get${unknown}*`])(
    "may be in an action: %s",
    (action) => {
      expect(PolicyStatement.allow({ actions: [action], resources: "*" }).toJson().Action).toEqual([action]);
    },
  );

  it.each([
    unknown,
    `${unknown}/runtimes/*`,
    `acs:oss:*:${unknown}:b/*`,
    `acs:${unknown}:*:*:*`,
    `acs:a:*:*:${unknown}`,
  ])("may be in a resource: %s", (resource) => {
    const { Resource } = PolicyStatement.allow({ actions: "*", resources: [resource] }).toJson();
    expect(Resource).toEqual([resource]);
  });

  it("may be in keys and values of conditions", () => {
    const conditions = { StringEquals: { [`acs:ResourceTag/${unknown}`]: [unknown, `a${unknown}`] } };
    const { Condition } = PolicyStatement.allow({ actions: "*", resources: "*", conditions }).toJson();
    expect(Object.entries(Condition?.StringEquals ?? {})).toEqual([
      [`acs:ResourceTag/${unknown}`, [unknown, `a${unknown}`].sort()],
    ]);
  });

  it("is kept in a document that is read", () => {
    const json = documentOf({ ...statement, Action: unknown, Resource: [`acs:a:*:${unknown}:b`, unknown] });
    expect(PolicyDocument.fromJson(JSON.stringify(json)).toText()).toBe(JSON.stringify(json));
  });

  it.each([
    ["Service", unknown],
    ["Service", `${unknown}.aliyuncs.com`],
    ["Service", `${unknown}@log.aliyuncs.com`],
    ["RAM", unknown],
    ["RAM", `acs:ram::${unknown}:root`],
    ["RAM", `acs:ram::${account}:role/${unknown}`],
    ["RAM", `acs:ram::${account}:${unknown}`],
    ["Federated", unknown],
    ["Federated", `acs:ram::${unknown}:oidc-provider/${unknown}`],
  ])("may be in a principal: %s %s", (kind, name) => {
    expect(new TrustPolicy([{ principals: { [kind]: name } }]).toJson().Statement[0]?.Principal).toEqual({
      [kind]: [name],
    });
  });

  it.each(["*", `acs:ram::${unknown}:*`, `${unknown}*`])("does not hide a wildcard in a principal: %s", (name) => {
    expect(idsThrownBy(() => new TrustPolicy([{ principals: { RAM: name } }]))).toEqual(["RAM113"]);
  });

  it.each<NameKind>(["policy", "role", "user", "group"])("may be in the name of a %s", (kind) => {
    const longest = "a".repeat(kind === "policy" ? 128 : 64);
    for (const name of [unknown, `a-${unknown}`, `${unknown}a`, `${unknown}${unknown}`, `${longest}${unknown}`]) {
      expect([name, checkName(kind, name, "name")]).toEqual([name, []]);
    }
    expect(checkName(kind, `${longest}a${unknown}`, "name").map(({ id }) => id)).toEqual(["RAM201"]);
    expect(checkName(kind, `a b${unknown}`, "name").map(({ id }) => id)).toEqual(["RAM202"]);
  });

  it("may be in a description and in the value of a tag", () => {
    expect(checkDescription(unknown, "description")).toEqual([]);
    expect(checkDescription("x".repeat(1024) + unknown, "description")).toEqual([]);
    expect(checkDescription(`${"x".repeat(1025)}${unknown}`, "description")).toHaveLength(1);
    expect(checkTags({ k: "v".repeat(256) + unknown }, "tags")).toEqual([]);
    expect(checkTags({ k: "v".repeat(257) + unknown }, "tags")).toHaveLength(1);
  });
});

it("an action may be known only at apply", () => {
  expect(PolicyStatement.allow({ actions: [token], resources: "*" }).actions).toEqual([token]);
  expect(PolicyStatement.deny({ notActions: token, resources: token }).actions).toEqual([token]);
});

it.each<NameKind>(["policy", "role", "user", "group"])(
  "a hyphen does not begin the name of a %s after a token",
  (kind) => {
    expect(checkName(kind, `${token}-a`, "name")).toEqual([]);
  },
);

/** The number with these two bytes first, and this number in the other six: how the framework spells its tokens. */
function marked(mark: number, index: number): number {
  const bytes = new DataView(new ArrayBuffer(8));
  bytes.setBigUint64(0, (BigInt(mark) << 48n) | BigInt(index));
  return bytes.getFloat64(0);
}

it("every number that the framework makes for a token is one, in a text of its own and in a longer one", () => {
  const indices = fc.oneof(fc.integer({ min: 0, max: 2 ** 48 - 1 }), fc.constantFrom(0, 1, 2 ** 48 - 1));
  fc.assert(
    fc.property(indices, fc.constantFrom("", "p-", "acs:ram::", "5"), (index, before) => {
      const [one, list] = [String(marked(0xfdff, index)), String(marked(0xfbff, index))];
      expect(splitTokens(`${before}${one}:x`).filter(({ kind }) => kind === "token")).toEqual([
        { kind: "token", text: one },
      ]);
      expect([isCompoundToken(before + one), isCompoundToken(before + list), hasToken(before + list)]).toEqual([
        false,
        true,
        false,
      ]);
    }),
    { seed: 20261124, numRuns: 300 },
  );
});

it.each([
  ...["-8.1e+298", "-8.39e+298", "8.109562212591379e+298", "-8.109562212591379e+297", "-8.109562212591379e298"],
  ...["-1.88e+289", "-1.99e+289", "-1.88815458970875e+290"],
  ...[marked(0xfdfe, 2 ** 48 - 1), marked(0xfe00, 0), marked(0xfbfe, 2 ** 48 - 1), marked(0xfc00, 0)].map(String),
])("%s is just a number", (text) => {
  expect([hasToken(text), isCompoundToken(text), literalText(text)]).toEqual([false, false, text]);
  const conditions = { NumericEquals: { k: [text] } };
  expect(PolicyStatement.allow({ actions: "*", resources: "*", conditions }).conditions).toEqual(conditions);
});

it("a session's duration may be known only at apply", () => {
  expect(checkSessionDuration(Token.asNumber(lazy()), "maxSessionDuration")).toEqual([]);
  for (const wrong of [Token.asNumberList(lazy())[0]!, -8.1e298, -1e300]) {
    expect(checkSessionDuration(wrong, "maxSessionDuration").map(({ id }) => id)).toEqual(["RAM204"]);
  }
});

describe.each(compounds)("%s, which stands for a list or map,", (compound) => {
  it("is refused wherever a string belongs", () => {
    expect(isCompoundToken(compound)).toBe(true);
    const conditions = { StringEquals: { k: [compound] } };
    const wrong: readonly (() => unknown)[] = [
      () => PolicyStatement.allow({ actions: [compound], resources: "*" }),
      () => PolicyStatement.allow({ actions: "*", resources: compound }),
      () => PolicyStatement.allow({ actions: "*", resources: "*", conditions }),
      () => PolicyStatement.fromJson(statement).withCondition("StringEquals", "k", compound),
      () => PolicyDocument.fromJson(documentOf({ ...statement, Action: [compound] })),
      () => new TrustPolicy([{ principals: { RAM: compound } }]),
      () => new TrustPolicy([{ principals: trustStatement.Principal, conditions }]),
      () => TrustPolicy.fromJson(documentOf({ ...trustStatement, Principal: { Service: [compound] } })),
    ];
    expect(wrong.map((build) => idsThrownBy(build))).toEqual(wrong.map(() => ["RAM118"]));
  });
});

it.each(["${", "${team}", "${TfToken[", "${TfToken[TOKEN.1}", "$${team}", "TfToken[TOKEN.1]"])(
  "%j is just text",
  (text) => {
    expect(hasToken(text)).toBe(false);
    expect(literalText(text)).toBe(text);
    const resource = `acs:agentrun:*:*:workspaces/${text}`;
    expect(PolicyStatement.allow({ actions: "*", resources: resource }).resources).toEqual([resource]);
  },
);

it("tokens can be put in order by what they stand for, and count as one where they stand for the same", () => {
  const [a, b, c] = ["${TfToken[TOKEN.3]}", "${TfToken[TOKEN.1]}", "${TfToken[TOKEN.2]}"] as const;
  const sortKey = (text: string): string => text.replace(a, "a").replace(b, "b").replace(c, "b");
  const arns = [c, a, b].map((id) => `acs:ram::${id}:root`);
  const [resources, principals] = [
    PolicyStatement.allow({ actions: "*", resources: arns }).toJson({ sortKey }).Resource,
    new TrustPolicy([{ principals: { RAM: arns } }]).toJson({ sortKey }).Statement[0]?.Principal.RAM,
  ];
  for (const printed of [resources, principals]) {
    expect(printed).toHaveLength(2);
    expect([printed ?? []].flat().map(sortKey)).toEqual(["acs:ram::a:root", "acs:ram::b:root"]);
  }
});
