import { TerraformStack, Testing } from "cdktf";
import {
  AgentRunDefaultRole,
  AgentRunFoundation,
  AgentRunServiceLinkedRole,
  CustomPolicy,
  type CustomPolicyOptions,
  DevsCustomRole,
  DevsDefaultRole,
  FlowExecutionRole,
  FunctionComputeServiceLinkedRole,
  InvokeAccess,
  LeastPrivilege,
  PolicyDocument,
  PolicyFindings,
  PolicyStatement,
  RamQuotas,
  ReadOnlyAccess,
  Role,
  ServiceLinkedRole,
  SuperAgentRole,
  SystemPolicy,
  TerraformDeployerPolicy,
  TrustPolicy,
  WorkloadRole,
  constructProblemIds,
} from "../../lib";
import { type Within, leastPrivilege } from "../../lib/catalog";
import { RamGroup } from "../../lib/provider-alicloud/ram-group";
import { RamGroupPolicyAttachment } from "../../lib/provider-alicloud/ram-group-policy-attachment";
import { RamPolicy } from "../../lib/provider-alicloud/ram-policy";
import { RamRole } from "../../lib/provider-alicloud/ram-role";
import { AlicloudProvider } from "../../lib/provider-alicloud/provider";
import { newStack, problemIdsOf, problemsOf, warningIdsOf } from "./support";
import { warnings } from "./warnings";

const trust = TrustPolicy.forServices("fc.aliyuncs.com");
const read = PolicyStatement.allow({ actions: "agentrun:GetAgentRuntime", resources: "*" });

function policy(stack: TerraformStack, id: string, options: CustomPolicyOptions = {}): CustomPolicy {
  return new CustomPolicy(stack, id, { document: [read], ...options });
}

function policies(stack: TerraformStack, count: number, options: CustomPolicyOptions): void {
  for (let index = 1; index <= count; index += 1) policy(stack, `P${index}`, options);
}

/** Options that TypeScript refuses, as JavaScript users may still pass them. */
function untyped(options: object): never {
  return options as never;
}

function least(stack: TerraformStack, props: object): LeastPrivilege {
  return new LeastPrivilege(stack, "L", untyped(props));
}

/** As many actions as give a document of about so many bytes. */
function documentOf(bytes: number): readonly PolicyStatement[] {
  const actions = Array.from(
    { length: Math.floor(bytes / 30) },
    (_, i) => `agentrun:GetThing${String(i).padStart(9, "0")}`,
  );
  return [PolicyStatement.allow({ actions, resources: "*" })];
}

/** What users get wrong, and every problem that synth reports for it, in order. */
const wrongInputs: readonly (readonly [string, (stack: TerraformStack) => void, readonly string[]])[] = [
  ["a bad role name", (s) => new Role(s, "R", { trust, roleName: "bad_name" }), ["RAM202 test/R"]],
  ["a role name too long", (s) => new Role(s, "R", { trust, roleName: "x".repeat(65) }), ["RAM201 test/R"]],
  ["a bad policy name", (s) => policy(s, "P", { policyName: "my policy" }), ["RAM202 test/P"]],
  ["an empty policy name", (s) => policy(s, "P", { policyName: "" }), ["RAM201 test/P"]],
  ["an empty description", (s) => policy(s, "P", { description: "" }), ["RAM203 test/P"]],
  ["a session too short", (s) => new Role(s, "R", { trust, maxSessionDuration: 60 }), ["RAM204 test/R"]],
  ["a tag without key", (s) => policy(s, "P", { tags: { "": "x" } }), ["RAM205 test/P"]],
  [
    "a bad role name, description, session and tag together",
    (s) => new Role(s, "R", { trust, roleName: "a b", description: "", maxSessionDuration: 1, tags: { "": "x" } }),
    ["RAM202 test/R", "RAM203 test/R", "RAM204 test/R", "RAM205 test/R"],
  ],
  [
    "roles without trust, and a bad service, all together",
    (s) => {
      new Role(s, "R", untyped({}));
      new DevsCustomRole(s, "D", { trustedService: "devs", roleName: "bad_" });
      new SuperAgentRole(s, "S", untyped({ trustedService: "fc.aliyuncs.com" }));
    },
    ["RAM308 test/R", "RAM202 test/D", "RAM113 test/D", "RAM308 test/S"],
  ],
  [
    "roles of workload identities that are none, and more than one",
    (s) => {
      new WorkloadRole(s, "N", untyped({}));
      new WorkloadRole(s, "E", { identities: [] });
      new WorkloadRole(s, "W", { identities: [{ region: "cn-hangzhou", accountId: "1234567890123456", name: "*" }] });
    },
    ["RAM308 test/N", "RAM308 test/E", "RAM124 test/W"],
  ],
  ["a document without statements", (s) => new CustomPolicy(s, "P", { document: [] }), ["RAM103 test/P"]],
  [
    "a document as JSON with a misspelt effect",
    (s) => new CustomPolicy(s, "P", { document: untyped({ Version: "1", Statement: [{ Effect: "allow" }] }) }),
    ["RAM105 test/P", "RAM106 test/P", "RAM107 test/P"],
  ],
  [
    "a group and a role among the users, a role among the groups",
    (s) => {
      const group = new RamGroup(s, "G", { groupName: "g" });
      const role = new RamRole(s, "R", { roleName: "r", assumeRolePolicyDocument: trust.toText() });
      new ReadOnlyAccess(s, "A", { attachTo: { users: [untyped(group), untyped(role)] } });
      new InvokeAccess(s, "B", { attachTo: { groups: [untyped(Object.assign(role, { groupName: "x" }))] } });
    },
    ["RAM319 test/A/System", "RAM319 test/A/System", "RAM319 test/B/System"],
  ],
  [
    "a resource group and an alias that are none",
    (s) => new ReadOnlyAccess(s, "A", { attachTo: { users: ["u"], resourceGroup: { id: "", accountAlias: "a b" } } }),
    ["RAM322 test/A/System", "RAM322 test/A/System"],
  ],
  [
    "one policy on one role by two constructs",
    (s) => {
      const role = new Role(s, "R", { trust, roleName: "r", policies: ["AliyunAgentRunReadOnlyAccess"] });
      new ReadOnlyAccess(s, "A", { attachTo: { roles: [role, "R"] } });
    },
    ["RAM302 test"],
  ],
  [
    "11 custom policies, some with the default provider named",
    (s) => {
      const provider = new AlicloudProvider(s, "named", { region: "cn-hangzhou" });
      for (let index = 0; index < 11; index += 1) {
        policy(s, `P${index}`, { attachTo: { users: ["u"] }, ...(index % 2 === 0 ? { provider } : {}) });
      }
    },
    ["RAM401 test"],
  ],
  [
    "the ARN of existing roles in an unknown account",
    (s) => {
      const role = new DevsCustomRole(s, "R", { mode: "existing" });
      const linked = new AgentRunServiceLinkedRole(s, "L", { mode: "existing" });
      expect([role.arn, linked.arn]).toEqual([
        "acs:ram::0:role/AliyunDevsCustomRole",
        "acs:ram::0:role/aliyunserviceroleforagentrun",
      ]);
    },
    ["RAM309 test/R", "RAM309 test/L"],
  ],
  [
    "a service that is none, and a suffix that no name can have",
    (s) =>
      new ServiceLinkedRole(s, "L", { serviceName: "fc", roleName: "AliyunServiceRoleForFC", customSuffix: "a b" }),
    ["RAM202 test/L", "RAM320 test/L"],
  ],
  [
    "names of policies that none can have, on a role and as a system policy",
    (s) => {
      new Role(s, "R", { trust, policies: [{ policyName: "bad name", policyType: "Custom" }] });
      new Role(s, "S", { trust, policies: [{ policyName: "aliyunfcfullaccess", policyType: "System" }] });
      new SystemPolicy(s, "P", { policyName: "bad name", attachTo: { users: ["u"] } });
    },
    ["RAM202 test/R", "RAM304 test/S", "RAM202 test/P"],
  ],
  [
    "a runtime without a name, as JavaScript allows it",
    (s) => new InvokeAccess(s, "A", { as: "custom", runtimes: untyped([{ workspace: "w" }]) }),
    ["RAM315 test/A"],
  ],
  ["least privilege for an unknown feature", (s) => least(s, { features: { sandbox: "view" } }), ["RAM621 test/L"]],
  ["least privilege for an unknown use", (s) => least(s, { features: { agents: "admin" } }), ["RAM622 test/L"]],
  ["least privilege for an unknown action", (s) => least(s, { actions: ["agentrun:GetTol"] }), ["RAM623 test/L"]],
  ["least privilege for actions that are no text", (s) => least(s, { actions: [3] }), ["RAM623 test/L"]],
  ["least privilege for nothing", (s) => least(s, { features: {} }), ["RAM624 test/L"]],
  ["least privilege for features that are undefined", (s) => least(s, { features: undefined }), ["RAM624 test/L"]],
  [
    "least privilege that takes back what it asks for",
    (s) => least(s, { actions: ["agentrun:GetTool", "agentrun:ListTools"], except: ["agentrun:Get*"] }),
    ["RAM625 test/L"],
  ],
  [
    "least privilege for all roles and for one",
    (s) => least(s, { actions: ["ram:PassRole"], passRoles: ["r"] }),
    ["RAM625 test/L"],
  ],
  [
    "least privilege in a place that nothing can use",
    (s) => least(s, { features: { sandboxes: "view" }, workspaceScope: "documented", within: { workspace: "w" } }),
    ["RAM626 test/L"],
  ],
  [
    "least privilege in a workspace that no ARN can name",
    (s) => least(s, { features: { tools: "view" }, within: { workspace: "a/b" } }),
    ["RAM627 test/L"],
  ],
  ["least privilege for features that are null", (s) => least(s, { features: null }), ["RAM629 test/L"]],
  [
    "a request beside documented",
    (s) => least(s, { documented: true, features: { agents: "view" } }),
    ["RAM307 test/L"],
  ],
  ["least privilege for a text", (s) => least(s, { actions: "agentrun:GetTool" }), ["RAM629 test/L"]],
  [
    "least privilege with misspelt parts, beside an option that is wrong",
    (s) => least(s, { features: { tools: "view" }, exept: [], secrets: { credential: [] }, policyName: "a b" }),
    ["RAM202 test/L", "RAM629 test/L", "RAM629 test/L"],
  ],
  [
    "least privilege with a condition in two places",
    (s) =>
      least(s, {
        features: { tools: "manage" },
        conditions: { Bool: { "acs:MFAPresent": "true" } },
        dangerousConditions: { Bool: { "acs:MFAPresent": "true" } },
      }),
    ["RAM112 test/L"],
  ],
  ["nothing to deploy", (s) => new TerraformDeployerPolicy(s, "D", { stacks: [] }), ["RAM318 test/D"]],
  ...(["*foo", "12*", "my account:1", "", "acs:ram::1:root"] as const).map(
    (accountId) =>
      [
        `a deployer's account ${JSON.stringify(accountId)}, beside what else is wrong`,
        (s: TerraformStack) => {
          policy(s, "P");
          new TerraformDeployerPolicy(s, "D", { accountId, policyName: "a b" });
        },
        ["RAM323 test/D", "RAM202 test/D"],
      ] as const,
  ),
  [
    "a system policy in wrong case",
    (s) => new SystemPolicy(s, "S", { policyName: "AliyunAgentrunReadOnlyAccess" }),
    ["RAM304 test/S"],
  ],
  [
    "a system policy in wrong case on a role",
    (s) => new Role(s, "R", { trust, policies: ["AliyunOssFullAccess"] }),
    ["RAM304 test/R"],
  ],
  [
    "a service-linked role's policy",
    (s) => new SystemPolicy(s, "S", { policyName: "AliyunServiceRolePolicyForFC" }),
    ["RAM305 test/S"],
  ],
  ["an empty attachment", (s) => policy(s, "P", { attachTo: {} }), ["RAM301 test/P"]],
  ["an attachment to an empty list", (s) => policy(s, "P", { attachTo: { users: [] } }), ["RAM301 test/P"]],
  ["a user twice", (s) => policy(s, "P", { attachTo: { users: ["u", "u"] } }), ["RAM302 test/P"]],
  [
    "a user twice, the second time by the method",
    (s) => {
      policy(s, "P", { attachTo: { users: ["u"] } }).attach({ users: ["u"] });
    },
    ["RAM302 test/P"],
  ],
  [
    "a policy twice on a role",
    (s) => new Role(s, "R", { trust, policies: ["AliyunFnFFullAccess", "AliyunFnFFullAccess"] }),
    ["RAM302 test/R"],
  ],
  [
    "bad names of principals",
    (s) => policy(s, "P", { attachTo: { users: ["-u"], groups: ["g g"], roles: ["r_r"] } }),
    ["RAM202 test/P", "RAM202 test/P", "RAM202 test/P"],
  ],
  [
    "a policy on a service-linked role, by construct",
    (s) => policy(s, "P", { attachTo: untyped({ roles: [new AgentRunServiceLinkedRole(s, "L")] }) }),
    ["RAM303 test"],
  ],
  [
    "a policy on a service-linked role, by name",
    (s) => policy(s, "P", { attachTo: { roles: ["AliyunServiceRoleForFC"] } }),
    ["RAM303 test"],
  ],
  [
    "a generation that does not exist",
    (s) => new DevsCustomRole(s, "R", untyped({ generation: "serverless" })),
    ["RAM306 test/R"],
  ],
  [
    "a generation of a role that has none",
    (s) => new AgentRunDefaultRole(s, "R", untyped({ generation: "functionai" })),
    ["RAM306 test/R"],
  ],
  [
    "a kind of flow nodes that does not exist",
    (s) => new FlowExecutionRole(s, "R", { nodes: untyped({ knowledgebase: false }) }),
    ["RAM316 test/R"],
  ],
  [
    "options of an existing role that do nothing",
    (s) => new DevsDefaultRole(s, "R", untyped({ mode: "existing", description: "x", policies: [] })),
    ["RAM307 test/R", "RAM307 test/R"],
  ],
  [
    "an existing service-linked role that is to be protected",
    (s) => new FunctionComputeServiceLinkedRole(s, "L", untyped({ mode: "existing", protectFromDestroy: true })),
    ["RAM307 test/L"],
  ],
  [
    "runtimes for the vendor's own policy, which cannot be narrowed",
    (s) => new ReadOnlyAccess(s, "A", untyped({ runtimes: [{ workspace: "w", runtime: "r" }] })),
    ["RAM307 test/A"],
  ],
  ["a role to import without its name", (s) => new Role(s, "R", { trust, mode: "import" }), ["RAM308 test/R"]],
  ["a mode that does not exist", (s) => new DevsCustomRole(s, "R", untyped({ mode: "adopt" })), ["RAM311 test/R"]],
  [
    "a description for a service-linked role that presets it",
    (s) =>
      new ServiceLinkedRole(s, "L", {
        serviceName: "fc.aliyuncs.com",
        roleName: "AliyunServiceRoleForFC",
        description: "mine",
      }),
    ["RAM310 test/L"],
  ],
  ["no runtime", (s) => new InvokeAccess(s, "A", { as: "custom", runtimes: [] }), ["RAM315 test/A"]],
  [
    "a runtime that no ARN can name",
    (s) => new InvokeAccess(s, "A", { as: "custom", runtimes: [{ workspace: "a/b", runtime: "" }] }),
    ["RAM315 test/A", "RAM315 test/A"],
  ],
  [
    "a region, an account and names that no ARN can have, and a field that does not exist",
    (s) =>
      new InvokeAccess(s, "A", {
        as: "custom",
        runtimes: [
          { workspace: 'a"b', runtime: "r,s", region: "Cn-Hangzhou!!", accountId: "team" },
          untyped({ workspace: "w", runtime: "r", regoin: "cn-hangzhou" }),
        ],
      }),
    ["RAM315 test/A", "RAM315 test/A", "RAM315 test/A", "RAM315 test/A", "RAM315 test/A"],
  ],
  [
    "a document over 6,144 bytes that may not be split",
    (s) => new CustomPolicy(s, "P", { document: documentOf(6400), split: false }),
    ["RAM119 test/P"],
  ],
  [
    "11 custom policies on a group",
    (s) => {
      policies(s, 11, { attachTo: { groups: ["g"] } });
    },
    ["RAM401 test"],
  ],
  [
    "21 system policies on a user",
    (s) => {
      for (let index = 1; index <= 21; index += 1) {
        new SystemPolicy(s, `S${index}`, { policyName: `AliyunThing${index}Access`, attachTo: { users: ["u"] } });
      }
    },
    ["RAM402 test"],
  ],
  [
    "two policies of one name, in two cases",
    (s) => {
      policy(s, "A", { policyName: "Same" });
      policy(s, "B", { policyName: "same" });
    },
    ["RAM403 test"],
  ],
  [
    "a policy named as one that other code made",
    (s) => {
      policy(s, "A", { policyName: "same" });
      new RamPolicy(s, "Raw", { policyName: "same", policyDocument: new PolicyDocument([read]).toText() });
    },
    ["RAM403 test"],
  ],
  [
    "two service-linked roles of one service",
    (s) => {
      new AgentRunFoundation(s, "F");
      new FunctionComputeServiceLinkedRole(s, "L");
    },
    ["RAM404 test"],
  ],
  [
    "two roles of one name",
    (s) => {
      new DevsCustomRole(s, "A");
      new Role(s, "B", { trust, roleName: "AliyunDevsCustomRole" });
    },
    ["RAM405 test"],
  ],
  [
    "two groups of one name, of which one has it under the argument's older name",
    (s) => {
      new RamGroup(s, "A", { groupName: "dev" });
      new RamGroup(s, "B", { name: "Dev" });
      PolicyFindings.check(s);
    },
    ["RAM408 test"],
  ],
  [
    "mistakes of several constructs, all together",
    (s) => {
      new Role(s, "R", { trust, roleName: "a b" });
      new SystemPolicy(s, "S", { policyName: "aliyunfnffullaccess", attachTo: {} });
      policies(s, 11, { attachTo: { groups: ["g"] } });
    },
    ["RAM401 test", "RAM202 test/R", "RAM304 test/S", "RAM301 test/S"],
  ],
];

it.each(wrongInputs)("%s", (_, build, expected) => {
  expect(problemIdsOf(build)).toEqual(expected);
});

it.each(warnings)("warns of %s", (_, build, expected) => {
  expect(warningIdsOf(build)).toEqual(expected);
  expect(problemIdsOf(build)).toEqual([]);
});

it.each<[Within, string]>([
  [{ region: "cn-hangzou" }, "RAM630 test/L"],
  [{ region: "mars-north-1" }, "RAM630 test/L"],
  [{ accountId: "123" }, "RAM631 test/L"],
  [{ accountId: "12345678901234567" }, "RAM631 test/L"],
])("warns once of a place that is probably wrong: %j", (within, expected) => {
  const features = { tools: "manage", agents: "manage" } as const;
  expect(warningIdsOf((s) => least(s, { features, within }))).toEqual([expected]);
  // Statements of the user's own have no such option that could be named.
  const { document } = leastPrivilege({ features, within });
  const ofDocument = warningIdsOf((s) => new CustomPolicy(s, "P", { document }));
  expect(ofDocument.map((entry) => entry.slice(0, 6))).toContain(expected.startsWith("RAM630") ? "RAM740" : "RAM741");
});

it("takes an acknowledgement of what a construct was asked for, and refuses one of what is not there", () => {
  const acknowledged = (scope: "construct" | "stack") => (stack: TerraformStack) => {
    const team = least(stack, { features: { tools: "view" }, within: { region: "cn-hangzou" } });
    const unknownRegion =
      'the region "cn-hangzou", which is not known: a policy for a region that does not exist grants nothing';
    PolicyFindings.acknowledge(scope === "stack" ? stack : team, {
      id: "RAM630",
      found: unknownRegion,
      reason: "opens in December",
    });
  };
  expect(warningIdsOf(acknowledged("construct"))).toEqual([]);
  expect(warningIdsOf(acknowledged("stack"))).toEqual([]);
  const stale = (stack: TerraformStack) => {
    const core = least(stack, { features: { tools: "view" } });
    PolicyFindings.acknowledge(core, { id: "RAM325", found: "documented policy", reason: "meant" });
  };
  expect(problemIdsOf(stale)).toEqual(["RAM790 test/L"]);
});

it("has a row for every id, and no id twice", () => {
  const ids = Object.values(constructProblemIds);
  const seen = [...wrongInputs, ...warnings].flatMap(([, , expected]) => expected.map((entry) => entry.slice(0, 6)));
  const elsewhere = ["RAM324", "RAM326", "RAM406", "RAM407"]; // of the environment; thrown at once, twice; about two stacks
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.filter((id) => !seen.includes(id) && !elsewhere.includes(id))).toEqual([]);
});

it("takes no quota that is not a number of policies", () => {
  const stack = newStack();
  expect(() => {
    RamQuotas.override(stack, { customPoliciesPerPrincipal: 0 });
  }).toThrow(/^RAM406 customPoliciesPerPrincipal/);
  RamQuotas.override(stack, { customPoliciesPerPrincipal: untyped(undefined as never) });
  expect(RamQuotas.of(stack).customPoliciesPerPrincipal).toBe(10);
});

it("warns of one name in two stacks, which is wrong where both are for one account", () => {
  const app = Testing.app();
  const [first, second] = ["one", "two"].map((name) => {
    const stack = new TerraformStack(app, name);
    new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
    new AgentRunServiceLinkedRole(stack, "L");
    new Role(stack, "R", { trust, roleName: name === "one" ? "runtime" : "Runtime" });
    return stack;
  });
  Testing.synth(first!, true);
  Testing.synth(second!, true);
  const warned = (stack: TerraformStack) =>
    stack.node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data));
  expect(warned(first!)).toEqual([]);
  expect(warned(second!)).toHaveLength(2);
  expect(warned(second!)[0]).toMatch(/^RAM407 two\/R\/Role: .*one\/R\/Role/);
  expect(warned(second!)[1]).toMatch(/^RAM407 two\/L\/ServiceLinkedRole: .*one\/L\/ServiceLinkedRole/);
});

it("refuses a whole-account document where synth goes on in spite of a wrong one", () => {
  const stack = newStack();
  const { document } = new CustomPolicy(stack, "P", { document: [] });
  expect(document.toJson().Statement).toEqual([{ Effect: "Deny", Action: ["*"], Resource: ["*"] }]);
});

it.each([{ features: undefined }, { features: { agent: "view" } }, { exept: ["agentrun:GetTool"] }])(
  "refuses everything where synth goes on in spite of the wrong request %j",
  (request) => {
    const { document, report } = least(newStack(), request);
    expect(document.toJson().Statement).toEqual([{ Effect: "Deny", Action: ["*"], Resource: ["*"] }]);
    expect(report).toEqual({
      wide: [],
      withheld: [],
      reveals: [],
      siblings: [],
      scopes: [],
      incomplete: [],
      warnings: [],
      unused: [],
    });
  },
);

it("names every construct involved, what is allowed and the fix", () => {
  const [quota] = problemsOf((stack) => {
    policies(stack, 11, { attachTo: { groups: ["g"] } });
  });
  for (let index = 1; index <= 11; index += 1) expect(quota?.text).toContain(`test/P${index}/group-g`);
  expect(quota?.text).toMatch(/11 custom policies on group g.*Allowed: 10 on one.*RamQuotas\.override/);
  const [size] = problemsOf((stack) => new CustomPolicy(stack, "P", { document: documentOf(6400), split: false }));
  expect(size?.text).toMatch(/of 6[0-9]{3} bytes\. Allowed: 6144 bytes/);
});

describe("quotas", () => {
  it("take 10 custom policies on a principal and 20 system policies beside them", () => {
    expect(
      problemIdsOf((s) => {
        policies(s, 10, { attachTo: { groups: ["g"] } });
        for (let index = 1; index <= 20; index += 1) {
          new SystemPolicy(s, `S${index}`, { policyName: `AliyunThing${index}Access`, attachTo: { groups: ["g"] } });
        }
      }),
    ).toEqual([]);
  });

  it("count a reference to a group and its name as one principal, in any case, and raw attachments too", () => {
    expect(
      problemIdsOf((s) => {
        const group = new RamGroup(s, "G", { groupName: "Team" });
        policies(s, 9, { attachTo: { groups: [group] } });
        policy(s, "ByName", { attachTo: { groups: ["team"] } });
        new RamGroupPolicyAttachment(s, "Raw", { groupName: "TEAM", policyName: "theirs", policyType: "Custom" });
      }),
    ).toEqual(["RAM401 test"]);
  });

  it("count account scope and resource-group scope apart", () => {
    expect(
      problemIdsOf((s) => {
        policies(s, 10, { attachTo: { groups: ["g"] } });
        policy(s, "InGroup", {
          attachTo: { groups: ["g"], resourceGroup: { id: "rg-1", accountAlias: "1234567890123456" } },
        });
      }),
    ).toEqual([]);
  });

  it("can be raised for a stack, or for the app above it", () => {
    const eleven = (s: TerraformStack): void => {
      policies(s, 11, { attachTo: { groups: ["g"] } });
    };
    expect(
      problemIdsOf((s) => {
        RamQuotas.override(s, { customPoliciesPerPrincipal: 11 });
        eleven(s);
      }),
    ).toEqual([]);
    expect(
      problemIdsOf((s) => {
        RamQuotas.override(s.node.root, { customPoliciesPerPrincipal: 11 });
        eleven(s);
      }),
    ).toEqual([]);
    expect(
      problemIdsOf((s) => {
        RamQuotas.override(s.node.root, { customPoliciesPerPrincipal: 20 });
        RamQuotas.override(s, { customPoliciesPerPrincipal: 10 });
        eleven(s);
      }),
    ).toEqual(["RAM401 test"]);
  });
});
