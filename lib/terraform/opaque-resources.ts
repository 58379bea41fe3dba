/** A type of resource that has to do with permissions, and that the review does not look into. */
export interface OpaqueType {
  /** What it does, as the end of a sentence that begins with its address. */
  readonly does: string;
  /** The arguments that do it. @default - all */
  readonly arguments?: readonly string[];
  /** Whether it can only let through, so that without it nobody may do more. */
  readonly onlyAllows?: true;
}

/** By type. */
export const opaqueTypes: Readonly<Record<string, OpaqueType>> = {
  alicloud_resource_manager_control_policy: { does: "limits what accounts may do" },
  alicloud_resource_manager_control_policy_attachment: { does: "limits what accounts may do" },
  alicloud_resource_manager_policy_version: { does: "changes what a policy says" },
  alicloud_resource_manager_account: { does: "makes an account that others may manage" },
  alicloud_resource_manager_delegated_administrator: { does: "lets an account manage others", onlyAllows: true },
  alicloud_ram_access_key: { does: "is a key to all that a user may do", onlyAllows: true },
  alicloud_ram_login_profile: { does: "lets a user sign in" },
  alicloud_ram_role_attachment: { does: "hands a role to instances", onlyAllows: true },
  alicloud_ecs_ram_role_attachment: { does: "hands a role to an instance", onlyAllows: true },
  alicloud_ram_saml_provider: { does: "says who may sign in from outside", onlyAllows: true },
  alicloud_ram_security_preference: { does: "says how users sign in" },
  alicloud_ims_oidc_provider: { does: "says who may sign in from outside", onlyAllows: true },
  alicloud_cloud_sso_access_assignment: { does: "gives access to accounts", onlyAllows: true },
  alicloud_cloud_sso_access_configuration: { does: "says what access to accounts is" },
  alicloud_cloud_sso_user_attachment: { does: "puts users into groups", onlyAllows: true },
  alicloud_cloud_sso_user_provisioning: { does: "makes users of accounts", onlyAllows: true },
  alicloud_cs_kubernetes_permissions: { does: "gives permissions in clusters" },
  alicloud_oss_bucket_policy: { does: "says who may use a bucket" },
  alicloud_oss_bucket_acl: { does: "says who may use a bucket" },
  alicloud_oss_bucket_public_access_block: { does: "keeps a bucket from the public" },
  alicloud_oss_account_public_access_block: { does: "keeps buckets from the public" },
  alicloud_oss_access_point: { does: "says who may use a bucket" },
  alicloud_oss_bucket: { does: "says who may use a bucket", arguments: ["policy", "acl"] },
  alicloud_kms_key: { does: "says who may use a key", arguments: ["policy"] },
  alicloud_kms_secret: { does: "says who may use a secret", arguments: ["policy"] },
  alicloud_kms_policy: { does: "says who may use keys" },
  alicloud_kms_application_access_point: { does: "says who may use keys" },
  alicloud_log_project: { does: "says who may use a project", arguments: ["policy"] },
  alicloud_ots_instance: { does: "says who may use an instance", arguments: ["policy"] },
};
