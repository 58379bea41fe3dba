import { PolicyDocument, PolicyStatement, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import { account, documentOf } from "./support";

/** Writes to everything that can be reached from a value. */
function vandalize(value: unknown, seen = new Set<unknown>()): void {
  if (typeof value !== "object" || value === null || seen.has(value)) return;
  seen.add(value);
  for (const key of Reflect.ownKeys(value)) {
    const inner: unknown = Reflect.get(value, key);
    vandalize(inner, seen);
    Reflect.set(value, key, typeof inner === "string" ? "vandalized" : []);
  }
  Reflect.set(value, Array.isArray(value) ? String(value.length) : "Vandalized", "vandalized");
  for (const key of Reflect.ownKeys(value)) Reflect.deleteProperty(value, key);
}

/** Input that may be written to, and what is made of it. */
const subjects: Readonly<Record<string, () => readonly [input: object, made: PolicyDocument | TrustPolicy]>> = {
  "a document read": () => {
    const input = documentOf({
      Sid: "s",
      Effect: "Allow",
      Action: ["b:B", "a:A"],
      NotResource: ["y", "x"],
      Condition: { StringEquals: { k: ["2", "1"], l: "3" } },
    });
    return [input, PolicyDocument.fromJson(input)];
  },
  "a document built": () => {
    const input = {
      actions: ["b:B", "a:A"],
      resources: ["*"],
      conditions: { StringEquals: { k: ["2", "1"], l: "3" } },
    };
    return [input, new PolicyDocument([PolicyStatement.allow(input)])];
  },
  "a document of a list of statements": () => {
    const input = [PolicyStatement.allow({ actions: "a:A", resources: "*" })];
    return [input, new PolicyDocument(input)];
  },
  "a statement with a condition added": () => {
    const input = ["2", "1"];
    const statement = PolicyStatement.allow({ actions: "a:A", resources: "*" });
    return [input, new PolicyDocument([statement.withCondition("StringEquals", "k", input)])];
  },
  "a statement about other actions and resources": () => {
    const input = [["b:B", "a:A"], ["*"]] as const;
    const statement = PolicyStatement.allow({ actions: "c:C", resources: "acs:x:*:*:a" });
    return [input, new PolicyDocument([statement.withActions(input[0]).withResources(input[1])])];
  },
  "a trust policy read": () => {
    const input = documentOf({
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: ["fnf.aliyuncs.com", "fc.aliyuncs.com"], RAM: `acs:ram::${account}:root` },
      Condition: { StringEquals: { "sts:ExternalId": ["2", "1"] } },
    });
    return [input, TrustPolicy.fromJson(input)];
  },
  "a trust policy built": () => {
    const principals = { Service: ["fnf.aliyuncs.com", "fc.aliyuncs.com"], RAM: `acs:ram::${account}:root` };
    const input = [{ principals, conditions: { StringEquals: { "sts:ExternalId": ["2", "1"] } } }];
    return [input, new TrustPolicy(input)];
  },
};

describe.each(Object.entries(subjects))("%s", (_, make) => {
  it("does not change with its input", () => {
    const [input, made] = make();
    const text = made.toText();
    vandalize(input);
    expect(made.toText()).toBe(text);
  });

  it("does not change with what it gives out", () => {
    const [, made] = make();
    const text = made.toText();
    vandalize(made.toJson());
    expect(made.toText()).toBe(text);
    if (made instanceof TrustPolicy) vandalize(made.principals("Service"));
    else for (const { actions, resources, conditions } of made.statements) vandalize([actions, resources, conditions]);
    expect(made.toText()).toBe(text);
    vandalize(made);
    expect(made.toText()).toBe(text);
  });
});

it("a statement's Sid and effect cannot be set", () => {
  const statement = PolicyStatement.fromJson({ Sid: "s", Effect: "Deny", Action: "*", Resource: "*" });
  expect(Reflect.set(statement, "sid", "t")).toBe(false);
  expect(Reflect.set(statement, "effect", "Allow")).toBe(false);
  expect([statement.sid, statement.effect]).toEqual(["s", "Deny"]);
});
