import { PolicyDocument, type StatementJson, TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import type { GrantModel, GrantedPolicy, PrincipalGrants } from "../../../lib/grants/grant-model";
import { expressionToken } from "../../support/tokens";
import type { PrincipalName } from "../../../lib/grants/principal-name";
import { systemPolicyGrant } from "../../../lib/grants/system-policy-grant";

/** A custom policy of these statements. */
export function policy(name: string, ...statements: readonly Partial<StatementJson>[]): GrantedPolicy {
  const full = statements.map((statement) => {
    const action = "NotAction" in statement ? {} : { Action: "agentrun:GetAgentRuntime" };
    const resource = "NotResource" in statement ? {} : { Resource: "*" };
    return { Effect: "Allow", ...action, ...resource, ...statement };
  });
  const document = PolicyDocument.fromJson({ Version: "1", Statement: full });
  return { name, type: "Custom", document, source: `alicloud_ram_policy.${name}` };
}

/** A policy of which only the name is known. */
export function unknownPolicy(name: string): GrantedPolicy {
  return { name, type: "Custom", document: undefined, source: undefined };
}

/** A system policy as the catalog has it. */
export function system(name: string): GrantedPolicy {
  return systemPolicyGrant(name);
}

/** A principal with policies in the account, and what else is said of it. */
export function principal(
  kind: PrincipalName["kind"],
  name: string,
  account: readonly GrantedPolicy[],
  more: Partial<PrincipalGrants> = {},
): PrincipalGrants {
  return {
    principal: { kind, name },
    exists: true,
    account,
    resourceGroups: new Map(),
    groups: [],
    trust: undefined,
    ...more,
  };
}

/** A stack of principals, and what else is said of it. */
export function model(principals: readonly PrincipalGrants[], more: Partial<GrantModel> = {}): GrantModel {
  return {
    stack: "shop",
    principals,
    serviceLinkedRoles: [],
    unattached: [],
    ...more,
  };
}

/** A token as the reader leaves it in the place of an expression. */
export function expression(index: number): string {
  return expressionToken(`\${expression.${index}}`);
}

/** A stack with something of everything. */
export function everything(): GrantModel {
  const runtimes = `acs:agentrun:cn-hangzhou:${expression(0)}:workspaces/team-a/runtimes/*`;
  const operate = policy(
    "operate-agents",
    { Action: ["agentrun:Get*", "agentrun:List*"], Resource: "*" },
    { Action: ["agentrun:CreateAgentRuntime", "agentrun:UpdateAgentRuntime"], Resource: runtimes },
    {
      Action: "agentrun:DeleteAgentRuntime",
      Resource: runtimes,
      Condition: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } },
    },
    { Effect: "Deny", Action: "agentrun:GetAccessToken" },
  );
  return model(
    [
      principal("group", "dev", [operate], {
        resourceGroups: new Map([
          ["rg-acfm1", [policy("buckets", { Action: "oss:*", Resource: "acs:oss:*:*:artifacts/*" })]],
        ]),
      }),
      principal("user", "alice", [unknownPolicy("somewhere-else")], { groups: ["dev", "admins"] }),
      principal("user", "bob", [], { groups: ["dev"] }),
      principal(
        "role",
        "ci",
        [policy("pass", { Action: ["ram:PassRole", "ram:AttachPolicyToRole", "ecs:DescribeVSwitches", "foo:*"] })],
        {
          trust: new TrustPolicy([
            { principals: { Service: "fc.aliyuncs.com", RAM: "acs:ram::1234567890123456:root" } },
            {
              principals: { Federated: "acs:ram::1234567890123456:oidc-provider/github" },
              conditions: { StringEquals: { "oidc:aud": "ci" } },
            },
          ]),
        },
      ),
      principal("role", "root-like", [system("AliyunAgentRunFullAccess")]),
    ],
    { serviceLinkedRoles: ["fc.aliyuncs.com", "agentrun.fc.aliyuncs.com"], unattached: [policy("spare", {})] },
  );
}
