import { PolicyDocument, PolicyStatement, TrustPolicy, maxPolicyBytes } from "cdktf-alicloud-agentrun/policy";
import fullAccess from "../fixtures/full-access-policy.json";
import leastPrivilege from "../fixtures/least-privilege-policy.json";
import { documentOf, idsThrownBy, problemsThrownBy, statement, untyped } from "./support";

describe("a document that is read", () => {
  it.each([
    ["full-access", fullAccess, 5807],
    ["least-privilege", leastPrivilege, 3393],
  ])("is printed as it was: the vendor's %s policy", (_, json, bytes) => {
    const document = PolicyDocument.fromJson(JSON.stringify(json, null, 2));
    expect(document.toJson()).toEqual(json);
    expect(document.byteLength).toBe(bytes);
    expect(PolicyDocument.fromJson(json).toText()).toBe(document.toText());
  });

  it.each<readonly [string, object]>([
    ["plain strings", { Effect: "Allow", Action: "ecs:Describe*", Resource: "*" }],
    ["lists of one", { Effect: "Allow", Action: ["ecs:Describe*"], Resource: ["*"] }],
    ["the order of lists, and repetition", { Effect: "Allow", Action: ["b:B", "a:A", "b:B"], Resource: ["z", "a"] }],
    ["a Sid", { Sid: "AllowAll", Effect: "Allow", Action: "*", Resource: "*" }],
    ["an empty Sid", { Sid: "", Effect: "Allow", Action: "*", Resource: "*" }],
    ["NotAction", { Effect: "Allow", NotAction: "ram:*", Resource: "*" }],
    ["NotResource", { Effect: "Deny", Action: "oss:*", NotResource: ["acs:oss:*:*:b", "acs:oss:*:*:a"] }],
    ["actions in any case", { Effect: "Allow", Action: "ECS:describeInstances", Resource: "*" }],
    ["misspelt actions and resources", { Effect: "Allow", Action: ["Get", "a b"], Resource: ["acs:oss", "?"] }],
    ["text that only looks like an expression", { Effect: "Allow", Action: "a:B", Resource: "acs:a:*:*:${team}/%{x}" }],
    ["an empty condition", { ...statement, Condition: {} }],
    [
      "the order and shape of conditions",
      { ...statement, Condition: { StringLike: { z: "1", a: ["2", "1", "2"] }, Bool: { "acs:MFAPresent": "true" } } },
    ],
    [
      "quotes, line ends and other scripts",
      { ...statement, Condition: { StringEquals: { 'a"b\\c\n': "中\u2028é😀" } } },
    ],
  ])("keeps %s", (_, json) => {
    const document = documentOf(json);
    expect(PolicyDocument.fromJson(document).toText()).toBe(JSON.stringify(document));
    expect(PolicyDocument.fromJson(JSON.stringify(document)).toText()).toBe(JSON.stringify(document));
    expect(PolicyStatement.fromJson(json).toJson()).toEqual(json);
  });

  it("is printed with its elements in RAM's own order", () => {
    const text =
      '{"Statement":[{"Resource":"*","Condition":{},"Action":"a:B","Effect":"Deny","Sid":"s"}],"Version":"1"}';
    expect(PolicyDocument.fromJson(text).toText()).toBe(
      '{"Version":"1","Statement":[{"Sid":"s","Effect":"Deny","Action":"a:B","Resource":"*","Condition":{}}]}',
    );
  });

  it("keeps what it does not change where a condition is added", () => {
    const read = PolicyStatement.fromJson({ Sid: "s", Effect: "Allow", Action: ["b:B", "a:A"], Resource: "*" });
    expect(read.withCondition("Bool", "acs:MFAPresent", "true").toJson()).toEqual({
      Sid: "s",
      Effect: "Allow",
      Action: ["b:B", "a:A"],
      Resource: "*",
      Condition: { Bool: { "acs:MFAPresent": "true" } },
    });
  });

  it("shows what it holds", () => {
    const [first, second] = PolicyDocument.fromJson(
      documentOf(
        { Sid: "s", ...statement, Condition: { Bool: { "acs:MFAPresent": "true" } } },
        { Effect: "Deny", NotAction: ["b:B", "a:A"], NotResource: ["y", "x"] },
      ),
    ).statements;
    expect(first).toMatchObject({
      sid: "s",
      effect: "Allow",
      actionElement: "Action",
      actions: ["agentrun:GetAgentRuntime"],
      resourceElement: "Resource",
      resources: ["*"],
      conditions: { Bool: { "acs:MFAPresent": "true" } },
    });
    expect(second).toMatchObject({
      sid: undefined,
      effect: "Deny",
      actionElement: "NotAction",
      actions: ["b:B", "a:A"],
      resourceElement: "NotResource",
      resources: ["y", "x"],
      conditions: undefined,
    });
  });
});

describe("a statement that is built", () => {
  it.each([
    "*",
    "ecs:*",
    "ecs:Describe*",
    "ecs:*SecurityGroup*",
    "agentrun:GetAgentRuntime",
    "aliyun-x1:Get?",
    "bss:DescribeAcccount",
  ])("may be about the action %s", (action) => {
    expect(PolicyStatement.allow({ actions: action, resources: "*" }).actions).toEqual([action]);
    expect(PolicyStatement.deny({ notActions: [action], resources: "*" }).actions).toEqual([action]);
  });

  it.each(["*", "acs:*:*cn-beijing*:*:*", "acs:ram::*:role/*", "acs:ram:*:system:policy/AliyunOSSFullAccess"])(
    "may be about the resource %s",
    (resource) => {
      expect(PolicyStatement.allow({ actions: "*", resources: resource }).resources).toEqual([resource]);
    },
  );

  it("is printed as sorted arrays without repetition", () => {
    const built = PolicyStatement.deny({
      notActions: ["b:B", "a:A", "b:B"],
      resources: "acs:x:*:*:a",
      conditions: { StringLike: { "acs:z": "1", "acs:y": ["3", "2", "3"] }, Bool: { "acs:MFAPresent": "true" } },
    });
    expect(new PolicyDocument([built]).toText()).toBe(
      '{"Version":"1","Statement":[{"Effect":"Deny","NotAction":["a:A","b:B"],"Resource":["acs:x:*:*:a"],' +
        '"Condition":{"Bool":{"acs:MFAPresent":["true"]},"StringLike":{"acs:y":["2","3"],"acs:z":["1"]}}}]}',
    );
    expect(built.effect).toBe("Deny");
    expect(built.actionElement).toBe("NotAction");
  });
});

describe("a statement about other actions or resources", () => {
  const built = PolicyStatement.allow({ actions: "a:A", resources: "*", conditions: { Bool: { k: "true" } } });
  const read = PolicyStatement.fromJson({ Sid: "s", Effect: "Deny", NotAction: "a", NotResource: ["z", "b"] });

  it.each<[string, PolicyStatement, object]>([
    [
      "actions, sorted where it was built",
      built.withActions(["c:C", "b:B"]),
      { ...built.toJson(), Action: ["b:B", "c:C"] },
    ],
    ["resources", built.withResources("acs:x:*:*:a"), { ...built.toJson(), Resource: ["acs:x:*:*:a"] }],
    [
      "exceptions, as written where it was read",
      read.withActions(["c", "b"]),
      { ...read.toJson(), NotAction: ["c", "b"] },
    ],
    ["excepted resources", read.withResources("y"), { ...read.toJson(), NotResource: "y" }],
  ])("has the other %s and keeps the rest", (_, changed, expected) => {
    expect(JSON.stringify(changed.toJson())).toBe(JSON.stringify(expected));
  });

  it("is checked as strictly as the statement was", () => {
    expect(idsThrownBy(() => built.withActions("Get"))).toEqual(["RAM116"]);
    expect(idsThrownBy(() => built.withResources(["*", "acs:x"]))).toEqual(["RAM117"]);
    expect(idsThrownBy(() => read.withActions("Get").withResources("acs:x"))).toEqual([]);
    for (const statement of [built, read]) {
      expect(idsThrownBy(() => statement.withActions([]))).toEqual(["RAM108"]);
      expect(idsThrownBy(() => statement.withResources(["#{TfToken[TOKEN.1]}"]))).toEqual(["RAM118"]);
    }
  });
});

it("keeps the order of its statements", () => {
  const statements = ["c", "a", "b", "a"].map((code) =>
    PolicyStatement.allow({ actions: `${code}:X`, resources: "*" }),
  );
  expect(new PolicyDocument(statements).toJson().Statement.map(({ Action }) => Action)).toEqual(
    ["c:X", "a:X", "b:X", "a:X"].map((action) => [action]),
  );
});

it("is measured in bytes of the compact text, of which RAM takes 6,144", () => {
  expect(maxPolicyBytes).toBe(6144);
  const ascii = PolicyDocument.fromJson(documentOf(statement));
  expect(ascii.byteLength).toBe(
    '{"Version":"1","Statement":[{"Effect":"Allow","Action":"agentrun:GetAgentRuntime","Resource":"*"}]}'.length,
  );
  const other = PolicyDocument.fromJson(documentOf({ ...statement, Resource: "中é😀" }));
  expect(other.byteLength).toBe(ascii.byteLength - 1 + 3 + 2 + 4);
});

it("refuses text of any depth with a problem, not by falling over", () => {
  const deep = `{"Version":"1","Statement":[{"Effect":"Allow","Resource":"*","Action":${"[".repeat(50_000)}${"]".repeat(50_000)}}]}`;
  expect(idsThrownBy(() => PolicyDocument.fromJson(deep))).toEqual(["RAM101"]);
});

describe("merging", () => {
  const read = PolicyDocument.fromJson(documentOf({ ...statement, Sid: "Read" }));
  const sidsOf = (document: PolicyDocument) => document.statements.map(({ sid }) => sid);

  it("keeps the order, and what is said twice once", () => {
    const built = new PolicyDocument([
      PolicyStatement.allow({ actions: ["b:B", "a:A"], resources: ["*"] }),
      PolicyStatement.allow({ actions: "agentrun:getagentruntime", resources: "*" }),
    ]);
    const other = PolicyDocument.fromJson(
      documentOf(
        { Effect: "Allow", Action: ["a:A", "b:B", "a:A"], Resource: "*" },
        { Effect: "Deny", Action: ["a:A", "b:B"], Resource: "*" },
        { Effect: "Allow", NotAction: ["a:A", "b:B"], Resource: "*" },
        { Effect: "Allow", Action: ["a:A", "b:B"], NotResource: "*" },
        { Effect: "Allow", Action: ["a:A", "b:B"], Resource: "*", Condition: { Bool: { "acs:MFAPresent": "true" } } },
      ),
    );
    const merged = PolicyDocument.merge(read, built, other);
    expect(merged.statements).toEqual([read.statements[0], built.statements[0], ...other.statements.slice(1)]);
    expect([read, built, other].map(({ statements }) => statements.length)).toEqual([1, 2, 5]);
  });

  it("keeps a Sid, but for one that an earlier statement has", () => {
    const write = PolicyDocument.fromJson(
      documentOf({ ...statement, Action: "a:Put", Sid: "Read" }, { ...statement, Action: "a:Cut", Sid: "Cut" }),
    );
    expect(sidsOf(PolicyDocument.merge(read, write))).toEqual(["Read", undefined, "Cut"]);
    expect(sidsOf(PolicyDocument.merge(write, read))).toEqual(["Read", "Cut", undefined]);
    expect(sidsOf(PolicyDocument.merge(read, PolicyDocument.fromJson(documentOf(statement))))).toEqual(["Read"]);
  });

  it("takes documents of another copy of the library", () => {
    const other = { toJson: () => read.toJson(), toText: () => read.toText() };
    expect(PolicyDocument.merge(untyped(other)).toText()).toBe(read.toText());
  });

  it.each<readonly [string, unknown, string]>([
    ["a trust policy", TrustPolicy.forServices("fc.aliyuncs.com"), "RAM115 documents[1]"],
    ["JSON", documentOf(statement), "RAM101 documents[1]"],
    ["nothing", undefined, "RAM101 documents[1]"],
  ])("refuses %s", (_, wrong, expected) => {
    const problems = problemsThrownBy(() => PolicyDocument.merge(read, untyped(wrong)));
    expect(problems.map(({ id, path }) => `${id} ${path}`)).toEqual([expected]);
  });

  it("refuses no document at all", () => {
    expect(idsThrownBy(() => PolicyDocument.merge())).toEqual(["RAM103"]);
  });
});
