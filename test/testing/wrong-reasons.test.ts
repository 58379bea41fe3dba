/** Expectations that must not pass: what they ask is not what the policies say, or nobody can tell. */
import { unchecked } from "cdktf-alicloud-agentrun/catalog";
import {
  type GrantsUnderTest,
  type PrincipalUnderTest,
  type RequestOptions,
  grantMatchers,
  grantsOf,
} from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest";

type Request = readonly [action: string, resource?: string, options?: RequestOptions];

interface Statement {
  readonly Effect: "Allow" | "Deny";
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: object;
}

const allow = (Action: string | readonly string[], Resource: string | readonly string[] = "*", Condition?: object) =>
  ({ Effect: "Allow", Action, Resource, ...(Condition === undefined ? {} : { Condition }) }) as const;
const deny = (Action: string, Resource = "*", Condition?: object) =>
  ({ Effect: "Deny", Action, Resource, ...(Condition === undefined ? {} : { Condition }) }) as const;

/** A group with these statements, and a resource group in which it has more. */
function grants(statements: readonly Statement[], inGroup: readonly Statement[] = [], id = "rg-1"): GrantsUnderTest {
  const policy = (name: string, Statement: readonly Statement[]) => ({
    policy_name: name,
    policy_document: JSON.stringify({ Version: "1", Statement }),
  });
  const scoped = {
    principal_type: "IMSGroup",
    principal_name: "dev",
    policy_type: "Custom",
    policy_name: "in-group",
    resource_group_id: id,
  };
  return grantsOf({
    resource: {
      alicloud_ram_policy: {
        P: policy("p", statements),
        ...(inGroup.length === 0 ? {} : { Q: policy("in-group", inGroup) }),
      },
      alicloud_ram_group_policy_attachment: { P: { group_name: "dev", policy_name: "p", policy_type: "Custom" } },
      ...(inGroup.length === 0 ? {} : { alicloud_resource_manager_policy_attachment: { Q: scoped } }),
    },
  });
}

const group = (...statements: readonly Statement[]) => grants(statements).group("dev");

const tools = (workspace: string, tool = "*") => `acs:agentrun:*:*:workspaces/${workspace}/tools/${tool}`;
const tool = (workspace: string, name = "t") =>
  `acs:agentrun:cn-hangzhou:1234567890123456:workspaces/${workspace}/tools/${name}`;
const inTeam = group(allow("agentrun:*Tool*", tools("team-a")));
const withMfa = group(allow("agentrun:GetTool", "*", { Bool: { "acs:MFAPresent": "true" } }));
const allButOne = group(allow("agentrun:GetTool"), deny("agentrun:GetTool", tools("secret")));

/** Both matchers, plain and with `.not`, must fail. */
function nothingPasses(principal: object, request: Request): readonly string[] {
  const messages: string[] = [];
  const tries: readonly (readonly [string, (expectation: jest.JestMatchers<object>) => void])[] = [
    [
      "toAllow",
      (expectation) => {
        expectation.toAllow(...request);
      },
    ],
    [
      "toDeny",
      (expectation) => {
        expectation.toDeny(...request);
      },
    ],
    [
      "not.toAllow",
      (expectation) => {
        expectation.not.toAllow(...request);
      },
    ],
    [
      "not.toDeny",
      (expectation) => {
        expectation.not.toDeny(...request);
      },
    ],
  ];
  for (const [name, expectation] of tries) {
    try {
      expectation(expect(principal));
    } catch (error) {
      messages.push(error instanceof Error ? error.message : "");
      continue;
    }
    throw new Error(`${name} passes`);
  }
  return messages;
}

it.each([
  [
    "an action with a letter missing",
    ["agentrun:DeletTool", tool("team-a")],
    /no action agentrun:DeletTool: write perhaps agentrun:DeleteTool.*or unchecked\("agentrun:DeletTool"\)/,
  ],
  [
    "a service with a letter missing",
    ["agentrn:DeleteTool", tool("team-a")],
    /no service agentrn: write perhaps agentrun:DeleteTool/,
  ],
  ["a service that nobody knows", ["quux:DeleteTool"], /no service quux: write unchecked\("quux:DeleteTool"\)/],
  [
    "an action a letter away in a service known in part",
    ["oss:PutBuket"],
    /no action oss:PutBuket: write perhaps oss:PutBucket/,
  ],
  [
    "a misspelt resource",
    ["agentrun:DeleteTool", tool("team-a").replace("workspaces/", "workspace/")],
    /does not authorize agentrun:DeleteTool on .*: write one of .*workspaces\/\{#workspaceName\}\/tools/,
  ],
  [
    "a resource of another service",
    ["agentrun:DeleteTool", "acs:oss:*:*:bucket"],
    /does not authorize agentrun:DeleteTool on acs:oss/,
  ],
  [
    "a resource of an action without any",
    ["agentrun:ListWorkspaces", "acs:agentrun:*:*:workspaces/a"],
    /write \*, its only resource/,
  ],
  ["an action by pattern", ["agentrun:Delete*"], /no request has the action/],
  ["a resource that is no ARN", ["agentrun:DeleteTool", "workspaces/team-a"], /no request has the resource/],
] as const)("%s is an error of the test", (_, request, message) => {
  for (const found of nothingPasses(inTeam, request)) expect(found).toMatch(message);
});

it.each([
  [
    "no resource, and one workspace is allowed",
    inTeam,
    ["agentrun:DeleteTool"],
    /Partly of agentrun:DeleteTool on any resource\n {2}Allow on acs:agentrun:.*team-a/s,
  ],
  ["all resources, and one workspace is allowed", inTeam, ["agentrun:DeleteTool", "*"], /Partly/],
  ["a pattern, and a part of it is allowed", inTeam, ["agentrun:DeleteTool", tools("team-*")], /Partly/],
  [
    "a pattern, and a part of it is denied",
    allButOne,
    ["agentrun:GetTool", tools("*")],
    /Partly of .*ExplicitDeny on/s,
  ],
  ["no resource, and a part is denied", allButOne, ["agentrun:GetTool"], /Partly/],
  [
    "a condition that may hold",
    withMfa,
    ["agentrun:GetTool", tool("team-a")],
    /Depends of .*depends on acs:MFAPresent Bool true\n.*set the keys of the request in `context`/s,
  ],
  ["no resource, and a condition that may hold", withMfa, ["agentrun:GetTool"], /Depends/],
  [
    "a Deny under a condition that may hold",
    group(allow("agentrun:GetTool"), deny("agentrun:GetTool", "*", { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } })),
    ["agentrun:GetTool", tool("a")],
    /Depends/,
  ],
  [
    "a resource group in which it is allowed",
    grants([allow("agentrun:GetTool")], [allow("agentrun:DeleteTool")]).group("dev"),
    ["agentrun:DeleteTool", tool("a")],
    /Partly of .*Allow on .* in the resource group rg-1/s,
  ],
  [
    "a resource group that only Terraform knows",
    grants([allow("agentrun:GetTool")], [allow("agentrun:DeleteTool")], "${var.group}").group("dev"),
    ["agentrun:DeleteTool", tool("a"), { resourceGroup: "rg-2" }],
    /has policies in the resource group \$\{var\.group\}, which only Terraform knows: it is not known whether/,
  ],
  [
    "an exception from an Allow",
    group({ Effect: "Allow", Action: "agentrun:*", NotResource: tools("secret") } as never),
    ["agentrun:GetTool"],
    /Partly/,
  ],
] as const)("nobody passes: %s", (_, principal, request, message) => {
  for (const found of nothingPasses(principal, request)) expect(found).toMatch(message);
});

/** What a principal is certainly allowed, or denied. */
const certain: readonly (readonly ["allow" | "deny", PrincipalUnderTest, Request])[] = [
  ["allow", inTeam, ["agentrun:DeleteTool", tool("team-a")]],
  ["allow", inTeam, ["agentrun:DeleteTool", tools("team-a")]],
  ["allow", inTeam, ["agentrun:DeleteTool", tools("team-a", "x-*")]],
  ["deny", inTeam, ["agentrun:DeleteTool", tools("team-b")]],
  ["deny", inTeam, ["agentrun:GetAgentRuntime"]],
  ["deny", inTeam, ["agentrun:getagentruntime"]],
  ["deny", allButOne, ["agentrun:GetTool", tools("secret")]],
  ["allow", allButOne, ["agentrun:GetTool", tools("team-*")]],
  ["allow", withMfa, ["agentrun:GetTool", undefined, { context: { "acs:MFAPresent": "true" } }]],
  ["deny", withMfa, ["agentrun:GetTool", undefined, { context: { "acs:MFAPresent": "false" } }]],
  ["deny", withMfa, ["agentrun:GetTool", undefined, { context: { "acs:MFAPresent": null } }]],
  ["allow", group(allow("agentrun:*"), deny("agentrun:*", tools("secret"))), ["agentrun:ListWorkspaces"]],
  ["deny", group(allow("agentrun:*", tools("a"))), ["agentrun:ListWorkspaces", "*"]],
  ["deny", inTeam, [unchecked("agentrun:DeletTool2"), "acs:agentrun:*:*:else/x"]],
  ["deny", inTeam, [unchecked("quux:Get")]],
  ["deny", inTeam, ["oss:GetObject", "acs:oss:*:*:b/*"]],
];

it.each(certain)("%s for certain: %#", (expected, principal, request) => {
  if (expected === "allow") {
    expect(principal).toAllow(...request);
    expect(principal).not.toDeny(...request);
    expect(() => {
      expect(principal).toDeny(...request);
    }).toThrow(/: (Allow|Partly) of/);
    expect(() => {
      expect(principal).not.toAllow(...request);
    }).toThrow(/: (Allow|Partly) of/);
  } else {
    expect(principal).toDeny(...request);
    expect(principal).not.toAllow(...request);
    expect(() => {
      expect(principal).toAllow(...request);
    }).toThrow(/Deny of/);
    expect(() => {
      expect(principal).not.toDeny(...request);
    }).toThrow(/Deny of/);
  }
});

it.each([
  [
    "a text",
    "x",
    ["agentrun:GetTool"],
    /toAllow is for a user, group or role of grantsOf, not for "x": expect\(grantsOf/,
  ],
  ["grants of everyone", grants([allow("oss:ListBuckets")]), ["agentrun:GetTool"], /not for an object/],
  ["null", null, ["agentrun:GetTool"], /not for null/],
  ["no action", inTeam, [], /takes an action first, not nothing/],
  ["a list of actions", inTeam, [["agentrun:GetTool"]], /takes an action first/],
  [
    "options in the place of the resource",
    inTeam,
    ["agentrun:GetTool", { world: "closed" }],
    /takes the ARN of a resource second, not an object with world/,
  ],
  [
    "an option that there is not",
    inTeam,
    ["agentrun:GetTool", "*", { contxt: {} }],
    /takes options \(context, world, resourceGroup, workspaceScope\) third and nothing more, not an object with contxt/,
  ],
  ["one argument too many", inTeam, ["agentrun:GetTool", "*", {}, 4], /nothing more, not a number/],
] as const)("misuse has a clear error: %s", (_, received, request, message) => {
  const call = (isNot: boolean) => () => grantMatchers.toAllow.call({ isNot }, received, ...request);
  expect(call(false)).toThrow(message);
  expect(call(true)).toThrow(message);
});

describe("trust", () => {
  const role = (Condition?: object) =>
    grantsOf({
      resource: {
        alicloud_ram_role: {
          R: {
            role_name: "run",
            assume_role_policy_document: JSON.stringify({
              Version: "1",
              Statement: [
                {
                  Effect: "Allow",
                  Action: "sts:AssumeRole",
                  Principal: { RAM: ["acs:ram::1:root"] },
                  ...(Condition === undefined ? {} : { Condition }),
                },
              ],
            }),
          },
        },
      },
    }).role("run");

  it("is not denied while it depends on something", () => {
    const caller = { kind: "RAM", name: "acs:ram::1:user/a" } as const;
    const run = role({ StringEquals: { "sts:ExternalId": "x" } });
    expect(() => run.trusts(caller)).toThrow(/whether role run trusts .* depends on sts:ExternalId StringEquals x/);
    expect(run.trusts(caller, { context: { "sts:ExternalId": "x" } })).toBe(true);
    expect(run.trusts(caller, { context: { "sts:ExternalId": null } })).toBe(false);
  });

  it.each([
    [{ kind: "Service", name: "fc" }],
    [{ kind: "RAM", name: "alice" }],
    [{ kind: "RAM", name: "acs:ram::1:user/*" }],
    [{ kind: "Federated", name: "acs:ram::1:user/a" }],
  ] as const)("is not asked of %j", (caller) => {
    expect(() => role().trusts(caller)).toThrow(/no caller is/);
  });
});
