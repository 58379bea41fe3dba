/** No construct grants an AgentRun action on everything where a page of the vendor allows less, unless its report says why. */
import { TerraformStack, Testing } from "cdktf";
import type { Construct } from "constructs";
import {
  AgentRunFoundation,
  AgentRunTeam,
  AgentRuntime,
  InvokeAccess,
  LeastPrivilege,
  Principal,
  ReadOnlyAccess,
  ResourceGroupAccess,
  WorkspaceAccess,
} from "../../lib";
import { actionsMatching, resourceGroupSchemes, workspaceRoles, workspaceScopes } from "../../lib/catalog";
import { PolicyDocument } from "../../lib/policy";
import { stackOf } from "../../lib/terraform/synthesized-stack";

const resourceGroup = { id: "rg-shop", accountAlias: "1234567890123456" };
const attachTo = { groups: ["shop"] };
const runtimes = [{ workspace: "shop", runtime: "order" }];
const members = workspaceRoles.map((level) => ({ level, groups: [`shop-${level}`] }));

/** Makes constructs, and returns the actions that their reports explain. */
type Make = (scope: Construct) => readonly string[];

const byScope = workspaceScopes.flatMap((workspaceScope): readonly (readonly [string, Make])[] => [
  [
    `a team, ${workspaceScope}`,
    (scope) => {
      const team = new AgentRunTeam(scope, "X", { workspace: "shop", resourceGroup, members, workspaceScope });
      return workspaceRoles.flatMap((role) => team.report[role] ?? []).map(({ need }) => need);
    },
  ],
  [
    `a foundation with a team, ${workspaceScope}`,
    (scope) => {
      const shop = { workspace: "shop", resourceGroup, members, workspaceScope };
      const { teams } = new AgentRunFoundation(scope, "X", { teams: { shop } });
      return workspaceRoles.flatMap((role) => teams["shop"]?.report[role] ?? []).map(({ need }) => need);
    },
  ],
  ...workspaceRoles.map((role): readonly [string, Make] => [
    `a ${role} of workspaces, ${workspaceScope}`,
    (scope) => {
      const { report } = new WorkspaceAccess(scope, "X", { workspaces: ["a", "b"], role, workspaceScope, attachTo });
      return report.withheld.map(({ need }) => need);
    },
  ]),
  [
    `least privilege, ${workspaceScope}`,
    (scope) => {
      const features = { agents: "manage", sandboxes: "manage", invocation: "invoke" } as const;
      const within = { workspace: "shop" };
      const { report } = new LeastPrivilege(scope, "X", { features, within, workspaceScope, attachTo });
      return report?.wide.map(({ action }) => action) ?? [];
    },
  ],
]);

const others: readonly (readonly [string, Make])[] = [
  ["reading runtimes", (scope) => made(new ReadOnlyAccess(scope, "X", { runtimes, attachTo }))],
  ["invoking runtimes", (scope) => made(new InvokeAccess(scope, "X", { runtimes, attachTo }))],
  [
    "grants on a runtime",
    (scope) => {
      const runtime = new AgentRuntime(scope, "X", { workspace: "shop", runtime: "order" });
      return made(runtime.grantInvoke(Principal.fromUserName("u")), runtime.grantRead(Principal.fromUserName("u")));
    },
  ],
];

/** These have no report. */
function made(..._: readonly unknown[]): readonly string[] {
  return [];
}

interface Grant {
  readonly action: string;
  readonly isInGroup: boolean;
}

/** AgentRun actions on everything, of policies that are attached in the account or in a resource group. */
function onEverything(stack: TerraformStack): readonly Grant[] {
  const { resources } = stackOf("s", "s.json", JSON.parse(Testing.synth(stack)) as Readonly<Record<string, unknown>>);
  const inGroups = resources.filter(({ type }) => type === "alicloud_resource_manager_policy_attachment");
  return resources
    .filter(({ type }) => type === "alicloud_ram_policy")
    .flatMap(({ address, arguments: given }) => {
      const isInGroup = inGroups.some((one) => String(one.arguments["policy_name"]).includes(address));
      const { statements } = PolicyDocument.fromJson(JSON.parse(String(given["policy_document"])));
      return statements
        .filter(({ effect, resources: on }) => effect === "Allow" && on.includes("*"))
        .flatMap(({ actions }) => actions.flatMap((pattern) => actionsMatching(pattern)))
        .filter(({ name, resources: on, otherScopes = [] }) => {
          const isLimited = (on ?? []).length > 0 || otherScopes.some((scope) => scope.resources.length > 0);
          return name.startsWith("agentrun:") && isLimited;
        })
        .map(({ name }) => ({ action: name, isInGroup }));
    });
}

it.each([...byScope, ...others])("%s: what is on everything in the account is in the report", (_, make) => {
  const stack = new TerraformStack(Testing.app(), "wide");
  const explained = new Set(make(stack));
  const found = onEverything(stack).filter(({ action, isInGroup }) => !isInGroup && !explained.has(action));
  expect(found).toEqual([]);
});

it("only the schemes that the vendor's page makes for whole accounts have anything on everything there", () => {
  const schemes = Object.keys(resourceGroupSchemes) as (keyof typeof resourceGroupSchemes)[]; // its own keys
  const wide = schemes.filter((scheme) => {
    const stack = new TerraformStack(Testing.app(), "wide");
    const workspaces = scheme === "workspaces" ? { workspaces: ["shop"] } : {};
    new ResourceGroupAccess(stack, "X", { scheme, ...workspaces, resourceGroup, attachTo });
    return onEverything(stack).some(({ isInGroup }) => !isInGroup);
  });
  expect(wide).toEqual(["everything", "withoutWorkspaces", "accountData"]);
});
