import { spawnSync } from "node:child_process";
import path from "node:path";
import { Testing } from "cdktf";
import type { Construct } from "constructs";
import {
  AgentRunDefaultRole,
  AgentRunFoundation,
  AgentRunFullAccess,
  AgentRunServiceLinkedRole,
  AgentRunTeam,
  DevsCustomRole,
  DevsDefaultRole,
  FlowExecutionRole,
  FunctionComputeServiceLinkedRole,
  InvokeAccess,
  LeastPrivilege,
  ReadOnlyAccess,
  WorkspaceAccess,
} from "../../../lib/constructs";
import { documentTextOf } from "../../../lib/terraform/document-text";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { renderHcl } from "../../../lib/terraform/hcl-text";
import { type ModuleFiles, moduleNames, renderModule } from "../../../lib/terraform/module-text";
import type { Resource } from "../../../lib/terraform/resource";
import { ResourceTexts } from "../../../lib/terraform/resource-texts";
import { stackOf } from "../../../lib/terraform/synthesized-stack";
import { newStack } from "../../constructs/support";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("render-module");

const attachTo = { groups: ["agent-team"] };
const everyone = { users: ["u"], groups: ["g"], roles: ["r"] };
const account = "1234567890123456";
const region = "cn-hangzhou";
const sandboxes = { features: { sandboxes: "manage", agents: "view" } } as const;
interface Row {
  readonly files: ModuleFiles;
  /** Makes the construct for the place of the call. */
  readonly construct: (scope: Construct) => Construct;
  /** Arguments of the call, instead of the module's own example. */
  readonly call?: Readonly<Record<string, unknown>>;
}

const rows: Readonly<Record<string, Row>> = {
  "LeastPrivilege, everywhere": {
    files: renderModule("LeastPrivilege", sandboxes),
    construct: (s) => new LeastPrivilege(s, "X", { ...sandboxes, policyName: "agent-team", attachTo }),
  },
  "LeastPrivilege, everywhere, called for a place": {
    files: renderModule("LeastPrivilege", sandboxes),
    call: { name: "p", description: "d", region, account_id: account, attach_to: everyone, tags: { team: "a" } },
    construct: (s) =>
      new LeastPrivilege(s, "X", {
        ...sandboxes,
        ...{ policyName: "p", description: "d", attachTo: everyone, tags: { team: "a" } },
        within: { region, accountId: account },
      }),
  },
  "LeastPrivilege, in a workspace": {
    files: renderModule("LeastPrivilege", { ...sandboxes, within: { workspace: "shop" } }),
    construct: (s) => new LeastPrivilege(s, "X", { ...sandboxes, within: { workspace: "shop" }, attachTo }),
  },
  "LeastPrivilege, in a workspace, called for another place": {
    files: renderModule("LeastPrivilege", { ...sandboxes, within: { workspace: "shop", region, accountId: account } }),
    call: { name: "p", workspace: "other", region: "cn-beijing", account_id: "1", attach_to: everyone },
    construct: (s) =>
      new LeastPrivilege(s, "X", {
        ...sandboxes,
        within: { workspace: "other", region: "cn-beijing", accountId: "1" },
        attachTo: everyone,
      }),
  },
  "LeastPrivilege, names, secrets and conditions": {
    files: renderModule("LeastPrivilege", {
      features: { tools: "manage" },
      within: { workspace: "team-a", tools: ["search"], accountId: account },
      secrets: { credentials: ["openai"] },
      passRoles: ["runtime"],
      conditions: { StringLike: { "acs:UserAgent": ["${not-terraform}*", "%{if}"] } },
      dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
      generation: "functionai",
    }),
    construct: (s) =>
      new LeastPrivilege(s, "X", {
        features: { tools: "manage" },
        within: { workspace: "team-a", tools: ["search"], accountId: account },
        secrets: { credentials: ["openai"] },
        passRoles: ["runtime"],
        conditions: { StringLike: { "acs:UserAgent": ["${not-terraform}*", "%{if}"] } },
        dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
        generation: "functionai",
        attachTo,
      }),
  },
  AgentRunFullAccess: {
    files: renderModule("AgentRunFullAccess"),
    construct: (s) => new AgentRunFullAccess(s, "X", { attachTo }),
  },
  ReadOnlyAccess: {
    files: renderModule("ReadOnlyAccess"),
    construct: (s) => new ReadOnlyAccess(s, "X", { attachTo }),
  },
  InvokeAccess: {
    files: renderModule("InvokeAccess"),
    call: { attach_to: everyone },
    construct: (s) => new InvokeAccess(s, "X", { attachTo: everyone }),
  },
  WorkspaceAccess: {
    files: renderModule("WorkspaceAccess", { role: "developer" }),
    construct: (s) => new WorkspaceAccess(s, "X", { role: "developer", workspaces: ["team-a"], attachTo }),
  },
  "WorkspaceAccess, by the authorization page": {
    files: renderModule("WorkspaceAccess", {
      role: "administrator",
      region,
      accountId: account,
      workspaceScope: "documented",
      withoutSecrets: true,
    }),
    call: { name: "p", workspace: "w", region: "cn-beijing", account_id: "2", attach_to: everyone },
    construct: (s) =>
      new WorkspaceAccess(s, "X", {
        role: "administrator",
        workspaces: ["w"],
        ...{ region: "cn-beijing", accountId: "2", attachTo: everyone },
        ...{ workspaceScope: "documented", withoutSecrets: true },
      }),
  },
  AgentRunTeam: {
    files: renderModule("AgentRunTeam"),
    construct: (s) =>
      new AgentRunTeam(s, "X", {
        workspace: "team-a",
        resourceGroup: { id: "rg-team-a", accountAlias: account },
        members: [{ level: "developer", groups: ["agent-team"] }],
      }),
  },
  "AgentRunTeam, with all levels and dependencies": {
    files: renderModule("AgentRunTeam", {
      buckets: ["team-a-knowledge"],
      logstores: [{ project: "team-a", logstore: "agents" }],
      secrets: { credentials: ["openai"], accessTokens: true },
      passRoles: ["team-a-agents"],
    }),
    call: {
      ...{ name: "p", workspace: "shop", region, account_id: account },
      resource_group: { id: "rg-1", account_alias: "alias" },
      viewers: { users: ["v"] },
      developers: everyone,
      administrators: { users: ["a"] },
    },
    construct: (s) =>
      new AgentRunTeam(s, "X", {
        ...{ workspace: "shop", region, accountId: account },
        resourceGroup: { id: "rg-1", accountAlias: "alias" },
        members: [
          { level: "viewer", users: ["v"] },
          { level: "developer", ...everyone },
          { level: "administrator", users: ["a"] },
        ],
        buckets: ["team-a-knowledge"],
        logstores: [{ project: "team-a", logstore: "agents" }],
        secrets: { credentials: ["openai"], accessTokens: true },
        passRoles: ["team-a-agents"],
      }),
  },
  "AgentRunTeam, without a resource group": {
    files: renderModule("AgentRunTeam"),
    call: { name: "p", workspace: "shop", viewers: everyone },
    construct: (s) => new AgentRunTeam(s, "X", { workspace: "shop", members: [{ level: "viewer", ...everyone }] }),
  },
  FlowExecutionRole: {
    files: renderModule("FlowExecutionRole"),
    construct: (s) => new FlowExecutionRole(s, "X"),
  },
  "FlowExecutionRole, two kinds of nodes": {
    files: renderModule("FlowExecutionRole", {
      generation: "functionai",
      nodes: { functionCompute: false, subWorkflows: false, sandboxAndAgentRun: false, knowledgeBase: false },
    }),
    call: { name: "flows", description: "d", tags: { team: "a" } },
    construct: (s) =>
      new FlowExecutionRole(s, "X", {
        generation: "functionai",
        nodes: { functionCompute: false, subWorkflows: false, sandboxAndAgentRun: false, knowledgeBase: false },
        ...{ roleName: "flows", description: "d", tags: { team: "a" } },
      }),
  },
  DevsDefaultRole: { files: renderModule("DevsDefaultRole"), construct: (s) => new DevsDefaultRole(s, "X") },
  "DevsDefaultRole, functionai": {
    files: renderModule("DevsDefaultRole", { generation: "functionai" }),
    construct: (s) => new DevsDefaultRole(s, "X", { generation: "functionai" }),
  },
  DevsCustomRole: { files: renderModule("DevsCustomRole"), construct: (s) => new DevsCustomRole(s, "X") },
  AgentRunDefaultRole: {
    files: renderModule("AgentRunDefaultRole"),
    construct: (s) => new AgentRunDefaultRole(s, "X"),
  },
  AgentRunServiceLinkedRole: {
    files: renderModule("AgentRunServiceLinkedRole"),
    construct: (s) => new AgentRunServiceLinkedRole(s, "X"),
  },
  "AgentRunServiceLinkedRole, other service name": {
    files: renderModule("AgentRunServiceLinkedRole"),
    call: { service_name: "agentrun.aliyuncs.com" },
    construct: (s) => new AgentRunServiceLinkedRole(s, "X", { serviceName: "agentrun.aliyuncs.com" }),
  },
  FunctionComputeServiceLinkedRole: {
    files: renderModule("FunctionComputeServiceLinkedRole"),
    construct: (s) => new FunctionComputeServiceLinkedRole(s, "X"),
  },
  AgentRunFoundation: {
    files: renderModule("AgentRunFoundation", { generation: "functionai" }),
    construct: (s) => new AgentRunFoundation(s, "X", { generation: "functionai" }),
  },
};

/** The resources of a stack, without what depends on where they are written. */
function contents(resources: readonly Resource[]): readonly string[] {
  const texts = new ResourceTexts(resources);
  const policies = new Map<unknown, unknown>();
  for (const { type, arguments: given } of resources) {
    if (type === "alicloud_ram_policy") policies.set(given["policy_name"], given["description"]);
  }
  return resources
    .filter(({ type }) => type !== "alicloud_ram_group")
    .map((resource) => {
      const { type, arguments: given } = resource;
      const document = documentTextOf(resource, texts);
      const entries = Object.entries(given).flatMap(([name, value]) => {
        if (name === "//" || name === document?.argument || name === "count" || name === "for_each") return [];
        if (name === "tags" && JSON.stringify(value) === "{}") return [];
        const text = typeof value === "string" ? texts.follow(value) : value;
        // The construct of a team derives the names of its policies from its path.
        return [[name, name === "policy_name" ? (policies.get(text) ?? text) : text] as const];
      });
      const parsed = document === undefined ? undefined : sorted(JSON.parse(document.text) as unknown);
      return JSON.stringify(sorted({ type, ...Object.fromEntries(entries), document: parsed }));
    })
    .sort();
}

/** JSON without the order of lists and keys, and without what a list has twice. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => JSON.stringify(sorted(item)));
    return [...new Set(items)].sort().map((item) => JSON.parse(item) as unknown);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function placeOf(title: string): string {
  return title.replace(/\W+/g, "-");
}

function write(title: string, files: ModuleFiles): string {
  for (const [name, text] of Object.entries(files)) file(`${placeOf(title)}/${name}`, text);
  return path.join(folder, placeOf(title));
}

it("has a row for every module", () => {
  expect(moduleNames.filter((name) => rows[name] === undefined && name !== "LeastPrivilege")).toEqual([]);
});

it.each(Object.entries(rows))("%s does what the construct does", (title, { files, construct, call }) => {
  const place = write(title, files);
  if (call !== undefined) {
    file(`${placeOf(title)}/call/main.tf`, renderHcl({ module: { m: { source: "..", ...call } } }));
  }
  const is = readTerraformFolder(call === undefined ? path.join(place, "examples/basic") : path.join(place, "call"));
  const stack = newStack();
  construct(stack);
  const was = stackOf("test", "test", JSON.parse(Testing.synth(stack, true)) as Readonly<Record<string, unknown>>);
  expect(is.notKnown).toEqual([]);
  expect(is.unreadModules).toEqual([]);
  expect(contents(is.resources)).toEqual(contents(was.resources));
});

it("is formatted as terraform fmt does it", () => {
  if (spawnSync("terraform", ["version"]).status !== 0) {
    console.warn("NOT RUN: terraform fmt, because terraform is not installed");
    return;
  }
  for (const [title, { files }] of Object.entries(rows)) write(`fmt ${title}`, files);
  const { status, stdout } = spawnSync("terraform", ["fmt", "-check", "-diff", "-no-color", "-recursive"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TF_CLI_CONFIG_FILE: file("terraformrc", "") },
  });
  expect([status, stdout]).toEqual([0, ""]);
});
