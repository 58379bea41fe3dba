import {
  Arn,
  PolicyDocument,
  PolicyStatement,
  TrustPolicy,
  checkDescription,
  checkName,
  checkSessionDuration,
  checkTags,
  evaluate,
  policyProblemIds,
  split,
  validate,
} from "cdktf-alicloud-agentrun/policy";
import { CustomPolicy } from "../../lib";
import { problemsOf } from "../constructs/support";
import {
  account,
  documentOf,
  idsThrownBy,
  ownRule,
  problemsThrownBy,
  statement,
  token,
  trustStatement,
  untyped,
} from "./support";

/** What a user writes, and the ids of everything that is wrong with it. */
type WrongInput = readonly [title: string, found: () => readonly string[], ids: readonly string[]];

function identity(title: string, json: unknown, ...ids: readonly string[]): WrongInput {
  return [title, () => idsThrownBy(() => PolicyDocument.fromJson(json)), ids];
}

function inStatement(title: string, elements: object, ...ids: readonly string[]): WrongInput {
  return identity(title, documentOf({ ...statement, ...elements }), ...ids);
}

function trust(title: string, json: unknown, ...ids: readonly string[]): WrongInput {
  return [`trust policy: ${title}`, () => idsThrownBy(() => TrustPolicy.fromJson(json)), ids];
}

function inTrustStatement(title: string, elements: object, ...ids: readonly string[]): WrongInput {
  return trust(title, documentOf({ ...trustStatement, ...elements }), ...ids);
}

function built(title: string, build: () => unknown, ...ids: readonly string[]): WrongInput {
  return [`built: ${title}`, () => idsThrownBy(build), ids];
}

function checked(
  title: string,
  check: () => readonly { readonly id: string }[],
  ...ids: readonly string[]
): WrongInput {
  return [title, () => check().map(({ id }) => id), ids];
}

const read = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });
const other = PolicyStatement.allow({ actions: "oss:GetObject", resources: "acs:oss:*:*:b/*" });
const indivisible = PolicyStatement.allow({ actions: `agentrun:${"Get".repeat(70)}`, resources: "*" });
const list = "#{TfToken[TOKEN.3]}";
const map = "&{TfToken[TOKEN.4]}";

const wrongInputs: readonly WrongInput[] = [
  // The document
  identity("text that is not JSON", "{", "RAM101"),
  identity("no text", "", "RAM101"),
  identity("a JSON array", [documentOf(statement)], "RAM101"),
  identity("JSON null", "null", "RAM101"),
  identity("nothing", undefined, "RAM101"),
  trust("text that is not JSON", "Version: 1", "RAM101"),
  trust("a number", 1, "RAM101"),
  identity("a version as a number", { Version: 1, Statement: [statement] }, "RAM102"),
  identity("another service's version", { Version: "2012-10-17", Statement: [statement] }, "RAM102"),
  identity("no version", { Statement: [statement] }, "RAM102"),
  trust("no version", { Statement: [trustStatement] }, "RAM102"),
  identity("no statement", { Version: "1" }, "RAM103"),
  identity("an empty list of statements", documentOf(), "RAM103"),
  identity("a statement that is not in a list", { Version: "1", Statement: statement }, "RAM103"),
  identity("a statement that is not an object", documentOf("Allow"), "RAM103"),
  trust("a statement that is not in a list", { Version: "1", Statement: trustStatement }, "RAM103"),
  trust("a statement that is not an object", documentOf(null), "RAM103"),
  built("a document without statement", () => new PolicyDocument([]), "RAM103"),
  built("a trust policy without statement", () => new TrustPolicy([]), "RAM103"),
  identity("an unknown element", { ...documentOf(statement), Id: "x" }, "RAM104"),
  identity("nothing but an unknown element", { statement: [] }, "RAM104", "RAM102", "RAM103"),

  // Elements of a statement
  inStatement("an element in lower case", { condition: {} }, "RAM104"),
  inStatement("NotPrincipal", { NotPrincipal: { RAM: ["*"] } }, "RAM104"),
  inTrustStatement("an unknown element", { Sid: "x" }, "RAM104"),
  inStatement("an effect in lower case", { Effect: "allow" }, "RAM105"),
  inStatement("no effect", { Effect: undefined }, "RAM105"),
  inTrustStatement("no effect", { Effect: undefined }, "RAM105"),
  built("an effect that is null", () => new TrustPolicy([untyped({ effect: null, principals: { Service: "fc.aliyuncs.com" } })]), "RAM105"), // prettier-ignore
  inStatement("both Action and NotAction", { NotAction: "ram:*" }, "RAM106"),
  inStatement("neither Action nor NotAction", { Action: undefined }, "RAM106"),
  built("neither actions nor notActions", () => PolicyStatement.allow(untyped({ resources: "*" })), "RAM106"),
  inStatement("both Resource and NotResource", { NotResource: "acs:oss:*:*:secret" }, "RAM107"),
  inStatement("neither Resource nor NotResource", { Resource: undefined }, "RAM107"),
  built("no resources", () => PolicyStatement.allow(untyped({ actions: "ecs:Describe*" })), "RAM107"),
  inStatement("Principal in an identity policy", { Principal: { RAM: ["*"] } }, "RAM115"),
  inTrustStatement("Resource", { Resource: "*" }, "RAM115"),
  inTrustStatement("NotResource", { NotResource: "*" }, "RAM115"),

  // Values
  inStatement("an empty list of actions", { Action: [] }, "RAM108"),
  inStatement("an empty list of resources", { Resource: [] }, "RAM108"),
  inStatement("empty strings", { Action: "", Resource: [""] }, "RAM108", "RAM108"),
  inStatement("empty strings to be excepted", { Action: undefined, NotAction: ["", "a:B"] }, "RAM108"),
  inStatement("an empty string among resources excepted", { Resource: undefined, NotResource: "" }, "RAM108"),
  inTrustStatement("an empty list of principals", { Principal: { Service: [] } }, "RAM108"),
  inTrustStatement("empty principals", { Principal: { Service: "", RAM: ["", "*"] } }, "RAM108", "RAM108"),
  built("an empty action and no ARN", () => PolicyStatement.allow({ actions: "", resources: "x" }), "RAM108", "RAM117"),
  inStatement("lists with holes", { Action: Array(2), Resource: [, "*"] }, "RAM109", "RAM109", "RAM109"), // eslint-disable-line no-sparse-arrays
  identity("a list of statements with a hole", { Version: "1", Statement: Array(1) }, "RAM103"),
  built("trust in no service", () => TrustPolicy.forServices(), "RAM108"),
  inStatement("an action that is a number", { Action: 1 }, "RAM109"),
  inStatement("no actions but null", { Action: null }, "RAM109"),
  inStatement("an action that is a function", { Action: () => "a:B" }, "RAM109"),
  inStatement("an action that is a bigint", { Action: 1n }, "RAM109"),
  inStatement("a list in a list", { Resource: [["*"]] }, "RAM109"),
  inStatement("several of the wrong type", { Action: ["a:B", true, null], Resource: {} }, "RAM109", "RAM109", "RAM109"),
  inStatement("a Sid that is a number", { Sid: 1 }, "RAM109"),
  inStatement("a Sid that is a list", { Sid: ["a"] }, "RAM109"),
  inTrustStatement("a principal that is a number", { Principal: { RAM: 1234567890123456 } }, "RAM109"),
  inStatement("a token for a list of actions", { Action: [list] }, "RAM118"),
  inStatement("a token for a list of resources", { Resource: list }, "RAM118"),
  inTrustStatement("a token for a list of principals", { Principal: { RAM: [list] } }, "RAM118"),
  built("a token for a list", () => PolicyStatement.allow({ actions: [list], resources: "*" }), "RAM118"),

  // Conditions
  inStatement("a condition that is a list", { Condition: [] }, "RAM110"),
  inStatement("a condition that is null", { Condition: null }, "RAM110"),
  inStatement("a key without operator", { Condition: { "acs:SourceIp": "10.0.0.1" } }, "RAM110"),
  inStatement("an operator without key", { Condition: { Bool: {} } }, "RAM110"),
  inTrustStatement("a condition that is text", { Condition: "always" }, "RAM110"),
  inStatement("an operator without a name", { Condition: { "": { "acs:k": "v" } } }, "RAM110"),
  inStatement(
    "a key twice, in two spellings",
    { Condition: { IpAddress: { "acs:SourceIp": "10.0.0.1", "acs:sourceip": "10.0.0.2" } } },
    "RAM112",
  ),
  built(
    "a key twice, one after the other",
    () => read.withCondition("Bool", "acs:MFAPresent", "true").withCondition("Bool", "acs:mfapresent", "false"),
    "RAM112",
  ),
  identity(
    "a key twice in one text",
    '{"Version":"1","Statement":[{"Effect":"Allow","Action":"a:B","Resource":"*",' +
      '"Condition":{"StringEquals":{"acs:Service":"a","acs:Service":"b"}}}]}',
    "RAM112",
  ),
  built(
    "a key twice, the second time with a number",
    () => read.withCondition("Bool", "acs:MFAPresent", "true").withCondition("Bool", "acs:mfapresent", untyped(1)),
    ...["RAM112", "RAM109"],
  ),
  inStatement("no condition values", { Condition: { StringLike: { "oss:Prefix": [] } } }, "RAM108"),
  inStatement("a number and a boolean", { Condition: { Bool: { a: true }, NumericEquals: { b: [1] } } }, "RAM109", "RAM109"), // prettier-ignore
  inStatement("a token for a list of values", { Condition: { StringEquals: { k: [map] } } }, "RAM118"),
  built("a value added that is a number", () => read.withCondition("NumericEquals", "k", untyped(5)), "RAM109"),
  built("a value added that is null", () => read.withCondition("NumericEquals", "k", untyped(null)), "RAM109"),
  built("no values added", () => read.withCondition("StringEquals", "k", []), "RAM108"),

  // Trust
  inTrustStatement("no principal", { Principal: undefined }, "RAM113"),
  inTrustStatement("a principal that is text", { Principal: "*" }, "RAM113"),
  inTrustStatement("no kind of principal", { Principal: {} }, "RAM113"),
  built("no principals", () => new TrustPolicy([{ principals: {} }]), "RAM113"),
  built("principals forgotten", () => new TrustPolicy([untyped({})]), "RAM113"),
  built("principals that are null", () => new TrustPolicy([untyped({ principals: null })]), "RAM113"),
  inTrustStatement("an unknown kind of principal", { Principal: { OIDC: "x" } }, "RAM113"),
  built("a wildcard", () => new TrustPolicy([{ principals: { RAM: ["*"] } }]), "RAM113"),
  inTrustStatement("another action", { Action: "ram:PassRole" }, "RAM114"),
  inTrustStatement("every action", { Action: "*" }, "RAM114"),
  inTrustStatement("an action of STS beside another", { Action: ["sts:AssumeRole", "ram:GetRole"] }, "RAM114"),
  inTrustStatement("an empty list of actions", { Action: [] }, "RAM114"),
  inTrustStatement("no action", { Action: undefined }, "RAM114"),

  // Spelling, where a statement is built here
  built("an action alone", () => PolicyStatement.allow({ actions: "GetAgentRuntime", resources: "*" }), "RAM116"),
  built("an action with a space", () => PolicyStatement.deny({ notActions: ["ecs: *"], resources: "*" }), "RAM116"),
  built("an ARN of four fields", () => PolicyStatement.allow({ actions: "*", resources: "acs:oss:*:x" }), "RAM117"),
  built("an ARN of no fields", () => Arn.parse("*"), "RAM117"),
  built("an ARN without resource", () => Arn.of({ service: "agentrun", resource: "" }), "RAM117"),
  built("an identity without account", () => Arn.identity("", "root"), "RAM117"),

  // Size
  checked("a document of 6,144 bytes", () => problemsOf(policyOf(6144, "B"))),
  checked("a document of 6,145 bytes", () => problemsOf(policyOf(6145, "B")), "RAM119"),
  checked("a document of 6,145 bytes in fewer characters", () => problemsOf(policyOf(6145, "B", "é")), "RAM119"),

  // Splitting
  built("a statement that no document can hold", () => split(new PolicyDocument([indivisible, read]), { limit: 200 }), "RAM120"), // prettier-ignore
  built("more documents than are allowed", () => split(new PolicyDocument([read, other]), { limit: 120, maxDocuments: 1 }), "RAM121"), // prettier-ignore
  built("a limit that no statement keeps", () => split(new PolicyDocument([read]), { limit: 10 }), "RAM122"),
  built("no documents at all", () => split(new PolicyDocument([read]), { limit: 0.5, maxDocuments: 0 }), "RAM122", "RAM122"), // prettier-ignore

  // Requests
  built(
    "a request in two resource groups",
    () =>
      evaluate({
        policies: [new PolicyDocument([read])],
        request: { action: "agentrun:GetTool", resource: "*", resourceGroup: "rg-1" },
        context: { "acs:ResourceGroupId": "rg-2" },
      }),
    "RAM123",
  ),

  // Workload identities
  ...[
    "acs:agentidentity:cn-hangzhou:1:workloadidentitydirectory/default/workloadidentity/*",
    "acs:agentidentity::1:workloadidentitydirectory/default/workloadidentity/a",
    "acs:agentidentity:cn-hangzhou:1:workloadidentity/a",
    "acs:agentrun:cn-hangzhou:1:workloadidentitydirectory/default/workloadidentity/a",
    "agent",
    { region: "cn-hangzhou", accountId: "one", name: "a" },
    { region: "cn-hangzhou", accountId: "1", name: "" },
  ].map((one) =>
    built(`no workload identity: ${JSON.stringify(one)}`, () => TrustPolicy.forWorkloadIdentity(one), "RAM124"),
  ),
  checked("a workload identity of an unknown account", () => {
    TrustPolicy.forWorkloadIdentity({ region: "cn-hangzhou", accountId: token, name: "a" }, token);
    return [];
  }),
  built("no workload identity at all", () => TrustPolicy.forWorkloadIdentity(), "RAM108"),

  // Names and the like
  checked("an empty name", () => checkName("role", "", "roleName"), "RAM201"),
  checked("a name too long", () => checkName("role", "x".repeat(65), "roleName"), "RAM201"),
  checked("a name with an underscore", () => checkName("role", "my_role", "roleName"), "RAM202"),
  checked("a name too long, of wrong characters", () => checkName("policy", "_".repeat(129), "n"), "RAM201", "RAM202"),
  checked("an empty description", () => checkDescription("", "description"), "RAM203"),
  checked("a description too long", () => checkDescription("x".repeat(1025), "description"), "RAM203"),
  checked("a session too short", () => checkSessionDuration(3599, "maxSessionDuration"), "RAM204"),
  checked("a session too long", () => checkSessionDuration(43201, "maxSessionDuration"), "RAM204"),
  checked("a tag without key", () => checkTags({ "": "x" }, "tags"), "RAM205"),
  checked(
    "too many tags, one of them too long",
    () =>
      checkTags(
        Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, "x".repeat(i === 0 ? 257 : 1)])),
        "t",
      ),
    "RAM205",
    "RAM205",
  ),

  // Calls of validate
  built("a rule that is none", () => validate(documentOf(statement), "identity", { rules: ["RAM7200"] }), "RAM792"),
  checked("a rule that fails", () => validate(documentOf(statement), "identity", { rules: [untyped({ ...ownRule, check: () => 1 })] }).findings, "RAM793"), // prettier-ignore
  built("a kind and a severity that are none", () => validate("", untyped("foo"), { severities: { RAM720: untyped(1) } }), "RAM792", "RAM792"), // prettier-ignore

  // All at once
  identity(
    "a document with everything wrong",
    {
      Version: "2",
      Id: "x",
      Statement: [
        { Effect: "Maybe", Action: [], NotAction: "*", Principal: "*", Sid: 1 },
        "Allow",
        { Effect: "Deny", NotAction: [1], Resource: [list], Condition: { Bool: [], Null: { a: "b", A: 2 } } },
      ],
    },
    ...["RAM104", "RAM102"],
    ...["RAM115", "RAM105", "RAM109", "RAM106", "RAM107"],
    "RAM103",
    ...["RAM109", "RAM118", "RAM110", "RAM112", "RAM109"],
  ),
  trust(
    "a document with everything wrong",
    {
      Version: 1,
      Statement: [
        { Effect: "allow", Action: "*", Resource: "*", Principal: { Service: "*", OIDC: "x" }, Condition: { Null: 1 } },
        { Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [], Federated: [list] } },
      ],
    },
    "RAM102",
    ...["RAM115", "RAM105", "RAM114", "RAM113", "RAM110"],
    ...["RAM108", "RAM118"],
  ),
  inTrustStatement("a number and a wildcard in one list", { Principal: { Service: [5, "*"] } }, "RAM109"),
  built(
    "several misspelt actions and resources",
    () => PolicyStatement.allow({ actions: ["Get", "ecs:*", "a b"], resources: ["*", "x", "acs:oss::1:b"] }),
    ...["RAM116", "RAM116", "RAM117", "RAM117"],
  ),
  built(
    "a misspelt action under a condition without key",
    () => PolicyStatement.allow({ actions: "Get", resources: "*", conditions: untyped({ Bool: {} }) }),
    ...["RAM110", "RAM116"],
  ),
  built(
    "misspelt values beside values of the wrong form",
    () =>
      PolicyStatement.deny({
        actions: untyped(["Get", 1]),
        resources: ["acs:oss", list],
        conditions: untyped({ Bool: {} }),
      }),
    ...["RAM109", "RAM110", "RAM116", "RAM117", "RAM118"],
  ),
  identity(
    "an element twice, and more",
    '{"Version":"1","Version":"2","Statement":[{"Effect":"Allow","Effect":"allow","Action":1,"Resource":"*"}]}',
    ...["RAM101", "RAM102", "RAM104", "RAM105", "RAM109"],
  ),
];

/** A policy whose document has exactly so many bytes; fillers alternate in its only condition value. */
function policyOf(bytes: number, ...fillers: readonly string[]): Parameters<typeof problemsOf>[0] {
  const filled = (value: string): PolicyDocument =>
    new PolicyDocument([read.withCondition("StringEquals", "acs:ResourceTag/team", value)]);
  let text = "";
  const missing = (): number => bytes - Buffer.byteLength(filled(text).toText());
  while (missing() > 2) text += fillers[text.length % fillers.length]!;
  const document = filled(text + "B".repeat(missing()));
  expect(Buffer.byteLength(document.toText())).toBe(bytes);
  return (stack) => new CustomPolicy(stack, "P", { document: [...document.statements], split: false });
}

it.each(wrongInputs)("%s", (_, found, ids) => {
  expect([...found()].sort()).toEqual([...ids].sort());
});

it("shows every problem id of the policy model", () => {
  const shown = new Set(wrongInputs.flatMap(([, , ids]) => ids));
  expect(Object.entries(policyProblemIds).filter(([, id]) => !shown.has(id))).toEqual([]);
});

it("has no two problems of one id", () => {
  const ids = Object.values(policyProblemIds);
  expect(new Set(ids).size).toBe(ids.length);
});

it("says where each problem is", () => {
  const statements = [
    statement,
    { ...statement, Action: ["a:B", 1], Condition: { Bool: { "acs:MFAPresent": [true] } } },
  ];
  const places = problemsThrownBy(() => PolicyDocument.fromJson({ Version: 1, Statement: statements }));
  expect(places.map(({ id, path }) => `${id} ${path}`)).toEqual([
    "RAM102 Version",
    "RAM109 Statement[1].Action[1]",
    "RAM109 Statement[1].Condition.Bool.acs:MFAPresent[0]",
  ]);
  expect(checkName("role", "my role", "roleName").map(({ path }) => path)).toEqual(["roleName"]);
  expect(problemsThrownBy(() => TrustPolicy.forAccount("*")).map(({ path }) => path)).toEqual([
    "Statement[0].Principal.RAM",
  ]);
});

it("puts id, place, finding and fix of every problem on a line of the message", () => {
  const build = (): unknown => PolicyDocument.fromJson({ Version: 1, Statement: [{ ...statement, Effect: "No\nt" }] });
  expect(build).toThrow(/^RAM102 Version: .*1.*\nRAM105 Statement\[0\]\.Effect: .*No.*$/);
});

it("has one line for each problem, whatever the user's keys and texts hold", () => {
  const wrong: readonly (() => unknown)[] = [
    () => PolicyDocument.fromJson("{\n\u2028nothing\n"),
    () => PolicyDocument.fromJson(documentOf({ ...statement, Condition: { Bool: { "a\nRAM101\u2028": 1 } } })),
    () => PolicyDocument.fromJson(documentOf({ ...statement, "Not\r\nAction": "*\u0085" })),
  ];
  for (const build of wrong) {
    expect(problemsThrownBy(build)).toHaveLength(1);
    expect(build).toThrow(/^RAM1\d\d[^\n\r\u0085\u2028\u2029]*$/);
  }
});

it("cannot be changed, nor made to fail by what is wrong", () => {
  const circular: Record<string, unknown> = {};
  circular["self"] = circular;
  for (const odd of [circular, 1n, Symbol("s"), () => 1]) {
    const problems = problemsThrownBy(() => PolicyDocument.fromJson(documentOf({ ...statement, Action: odd })));
    expect(problems.map(({ id }) => id)).toEqual(["RAM109"]);
    expect(Object.isFrozen(problems)).toBe(true);
  }
});

it("takes what is right", () => {
  expect(idsThrownBy(() => PolicyDocument.fromJson(documentOf(statement)))).toEqual([]);
  expect(idsThrownBy(() => TrustPolicy.fromJson(documentOf(trustStatement)))).toEqual([]);
  expect(idsThrownBy(() => TrustPolicy.forAccount(account))).toEqual([]);
  expect(idsThrownBy(() => TrustPolicy.forAccount(token))).toEqual([]);
});
