import { documentNotRead } from "../../../lib/review/document-not-read";
import type { LintFinding } from "../../../lib/review/render";
import type {
  ExistenceRow,
  PermissionRow,
  ReviewReport,
  ReviewRow,
  TrustRow,
  UnknownPolicyRow,
} from "../../../lib/review/report/review-report";

const account = "1234567890123456";

/** A certain gain of a group, and what else is said of it. */
export function permission(more: Partial<PermissionRow> = {}): PermissionRow {
  const row = {
    kind: "permission",
    change: "gained",
    stack: "shop",
    principal: { kind: "group", name: "dev" },
    resourceGroup: undefined,
    actions: ["agentrun:GetAgentRuntime"],
    actionElement: "Action",
    knownActions: ["agentrun:GetAgentRuntime"],
    futureActions: false,
    resources: ["*"],
    resourceElement: "Resource",
    conditions: undefined,
    policies: ["operate-agents"],
    risks: [],
    certainty: "certain",
    witness: { action: "agentrun:GetAgentRuntime", resource: "*", context: {} },
    ...more,
  };
  return row as PermissionRow; // callers keep certainty and witness together
}

/** A policy that is not known, and what else is said of it. */
export function unknown(more: Partial<UnknownPolicyRow> = {}): UnknownPolicyRow {
  return {
    kind: "unknown-policy",
    change: "gained",
    stack: "shop",
    principal: { kind: "role", name: "ci" },
    resourceGroup: undefined,
    policy: "made-elsewhere",
    policyType: "Custom",
    why: "neither the input nor the catalog has its document",
    ...more,
  };
}

/** A change of who may assume a role. */
export function trust(more: Partial<TrustRow> = {}): TrustRow {
  const row = {
    kind: "trust",
    change: "gained",
    certainty: "certain",
    stack: "shop",
    role: "ci",
    trusted: { kind: "RAM", name: "acs:ram::6543210987654321:root" },
    conditions: { StringEquals: { "sts:ExternalId": "partner" } },
    risks: ["other-account"],
    witness: { principal: "acs:ram::6543210987654321:user/anyone", context: { "sts:ExternalId": "partner" } },
    ...more,
  };
  return row as TrustRow;
}

/** Someone who comes or goes. */
export function existence(more: Partial<ExistenceRow> = {}): ExistenceRow {
  return { kind: "existence", change: "added", stack: "shop", what: "membership", name: "carol in dev", ...more };
}

/** A report of these rows. */
export function report(rows: readonly ReviewRow[], more: Partial<ReviewReport> = {}): ReviewReport {
  return {
    version: 1,
    verdict: "broadened",
    rows,
    unchanged: { principals: 12, trusts: 3 },
    acknowledged: [],
    ...more,
  };
}

const sandboxes = `acs:agentrun:cn-hangzhou:${account}:workspaces/team-a/sandboxes/*`;

/** A report with something of everything. */
export function everything(): ReviewReport {
  return report(
    [
      permission({
        actions: ["agentrun:DeleteSandbox", "agentrun:PauseSandbox", "agentrun:ResumeSandbox"],
        knownActions: ["agentrun:DeleteSandbox", "agentrun:PauseSandbox", "agentrun:ResumeSandbox"],
        resources: [sandboxes, sandboxes.replace("team-a", "team-b")],
        risks: ["delete"],
        witness: {
          action: "agentrun:DeleteSandbox",
          resource: sandboxes.replace("*", "s"),
          context: { "acs:SourceIp": "10.0.0.1" },
        },
      }),
      permission({
        principal: { kind: "role", name: "agent-platform-deployer" },
        stack: "platform",
        actions: ["ram:*"],
        futureActions: true,
        knownActions: [
          ...["AddUserToGroup", "AttachPolicyToGroup", "AttachPolicyToRole", "AttachPolicyToUser", "CreateAccessKey"],
          ...["CreateLoginProfile", "CreatePolicy", "CreatePolicyVersion", "CreateRole", "DeletePolicy", "DeleteRole"],
          ...["GetPolicy", "GetRole", "ListPoliciesForRole", "ListRoles", "PassRole", "UpdateRole"],
        ].map((name) => `ram:${name}`),
        policies: ["deployer", "deployer-2"],
        risks: ["escalation", "pass-role", "wide-resource"],
        witness: { action: "ram:AddUserToGroup", resource: "*", context: {} },
      }),
      permission({
        principal: { kind: "user", name: "alice" },
        actions: ["agentrun:GetCredential"],
        knownActions: ["agentrun:GetCredential"],
        resources: [`acs:agentrun:*:${account}:credentials/\${data.alicloud_account.main.name}`],
        conditions: {
          IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] },
          Bool: { "acs:SecureTransport": "true" },
        },
        risks: ["secrets"],
        certainty: "possible",
        why: "a part of the resource is known to Terraform only",
      }),
      permission({
        change: "loosened",
        principal: { kind: "user", name: "alice" },
        actions: ["oss:GetObject", "oss:ListObjects"],
        knownActions: ["oss:GetObject"],
        resources: ["acs:oss:*:*:artifacts/*"],
        resourceGroup: "rg-acfmxazb4ph6aiy",
        conditions: { IpAddress: { "acs:SourceIp": "10.0.0.0/8" } },
      }),
      unknown(),
      trust(),
      existence(),
      existence({ what: "role", name: "ci" }),
      permission({
        change: "lost",
        actions: ["agentrun:*"],
        actionElement: "NotAction",
        futureActions: true,
        knownActions: Array.from({ length: 24 }, (_, index) => `fc:Action${String(index + 1).padStart(2, "0")}`),
        resourceElement: "NotResource",
        resources: ["acs:fc:*:*:services/prod"],
      }),
      permission({
        change: "tightened",
        principal: { kind: "role", name: "ci" },
        actions: ["fc:InvokeFunction"],
        knownActions: ["fc:InvokeFunction"],
        conditions: { StringEquals: { "acs:Service": "fc.aliyuncs.com" } },
      }),
      trust({
        change: "lost",
        trusted: { kind: "Service", name: "fnf.aliyuncs.com" },
        conditions: undefined,
        risks: [],
      }),
      existence({ change: "removed", what: "service-linked role", name: "agentrun.fc.aliyuncs.com" }),
    ],
    {
      acknowledged: [
        {
          row: permission({
            actions: ["log:*"],
            knownActions: ["log:GetLogStoreLogs"],
            futureActions: true,
            risks: ["wide-resource"],
          }),
          reason: "agreed with the observability team until the log project has a name",
        },
      ],
    },
  );
}

/** Text that would be markup, leave an attribute, end the script, or turn the page around, if it could. */
export const hostile = '</script><img src=x onerror="alert(1)">\'`&lt;${x}\u202etxt.exe\u0000\u001b[31m';

/** An error, a warning, and what was acknowledged. */
export function findings(): readonly LintFinding[] {
  const finding = documentNotRead("${data.alicloud_ram_policy_document.d.document}");
  const file = "cdktf.out/stacks/shop/cdk.tf.json";
  return [
    { file, construct: "alicloud_ram_policy.P", finding },
    {
      file: "policies/dev.json",
      finding: { ...finding, id: "RAM102", severity: "error", path: "Version", refused: true },
    },
    { file, construct: "alicloud_ram_role.R", finding, acknowledged: "seen by the owner" },
  ];
}
