import { App, TerraformStack, Testing } from "cdktf";
import { CustomPolicy, PolicyFindings, Role, TrustPolicy } from "../../../lib";
import { DataAlicloudAccount } from "../../../lib/provider-alicloud/data-alicloud-account";
import { RamPolicy } from "../../../lib/provider-alicloud/ram-policy";
import { RamRole } from "../../../lib/provider-alicloud/ram-role";
import { ResourceManagerControlPolicy } from "../../../lib/provider-alicloud/resource-manager-control-policy";
import { problemsOf, warningIdsOf } from "../support";

const read = { Effect: "Allow", Action: "agentrun:ListTools", Resource: "*" };
const escalating = { Effect: "Allow", Action: "ram:AttachPolicyToRole", Resource: "*" };

function textOf(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "1", Statement: statements });
}

/** A policy that other code put there, without this library's constructs. */
function raw(scope: TerraformStack, id: string, policyDocument: string): RamPolicy {
  return new RamPolicy(scope, id, { policyName: id, policyDocument });
}

/** Something of this library, so that the stack is checked. */
function own(scope: TerraformStack, id = "Own", statement: object = read): CustomPolicy {
  return new CustomPolicy(scope, id, { document: { Version: "1", Statement: [statement] } as never });
}

// Each row: what the stack holds, and what synth says of it.
it.each<readonly [string, (stack: TerraformStack) => void, readonly RegExp[]]>([
  ["a document in order", (s) => raw(s, "Raw", textOf(read)), []],
  ["no JSON", (s) => raw(s, "Raw", "{"), [/^RAM101 test\/Raw: text that is not JSON/]],
  [
    "all problems of a document",
    (s) => raw(s, "Raw", textOf({ ...read, Effect: "allow" }, { ...read, Principal: {} })),
    [/^RAM105 test\/Raw Statement\[0\]\.Effect: "allow"/, /^RAM115 test\/Raw Statement\[1\]\.Principal: /],
  ],
  [
    "a document too long",
    (s) => raw(s, "Raw", textOf({ ...read, Resource: `acs:oss:*:*:${"x".repeat(6200)}` })),
    [/^RAM119 test\/Raw: an identity policy of 6\d{3} bytes/],
  ],
  [
    "a trust policy of a kind of principals that RAM does not have",
    (s) =>
      new RamRole(s, "Raw", {
        roleName: "raw",
        assumeRolePolicyDocument: textOf({ Effect: "Allow", Action: "sts:AssumeRole", Principal: { AWS: ["*"] } }),
      }),
    [/^RAM113 test\/Raw Statement\[0\]\.Principal\.AWS: /],
  ],
  [
    "a control policy longer than those may be",
    (s) =>
      new ResourceManagerControlPolicy(s, "Raw", {
        controlPolicyName: "raw",
        effectScope: "RAM",
        policyDocument: textOf({ ...read, Resource: `acs:oss:*:*:${"x".repeat(4200)}` }),
      }),
    [/^RAM119 test\/Raw: a control policy of 4\d{3} bytes/],
  ],
  [
    "what only Terraform knows, quotes and all",
    (s) => {
      const account = new DataAlicloudAccount(s, "account");
      raw(s, "Token", textOf({ ...read, Resource: `acs:agentrun:*:${account.id}:workspaces/w` }));
      raw(s, "Quoted", textOf(read).replace("*", '${lookup(var.names, "resource")}'));
      raw(s, "Whole", '${jsonencode({ Version = "1" })}');
    },
    [],
  ],
  [
    "what is wrong beside something that only Terraform knows",
    (s) => raw(s, "Raw", textOf(read).replace('"Allow"', '"${x ? "Allow" : "Deny"}"')),
    [/^RAM105 test\/Raw Statement\[0\]\.Effect: .*\$\{x \? /],
  ],
])("%s", (_, build, expected) => {
  const problems = problemsOf((stack) => {
    own(stack);
    build(stack);
  });
  expect(problems).toHaveLength(expected.length);
  for (const [index, pattern] of expected.entries()) {
    expect(`${problems[index]!.id} ${problems[index]!.text}`).toMatch(pattern);
  }
});

it("warns of what people regret, in documents of any origin", () => {
  const build = (stack: TerraformStack): void => {
    own(stack, "Own", escalating);
    raw(stack, "Raw", textOf(escalating));
    new Role(stack, "Role", { trust: TrustPolicy.forServices("fc.aliyuncs.com") });
  };
  expect(warningIdsOf(build)).toEqual(["RAM721 test", "RAM721 test"]);
  expect(problemsOf(build)).toEqual([]);
});

const attaching = "ram:AttachPolicyToRole on *";
const known = { id: "RAM721", found: attaching, reason: "administrators of permissions" };

it.each<readonly [string, (stack: TerraformStack, policy: CustomPolicy) => void, readonly string[], readonly string[]]>(
  [
    [
      "at the policy",
      (_, policy) => {
        PolicyFindings.acknowledge(policy, known);
      },
      ["RAM721 test"],
      [],
    ],
    [
      "at the stack",
      (stack) => {
        PolicyFindings.acknowledge(stack, known);
      },
      [],
      [],
    ],
    [
      "at the app",
      (stack) => {
        PolicyFindings.acknowledge(stack.node.root, known);
      },
      [],
      [],
    ],
    [
      "for another resource",
      (stack) => {
        PolicyFindings.acknowledge(stack, { ...known, found: "ram:AttachPolicyToRole on acs:ram:*:*:role/r" });
      },
      ["RAM721 test", "RAM721 test"],
      ["RAM790"],
    ],
    [
      "for a list, one of it in vain",
      (stack) => {
        PolicyFindings.acknowledge(stack, { ...known, found: [attaching, "ram:CreateRole on *"] });
      },
      [],
      ["RAM790"],
    ],
    [
      "without what was found, as JavaScript allows it",
      (stack) => {
        PolicyFindings.acknowledge(stack, { id: "RAM721", reason: "all of them" } as never);
      },
      ["RAM721 test", "RAM721 test"],
      ["RAM790"],
    ],
    [
      "twice, one in vain",
      (stack) => {
        PolicyFindings.acknowledge(stack, known);
        PolicyFindings.acknowledge(stack, { id: "RAM722", found: "x", reason: "no such thing" });
      },
      [],
      ["RAM790"],
    ],
    [
      "without a reason",
      (stack) => {
        PolicyFindings.acknowledge(stack, { ...known, reason: " " });
      },
      ["RAM721 test", "RAM721 test"],
      ["RAM791", "RAM790"],
    ],
  ],
)("acknowledged %s", (_, acknowledge, warnings, problems) => {
  const build = (stack: TerraformStack): void => {
    const policy = own(stack, "Own", escalating);
    raw(stack, "Raw", textOf(escalating));
    acknowledge(stack, policy);
  };
  expect(warningIdsOf(build)).toEqual(warnings);
  expect(problemsOf(build).map(({ id }) => id)).toEqual(problems);
});

it("what RAM refuses cannot be acknowledged", () => {
  const problems = problemsOf((stack) => {
    own(stack);
    raw(stack, "Raw", textOf({ ...read, Effect: "allow" }));
    PolicyFindings.acknowledge(stack, { id: "RAM105", found: '"allow"', reason: "works for us" });
  });
  expect(problems.map(({ id }) => id).sort()).toEqual(["RAM105", "RAM790"]);
});

it("findings are data, over all stacks of an app", () => {
  const app: App = Testing.app();
  for (const name of ["one", "two"]) own(new TerraformStack(app, name), "Own", escalating);
  PolicyFindings.acknowledge(app.node.findChild("two"), known);
  expect(
    PolicyFindings.of(app).map(({ id, construct, path, acknowledged }) => [id, construct, path, acknowledged]),
  ).toEqual([
    ["RAM721", "one/Own/Policy", "Statement[0].Action", undefined],
    ["RAM721", "two/Own/Policy", "Statement[0].Action", known.reason],
  ]);
});
