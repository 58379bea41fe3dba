/** A resource that lets someone do something without a policy in the input. */
interface OtherForm {
  readonly type: string;
  /** The arguments for a value from 0 to 2. */
  readonly given: (value: number) => Readonly<Record<string, unknown>>;
  /** What the resource lets through, for each value. */
  readonly grants: (value: number) => readonly string[];
}

/** Each value lets through something else. */
function opaque(type: string, argument: string, more: Readonly<Record<string, unknown>> = {}): OtherForm {
  return {
    type,
    given: (value) => ({ ...more, [argument]: `v${value}` }),
    grants: (value) => [`${type} ${argument} v${value}`],
  };
}

/** The first value lets through nothing, each further one more. */
function levels(type: string, argument: string, values: readonly unknown[]): OtherForm {
  return {
    type,
    given: (value) => ({ [argument]: values[value % values.length] }),
    grants: (value) => values.slice(1, 1 + (value % values.length)).map((one) => `${type} ${String(one)}`),
  };
}

const document = (value: number): string =>
  JSON.stringify({ Version: "1", Statement: [{ Effect: "Allow", Action: `kms:V${value}`, Resource: "*" }] });

const holding = (type: string, argument: string): OtherForm => ({
  type,
  given: (value) => ({ [argument]: document(value) }),
  grants: (value) => [`${type} ${argument} ${value}`],
});

const acl = ["private", "public-read", "public-read-write"];

const forms: readonly OtherForm[] = [
  opaque("alicloud_ram_access_key", "user_name"),
  opaque("alicloud_ram_login_profile", "user_name"),
  opaque("alicloud_ram_role_attachment", "role_name", { instance_ids: ["i-1"] }),
  opaque("alicloud_ecs_ram_role_attachment", "ram_role_name", { instance_id: "i-1" }),
  opaque("alicloud_ram_saml_provider", "saml_provider_name"),
  opaque("alicloud_resource_manager_delegated_administrator", "account_id", { service_principal: "x.aliyuncs.com" }),
  opaque("alicloud_cloud_sso_access_assignment", "principal_id", { principal_type: "User" }),
  opaque("alicloud_cs_kubernetes_permissions", "uid"),
  opaque("alicloud_service_mesh_user_permission", "sub_account_user_id"),
  opaque("alicloud_resource_manager_resource_share", "targets"),
  opaque("alicloud_resource_manager_shared_target", "target_id", { resource_share_id: "rs-1" }),
  opaque("alicloud_resource_manager_policy_version", "policy_document", { policy_name: "p1" }),
  opaque("alicloud_instance", "role_name", { instance_name: "web" }),
  opaque("alicloud_fcv3_function", "role", { function_name: "f" }),
  opaque("alicloud_fcv3_trigger", "trigger_config", { trigger_name: "t" }),
  opaque("alicloud_ros_stack", "template_body", { stack_name: "s" }),
  opaque("alicloud_cloud_control_resource", "desire_attributes", { product: "RAM" }),
  opaque("alicloud_made_up", "setting"),
  holding("alicloud_kms_key", "policy"),
  holding("alicloud_oss_bucket_policy", "policy"),
  holding("alicloud_oss_bucket", "policy"),
  levels("alicloud_oss_bucket_acl", "acl", acl),
  levels("alicloud_oss_bucket", "acl", acl),
  levels("alicloud_oss_account_public_access_block", "block_public_access", [true, false]),
];

export function formOf({ form }: { readonly form: number }): OtherForm {
  return forms[form % forms.length] ?? opaque("alicloud_made_up", "setting");
}

export function otherGrants({ form, value }: { readonly form: number; readonly value: number }): readonly string[] {
  return formOf({ form }).grants(value);
}
