import { type StackElement, elementsOf, importsOf, textResolver } from "./stack-json";

/** A call of an API, as somebody at the console makes it. */
export interface HandCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

type Texts = (argument: string) => string;

/** What makes one resource by hand, in the order in which one thing needs another. */
const makers: readonly (readonly [type: string, make: (text: Texts) => HandCall])[] = [
  ["alicloud_ram_group", (text) => call("CreateGroup", { GroupName: text("group_name") })],
  ["alicloud_ram_user", (text) => call("CreateUser", { UserName: text("name") })],
  [
    "alicloud_ram_role",
    (text) =>
      call("CreateRole", {
        RoleName: text("role_name"),
        AssumeRolePolicyDocument: text("assume_role_policy_document"),
        Description: "made at the console",
      }),
  ],
  [
    "alicloud_resource_manager_service_linked_role",
    (text) => call("CreateServiceLinkedRole", { ServiceName: text("service_name") }),
  ],
  [
    "alicloud_ram_policy",
    (text) =>
      call("CreatePolicy", {
        PolicyName: text("policy_name"),
        PolicyDocument: text("policy_document"),
        Description: text("description"),
      }),
  ],
  ...(["User", "Group", "Role"] as const).map((kind): (typeof makers)[number] => [
    `alicloud_ram_${kind.toLowerCase()}_policy_attachment`,
    (text) =>
      call(`AttachPolicyTo${kind}`, {
        PolicyType: text("policy_type"),
        PolicyName: text("policy_name"),
        [`${kind}Name`]: text(`${kind.toLowerCase()}_name`),
      }),
  ]),
  [
    "alicloud_resource_manager_policy_attachment",
    (text) =>
      call("AttachPolicy", {
        PolicyType: text("policy_type"),
        PolicyName: text("policy_name"),
        PrincipalType: text("principal_type"),
        PrincipalName: text("principal_name"),
        ResourceGroupId: text("resource_group_id"),
      }),
  ],
];

/** Calls that make everything in a stack by hand. */
export function makeAll(text: string, accountId: string): readonly HandCall[] {
  return callsFor(text, accountId, elementsOf(text));
}

/** Calls that make what the stack's own import blocks take over. */
export function makeImported(text: string, accountId: string): readonly HandCall[] {
  const imported = new Set(importsOf(text).map(({ to }) => to));
  return callsFor(
    text,
    accountId,
    elementsOf(text).filter(({ address }) => imported.has(address)),
  );
}

/** Calls that make the principals that a stack attaches policies to without making them itself. */
export function makeNamedPrincipals(text: string): readonly HandCall[] {
  const named = new Set(
    elementsOf(text).flatMap(({ arguments: args }) =>
      (["user", "group", "role"] as const).flatMap((kind) => {
        const name = args[`${kind}_name`];
        return typeof name === "string" && args["policy_name"] !== undefined && !name.includes("${")
          ? [`${kind} ${name}`]
          : [];
      }),
    ),
  );
  return [...named].sort().map((one) => {
    const [kind, name = ""] = one.split(" ");
    if (kind === "user") return call("CreateUser", { UserName: name });
    if (kind === "group") return call("CreateGroup", { GroupName: name });
    return call("CreateRole", { RoleName: name, AssumeRolePolicyDocument: someTrust });
  });
}

const someTrust =
  '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["fc.aliyuncs.com"]}}]}';

function callsFor(text: string, accountId: string, elements: readonly StackElement[]): readonly HandCall[] {
  const resolve = textResolver(text, accountId);
  return makers.flatMap(([type, make]) =>
    elements
      .filter((element) => element.type === type)
      .map(({ arguments: args }) => make((argument) => resolve(args[argument]))),
  );
}

function call(action: string, parameters: Readonly<Record<string, string>>): HandCall {
  return { action, parameters };
}
