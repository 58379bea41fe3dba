import type { PolicyKind } from "../policy";

/** Resources that hold documents: in which arguments (the newer name first), and of what kind. */
export const documentHolders: Readonly<
  Record<string, { readonly kind: PolicyKind; readonly arguments: readonly string[] }>
> = {
  alicloud_ram_policy: { kind: "identity", arguments: ["policy_document", "document"] },
  alicloud_resource_manager_policy: { kind: "identity", arguments: ["policy_document"] },
  alicloud_ram_role: { kind: "trust", arguments: ["assume_role_policy_document", "document"] },
  alicloud_resource_manager_role: { kind: "trust", arguments: ["assume_role_policy_document"] },
  alicloud_resource_manager_control_policy: { kind: "control", arguments: ["policy_document"] },
};
