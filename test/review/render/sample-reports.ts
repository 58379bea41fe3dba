import { type Finding, validate } from "cdktf-alicloud-agentrun/policy";
import { knownActions } from "cdktf-alicloud-agentrun/catalog";
import type { LintFinding } from "../../../lib/review/render";
import type { PermissionRow, ReviewReport, TrustRow } from "../../../lib/review/report/review-report";

const account = "1234567890123456";
const runtimes = `acs:agentrun:cn-hangzhou:${account}:runtimes/*`;

/** A certain gain of one action on everything; each test and row says what is different about it. */
export const gainedRow = {
  kind: "permission",
  change: "gained",
  certainty: "certain",
  witness: { action: "agentrun:DeleteSandbox", resource: "*", context: {} },
  stack: "prod",
  principal: { kind: "group", name: "dev" },
  resourceGroup: undefined,
  actions: ["agentrun:DeleteSandbox"],
  actionElement: "Action",
  knownActions: ["agentrun:DeleteSandbox"],
  futureActions: false,
  resources: ["*"],
  resourceElement: "Resource",
  conditions: undefined,
  policies: ["SandboxTeam"],
  risks: ["delete"],
} as const satisfies PermissionRow;

/** A certain gain of a service's trust. */
export const trustRow = {
  kind: "trust",
  change: "gained",
  certainty: "certain",
  stack: "prod",
  role: "flow",
  trusted: { kind: "Service", name: "fc.aliyuncs.com" },
  conditions: undefined,
  risks: [],
  witness: { principal: "fc.aliyuncs.com", context: {} },
} as const satisfies TrustRow;

const deletions = ["Runtime", "Sandbox", "Template", "Workspace"].map((what) => `agentrun:Delete${what}`);
const everything = Array.from({ length: 37 }, (_, index) => `agentrun:Action${String(index + 1).padStart(2, "0")}`);

/** Nothing changed. */
export const unchangedReport: ReviewReport = {
  version: 1,
  verdict: "unchanged",
  rows: [],
  unchanged: { principals: 14, trusts: 6 },
  acknowledged: [],
};

/** One gain, and nothing else: the shortest answer that matters. */
export const oneGainReport: ReviewReport = {
  ...unchangedReport,
  verdict: "broadened",
  rows: [gainedRow],
  unchanged: { principals: 13, trusts: 6 },
};

/** Every kind of row and change, certain and possible, in two stacks. */
export const richReport: ReviewReport = {
  version: 1,
  verdict: "broadened",
  rows: [
    {
      ...gainedRow,
      actions: ["*"],
      knownActions: everything,
      futureActions: true,
      conditions: {
        IpAddress: { "acs:SourceIp": ["10.0.0.0/8", "192.168.0.0/16"] },
        Bool: { "acs:MFAPresent": "true" },
      },
      witness: {
        action: "ram:CreateUser",
        resource: "*",
        context: { "acs:SourceIp": "10.0.0.1", "acs:MFAPresent": "true", "acs:Service": null },
      },
      policies: ["Admin", "SandboxTeam"],
      risks: ["administrator", "escalation", "secrets", "delete", "wide-resource"],
    },
    {
      ...gainedRow,
      actions: ["ram:PassRole"],
      knownActions: ["ram:PassRole"],
      resources: [`acs:ram:*:${account}:role/flow`],
      witness: { action: "ram:PassRole", resource: `acs:ram:*:${account}:role/flow`, context: {} },
      risks: ["escalation", "pass-role"],
    },
    {
      ...gainedRow,
      principal: { kind: "role", name: "flow" },
      resourceGroup: "rg-aek2xdmv5f6rq3a",
      actions: ["agentrun:Delete*", "agentrun:Get*"],
      knownActions: [...deletions, "agentrun:GetSandbox"],
      futureActions: true,
      resources: [runtimes, "acs:agentrun:*:*:sandboxes/*"],
      witness: { action: "agentrun:DeleteRuntime", resource: runtimes, context: {} },
    },
    {
      ...trustRow,
      risks: ["everyone"],
      trusted: { kind: "RAM", name: "acs:ram::*:root" },
      witness: { principal: "acs:ram::*:user/anyone", context: {} },
    },
    {
      ...gainedRow,
      principal: { kind: "user", name: "alice" },
      actions: ["kms:Decrypt", "ram:*"],
      actionElement: "NotAction",
      knownActions: everything.slice(0, 5),
      futureActions: true,
      resources: [runtimes],
      resourceElement: "NotResource",
      risks: ["not-action"],
    },
    {
      ...gainedRow,
      stack: "staging",
      change: "loosened",
      actions: ["agentrun:CreateSandbox"],
      knownActions: ["agentrun:CreateSandbox"],
      conditions: { StringLike: { "acs:ResourceTag/team": ["a*", "b*"] } },
      witness: { action: "agentrun:CreateSandbox", resource: "*", context: { "acs:ResourceTag/team": "b" } },
      risks: ["wide-resource"],
    },
    {
      ...gainedRow,
      certainty: "possible",
      witness: undefined,
      why: "the value of acs:Service is ${alicloud_ram_role.flow.name}, which is known at apply",
      actions: ["agentrun:UpdateRuntime"],
      knownActions: ["agentrun:UpdateRuntime"],
      resources: ["${alicloud_agentrun_runtime.main.arn}"],
      conditions: { StringEquals: { "acs:Service": "${alicloud_ram_role.flow.name}" } },
      risks: [],
    },
    {
      kind: "unknown-policy",
      change: "gained",
      stack: "prod",
      principal: { kind: "group", name: "dev" },
      resourceGroup: undefined,
      policy: "TeamPolicy",
      policyType: "Custom",
      why: "it is neither in the input nor in the catalog",
    },
    {
      ...trustRow,
      change: "loosened",
      certainty: "possible",
      why: "an oidc:sub of a token is compared",
      trusted: { kind: "Federated", name: `acs:ram::${account}:oidc-provider/github` },
      witness: { principal: `acs:ram::${account}:oidc-provider/github`, context: { "oidc:sub": "repo:org/" } },
      conditions: { StringLike: { "oidc:sub": "repo:org/*" } },
      risks: ["other-account"],
    },
    {
      ...gainedRow,
      change: "lost",
      principal: { kind: "role", name: "flow" },
      actions: ["oss:GetObject", "oss:PutObject"],
      knownActions: ["oss:GetObject", "oss:PutObject"],
      witness: { action: "oss:GetObject", resource: "*", context: {} },
      risks: [],
    },
    {
      ...gainedRow,
      change: "tightened",
      principal: { kind: "user", name: "alice" },
      actions: ["agentrun:List*"],
      knownActions: ["agentrun:ListRuntimes", "agentrun:ListSandboxes"],
      futureActions: true,
      conditions: { Bool: { "acs:MFAPresent": "true" } },
      witness: { action: "agentrun:ListRuntimes", resource: "*", context: { "acs:MFAPresent": null } },
      risks: [],
    },
    {
      kind: "unknown-policy",
      change: "lost",
      stack: "prod",
      principal: { kind: "group", name: "dev" },
      resourceGroup: "rg-1",
      policy: "AliyunSomethingNewAccess",
      policyType: "System",
      why: "the catalog does not have its document",
    },
    { ...trustRow, change: "lost" },
    { kind: "existence", change: "added", stack: "prod", what: "group", name: "dev" },
    { kind: "existence", change: "added", stack: "prod", what: "membership", name: "alice in dev" },
    { kind: "existence", change: "added", stack: "prod", what: "service-linked role", name: "agentrun.aliyuncs.com" },
    { kind: "existence", change: "removed", stack: "staging", what: "user", name: "bob" },
  ],
  unchanged: { principals: 12, trusts: 1 },
  acknowledged: [
    {
      row: { ...gainedRow, principal: { kind: "user", name: "ops" } },
      reason: "Operators clean up; see ticket OPS-12.",
    },
    { row: { ...trustRow, stack: "staging" }, reason: "flows run in Function Compute" },
  ],
};

/** What attackers put into names: each tries to become something else in a terminal, in Markdown or in HTML. */
export const hostileNames: readonly string[] = [
  "dev | admin | * | always",
  "\\| a \\\\| b",
  "`code` ``and`` more`",
  "@everyone",
  "org/repo#1 and #1 and GH-1",
  "[click](https://evil.example) ![x](https://evil.example/x.png)",
  "https://evil.example www.evil.example mail@evil.example",
  '<img src=x onerror="alert(1)"> <!-- --> </details>',
  "--> <script>alert(1)</script>",
  "line\nbreak\r\n| new | row |",
  "# heading\n\n- item",
  "\u001b[31mred\u001b[0m \u009b2J \u0007",
  "\u202Eright to left\u202C \u2066isolate\u2069",
  "zero\u200Bwidth\u2060joiner\uFEFF \u00AD",
  "\u2028line\u2029paragraph\u0085next",
  "tag\u{E0041}s \u{FE0F} \u3164",
  "lone \uD800 surrogate",
  "\\u{1b}[31m",
  "  spaces   at both ends  ",
  "**bold** _it_ ~~gone~~ $x$ :smile: &lt; &#124;",
  "${alicloud_ram_group.dev.name}",
  "",
  "$",
  "`",
  "\\",
  "__proto__",
];

/** Markup that ends scripts and attributes, and characters that turn the page around. */
export const hostileMarkup = '</script><img src=x onerror="alert(1)">\'`&lt;${x}\u202etxt.exe\u0000\u001b[31m';

/** Rows of every kind that have this text wherever a text from outside can stand. */
export function hostileReport(names: readonly string[]): ReviewReport {
  const rows = names.flatMap((text) => hostileRows(text));
  return {
    version: 1,
    verdict: "broadened",
    rows,
    unchanged: { principals: 0, trusts: 0 },
    notCompared: names,
    acknowledged: names.flatMap((reason) => hostileRows(reason).map((row) => ({ row, reason }))),
  };
}

function hostileRows(text: string): ReviewReport["rows"] {
  const conditions = { StringLike: Object.fromEntries([[text, [text, "x", text]]]) };
  const permission = {
    ...gainedRow,
    stack: text,
    principal: { kind: "group", name: text },
    resourceGroup: text,
    actions: [text, text],
    knownActions: [text],
    resources: [text],
    conditions,
    policies: [text],
    witness: { action: text, resource: text, context: Object.fromEntries([[text, text]]) },
  } as const satisfies PermissionRow;
  const unknown = {
    kind: "unknown-policy",
    stack: text,
    principal: { kind: "user", name: text },
    resourceGroup: text,
    policy: text,
    policyType: "Custom",
    why: text,
  } as const;
  const trust = {
    ...trustRow,
    stack: text,
    role: text,
    trusted: { kind: "RAM", name: text },
    conditions,
    witness: { principal: text, context: Object.fromEntries([[text, text]]) },
  } as const;
  return [
    permission,
    { ...permission, certainty: "possible", why: text, change: "loosened" },
    { ...unknown, change: "gained" },
    trust,
    { ...trust, certainty: "possible", why: text },
    { ...permission, change: "lost" },
    { ...permission, change: "tightened", actionElement: "NotAction", resourceElement: "NotResource" },
    { ...unknown, change: "loosened" },
    { ...unknown, change: "lost" },
    { kind: "unknown", change: "gained", stack: text, what: "module", name: text, why: text },
    { kind: "unknown", change: "loosened", stack: text, what: "membership of", name: text, why: text },
    { kind: "unknown", change: "lost", stack: text, what: "resource", name: text, why: text },
    { ...trust, change: "tightened" },
    { kind: "existence", change: "added", stack: text, what: "membership", name: text },
    { kind: "existence", change: "removed", stack: text, what: "role", name: text },
  ];
}

/** Findings of the real validator, and some that are acknowledged. */
export function sampleFindings(): readonly LintFinding[] {
  const document = JSON.stringify({
    Version: "1",
    Statement: [
      { Effect: "Allow", Action: ["ram:PassRole", "agentrun:DeleteSandboxx"], Resource: "*" },
      { Effect: "Allow", NotAction: "ram:*", Resource: "*", Condition: { StringEquals: { "acs:service": "fc*" } } },
    ],
  });
  const found = validate(document, "identity", { knowledge: knownActions, rules: "strict" }).findings;
  const refused = validate('{"Version":"2","Statement":[{"Effect":"Maybe"}]}').findings;
  return [
    ...refused.map((finding) => ({ file: "policies/broken.json", finding })),
    ...found.map((finding, index) => ({
      construct: "team/Policy/Policy",
      file: "cdktf.out/stacks/team/cdk.tf.json",
      finding,
      ...(index === 1 ? { acknowledged: "the flow passes its own role only" } : {}),
    })),
    ...found.slice(0, 1).map((finding) => ({ construct: "other/Policy", finding })),
  ];
}

/** A finding that has this text wherever a text can stand. */
export function hostileFinding(text: string): readonly LintFinding[] {
  const finding: Finding = {
    id: text,
    path: text,
    found: text,
    allowed: text,
    fix: text,
    severity: "warning",
    title: text,
    explanation: text,
    source: text,
  };
  return [
    { file: text, construct: text, finding },
    { construct: text, finding, acknowledged: text },
  ];
}

/** A report of what is not known alone. */
export const unknownReport: ReviewReport = {
  version: 1,
  verdict: "possibly broadened",
  rows: [
    {
      kind: "unknown",
      change: "gained",
      stack: "prod",
      what: "membership of",
      name: "mallory in admins",
      why: "what the group grants is not in the input",
    },
    {
      kind: "unknown-policy",
      change: "loosened",
      stack: "prod",
      principal: { kind: "group", name: "dev" },
      resourceGroup: undefined,
      policy: "guardrail",
      detached: true,
      policyType: "Custom",
      why: "it is no longer attached, and may have denied something: the policy is not in the input",
    },
    {
      kind: "unknown",
      change: "loosened",
      stack: "prod",
      what: "trust of role",
      name: "Runtime",
      why: 'var.who: "10" → "20": only Terraform knows who may assume the role',
    },
    {
      kind: "unknown",
      change: "lost",
      stack: "prod",
      what: "resource",
      name: "alicloud_ram_access_key.K",
      why: "it was removed or replaced: it is a key to all that a user may do, and reviews do not look into it",
    },
  ],
  unchanged: { principals: 2, trusts: 1 },
  notCompared: ["policy generated", "trust of role Builder"],
  acknowledged: [],
};
