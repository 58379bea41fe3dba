import type { Emulator } from "../../../lib/emulator";
import type { Resource } from "../../../lib/terraform/resource";

type Values = Readonly<Record<string, unknown>>;

interface Creation {
  readonly call: string;
  readonly parameters: (argument: (name: string) => string) => Readonly<Record<string, string>>;
  /** Attributes that only the account knows, from the answer. */
  readonly attributes?: (answer: Values) => Readonly<Record<string, string>>;
}

/** The calls that create what a stack has, in the order in which they are made. */
const creations: readonly (readonly [type: string, creation: Creation])[] = [
  [
    "alicloud_resource_manager_resource_group",
    {
      call: "CreateResourceGroup",
      parameters: (of) => ({ Name: of("resource_group_name"), DisplayName: of("display_name") }),
      attributes: (answer) => ({ id: String((answer["ResourceGroup"] as Values)["Id"]) }),
    },
  ],
  ["alicloud_ram_group", { call: "CreateGroup", parameters: (of) => ({ GroupName: of("group_name") }) }],
  [
    "alicloud_ram_role",
    {
      call: "CreateRole",
      parameters: (of) => ({
        RoleName: of("role_name"),
        AssumeRolePolicyDocument: of("assume_role_policy_document"),
      }),
    },
  ],
  [
    "alicloud_ram_policy",
    {
      call: "CreatePolicy",
      parameters: (of) => ({ PolicyName: of("policy_name"), PolicyDocument: of("policy_document") }),
    },
  ],
  ["alicloud_ram_group_policy_attachment", attachment("AttachPolicyToGroup", "GroupName", "group_name")],
  ["alicloud_ram_role_policy_attachment", attachment("AttachPolicyToRole", "RoleName", "role_name")],
  [
    "alicloud_resource_manager_policy_attachment",
    {
      call: "AttachPolicy",
      parameters: (of) => ({
        ...{ PolicyName: of("policy_name"), PolicyType: of("policy_type"), ResourceGroupId: of("resource_group_id") },
        ...{ PrincipalName: of("principal_name"), PrincipalType: of("principal_type") },
      }),
    },
  ],
];

function attachment(call: string, parameter: string, argument: string): Creation {
  return {
    call,
    parameters: (of) => ({
      ...{ PolicyName: of("policy_name"), PolicyType: of("policy_type"), [parameter]: of(argument) },
    }),
  };
}

/**
 * Creates the resources of a stack in an emulator by the calls of the APIs, as the provider does.
 *
 * @returns attributes by address, e.g. `alicloud_ram_group.dev.group_name`
 * @throws Error for a resource that this does not know
 */
export async function applyToEmulator(
  emulator: Emulator,
  resources: readonly Resource[],
): Promise<ReadonlyMap<string, string>> {
  const known = new Map<string, string>();
  const types = new Set(creations.map(([type]) => type));
  const unknown = resources.find(({ type }) => !types.has(type));
  if (unknown !== undefined) throw new Error(`${unknown.address} cannot be created here`);
  const resolved = (text: string): string =>
    text.replace(/\$\{([^}]*)\}/g, (_, reference: string) => {
      const value = known.get(reference);
      if (value === undefined) throw new Error(`${reference} is not known`);
      return value;
    });
  for (const [type, { call, parameters, attributes }] of creations) {
    for (const { address, arguments: given } of resources.filter((one) => one.type === type)) {
      const answer = await emulator.call(
        call,
        parameters((name) => resolved(String(given[name]))),
      );
      const values = { ...given, ...attributes?.(answer) };
      for (const [name, value] of Object.entries(values)) {
        if (typeof value === "string") known.set(`${address}.${name}`, resolved(value));
      }
    }
  }
  return known;
}
