/** Every command that reads an account takes the listing that `pull` wrote. */
import { startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { PolicyDocument, PolicyStatement, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import { pullAccount } from "../../lib/adopt/pull-account";
import { run } from "../../lib/cli/run";
import { record } from "../evidence/support";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { file } = temporaryFiles("pulled-listing");

const versions = { ram: "2015-05-01", resourcemanager: "2020-03-31", sts: "2015-04-01" } as const;

async function pulled(): Promise<Readonly<Record<string, unknown>>> {
  const emulator = await startEmulator();
  const make = async (
    action: string,
    parameters: Readonly<Record<string, string>>,
    api: keyof typeof versions = "ram",
  ) => emulator.call(action, parameters, { version: versions[api] });
  try {
    for (const UserName of ["alice", "bob"]) {
      await make("CreateUser", { UserName });
    }
    await make("CreateGroup", { GroupName: "dev" });
    for (const UserName of ["alice", "bob"]) await make("AddUserToGroup", { UserName, GroupName: "dev" });
    const trust = TrustPolicy.forServices("fc.aliyuncs.com").toText();
    await make("CreateRole", { RoleName: "run", AssumeRolePolicyDocument: trust });
    const actions = ["agentrun:DeleteTool", "agentrun:GetTool"] as const;
    const tools = PolicyStatement.allow({ actions, resources: "*" });
    await make("CreatePolicy", { PolicyName: "tools", PolicyDocument: new PolicyDocument([tools]).toText() });
    await make("AttachPolicyToGroup", { PolicyName: "tools", PolicyType: "Custom", GroupName: "dev" });
    const deny = PolicyStatement.deny({ actions: "agentrun:DeleteTool", resources: "*" });
    const { ControlPolicy } = await make(
      "CreateControlPolicy",
      { PolicyName: "limit", EffectScope: "RAM", PolicyDocument: new PolicyDocument([deny]).toText() },
      "resourcemanager",
    );
    const { PolicyId } = ControlPolicy as { readonly PolicyId: string };
    await make("AttachControlPolicy", { PolicyId, TargetId: "1234567890123456" }, "resourcemanager");
    return await pullAccount(async (api, action, parameters) => make(action, parameters, api));
  } finally {
    await emulator.close();
  }
}

let listing = "";
let partial = "";
beforeAll(async () => {
  const whole = await pulled();
  listing = file("account.json", whole);
  const note = { version: 1, account: "1", complete: false, missing: ["ListPolicyAttachments: NoPermission"] };
  partial = file("partial.json", { ...whole, AgentrunRamListing: note });
});

const day = (index: number): string => `2026-11-${String(index + 1).padStart(2, "0")}T00:00:00Z`;
const trail = file(
  "trail.json",
  Array.from({ length: 20 }, (_, index) => record({ eventId: `${index}`, eventTime: day(index) })),
);
const denied = file("denied.json", {
  accessDeniedDetail: {
    AuthAction: "agentrun:ListTools",
    AuthPrincipalType: "SubUser",
    AuthPrincipalDisplayName: "alice",
    NoPermissionType: "ImplicitDeny",
  },
});

it.each<readonly [string, () => readonly string[], number, RegExp]>([
  ["can", () => ["can", "user:alice", "agentrun:GetTool", "--in", listing], 0, /^yes: user alice .*through group dev/s],
  ["can, of what is not granted", () => ["can", "user:bob", "agentrun:ListTools", "--in", listing], 4, /^no: user bob/],
  ["who-can", () => ["who-can", "agentrun:GetTool", "--in", listing], 0, /^group dev\nuser alice\nuser bob$/m],
  ["lint", () => ["lint", listing], 0, /^Nothing found/],
  ["summary", () => ["summary", listing], 0, /role run\n {4}can be assumed by service fc/],
  ["review", () => ["review", listing, listing, "--gate", "any-change"], 0, /^Unchanged/],
  ["migrate", () => ["migrate", listing], 2, /tool: counterpart Mcp[^]*not read: .*control_policy\.limit/],
  ["explain-denied", () => ["explain-denied", denied, "--stack", listing], 0, /^Refused: agentrun:ListTools/],
])("%s", (_, args, code, out) => {
  const result = call(...args());
  expect(result.out).toMatch(out);
  expect(result.code).toBe(code);
});

it.each(["can user:alice", "who-can"])("%s says that control policies do not count", (command) => {
  const { err } = call(...command.split(" "), "agentrun:DeleteTool", "--in", listing);
  expect(err).toMatch(
    /^warning: the answer does not count .*control_policy\.limit of account: it limits what accounts/m,
  );
});

it.each(["summary", "lint", "adopt"])("%s says what a listing lacks", (command) => {
  expect(call(command, partial).err).toMatch(
    /warning: the listing lacks a part of the account, which may grant more: ListPolicyAttachments: NoPermission/,
  );
});

it("adopt imports everything, named as in the account", () => {
  const { code, out, err } = call("adopt", listing, "--format", "json");
  const { import: imports } = JSON.parse(out) as { readonly import: readonly { readonly to: string; id: string }[] };
  expect([code, imports]).toEqual([
    0,
    [
      { to: "alicloud_ram_user.alice", id: expect.stringMatching(/^\d+$/) as string },
      { to: "alicloud_ram_user.bob", id: expect.stringMatching(/^\d+$/) as string },
      { to: "alicloud_ram_group.dev", id: "dev" },
      { to: "alicloud_ram_group_membership.dev", id: "dev" },
      { to: "alicloud_ram_role.run", id: "run" },
      { to: "alicloud_ram_policy.tools", id: "tools" },
      { to: "alicloud_ram_group_policy_attachment.dev_tools", id: "group:tools:Custom:dev" },
      { to: "alicloud_resource_manager_control_policy.limit", id: expect.stringMatching(/^cp-/) as string },
      {
        to: expect.stringMatching(/^alicloud_resource_manager_control_policy_attachment\.cp-\w+_1234567890123456$/) as string, // prettier-ignore
        id: expect.stringMatching(/^cp-\w+:1234567890123456$/) as string,
      },
    ],
  ]);
  expect(err).toMatch(/note: the addresses come from the names in the account/);
  expect(call("adopt", listing, "--write")).toMatchObject({
    code: 1,
    err: expect.stringMatching(/--write: .* has no cdk\.tf\.json files to write beside/) as string,
  });
});

async function running(...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const code = await run(args, {
    out: (text: string) => (printed.out += `${text}\n`),
    err: (text: string) => (printed.err += `${text}\n`),
  });
  return { code, ...printed };
}

it("unused finds what the members of a group were not seen to use", async () => {
  const { code, out } = await running("unused", listing, "--evidence", trail, "--days", "10");
  expect(out).toMatch(/group dev: tools"\n {2}warning RAM534[^]*not seen .*agentrun:DeleteTool/);
  expect(code).toBe(2);
});

it("generate makes a policy for what the members of a group used", async () => {
  const args = ["generate", "--from", trail, "--from", listing, "--principal", "group:dev"];
  const { code, out } = await running(...args, "--format", "hcl");
  expect(code).toBe(0);
  expect(out).toMatch(/# No use was seen of these members of the group: bob\./);
  expect(out).toMatch(/# agentrun:GetTool on .* by user:alice: 20 calls/);
  expect(out).toMatch(/resource "alicloud_ram_group_policy_attachment"[^]*group_name *= "dev"/);
  const { out: json } = await running(...args);
  expect(JSON.parse(json)).toMatchObject({ principals: [{ principal: "group:dev", used: [{ by: "user:alice" }] }] });
});

it("generate takes no listing alone, and no group without one", async () => {
  expect(await running("generate", "--from", listing)).toMatchObject({
    code: 1,
    err: expect.stringMatching(/only a listing, .*give evidence as well/) as string,
  });
  expect(await running("generate", "--from", trail, "--principal", "group:dev")).toMatchObject({
    code: 1,
    err: expect.stringMatching(
      /RAM531: the evidence has no use by group:dev\. Fix: name one that it has: user:alice/,
    ) as string,
  });
});
