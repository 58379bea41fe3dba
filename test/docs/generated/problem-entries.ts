/** What shows a problem. Everything but a `shown` message is run, and the page has the message that it gives. */
export type ProblemExample =
  | { readonly statement: object; readonly kind?: "trust" | "control" }
  | { readonly document: string; readonly kind?: "trust" }
  /** JavaScript with `stack` and the exports of the library. */
  | { readonly program: string }
  /** A call of the command line, in a folder with these files. */
  | { readonly command: string; readonly files?: Readonly<Record<string, string>> }
  /** A change of the smallest authorization page: a text of it, and what is written instead. */
  | { readonly page: readonly [from: string, to: string] }
  | { readonly shown: string; readonly language: "sh" | "js" | "text"; readonly message: string };

/** A problem in both languages. Its fix is in the message of its example. */
export interface ProblemEntry {
  readonly id: string;
  readonly english: string;
  readonly chinese: string;
  readonly example: ProblemExample;
}

/** A group of problems with a heading of its own. */
export interface ProblemGroup {
  readonly english: string;
  readonly chinese: string;
  readonly entries: readonly ProblemEntry[];
}

function entry(id: string, english: string, chinese: string, example: ProblemExample): ProblemEntry {
  return { id, english, chinese, example };
}

const allow = { Effect: "Allow", Action: "agentrun:ListTools", Resource: "*" } as const;

function when(condition: object): ProblemExample {
  return { statement: { ...allow, Condition: condition } };
}

function trust(principal: object, more: object = {}): ProblemExample {
  return { statement: { Effect: "Allow", Action: "sts:AssumeRole", Principal: principal, ...more }, kind: "trust" };
}

const workload = "workload.agentidentity.aliyuncs.com";
const oidc = "acs:ram::1234567890123456:oidc-provider/idp";

const documents: ProblemGroup = {
  english: "Policy documents that RAM refuses",
  chinese: "RAM 拒绝的策略文档",
  entries: [
    entry("RAM101", "Not a policy document", "不是策略文档", { document: "[]" }),
    entry("RAM102", "Wrong Version", "Version 不正确", {
      document:
        '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"agentrun:ListTools","Resource":"*"}]}',
    }),
    entry("RAM103", "No list of statements", "没有语句列表", { document: '{"Version":"1"}' }),
    entry("RAM104", "Unknown element", "未知元素", { statement: { ...allow, Comment: "tools" } }),
    entry("RAM105", "Wrong Effect", "Effect 不正确", { statement: { ...allow, Effect: "allow" } }),
    entry("RAM106", "Not exactly one of Action and NotAction", "Action 与 NotAction 必须恰有其一", {
      statement: { Effect: "Allow", Resource: "*" },
    }),
    entry("RAM107", "Not exactly one of Resource and NotResource", "Resource 与 NotResource 必须恰有其一", {
      statement: { Effect: "Allow", Action: "agentrun:ListTools" },
    }),
    entry("RAM108", "Empty value", "值为空", { statement: { ...allow, Action: [] } }),
    entry("RAM109", "Not a string", "不是字符串", when({ Bool: { "acs:MFAPresent": true } })),
    entry("RAM110", "Wrong form of Condition", "Condition 的形式不正确", when({ Bool: "acs:MFAPresent" })),
    entry("RAM112", "Condition repeated", "条件重复", {
      document:
        '{"Version":"1","Statement":[{"Effect":"Allow","Action":"agentrun:ListTools","Resource":"*","Condition":{"Bool":{"acs:MFAPresent":"true","acs:MFAPresent":"false"}}}]}',
    }),
    entry("RAM113", "Not a principal", "不是授权主体", trust({ User: "alice" })),
    entry("RAM114", "Wrong Action of a trust policy", "信任策略的 Action 不正确", trust({ Service: "fc.aliyuncs.com" }, { Action: "ram:PassRole" })), // prettier-ignore
    entry("RAM115", "Element of another kind of policy", "属于另一类策略的元素", trust({ Service: "fc.aliyuncs.com" }, { Resource: "*" })), // prettier-ignore
    entry("RAM118", "List that is known only at apply", "只有 apply 时才知道的列表", {
      program: 'allow({ actions: "agentrun:ListTools", resources: Token.asList(Fn.split(",", stack.node.id)) });',
    }),
    entry("RAM119", "Document too long", "文档过长", {
      program: `new CustomPolicy(stack, "Many", {
  document: Array.from({ length: 200 }, (_, n) =>
    PolicyStatement.allow({ actions: "agentrun:GetTool", resources: \`acs:agentrun:*:*:workspaces/w\${n}/*\` })),
  split: false,
});`,
    }),
    entry("RAM120", "Statement that no document can hold", "任何文档都放不下的语句", {
      program: `new CustomPolicy(stack, "One", {
  document: [allow({ actions: "agentrun:ListTools", resources: "*" })
    .withCondition("StringEquals", "acs:UserAgent", "x".repeat(7000))],
});`,
    }),
    entry("RAM121", "More documents than a principal can have", "拆分出的文档数超过一个主体的策略配额", {
      program: `new CustomPolicy(stack, "Many", {
  document: Array.from({ length: 2000 }, (_, n) =>
    PolicyStatement.allow({ actions: "agentrun:GetTool", resources: \`acs:agentrun:*:*:workspaces/w\${n}/*\` })),
});`,
    }),
    entry("RAM122", "Limit of a split that cannot be used", "无法使用的拆分上限", {
      program: 'split(new PolicyDocument([allow({ actions: "agentrun:ListTools", resources: "*" })]), { limit: 10 });',
    }),
    entry("RAM123", "Request in two resource groups", "请求同时属于两个资源组", {
      program: `evaluate({
  policies: [new PolicyDocument([allow({ actions: "agentrun:GetTool", resources: "*" })])],
  request: { action: "agentrun:GetTool", resource: "*", resourceGroup: "rg-1" },
  context: { "acs:ResourceGroupId": "rg-2" },
});`,
    }),
    entry("RAM124", "Not a workload identity", "不是工作负载身份", {
      program: 'TrustPolicy.forWorkloadIdentity("acs:agentrun:cn-hangzhou:1234567890123456:workspaces/team-a");',
    }),
  ],
};

const names: ProblemGroup = {
  english: "Names, descriptions, durations and tags",
  chinese: "名称、描述、时长和标签",
  entries: [
    entry("RAM201", "Name too short or too long", "名称过短或过长", {
      program: 'new CustomPolicy(stack, "P", {\n  document: [allow({ actions: "agentrun:ListTools", resources: "*" })],\n  policyName: "p".repeat(129),\n});', // prettier-ignore
    }),
    entry("RAM202", "Character that RAM refuses in the name", "名称中有 RAM 拒绝的字符", {
      program: 'new CustomPolicy(stack, "P", {\n  document: [allow({ actions: "agentrun:ListTools", resources: "*" })],\n  policyName: "team a",\n});', // prettier-ignore
    }),
    entry("RAM203", "Description that is empty or too long", "描述为空或过长", {
      program: 'new CustomPolicy(stack, "P", {\n  document: [allow({ actions: "agentrun:ListTools", resources: "*" })],\n  description: "",\n});', // prettier-ignore
    }),
    entry("RAM204", "Session duration outside of 3,600 to 43,200 seconds", "会话时长不在 3,600 到 43,200 秒之间", {
      program: 'new Role(stack, "R", { trust: TrustPolicy.forServices("fc.aliyuncs.com"), maxSessionDuration: 60 });',
    }),
    entry("RAM205", "Tags that RAM refuses", "RAM 拒绝的标签", {
      program: 'new Role(stack, "R", { trust: TrustPolicy.forServices("fc.aliyuncs.com"), tags: { "": "x" } });',
    }),
  ],
};

const constructs: ProblemGroup = {
  english: "Constructs",
  chinese: "构造",
  entries: [
    entry("RAM301", "Attachment without a principal", "没有主体的授权", {
      program: 'new SystemPolicy(stack, "S", { policyName: "AliyunAgentRunReadOnlyAccess", attachTo: { users: [] } });',
    }),
    entry("RAM302", "Policy attached to a principal twice", "同一策略授予同一主体两次", {
      program: 'new SystemPolicy(stack, "S", { policyName: "AliyunAgentRunReadOnlyAccess", attachTo: { users: ["alice", "alice"] } });', // prettier-ignore
    }),
    entry("RAM303", "Policy on a service-linked role", "给服务关联角色授予策略", {
      program: 'new SystemPolicy(stack, "S", {\n  policyName: "AliyunAgentRunReadOnlyAccess",\n  attachTo: { roles: ["AliyunServiceRoleForFC"] },\n});', // prettier-ignore
    }),
    entry("RAM304", "System policy in another letter case", "系统策略名的大小写不对", {
      program: 'new SystemPolicy(stack, "S", { policyName: "AliyunOssFullAccess", attachTo: { users: ["alice"] } });',
    }),
    entry("RAM305", "Policy of a service-linked role", "服务关联角色专用的策略", {
      program: 'new SystemPolicy(stack, "S", { policyName: "AliyunServiceRolePolicyForFC", attachTo: { users: ["alice"] } });', // prettier-ignore
    }),
    entry("RAM306", "Generation that does not exist", "不存在的名称代", {
      program: 'new DevsCustomRole(stack, "R", { generation: "devs2" });',
    }),
    entry("RAM307", "Option without effect", "不起作用的选项", {
      program: 'new Role(stack, "R", { mode: "existing", roleName: "deployer", description: "deploys" });',
    }),
    entry("RAM308", "Missing option", "缺少选项", {
      program: 'new Role(stack, "R", { mode: "import", trust: TrustPolicy.forServices("fc.aliyuncs.com") });',
    }),
    entry("RAM309", "ARN of an existing role without an account id", "已有角色的 ARN 缺少账号 ID", {
      program: 'const role = new Role(stack, "R", { mode: "existing", roleName: "deployer" });\nnew TerraformOutput(stack, "Arn", { value: role.arn });', // prettier-ignore
    }),
    entry("RAM310", "Description of a service-linked role", "服务关联角色的描述", {
      program:
        'new ServiceLinkedRole(stack, "L", { serviceName: "fc.aliyuncs.com", roleName: "AliyunServiceRoleForFC", description: "for functions" });',
    }),
    entry("RAM311", "Mode that does not exist", "不存在的模式", {
      program: 'new DevsCustomRole(stack, "R", { mode: "adopt" });',
    }),
    entry("RAM312", "Unknown system policy (a warning)", "未知的系统策略（警告）", {
      program: 'new SystemPolicy(stack, "S", { policyName: "AliyunNewAccess", attachTo: { users: ["alice"] } });',
    }),
    entry("RAM314", "Scope that no page confirms (a warning)", "没有文档证实的范围（警告）", {
      program: 'new InvokeAccess(stack, "I", {\n  as: "custom",\n  runtimes: [{ workspace: "team-a", runtime: "shop" }],\n  attachTo: { users: ["alice"] },\n});', // prettier-ignore
    }),
    entry("RAM315", "Runtimes that no ARN can name", "无法写成 ARN 的运行时", {
      program: 'new InvokeAccess(stack, "I", { as: "custom", runtimes: [], attachTo: { users: ["alice"] } });',
    }),
    entry("RAM316", "Unknown kind of flow nodes", "未知的流程节点类型", {
      program: 'new FlowExecutionRole(stack, "F", { nodes: { sandbox: false } });',
    }),
    entry(
      "RAM317",
      "Resource whose deployment permissions are not known (a warning)",
      "部署所需权限未知的资源（警告）",
      {
        program: 'new AgentRunFoundation(stack, "F");\nnew TerraformResource(stack, "B", { terraformResourceType: "alicloud_oss_bucket" });\nnew TerraformDeployerPolicy(stack, "D", { attachTo: { users: ["pipeline"] } });', // prettier-ignore
      },
    ),
    entry("RAM318", "Nothing to deploy", "没有可部署的内容", {
      program: 'new TerraformDeployerPolicy(stack, "D", { stacks: [] });',
    }),
    entry("RAM319", "Principal in the list of another kind", "主体放在了另一类的列表里", {
      program: 'const dev = new RamGroup(stack, "G", { groupName: "dev" });\nnew InvokeAccess(stack, "I", { attachTo: { users: [dev] } });', // prettier-ignore
    }),
    entry("RAM320", "Invalid service name", "无效的服务名", {
      program: 'new ServiceLinkedRole(stack, "L", { serviceName: "fc", roleName: "AliyunServiceRoleForFC" });',
    }),
    entry("RAM321", "System policy without an attachment (a warning)", "没有授予任何主体的系统策略（警告）", {
      program: 'new SystemPolicy(stack, "S", { policyName: "AliyunAgentRunReadOnlyAccess" });',
    }),
    entry("RAM322", "Invalid resource group", "无效的资源组", {
      program: 'new SystemPolicy(stack, "S", {\n  policyName: "AliyunAgentRunReadOnlyAccess",\n  attachTo: { users: ["alice"], resourceGroup: { id: "team-a", accountAlias: "acme" } },\n});', // prettier-ignore
    }),
    entry("RAM323", "Invalid account id", "无效的账号 ID", {
      program:
        'new AgentRunFoundation(stack, "F");\nnew TerraformDeployerPolicy(stack, "D", { accountId: "my-account" });',
    }),
    entry("RAM324", "Invalid environment variable for the emulator", "模拟器的环境变量无效", {
      program: 'process.env.AGENTRUN_RAM_EMULATOR = "http://127.0.0.1:4566";\nproviderConfigFromEnvironment();',
    }),
    entry("RAM325", "The vendor's documented policy by default (a warning)", "默认使用了阿里云文档中的策略（警告）", {
      program: 'new LeastPrivilege(stack, "L", { attachTo: { groups: ["agent-team"] } });',
    }),
    entry("RAM326", "Value of the wrong kind", "值的类型不对", {
      program: 'new LeastPrivilege(stack, "L", { documented: "yes" });',
    }),
    entry("RAM327", "Policies that an imported role keeps (a warning)", "导入的角色会保留的策略（警告）", {
      program: 'new FlowExecutionRole(stack, "F", { mode: "import", nodes: { knowledgeBase: false } });',
    }),
  ],
};

const accounts: ProblemGroup = {
  english: "One account",
  chinese: "同一账号",
  entries: [
    entry("RAM401", "More than 10 custom policies on a principal", "一个主体上的自定义策略超过 10 个", {
      program: 'for (let n = 0; n < 11; n += 1)\n  new CustomPolicy(stack, `P${n}`, {\n    document: [allow({ actions: "agentrun:ListTools", resources: "*" })],\n    attachTo: { users: ["alice"] },\n  });', // prettier-ignore
    }),
    entry("RAM402", "More than 20 system policies on a principal", "一个主体上的系统策略超过 20 个", {
      program: 'for (let n = 0; n < 21; n += 1) new SystemPolicy(stack, `S${n}`, { policyName: `AliyunX${n}`, attachTo: { users: ["alice"] } });', // prettier-ignore
    }),
    entry("RAM403", "Two policies with one name", "两个策略同名", {
      program: 'for (const id of ["A", "B"])\n  new CustomPolicy(stack, id, {\n    document: [allow({ actions: "agentrun:ListTools", resources: "*" })],\n    policyName: "tools",\n  });', // prettier-ignore
    }),
    entry("RAM404", "Two service-linked roles of one service", "同一服务的两个服务关联角色", {
      program: 'new AgentRunServiceLinkedRole(stack, "A");\nnew AgentRunServiceLinkedRole(stack, "B");',
    }),
    entry("RAM405", "Two roles with one name", "两个角色同名", {
      program: 'new FlowExecutionRole(stack, "A");\nnew FlowExecutionRole(stack, "B");',
    }),
    entry("RAM406", "Invalid quota", "无效的配额", {
      program: "RamQuotas.override(stack, { customPoliciesPerPrincipal: 0 });",
    }),
    entry("RAM407", "One name in two stacks (a warning)", "两个堆栈中的同一名称（警告）", {
      program: 'new FlowExecutionRole(stack, "A");\nnew FlowExecutionRole(otherStack, "B");',
    }),
    entry("RAM408", "Two users or two groups with one name", "两个用户或两个用户组同名", {
      program: 'new RamGroup(stack, "A", { groupName: "dev" });\nnew RamGroup(stack, "B", { groupName: "dev" });\nnew AgentRunFoundation(stack, "F");', // prettier-ignore
    }),
  ],
};

const inputs: ProblemGroup = {
  english: "Inputs of commands",
  chinese: "命令的输入",
  entries: [
    entry("RAM501", "Input that cannot be read", "无法读取的输入", {
      command: "summary plan.json",
      files: { "plan.json": "{" },
    }),
    entry("RAM502", "Invalid acknowledgement of a review", "评审的确认条目无效", {
      command: "review before.json after.json --acknowledge accepted.json",
      files: { "before.json": "policy", "after.json": "policy", "accepted.json": '[{ "change": "gained" }]' },
    }),
    entry("RAM503", "Acknowledgement of a review that matches nothing", "没有匹配任何变化的确认条目", {
      command: "review before.json after.json --acknowledge accepted.json",
      files: {
        "before.json": "policy",
        "after.json": "policy",
        "accepted.json":
          '[{ "change": "gained", "subject": "group dev", "items": ["agentrun:GetTool"], "resources": ["*"], "reason": "debugging" }]',
      },
    }),
    entry("RAM504", "Document that only Terraform knows (a warning)", "只有 Terraform 才知道的文档（警告）", {
      command: "lint cdk.tf.json",
      files: {
        "cdk.tf.json":
          '{ "resource": { "alicloud_ram_policy": { "p": { "policy_name": "p", "policy_document": "${file(\\"p.json\\")}" } } } }',
      },
    }),
    entry("RAM505", "Review that did not account for a difference", "评审没有交代某处差异", {
      shown: "npx agentrun-ram review before/cdktf.out cdktf.out --gate broadening",
      language: "sh",
      message: `RAM505 two stacks have the name "shop". Fix: review this change by hand, and report the bug`,
    }),
    entry("RAM506", "Terraform files without the parser that they need", "缺少解析 Terraform 文件所需的解析器", {
      shown: "npx agentrun-ram lint .",
      language: "sh",
      message:
        "RAM506 .: its parser @cdktn/hcl2json is not installed. Fix: npm install --save-dev @cdktn/hcl2json", // prettier-ignore
    }),
    entry("RAM511", "Not a listing of an account", "不是账号清单", {
      command: "adopt cdk.tf.json --listing account.json",
      files: {
        "cdk.tf.json": '{ "resource": { "alicloud_ram_group": { "g": { "group_name": "dev" } } } }',
        "account.json": "[]",
      },
    }),
    entry("RAM521", "Text without a denied call", "不含被拒调用的文本", {
      command: "explain-denied answer.json",
      files: { "answer.json": '{ "Code": "Throttling.User" }' },
    }),
    entry("RAM531", "Evidence that cannot be used", "无法使用的使用记录", {
      command: "generate --from trail.json --principal user:bob",
      files: {
        "trail.json":
          '[{ "eventId": "1", "eventType": "ApiCall", "eventName": "GetTool", "eventRW": "Read", "eventTime": "2026-11-03T01:07:07Z", "acsRegion": "cn-hangzhou", "serviceName": "AgentRun", "recipientAccountId": "1234567890123456", "userIdentity": { "type": "ram-user", "accountId": "1234567890123456", "userName": "alice" } }]',
      },
    }),
    entry("RAM532", "Generated policy that fails its proof", "生成的策略未通过证明", {
      shown: "npx agentrun-ram generate --from trail/",
      language: "sh",
      message: "RAM532: the result for user:alice is wrong: agentrun:GetTool on * is refused. Please report it",
    }),
    entry("RAM533", "What the evidence covers (a note)", "使用记录覆盖的范围（提示）", {
      shown: "npx agentrun-ram unused cdktf.out --evidence trail/",
      language: "sh",
      message: "note RAM533: The evidence does not cover the last 90 days without interruption, only the time since 2026-11-02T00:00:00Z. Allowed: evidence of at least 90 days, with reads and data events. Fix: give older evidence as well, or fewer --days", // prettier-ignore
    }),
    entry("RAM534", "Granted, and not seen", "已授予，但没有见到使用", {
      shown: "npx agentrun-ram unused cdktf.out --evidence trail/ --days 20",
      language: "sh",
      message: "warning RAM534: agentrun:DeleteTool. Allowed: what was used within 20 days, or what the evidence cannot show. Fix: give tools the document that the report proposes", // prettier-ignore
    }),
    entry("RAM535", "Granted, and its use cannot be seen (a note)", "已授予，但无法看出是否使用（提示）", {
      shown: "npx agentrun-ram unused cdktf.out --evidence trail/ --days 20",
      language: "sh",
      message: "note RAM535: agentrun:InvokeRuntime: it is a call of the data plane, without a data event. Allowed: any grant: a missing event proves nothing. Fix: decide by what the principal is for", // prettier-ignore
    }),
    entry("RAM536", "A scan without the parsers that it needs", "缺少扫描所需的解析器", {
      shown: "npx agentrun-ram scan .",
      language: "sh",
      message:
        "RAM536: scan needs parsers that are not installed; npm install --save-dev @lezer/python @lezer/javascript @lezer/go yaml", // prettier-ignore
    }),
    entry("RAM537", "A folder that a scan cannot read", "扫描无法读取的文件夹", { command: "scan agent" }),
  ],
};

const authorizationPages: ProblemGroup = {
  english: "Authorization pages",
  chinese: "授权信息页",
  entries: [
    entry("RAM601", "Not an authorization page", "不是授权信息页", { page: ["RamCode", "code"] }),
    entry("RAM602", "Row that cannot be read", "无法读取的行", {
      page: [" | None          | None             |", " | None |"],
    }),
    entry("RAM603", "Not an ARN template", "不是 ARN 模板", {
      page: ["acs:sample:{#regionId}", "acs:sample:cn-hangzhou"],
    }),
    entry("RAM604", "Unknown access level", "未知的访问级别", { page: ["| get   ", "| read  "] }),
    entry("RAM605", "Action twice", "操作出现两次", { page: ["\n\n## Resource", "\n| sample:GetItem | GetItem | list | All Resources * | None | None |\n\n## Resource"] }), // prettier-ignore
    entry("RAM606", "Wrong columns", "列不正确", {
      page: [" | Condition key | Dependent action |", " | Dependent action |"],
    }),
    entry("RAM607", "Resource that the page does not list", "页面的资源列表中没有的资源", { page: ["item/{#itemId} | None", "thing/{#itemId} | None"] }), // prettier-ignore
    entry("RAM608", "API of another name", "API 名称与操作不同", { page: ["| GetItem |", "| DescribeItem |"] }),
    entry("RAM609", "Correction that the page no longer needs", "页面已不再需要的更正", {
      shown:
        "npx agentrun-ram catalog import sample.md --code sample --source https://example.com/sample --read 2026-11-28",
      language: "sh",
      message: "RAM609: the reviewed correction of sample:GetItem (api) is no longer needed: remove it",
    }),
    entry("RAM610", "Page that ends early", "页面不完整", { page: ["\n## Condition\n\nSample Service does not define product-level condition keys.\n", ""] }), // prettier-ignore
    entry("RAM611", "Action of another RAM code", "属于另一个 RAM 代码的操作", {
      page: ["| sample:GetItem |", "| other:GetItem |"],
    }),
  ],
};

const requests: ProblemGroup = {
  english: "Requests for least privilege, and checked statements",
  chinese: "最小权限请求与受检语句",
  entries: [
    entry("RAM621", "Feature that does not exist", "不存在的功能", {
      program: 'new LeastPrivilege(stack, "L", { features: { sandbox: "view" } });',
    }),
    entry("RAM622", "Access class that the feature does not have", "功能没有的访问类别", {
      program: 'new LeastPrivilege(stack, "L", { features: { agents: "admin" } });',
    }),
    entry("RAM623", "Action that the catalog does not have", "目录中没有的操作", {
      program: 'allow({ actions: "agentrun:GetTol", resources: "*" });',
    }),
    entry("RAM624", "Request that grants nothing", "什么都没有授予的请求", {
      program: 'new LeastPrivilege(stack, "L", { within: { workspace: "team-a" } });',
    }),
    entry("RAM625", "Request that contradicts itself", "自相矛盾的请求", {
      program: 'new LeastPrivilege(stack, "L", { features: { agents: "view" }, except: ["oss:ListBuckets"] });',
    }),
    entry("RAM626", "Restriction that narrows nothing", "没有收窄任何权限的限制", {
      program: 'new LeastPrivilege(stack, "L", { features: { agents: "view" }, within: { tools: ["search"] } });',
    }),
    entry("RAM627", "Value that cannot be part of an ARN", "不能写进 ARN 的值", {
      program: 'new LeastPrivilege(stack, "L", { features: { agents: "view" }, within: { workspace: "a/b" } });',
    }),
    entry("RAM628", "Resource that RAM does not authorize the action on", "RAM 不在该资源上鉴权此操作", {
      program:
        'allow({ actions: "agentrun:GetTool", resources: arn.agentrun.runtime({ workspace: "w", runtime: "r" }) });',
    }),
    entry("RAM629", "Part of a request that does not exist", "请求中不存在的部分", {
      program: 'new LeastPrivilege(stack, "L", { features: { agents: "manage" }, shell: "yes" });',
    }),
    entry("RAM630", "Unknown region (a warning)", "未知的地域（警告）", {
      program: 'new LeastPrivilege(stack, "L", { features: { agents: "view" }, within: { region: "cn-hangzou" } });',
    }),
    entry("RAM631", "Account id without 16 digits (a warning)", "账号 ID 不是 16 位（警告）", {
      program: 'new LeastPrivilege(stack, "L", { features: { agents: "view" }, within: { accountId: "123" } });',
    }),
    entry("RAM636", "Action of a retired operation (a warning)", "已停用接口的操作（警告）", {
      program: 'new LeastPrivilege(stack, "L", { actions: ["agentrun:GetMemory"] });',
    }),
  ],
};

const practices: ProblemGroup = {
  english: "Policies that RAM accepts, with mistakes or bad practices",
  chinese: "RAM 接受、但有错误或不良做法的策略",
  entries: [
    entry("RAM111", "Condition operator that RAM's page does not list", "RAM 文档未列出的条件运算符", when({ ArnLike: { "acs:PrincipalARN": "x" } })), // prettier-ignore
    entry("RAM116", "Not the form of an action", "不符合操作的形式", {
      statement: { ...allow, Action: "agentrun.ListTools" },
    }),
    entry("RAM117", "Not the form of a resource", "不符合资源的形式", {
      statement: { ...allow, Resource: "arn:aws:s3:::b" },
    }),
    entry("RAM313", "Document close to the limit", "文档接近长度上限", {
      program: 'new AgentRunFullAccess(stack, "Full", { attachTo: { groups: ["admins"] } });',
    }),
    entry("RAM701", "Sid in a RAM policy", "RAM 策略中的 Sid", { statement: { Sid: "Tools", ...allow } }),
    entry("RAM702", "NotResource", "NotResource", {
      statement: { Effect: "Deny", Action: "oss:*", NotResource: "acs:oss:*:*:logs" },
    }),
    entry("RAM703", "Allow with NotAction", "Allow 与 NotAction 同用", {
      statement: { Effect: "Allow", NotAction: "ram:*", Resource: "*" },
    }),
    entry("RAM704", "Wildcard with a literal operator", "逐字比较的运算符中的通配符", when({ StringEquals: { "oss:Prefix": "a/*" } })), // prettier-ignore
    entry("RAM705", "One address written as a range", "把单个地址写成网段", when({ IpAddress: { "acs:SourceIp": "10.0.0.1/32" } })), // prettier-ignore
    entry("RAM706", "Value that its operator cannot read", "运算符无法解析的值", when({ Bool: { "acs:MFAPresent": "True" } })), // prettier-ignore
    entry("RAM710", "Action that no page lists", "没有文档列出的操作", {
      statement: { ...allow, Action: "agentrun:GetTol" },
    }),
    entry("RAM711", "Action in another letter case", "操作的大小写不同", {
      statement: { ...allow, Action: "agentrun:listtools" },
    }),
    entry(
      "RAM712",
      "Action that RAM does not authorize on the resource, or may not",
      "RAM 不在该资源上鉴权、或可能不鉴权的操作",
      {
        statement: {
          ...allow,
          Action: "agentrun:CreateTemplate",
          Resource: "acs:agentrun:*:*:workspaces/w/templates/*",
        },
      },
    ),
    entry("RAM713", "Condition key that no page names", "没有文档提到的条件关键字", when({ StringEquals: { "acs:Servise": "x" } })), // prettier-ignore
    entry("RAM714", "Condition key in another letter case", "条件关键字的大小写不同", when({ IpAddress: { "acs:SourceIP": "10.0.0.1" } })), // prettier-ignore
    entry("RAM715", "Operator of another type than the condition key", "运算符与条件关键字的类型不符", when({ StringEquals: { "acs:SourceIp": "10.0.0.1" } })), // prettier-ignore
    entry("RAM716", "Statement that another statement covers", "被另一语句涵盖的语句", {
      document: JSON.stringify({ Version: "1", Statement: [allow, { ...allow, Action: ["agentrun:ListTools"] }] }),
    }),
    entry("RAM717", "Value that another value of the list covers", "被列表中另一值涵盖的值", {
      statement: { ...allow, Action: ["agentrun:List*", "agentrun:ListTools"] },
    }),
    entry("RAM718", "Placeholder in a policy", "策略中的占位符", { statement: { ...allow, Resource: "acs:oss:*:*:${aws:username}" } }), // prettier-ignore
    entry("RAM719", "acs:SourceVpc with a service that does not support it", "对不支持 acs:SourceVpc 的服务使用它", when({ StringEquals: { "acs:SourceVpc": "vpc-1" } })), // prettier-ignore
    entry("RAM720", "Administrator of the account", "账号管理员", {
      statement: { Effect: "Allow", Action: "*", Resource: "*" },
    }),
    entry("RAM721", "Privilege escalation", "提权", { statement: { Effect: "Allow", Action: "ram:AttachPolicyToUser", Resource: "*" } }), // prettier-ignore
    entry("RAM722", "Role can be passed to any service", "角色可以传给任意服务", { statement: { Effect: "Allow", Action: "ram:PassRole", Resource: "acs:ram:*:*:role/flow" } }), // prettier-ignore
    entry("RAM723", "Secrets granted by a wildcard", "通配符授予了密钥", {
      statement: { ...allow, Action: "agentrun:Get*" },
    }),
    entry("RAM724", "All resources although single ones can be named", "可以指定单个资源却授予了全部", { statement: { ...allow, Action: "agentrun:GetTool" } }), // prettier-ignore
    entry("RAM725", "Identity provider without a condition", "身份提供商没有条件", trust({ Federated: oidc })),
    entry("RAM726", "Trust in a whole account", "信任整个账号", trust({ RAM: "acs:ram::1234567890123456:root" })),
    entry("RAM727", "Allow that a Deny cancels", "被 Deny 抵消的 Allow", {
      document: JSON.stringify({ Version: "1", Statement: [allow, { Effect: "Deny", Action: "agentrun:*", Resource: "*" }] }), // prettier-ignore
    }),
    entry("RAM728", "Trust action that no source names", "没有来源提到的信任操作", trust({ Service: "fc.aliyuncs.com" }, { Action: "sts:AssumeRoleWithX" })), // prettier-ignore
    entry(
      "RAM729",
      "Trust in one session of a role",
      "只信任角色的某一次会话",
      trust({ RAM: "acs:ram::1234567890123456:role/r/s" }),
    ),
    entry("RAM730", "Test that every address passes", "任何地址都能通过的检查", when({ IpAddress: { "acs:SourceIp": "0.0.0.0/0" } })), // prettier-ignore
    entry("RAM731", "Test that every value passes", "任何值都能通过的检查", when({ Bool: { "acs:SecureTransport": ["true", "false"] } })), // prettier-ignore
    entry("RAM732", "Tests that cannot hold together", "不可能同时成立的检查", when({ StringEquals: { "acs:Service": "a" }, StringLike: { "acs:Service": "b*" } })), // prettier-ignore
    entry("RAM733", "Expired statement", "已过期的语句", when({ DateLessThan: { "acs:CurrentTime": "2025-01-01T00:00:00Z" } })), // prettier-ignore
    entry("RAM734", "Trust in any subject of an OIDC provider", "信任 OIDC 提供商的任意主体", trust({ Federated: oidc }, { Condition: { StringLike: { "oidc:sub": "*" } } })), // prettier-ignore
    entry("RAM735", "Service-linked role for any service", "任意服务的服务关联角色", { statement: { ...allow, Action: "ram:CreateServiceLinkedRole" } }), // prettier-ignore
    entry("RAM736", "Any role can be assumed", "可以扮演任意角色", {
      statement: { ...allow, Action: "sts:AssumeRole" },
    }),
    entry("RAM737", "Change of security settings", "修改安全设置", {
      statement: { ...allow, Action: "ram:SetSecurityPreference" },
    }),
    entry("RAM738", "RAM code that is probably misspelt", "RAM 代码可能拼错", {
      statement: { ...allow, Action: "agentrn:ListTools" },
    }),
    entry("RAM739", "Resource of another service than the statement's actions", "资源与操作不属于同一服务", { statement: { ...allow, Action: "oss:GetObject", Resource: "acs:ecs:*:*:instance/i" } }), // prettier-ignore
    entry("RAM740", "Unknown region", "未知的地域", { statement: { ...allow, Action: "agentrun:GetTool", Resource: "acs:agentrun:cn-hangzou:*:workspaces/w/tools/t" } }), // prettier-ignore
    entry("RAM741", "Invalid account id", "无效的账号 ID", { statement: { ...allow, Action: "agentrun:GetTool", Resource: "acs:agentrun:*:12345:workspaces/w/tools/t" } }), // prettier-ignore
    entry("RAM742", "List action on single resources", "对单个资源授予 List 操作", { statement: { ...allow, Action: "agentrun:ListAgentRuntimes", Resource: "acs:agentrun:*:*:workspaces/w/runtimes/r" } }), // prettier-ignore
    entry("RAM743", "Deny that does not apply without the MFA key", "请求没有 MFA 关键字时不生效的 Deny", { statement: { ...allow, Effect: "Deny", Condition: { Bool: { "acs:MFAPresent": "false" } } } }), // prettier-ignore
    entry("RAM744", "Control policy without an Allow", "没有 Allow 的管控策略", { statement: { ...allow, Effect: "Deny" }, kind: "control" }), // prettier-ignore
    entry(
      "RAM745",
      "Principal of an undocumented form",
      "文档中没有的主体形式",
      trust({ RAM: "acs:ram::1234567890123456:group/g" }),
    ),
    entry("RAM750", "Trust in every workload identity", "信任所有工作负载身份", trust({ Service: workload })),
    entry("RAM751", "Test of a context that the caller may not set", "检查调用者无权设置的上下文", trust({ Service: workload }, { Condition: { StringEquals: { "sts:RequestContext/agentidentity:WorkloadIdentityArn": "acs:agentidentity:cn-hangzhou:1234567890123456:workloadidentitydirectory/default/workloadidentity/shop" } } })), // prettier-ignore
    entry("RAM752", "All actions of a service of which few are published", "授予一个很少公布操作的服务的全部操作", { statement: { ...allow, Action: "agentcore:*" } }), // prettier-ignore
    entry("RAM761", "Action of a retired operation", "已停用接口的操作", { statement: { ...allow, Action: "agentrun:RetrieveMemory" } }), // prettier-ignore
  ],
};

const checks: ProblemGroup = {
  english: "Acknowledgements and rules",
  chinese: "确认条目与规则",
  entries: [
    entry("RAM790", "Acknowledgement that matches nothing", "没有匹配任何问题的确认条目", {
      program: 'PolicyFindings.acknowledge(stack, { id: "RAM721", found: "ram:CreateRole on *", reason: "administrators" });\nnew AgentRunFoundation(stack, "F");', // prettier-ignore
    }),
    entry("RAM791", "Acknowledgement without a reason", "没有理由的确认条目", {
      program: 'PolicyFindings.acknowledge(stack, { id: "RAM721", found: "ram:CreateRole on *", reason: "" });\nnew AgentRunFoundation(stack, "F");', // prettier-ignore
    }),
    entry("RAM792", "Unknown rule, pack, severity or kind of policy", "未知的规则、规则包、级别或策略类型", {
      program: 'validate({ Version: "1", Statement: [] }, "identity", { rules: ["recomended"] });',
    }),
    entry("RAM793", "Rule of your own that failed", "自定义规则运行失败", {
      program: `const rule = {
  id: "ACME001", title: "t", severity: "warning", allowed: "a", explanation: "e", source: "s",
  check: () => { throw new Error("no access"); },
};
const statement = { Effect: "Allow", Action: "agentrun:ListTools", Resource: "*" };
return validate({ Version: "1", Statement: [statement] }, "identity", { rules: [rule] });`,
    }),
  ],
};

const emulator: ProblemGroup = {
  english: "The emulator",
  chinese: "模拟器",
  entries: [
    entry("RAM801", "Invalid option", "无效的选项", { program: 'await startEmulator({ accountId: "one" });' }),
    entry("RAM802", "Port that cannot be used", "无法使用的端口", {
      shown: "npx agentrun-ram emulator --port 80",
      language: "sh",
      message:
        "RAM802: cannot listen on port 80 of 127.0.0.1: permission denied. Fix: choose another port, or 0 for any free port.",
    }),
    entry("RAM803", "State file that cannot be used", "无法使用的状态文件", { program: 'await startEmulator({ stateFile: "package.json" });' }), // prettier-ignore
    entry("RAM804", "Invalid fault", "无效的故障规则", {
      program: 'await startEmulator({ faults: [{ kind: "throtle" }] });',
    }),
    entry("RAM805", "Log that cannot be written", "无法写入的日志", {
      shown: "npx agentrun-ram emulator --log no-such-folder/calls.jsonl",
      language: "sh",
      message:
        "RAM805 no-such-folder/calls.jsonl: the log cannot be written: ENOENT: no such file or directory. Fix: name a file that can be written.",
    }), // prettier-ignore
  ],
};

const commandLine: ProblemGroup = {
  english: "The command line",
  chinese: "命令行",
  entries: [
    entry("RAM901", "Wrong call", "调用方式不对", { command: "lint" }),
    entry("RAM902", "File that cannot be read or written", "无法读写的文件", {
      command: "minimize no-such-policy.json",
    }),
    entry("RAM903", "Output that cannot be written", "无法写出的输出", {
      shown: "npx agentrun-ram summary cdktf.out > /dev/full",
      language: "sh",
      message:
        "RAM903 standard output: cannot be written: no space left on device (ENOSPC). Fix: make room for the output, or write it elsewhere.",
    }),
    entry("RAM904", "Wrong configuration", "配置不正确", {
      command: "lint policy.json --config agentrun-ram.config.json",
      files: { "policy.json": "policy", "agentrun-ram.config.json": '{ "gate": { "review": "broadening" } }' },
    }),
    entry("RAM905", "Configuration that the change under review could have written", "被评审的变更可能写入的配置", {
      command: "review before.json after.json",
      files: {
        "before.json": "policy",
        "after.json": "policy",
        "agentrun-ram.config.json": '{ "gates": { "review": "broadening" } }',
      },
    }),
    entry("RAM909", "Unexpected error", "意外错误", {
      shown: "npx agentrun-ram lint cdktf.out",
      language: "sh",
      message:
        "RAM909: unexpected error: ... Fix: report it with the command that you ran; AGENTRUN_RAM_DEBUG=1 shows the stack trace.",
    }),
  ],
};

/** All problems, in the order of their groups. */
export const problemGroups: readonly ProblemGroup[] = [
  documents,
  practices,
  names,
  constructs,
  accounts,
  requests,
  checks,
  inputs,
  authorizationPages,
  emulator,
  commandLine,
];
