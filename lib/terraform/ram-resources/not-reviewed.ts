import type { NotReviewed, RamResource } from "./ram-resource";

/** Resources that affect permissions otherwise. Reviews do not read them, and report changes of them. */
const types: Readonly<Record<string, NotReviewed>> = {
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
  alicloud_ram_access_key_policy: { does: "says from where an access key may be used" },
  alicloud_resource_manager_resource_share: { does: "shares resources with other accounts", onlyAllows: true },
  alicloud_cloud_sso_access_configuration_provisioning: { does: "gives access to accounts", onlyAllows: true },
  alicloud_service_mesh_user_permission: { does: "gives permissions in service meshes" },
  alicloud_oss_bucket_object: { does: "says who may use an object", arguments: ["acl"] },
  alicloud_vpc_gateway_endpoint: { does: "says who may use an endpoint", arguments: ["policy_document"] },
  alicloud_privatelink_vpc_endpoint: { does: "says who may use an endpoint", arguments: ["policy_document"] },
};

export const notReviewed: Readonly<Record<string, RamResource>> = Object.fromEntries(
  Object.entries(types).map(([type, row]) => [type, { notReviewed: row }]),
);
