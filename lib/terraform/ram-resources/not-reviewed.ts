import type { NotReviewed, RamResource } from "./ram-resource";

/** Resources that affect permissions in other ways. Reviews do not read them but report that they changed. */
const types: Readonly<Record<string, NotReviewed>> = {
  alicloud_resource_manager_account: { does: "creates an account that others may manage" },
  alicloud_resource_manager_delegated_administrator: { does: "lets an account manage others", onlyAllows: true },
  alicloud_ram_access_key: { does: "authenticates as a user", onlyAllows: true },
  alicloud_ram_login_profile: {
    does: "lets a user sign in",
    onlyAllows: true,
    restricts: ["mfa_bind_required", "password_reset_required"],
  },
  alicloud_ram_role_attachment: { does: "attaches a role to instances", onlyAllows: true },
  alicloud_ecs_ram_role_attachment: { does: "attaches a role to an instance", onlyAllows: true },
  alicloud_ram_saml_provider: { does: "lets external identities sign in", onlyAllows: true },
  alicloud_ram_security_preference: { does: "sets how users sign in" },
  alicloud_ims_oidc_provider: {
    does: "lets external identities sign in",
    onlyAllows: true,
    opens: { fingerprints: "", client_ids: "" },
  },
  alicloud_cloud_sso_access_assignment: { does: "gives access to accounts", onlyAllows: true },
  alicloud_cloud_sso_access_configuration: { does: "defines access to accounts" },
  alicloud_cloud_sso_user_attachment: { does: "puts users into groups", onlyAllows: true },
  alicloud_cloud_sso_user_provisioning: { does: "creates users in accounts", onlyAllows: true },
  alicloud_cs_kubernetes_permissions: { does: "gives permissions in clusters" },
  alicloud_oss_bucket_policy: { does: "controls access to a bucket" },
  alicloud_oss_bucket_acl: { does: "controls access to a bucket", opens: { acl: "private" } },
  alicloud_oss_bucket_public_access_block: {
    does: "blocks public access to a bucket",
    restricts: ["block_public_access"],
  },
  alicloud_oss_account_public_access_block: {
    does: "blocks public access to buckets",
    restricts: ["block_public_access"],
  },
  alicloud_oss_access_point: { does: "controls access to a bucket" },
  alicloud_oss_bucket: {
    does: "controls access to a bucket",
    arguments: ["policy", "acl"],
    opens: { acl: "private" },
  },
  alicloud_kms_key: { does: "controls access to a key", arguments: ["policy"] },
  alicloud_kms_secret: { does: "controls access to a secret", arguments: ["policy"] },
  alicloud_kms_policy: { does: "controls access to keys" },
  alicloud_kms_application_access_point: { does: "controls access to keys" },
  alicloud_log_project: { does: "controls access to a project", arguments: ["policy"] },
  alicloud_ots_instance: { does: "controls access to an instance", arguments: ["policy"] },
  alicloud_ram_access_key_policy: { does: "restricts the networks from which an access key may be used" },
  alicloud_resource_manager_resource_share: { does: "shares resources with other accounts", onlyAllows: true },
  alicloud_cloud_sso_access_configuration_provisioning: { does: "gives access to accounts", onlyAllows: true },
  alicloud_service_mesh_user_permission: { does: "gives permissions in service meshes" },
  alicloud_oss_bucket_object: {
    does: "controls access to an object",
    arguments: ["acl"],
    opens: { acl: "private" },
  },
  alicloud_vpc_gateway_endpoint: { does: "controls access to an endpoint", arguments: ["policy_document"] },
  alicloud_privatelink_vpc_endpoint: { does: "controls access to an endpoint", arguments: ["policy_document"] },
};

export const notReviewed: Readonly<Record<string, RamResource>> = Object.fromEntries(
  Object.entries(types).map(([type, row]) => [type, { notReviewed: row }]),
);
