import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { file } = temporaryFiles("access-questions");
const tool = "acs:agentrun:cn-hangzhou:1234567890123456:workspaces/default/tools/clock";
const statement = (Effect: string, Action: string, Resource: string, Condition?: object) => ({
  Effect,
  Action,
  Resource,
  ...(Condition === undefined ? {} : { Condition }),
});
const policy = (name: string, ...Statement: readonly object[]) => ({
  policy_name: name,
  policy_document: JSON.stringify({ Version: "1", Statement }),
});
const attached = (name: string, user_name: string) => ({ policy_name: name, policy_type: "Custom", user_name });
const stack = file("cdk.tf.json", {
  resource: {
    alicloud_ram_policy: {
      all: policy("all", statement("Allow", "agentrun:DeleteTool", "*")),
      one: policy("one", statement("Allow", "agentrun:DeleteTool", tool)),
      never: policy("never", statement("Deny", "agentrun:*", "*")),
      office: policy(
        "office",
        statement("Allow", "agentrun:DeleteTool", "*", { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } }),
      ),
    },
    alicloud_ram_user_policy_attachment: {
      all: attached("all", "ann"),
      one: attached("one", "bob"),
      also: attached("all", "carl"),
      never: attached("never", "carl"),
      office: attached("office", "dora"),
      other: { ...attached("AliyunOSSReadOnlyAccess", "emil"), policy_type: "System" },
      unknown: attached("elsewhere", "fred"),
    },
  },
});

describe("can", () => {
  it.each<readonly [string, readonly string[], number, RegExp]>([
    ["allowed", ["ann"], 0, /^yes: user ann may do agentrun:DeleteTool on every resource\n.*all Statement\[0\] Allow/s],
    ["allowed on one resource", ["bob", tool], 0, /^yes: user bob may do agentrun:DeleteTool on acs:/],
    [
      "allowed on one resource, asked for any",
      ["bob"],
      5,
      /^in part: user bob may .*\n.*Allow on acs:.*ImplicitDeny on /s,
    ],
    ["denied by a statement", ["carl"], 3, /^no: user carl may not .*never Statement\[0\] Deny/s],
    ["denied because nothing allows it", ["emil"], 4, /^no: user emil may not/],
    ["under a condition", ["dora"], 5, /^not known: .*acs:SourceIp IpAddress 10\.0\.0\.0\/8/s],
    ["where the condition holds", ["dora", "--context", "acs:SourceIp=10.1.2.3"], 0, /^yes/],
    ["where the condition fails", ["dora", "--context", "acs:SourceIp=11.1.2.3"], 4, /^no/],
    ["where the key is missing", ["dora", "--closed"], 4, /^no/],
    ["by a policy that the input lacks", ["fred"], 5, /^not known: .*has the policy elsewhere/s],
  ])("%s", (_, [user = "", ...more], code, text) => {
    const result = call("can", `user:${user}`, "agentrun:DeleteTool", ...more, "--in", stack);
    expect(result.err).toBe("");
    expect(result.out).toMatch(text);
    expect(result.code).toBe(code);
  });

  it("takes a resource group, or none", () => {
    const scoped = file("scoped.tf.json", {
      resource: {
        alicloud_ram_policy: { all: policy("all", statement("Allow", "agentrun:DeleteTool", "*")) },
        alicloud_resource_manager_policy_attachment: {
          all: {
            ...{ policy_name: "all", policy_type: "Custom", principal_type: "IMSUser" },
            ...{ principal_name: "ann@1234567890123456.onaliyun.com", resource_group_id: "rg-a" },
          },
        },
      },
    });
    const asked = (...more: readonly string[]) =>
      call("can", "user:ann", "agentrun:DeleteTool", tool, "--in", scoped, ...more).code;
    expect(asked("--resource-group", "rg-a")).toBe(0);
    expect(asked("--resource-group", "none")).toBe(4);
    expect(asked()).toBe(5);
  });

  it("prints the cases as JSON", () => {
    const { out, code } = call("can", "user:dora", "agentrun:DeleteTool", tool, "--in", stack, "--format", "json");
    expect(code).toBe(5);
    expect(JSON.parse(out)).toEqual({
      principal: "user dora",
      action: "agentrun:DeleteTool",
      resource: tool,
      decision: "Depends",
      cases: [{ resource: tool, decision: "Depends", dependsOn: ["acs:SourceIp IpAddress 10.0.0.0/8"] }],
    });
  });

  it.each<readonly [string, readonly string[], RegExp]>([
    [
      "a misspelt action",
      ["user:ann", "agentrun:DeletTool"],
      /perhaps agentrun:DeleteTool, or --unchecked if it exists/,
    ],
    ["an action that is a pattern", ["user:ann", "agentrun:*"], /no request has the action/],
    [
      "a resource of another kind",
      ["user:ann", "agentrun:DeleteTool", tool.replace("workspaces", "workspace")],
      /RAM does not authorize/,
    ],
    ["a principal that the input lacks", ["user:anne", "agentrun:DeleteTool"], /user:anne: .*did you mean user:ann\?/],
    [
      "a principal without its kind",
      ["ann", "agentrun:DeleteTool"],
      /Allowed: user:<name>, group:<name> or role:<name>/,
    ],
  ])("refuses %s", (_, args, text) => {
    const result = call("can", ...args, "--in", stack);
    expect([result.code, result.out]).toEqual([1, ""]);
    expect(result.err).toMatch(text);
    expect(result.err).toMatch(/^RAM901/);
  });

  it("asks about an action that the catalog lacks, if it is told to", () => {
    expect(call("can", "user:carl", "agentrun:DeletTool", "--in", stack, "--unchecked").code).toBe(3);
  });

  it("needs an input", () => {
    expect(call("can", "user:ann", "agentrun:DeleteTool").err).toMatch(/--in cdktf\.out/);
  });
});

describe("who-can", () => {
  it("lists who may, and who perhaps may", () => {
    const { code, out } = call("who-can", "agentrun:DeleteTool", "--in", stack);
    expect(code).toBe(0);
    expect(out.trim().split("\n")).toEqual([
      "user ann",
      expect.stringMatching(/^user bob on a part, e\.g\. acs:/),
      "user dora perhaps, depending on: acs:SourceIp IpAddress 10.0.0.0/8",
      expect.stringMatching(/^user fred perhaps, depending on: has the policy elsewhere/),
    ]);
  });

  it("says that nobody may", () => {
    const result = call("who-can", "oss:PutBucket", "--in", stack, "--closed", "--format", "json");
    expect(JSON.parse(result.out)).toEqual([expect.objectContaining({ name: "fred", decision: "Depends" })]);
    const nobody = file("nobody.tf.json", { resource: { alicloud_ram_user: { a: { name: "a" } } } });
    expect(call("who-can", "oss:PutBucket", "--in", nobody)).toEqual({
      code: 2,
      out: "nobody may do oss:PutBucket; policies that are attached to nobody do not count\n",
      err: "",
    });
  });
});
