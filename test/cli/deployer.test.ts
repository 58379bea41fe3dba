/** The policy of the deploying identity, from plans and folders: as TerraformDeployerPolicy makes it of the same stack. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { App, TerraformStack } from "cdktf";
import { CustomPolicy, Role, TerraformDeployerPolicy, TrustPolicy } from "cdktf-alicloud-agentrun";
import { allow } from "cdktf-alicloud-agentrun/catalog";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import { PolicyDocument, compare } from "cdktf-alicloud-agentrun/policy";
import { planOf, stateOf } from "../grants/plan-of";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("deployer");
const output = path.join(folder, "cdktf.out");
const app = new App({ outdir: output });
const stack = new TerraformStack(app, "team");
new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
new CustomPolicy(stack, "Tools", {
  policyName: "tools",
  document: [allow({ actions: "agentrun:ListTools", resources: "*" })],
  attachTo: { groups: ["dev"] },
});
new Role(stack, "Run", { roleName: "run", trust: TrustPolicy.forServices("fc.aliyuncs.com") });
const elsewhere = new TerraformStack(app, "admin");
new AlicloudProvider(elsewhere, "alicloud", { region: "cn-hangzhou" });
const expected = new TerraformDeployerPolicy(elsewhere, "Deployer", { stacks: [stack] }).document;
app.synth();

type Stack = Parameters<typeof planOf>[0];
const synthesized = JSON.parse(readFileSync(path.join(output, "stacks/team/cdk.tf.json"), "utf8")) as Stack;
const plan = planOf(synthesized);

function printed(...args: readonly string[]) {
  const { code, out, err } = call("deployer", ...args);
  return { code, err, document: PolicyDocument.fromJson(JSON.parse(out)) };
}

it.each([
  ["a plan", file("plan.json", plan)],
  ["a state", file("state.json", stateOf(synthesized))],
  ["a stack", path.join(output, "stacks/team")],
])("of %s is what TerraformDeployerPolicy computes", (_, input) => {
  const { code, document, err } = printed("--plan", input);
  expect([code, err]).toEqual([0, ""]);
  expect(compare(document, expected).relation).toBe("equal");
});

it("covers what a plan destroys", () => {
  const { values } = stateOf(synthesized) as { readonly values: object };
  const none = { root_module: {} };
  const destroy = { format_version: "1.2", planned_values: none, prior_state: { values }, configuration: none };
  const { code, document } = printed("--plan", file("destroy.json", destroy));
  expect(code).toBe(0);
  expect(compare(document, expected).relation).toBe("equal");
});

it("names the account, and says what it does not know", () => {
  const bucket = {
    alicloud_oss_bucket: { logs: { bucket: "logs" } },
    alicloud_ram_role: synthesized.resource?.["alicloud_ram_role"] ?? {},
  };
  const { code, document, err } = printed(
    "--plan",
    file("bucket.json", planOf({ resource: bucket })),
    "--account",
    "1",
  );
  expect(code).toBe(2);
  expect(err).toMatch(/RAM317.*alicloud_oss_bucket/);
  expect(document.toText()).toContain("acs:ram:*:1:role/run");
});

it("finds nothing to deploy in nothing", () => {
  const { code, err } = call("deployer", "--plan", file("empty.json", planOf({})));
  expect(code).toBe(2);
  expect(err).toContain("RAM318");
});

describe("of only what a plan does", () => {
  const tools = (name: string) => ({
    resource: { alicloud_ram_policy: { tools: { policy_name: name, description: "t" } } },
  });
  const read = ["ram:GetPolicy", "ram:ListTagResources"];
  const created = ["ram:CreatePolicy", "ram:TagResources"];
  const updated = [
    ...["ram:CreatePolicyVersion", "ram:DeletePolicyVersion", "ram:TagResources"],
    ...["ram:UntagResources", "ram:UpdatePolicyDescription"],
  ];
  const deleted = ["ram:DeletePolicy", "ram:DeletePolicyVersion", "ram:ListPolicyVersions"];

  function planned(changes: unknown, { before = "tools", after = "tools" } = {}) {
    const { values } = stateOf(tools(before)) as { readonly values: object };
    return file("planned.json", { ...planOf(tools(after)), prior_state: { values }, resource_changes: changes });
  }

  const change = (...actions: readonly string[]) => ({ address: "alicloud_ram_policy.tools", change: { actions } });

  function actionsOf(input: string, ...args: readonly string[]) {
    const { code, err, document } = printed("--plan", input, ...args);
    expect([code, err]).toEqual([0, ""]);
    return [...new Set(document.statements.flatMap(({ actions }) => actions))].sort();
  }

  it.each([
    ["nothing", [change("no-op")], read],
    ["a creation", [change("create")], [...read, ...created]],
    ["an update", [change("update")], [...read, ...updated]],
    ["a deletion", [change("delete")], [...read, ...deleted]],
    ["a replacement", [change("delete", "create")], [...read, ...created, ...deleted]],
    ["a replacement that creates first", [change("create", "delete")], [...read, ...created, ...deleted]],
    ["what is forgotten", [change("forget")], read],
    [
      "an update and the deletion of a deposed object",
      [change("update"), change("delete")],
      [...read, ...updated, ...deleted],
    ],
    ["an action that is not known", [change("invoke")], [...read, ...created, ...updated, ...deleted]],
    [
      "a change without actions",
      [{ address: "alicloud_ram_policy.tools" }],
      [...read, ...created, ...updated, ...deleted],
    ],
    ["a resource that the plan does not mention", [], [...read, ...created, ...updated, ...deleted]],
  ])("%s needs the calls of its steps", (_, changes, expected) => {
    const input = planned(changes);
    expect(actionsOf(input, "--only-planned")).toEqual([...new Set(expected)].sort());
    expect(actionsOf(input)).toEqual([...new Set([...read, ...created, ...updated, ...deleted])].sort());
  });

  it("deletes under the name in the state, and creates under the planned one", () => {
    const input = planned([change("delete", "create")], { before: "old", after: "new" });
    const { document } = printed("--plan", input, "--only-planned");
    const on = (action: string) =>
      document.statements.flatMap(({ actions, resources }) => (actions.includes(action) ? resources : []));
    expect(on("ram:DeletePolicy")).toEqual(["acs:ram:*:*:policy/old"]);
    expect(on("ram:TagResources")).toEqual(["acs:ram:*:*:policy/new"]);
    expect([...on("ram:GetPolicy")].sort()).toEqual(["acs:ram:*:*:policy/new", "acs:ram:*:*:policy/old"]);
  });

  it.each([
    ["a state", file("only-state.json", stateOf(synthesized))],
    ["a stack", path.join(output, "stacks/team")],
  ])("refuses %s, which plans nothing", (_, input) => {
    const { code, err } = call("deployer", "--plan", input, "--only-planned");
    expect(code).toBe(1);
    expect(err).toContain("no plan. Fix: name a plan, or remove --only-planned");
  });
});
