import type { Emulator } from "../../lib/emulator";
import type { Resource } from "../../lib/terraform/resource";

type Values = Readonly<Record<string, unknown>>;

/** What is created of a resource, and what else its stack says that it refers to. */
type Creatable = Pick<Resource, "address" | "type" | "arguments">;

interface Creation {
  readonly call: string;
  /** Names of arguments by the parameters that have them. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Attributes that only the account knows, from the response. */
  readonly attributes?: (answer: Values) => Readonly<Record<string, string>>;
}

const attached = { PolicyName: "policy_name", PolicyType: "policy_type" };

/** The calls that create the resources of a stack, in their order. */
const creations: Readonly<Record<string, Creation>> = {
  alicloud_resource_manager_resource_group: {
    call: "CreateResourceGroup",
    parameters: { Name: "resource_group_name", DisplayName: "display_name" },
    attributes: (answer) => ({ id: textIn(answer, "ResourceGroup", "Id") }),
  },
  alicloud_ram_group: { call: "CreateGroup", parameters: { GroupName: "group_name" } },
  alicloud_ram_user: { call: "CreateUser", parameters: { UserName: "name" } },
  alicloud_ram_role: {
    call: "CreateRole",
    parameters: {
      ...{ RoleName: "role_name", AssumeRolePolicyDocument: "assume_role_policy_document" },
      Description: "description",
    },
    attributes: (answer) => ({ arn: textIn(answer, "Role", "Arn") }),
  },
  alicloud_resource_manager_service_linked_role: {
    call: "CreateServiceLinkedRole",
    parameters: { ServiceName: "service_name" },
  },
  alicloud_ram_policy: {
    call: "CreatePolicy",
    parameters: { PolicyName: "policy_name", PolicyDocument: "policy_document", Description: "description" },
  },
  alicloud_ram_user_policy_attachment: {
    call: "AttachPolicyToUser",
    parameters: { ...attached, UserName: "user_name" },
  },
  alicloud_ram_group_policy_attachment: {
    call: "AttachPolicyToGroup",
    parameters: { ...attached, GroupName: "group_name" },
  },
  alicloud_ram_role_policy_attachment: {
    call: "AttachPolicyToRole",
    parameters: { ...attached, RoleName: "role_name" },
  },
  alicloud_resource_manager_policy_attachment: {
    call: "AttachPolicy",
    parameters: {
      ...{ ...attached, ResourceGroupId: "resource_group_id" },
      ...{ PrincipalName: "principal_name", PrincipalType: "principal_type" },
    },
  },
};

/**
 * Creates the resources of a stack in an emulator by API calls, as the provider or the console does.
 *
 * @param created the resources to create; others are only read for references. Default: all
 * @throws Error for a resource, or a reference, that this does not know
 */
export async function applyToEmulator(
  emulator: Emulator,
  resources: readonly Creatable[],
  created: (resource: Creatable) => boolean = () => true,
): Promise<void> {
  const unknown = resources.find((one) => created(one) && creations[one.type] === undefined);
  if (unknown !== undefined) throw new Error(`${unknown.address} cannot be created here`);
  const given = new Map(resources.map((one) => [one.address, one.arguments]));
  const answered = new Map<string, Readonly<Record<string, string>>>();
  const resolve = (text: string): string =>
    text.replace(/(\$?)\$\{([^}]*)\}/g, (whole, escape: string, expression: string) => {
      if (escape !== "") return whole.slice(1);
      if (/^data\.alicloud_(account|caller_identity)\./.test(expression)) return emulator.accountId;
      const [, address = "", attribute = ""] = /^(.*)\.([^.]*)$/.exec(expression) ?? [];
      const value = answered.get(address)?.[attribute] ?? given.get(address)?.[attribute];
      if (typeof value !== "string") throw new Error(`${expression} is not known`);
      return resolve(value);
    });
  for (const [type, { call, parameters, attributes }] of Object.entries(creations)) {
    for (const one of resources.filter((resource) => resource.type === type && created(resource))) {
      const texts = Object.entries(parameters).flatMap(([parameter, argument]) => {
        const value = one.arguments[argument];
        return typeof value === "string" ? [[parameter, resolve(value)]] : [];
      });
      const answer = await emulator.call(call, Object.fromEntries(texts) as Record<string, string>);
      answered.set(one.address, attributes?.(answer) ?? {});
    }
  }
}

function textIn(answer: Values, name: string, field: string): string {
  return String((answer[name] as Values)[field]);
}
