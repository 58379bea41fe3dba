import { actionsMatching, serviceCodes } from "../../lib/catalog";
import { type Denial, type Explanation, explainDenial, explanationText, readDenial } from "../../lib/denied";
import { possibleRequests } from "../../lib/denied/possible-requests";
import { PolicyDocument, TrustPolicy, evaluate } from "../../lib/policy";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import type { SynthesizedStack } from "../../lib/review";

const account = "1234567890123456";
const runtime = `acs:agentrun:cn-hangzhou:${account}:workspaces/team-a/runtimes/shop`;

function denial(action: string, parts: object = {}): Denial {
  const detail = { AuthAction: action, AuthPrincipalType: "SubUser", AuthPrincipalDisplayName: "alice", NoPermissionType: "ImplicitDeny", PolicyType: "AccountLevelIdentityBasedPolicy", AuthPrincipalOwnerId: account, ...parts }; // prettier-ignore
  return readDenial(JSON.stringify({ AccessDeniedDetail: detail }), "-");
}

const document = (...Statement: readonly object[]): string => JSON.stringify({ Version: "1", Statement });

/** A document as an expression. */
function chosen(effect: "Allow" | "Deny"): string {
  return `jsonencode({ Version = "1", Statement = [{ Effect = "${effect}", Action = "agentrun:*", Resource = "*" }] })`;
}

/** A policy made by the construct `team/<name>` and attached to someone. */
function grant(name: string, text: string, to: Readonly<Record<string, string>> = { user_name: "alice" }) {
  const [argument = ""] = Object.keys(to);
  return {
    alicloud_ram_policy: {
      [name]: { policy_name: name, policy_document: text, "//": { metadata: { path: `team/${name}` } } },
    },
    [`alicloud_ram_${argument.replace("_name", "")}_policy_attachment`]: {
      [name]: { policy_name: `\${alicloud_ram_policy.${name}.policy_name}`, policy_type: "Custom", ...to },
    },
  };
}

function stack(...parts: readonly Readonly<Record<string, object>>[]): SynthesizedStack {
  const resource: Record<string, object> = {};
  for (const [type, named] of parts.flatMap((part) => Object.entries(part))) {
    resource[type] = { ...resource[type], ...named };
  }
  return { ...stackOf("team", "team/cdk.tf.json", { resource }), warnings: [] };
}

const allowGet = document({ Effect: "Allow", Action: "agentrun:Get*", Resource: runtime });
const member = { alicloud_ram_group_membership: { m: { group_name: "dev", user_names: ["alice"] } } };

it.each<readonly [string, SynthesizedStack, Denial, string, readonly RegExp[]]>([
  [
    "nothing about the action",
    stack(grant("Own", allowGet)),
    denial("agentrun:ListTemplates"),
    "ImplicitDeny",
    [
      /do not allow this for user alice/,
      /No statement in its policies covers the action/,
      /grants exactly this request/,
    ],
  ],
  [
    "another resource",
    stack(grant("Own", allowGet)),
    denial("agentrun:GetAgentRuntime", { AuthResource: `${runtime}-2` }),
    "ImplicitDeny",
    [/not allowed by Own Statement\[0\] \(team\/Own\): resource not covered: it is on acs:agentrun.*runtimes\/shop/],
  ],
  [
    "a condition",
    stack(
      grant(
        "Own",
        document({
          Effect: "Allow",
          Action: "agentrun:GetAgentRuntime",
          Resource: "*",
          Condition: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } },
        }),
      ),
    ),
    denial("agentrun:GetAgentRuntime", {
      AuthResource: runtime,
      AuthConditions: [{ ConditionKey: "acs:SourceIp", ConditionValues: ["192.0.2.1"] }],
    }),
    "ImplicitDeny",
    [/Own Statement\[0\] \(team\/Own\): condition not met: acs:SourceIp IpAddress 10\.0\.0\.0\/8/],
  ],
  [
    "a condition that the answer says nothing of",
    stack(
      grant(
        "Own",
        document({
          Effect: "Allow",
          Action: "agentrun:*",
          Resource: "*",
          Condition: { Bool: { "acs:MFAPresent": "true" } },
        }),
      ),
    ),
    denial("agentrun:ListTemplates"),
    "Depends",
    [
      /depends on details that the error does not have/,
      /possibly allowed by Own Statement\[0\].*acs:MFAPresent Bool true/,
    ],
  ],
  [
    "a Deny through a group",
    stack(
      member,
      grant("Own", document({ Effect: "Allow", Action: "agentrun:*", Resource: "*" })),
      grant("Guard", document({ Effect: "Deny", Action: "agentrun:Delete*", Resource: "*" }), { group_name: "dev" }),
    ),
    denial("agentrun:DeleteAgentRuntime", { AuthResource: runtime, NoPermissionType: "ExplicitDeny" }),
    "ExplicitDeny",
    [/denied by Guard Statement\[0\] \(team\/Guard, through group dev\)/, /No grant overrides a Deny/],
  ],
  [
    "a Deny of somewhere else",
    stack(grant("Own", allowGet)),
    denial("agentrun:GetAgentRuntime", { AuthResource: runtime, NoPermissionType: "ExplicitDeny" }),
    "Allow",
    [/None of the stacks has the Deny that refused it/],
  ],
  [
    "what the stack allows",
    stack(grant("Own", allowGet)),
    denial("agentrun:GetAgentRuntime", { AuthResource: runtime }),
    "Allow",
    [/The stacks allow this for user alice/, /Either the deployed stacks differ/],
  ],
  [
    "a control policy of the stack",
    stack(grant("Own", allowGet), {
      alicloud_resource_manager_control_policy: {
        c: {
          control_policy_name: "NoAgents",
          policy_document: document({ Effect: "Deny", Action: "agentrun:*", Resource: "*" }),
          "//": { metadata: { path: "team/NoAgents" } },
        },
      },
    }),
    denial("agentrun:GetAgentRuntime", { AuthResource: runtime, NoPermissionType: "ExplicitDeny", PolicyType: "ControlPolicy" }), // prettier-ignore
    "Allow",
    [
      /denied by NoAgents Statement\[0\] \(team\/NoAgents, control policy\)/,
      /Ask the administrator of the resource directory/,
    ],
  ],
  [
    "documents that a condition chooses from",
    stack(grant("Own", `\${var.frozen ? ${chosen("Deny")} : ${chosen("Allow")}}`)),
    denial("agentrun:GetAgentRuntime", { AuthResource: runtime }),
    "Depends",
    [
      /possibly denied by Own Statement\[0\].*the policy has it where var\.frozen is true/,
      /the policy has it where var\.frozen is false/,
    ],
  ],
  [
    "a policy whose document nobody has",
    stack({
      alicloud_ram_user_policy_attachment: {
        x: { policy_name: "AliyunOSSFullAccess", policy_type: "System", user_name: "alice" },
      },
    }),
    denial("oss:GetObject", { AuthResource: "acs:oss:*:*:b/o" }),
    "ImplicitDeny",
    [/The document of the policy AliyunOSSFullAccess is not known/],
  ],
  [
    "an Allow in a resource group",
    stack(grant("Own", allowGet), {
      alicloud_resource_manager_policy_attachment: {
        x: {
          policy_name: "Own",
          policy_type: "Custom",
          principal_name: "bob@shop.onaliyun.com",
          principal_type: "IMSUser",
          resource_group_id: "rg-1",
        },
      },
    }),
    denial("agentrun:ListTemplates", { AuthPrincipalDisplayName: "bob" }),
    "ImplicitDeny",
    [/do not allow this for user bob/],
  ],
])("with stacks: %s", (_, team, refused, decision, texts) => {
  const explanation = explainDenial(refused, { stacks: [team] });
  expect(explanation.stacks?.decision).toBe(decision);
  for (const text of texts) expect(explanationText(explanation)).toMatch(text);
  if (decision === "ExplicitDeny" || decision === "Allow") expect(explanation.proposals).toEqual([]);
});

const codes = (explanation: Explanation): readonly string[] => explanation.proposals.map(({ code }) => code);

it.each<readonly [string, Denial, string, RegExp]>([
  ["an action on a runtime", denial("agentrun:GetAgentRuntime", { AuthResource: runtime }), "LeastPrivilege", /actions: \["agentrun:GetAgentRuntime"\], within: \{ region: "cn-hangzhou", accountId: "1234567890123456", workspace: "team-a", runtimes: \["shop"\] \}, attachTo: \{ users: \["alice"\] \}/], // prettier-ignore
  ["an action on everything", denial("agentrun:ListTemplates"), "LeastPrivilege", /actions: \["agentrun:ListTemplates"\], attachTo/], // prettier-ignore
  ["an access token", denial("agentrun:GetAccessToken"), "LeastPrivilege", /secrets: \{ accessTokens: true \}/],
  ["a credential", denial("agentrun:GetCredential", { AuthResource: `acs:agentrun:cn-hangzhou:${account}:workspaces/w/credentials/openai` }), "LeastPrivilege", /secrets: \{ credentials: \["openai"\] \}/], // prettier-ignore
  ["an action that the catalog lacks", denial("agentrun:GetIMBotNew", { AuthResource: runtime }), "CustomPolicy", /allow\(\{ actions: unchecked\("agentrun:GetIMBotNew"\), resources: "acs:/], // prettier-ignore
  ["an action of a service without pages", denial("oss:PutObject", { AuthResource: "acs:oss:*:*:b/o" }), "CustomPolicy", /resources: "acs:oss:\*:\*:b\/o"/], // prettier-ignore
])("what comes first grants exactly %s", (_, refused, construct, code) => {
  const { proposals } = explainDenial(refused);
  expect(proposals[0]).toMatchObject({ construct, beyond: [], code: expect.stringMatching(code) as string });
});

it("the passing of a role is granted to the services of the catalog, and says so", () => {
  const found = explainDenial(denial("ram:PassRole", { AuthResource: `acs:ram:*:${account}:role/r` })).proposals;
  expect(found.find(({ construct }) => construct === "LeastPrivilege")).toMatchObject({
    code: expect.stringContaining('passRoles: ["r"]') as string,
    provided: [expect.stringMatching(/^acs:Service is agentrun\.fc\.aliyuncs\.com or /)],
  });
});

it("calls of agents have a construct of their own", () => {
  const [first] = explainDenial(denial("agentrun:InvokeRuntime", { AuthResource: runtime })).proposals;
  expect(first).toBeDefined();
  expect(codes(explainDenial(denial("agentrun:InvokeRuntime", { AuthResource: runtime }))).join("\n")).toMatch(
    /new InvokeAccess\(this, "Callers", \{ as: "custom", runtimes: \[\{ workspace: "team-a", runtime: "shop"/,
  );
});

it("a role of the vendor's has its documented policies", () => {
  const flows = { AuthPrincipalType: "AssumedRoleUser", AuthPrincipalDisplayName: "AliyunFnFExecutionRole:s" };
  const text = codes(explainDenial(denial("fc:InvokeFunction", flows))).join("\n");
  expect(text).toContain('new FlowExecutionRole(this, "FlowExecutionRole", { nodes: { functionCompute: true } });');
  expect(text).toContain("{ flowExecutionRole: { nodes: { functionCompute: true } } }");
});

it("who deploys a stack has a policy that is computed from it", () => {
  const team = stack({ alicloud_ram_role: { r: { role_name: "r", assume_role_policy_document: "{}" } } });
  const refused = denial("ram:CreateRole", {
    AuthResource: `acs:ram:*:${account}:role/r`,
    AuthPrincipalDisplayName: "ci",
  });
  const readable = { ...team, resources: team.resources.map((one) => ({ ...one, arguments: { role_name: "r" } })) };
  expect(codes(explainDenial(refused, { stacks: [readable] })).join("\n")).toContain(
    'new TerraformDeployerPolicy(this, "Deployer", { stacks: [stack], attachTo: { users: ["ci"] } }); // stack is team',
  );
});

describe("of several stacks, the one that was being deployed has the deployer's policy", () => {
  const named = (name: string, address: string): SynthesizedStack => {
    const resource = { alicloud_ram_role: { [address]: { role_name: `${name}-${address}` } } };
    return { ...stackOf(name, `${name}/cdk.tf.json`, { resource }), warnings: [] };
  };
  const stacks = [named("a", "r"), named("b", "r"), named("c", "s")];
  it.each<readonly [string, Denial["deploying"], readonly string[]]>([
    ["without a word of Terraform", {}, ["a", "b", "c"]],
    ["by the resource", { address: "alicloud_ram_role.r" }, ["a", "b"]],
    ["by the stack's name", { address: "alicloud_ram_role.r", stack: "b" }, ["b"]],
    ["by a resource of none", { address: "alicloud_ram_role.x", stack: "x" }, ["a", "b", "c"]],
  ])("%s", (_, deploying, expected) => {
    const refused = { ...denial("ram:CreateRole", { AuthResource: `acs:ram:*:${account}:role/*` }), deploying };
    const found = codes(explainDenial(refused, { stacks })).flatMap((code) => / stack is (\w)$/.exec(code)?.[1] ?? []);
    expect(found).toEqual(expected);
  });
});

describe("assuming a role", () => {
  const trust = JSON.stringify(TrustPolicy.forServices("fc.aliyuncs.com").toJson());
  const team = stack({ alicloud_ram_role: { r: { role_name: "r", assume_role_policy_document: trust } } });
  const refused = denial("sts:AssumeRole", {
    AuthResource: `acs:ram::${account}:role/r`,
    PolicyType: "AssumeRolePolicy",
  });

  it("says whom the role trusts, and what to add", () => {
    const explanation = explainDenial(refused, { stacks: [team] });
    expect(explanation.proposals).toEqual([]);
    expect(explanation.trust).toHaveLength(1);
    const text = explanationText(explanation);
    expect(text).toContain("The role r of stack team trusts fc.aliyuncs.com.");
    expect(text).toContain(`"RAM":["acs:ram::${account}:user/alice"]`);
  });

  it("proposes nothing for who cannot be named", () => {
    const unnamed = denial("sts:AssumeRole", {
      AuthResource: `acs:ram::${account}:role/r`,
      AuthPrincipalDisplayName: "2001",
    });
    expect(explainDenial(unnamed, { stacks: [team] }).trust[0]?.proposal).toBeUndefined();
  });
});

it.each([
  ["a control policy", denial("ram:GetRole", { PolicyType: "ControlPolicy" })],
  ["a session policy", denial("ram:GetRole", { PolicyType: "SessionPolicy" })],
  ["a Deny", denial("ram:GetRole", { NoPermissionType: "ExplicitDeny" })],
  [
    "a service-linked role",
    denial("oss:GetObject", {
      AuthPrincipalType: "AssumedRoleUser",
      AuthPrincipalDisplayName: "AliyunServiceRoleForFC:s",
    }),
  ],
])("proposes nothing where no grant helps: %s", (_, refused) => {
  expect(explainDenial(refused).proposals).toEqual([]);
});

it("a policy that another stack attaches counts where it is attached", () => {
  const { alicloud_ram_policy: policies, ...attached } = grant("Own", allowGet);
  const named = Object.entries(attached).map(([type, byName]) => [
    type,
    Object.fromEntries(Object.entries(byName).map(([name, body]) => [name, { ...body, policy_name: "Own" }])),
  ]);
  const other = {
    ...stackOf("apps", "apps/cdk.tf.json", { resource: Object.fromEntries(named) as object }),
    warnings: [],
  };
  const refused = denial("agentrun:GetAgentRuntime", { AuthResource: `${runtime}-2` });
  const { stacks } = explainDenial(refused, { stacks: [other, stack({ alicloud_ram_policy: policies })] });
  expect(stacks?.statements).toMatchObject([{ stack: "team", construct: "team/Own", policy: "Own", applies: "no" }]);
});

it("only an id is not taken for a name", () => {
  const unnamed = denial("agentrun:ListTemplates", { AuthPrincipalDisplayName: "2001" });
  const stacks = [stack(grant("Own", allowGet))];
  expect(explainDenial(unnamed, { stacks }).stacks).toBeUndefined();
  expect(explanationText(explainDenial(unnamed, { stacks }))).toContain("the user with the id 2001");
  expect(explainDenial(unnamed, { stacks, principal: { kind: "user", name: "alice" } }).stacks?.isKnown).toBe(true);
});

it("texts of the answer cannot drive a terminal", () => {
  const hostile = denial("agentrun:ListTemplates", { AuthPrincipalDisplayName: "a\u001b[2Jb\nRefused: x" });
  expect(explanationText(explainDenial(hostile)).includes("\u001b")).toBe(false);
});

describe("for every action of the catalog", () => {
  const actions = serviceCodes().flatMap((code) => actionsMatching(`${code}:*`));
  const plain = actions.filter(({ name }) => !name.includes("*"));

  /** The refused call on a resource of each form that the action has, and on one that is not known. */
  const denials = plain.flatMap(({ name, resources = [] }) => [
    denial(name),
    ...resources.map(
      ({ arn }) =>
      denial(name, { AuthResource: arn.replace("{#regionId}", "cn-hangzhou").replace("{#accountId}", account).replace(/\{#\w+\}/g, "shop-1") }), // prettier-ignore
    ),
  ]);

  it("something is proposed; it lets the call through, and what is exact lets nothing else", () => {
    expect(denials.length).toBeGreaterThan(500);
    const wrong = denials.flatMap((refused) => {
      const [best, ...others] = explainDenial(refused).proposals;
      if (best === undefined) return [`nothing for ${refused.action} on ${String(refused.resource)}`];
      return [best, ...others].flatMap((proposal) => {
        const granted = PolicyDocument.fromJson(proposal.document);
        const context = Object.fromEntries(
          proposal.provided.map((test) => {
            const [key = "", values = ""] = test.split(" is ");
            return [key, values.split(" or ")[0] ?? ""];
          }),
        );
        const decisions = possibleRequests(refused).map(
          (request) => evaluate({ policies: [granted], request, context }).decision,
        );
        const problems = decisions.every((decision) => decision === "Allow") ? [] : ["not allowed"];
        const isExact = proposal.beyond.length === 0;
        const more = granted.statements.flatMap(({ actions: named }) => named).filter((one) => one !== refused.action);
        if (isExact && more.length > 0) problems.push(`allows ${more.join()}`);
        if (isExact && refused.resource !== undefined) {
          const elsewhere = granted.statements
            .flatMap(({ resources }) => resources)
            .filter((one) => one !== refused.resource);
          if (elsewhere.length > 0) problems.push(`on ${elsewhere.join()}`);
        }
        return problems.map((problem) => `${refused.action} ${String(refused.resource)} ${proposal.code}: ${problem}`);
      });
    });
    expect(wrong.slice(0, 10)).toEqual([]);
  });
});
