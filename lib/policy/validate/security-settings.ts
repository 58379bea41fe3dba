/** An action that weakens how identities log on, or how what they do is recorded. */
export interface SecuritySetting {
  /** A pattern where no page lists the service's actions. */
  readonly action: string;
  /** What its holder can do with it. */
  readonly how: string;
  readonly source: string;
}

const ram = "RAM docs, RAM authentication (2021-07-16)";
const setPreference =
  "https://www.alibabacloud.com/help/en/ram/api-security-management-apis-setsecuritypreference (2025-07-31)";
const ims = "RAM API IMS 2019-08-15; policies of administrators that leave out ims:* beside ram:*";
const trail = "ActionTrail API 2020-07-06";

/** Actions on the security settings of an account. The list is not complete. */
export const securitySettings: readonly SecuritySetting[] = [
  { action: "ims:*", how: "covers the second API of identities, with logon, MFA and identity providers", source: ims },
  { action: "ram:AddClientIdToOIDCProvider", how: "lets another application log on by the provider", source: ims },
  { action: "ram:AddFingerprintToOIDCProvider", how: "accepts another certificate for the provider", source: ims },
  { action: "ram:CreateOIDCProvider", how: "lets an identity provider of the holder's choice log on", source: ims },
  { action: "ram:CreateSAMLProvider", how: "lets an identity provider of the holder's choice log on", source: ims },
  { action: "ram:DeleteVirtualMFADevice", how: "takes the second factor from a user", source: ram },
  { action: "ram:DisableVirtualMFA", how: "takes the second factor from a user", source: ims },
  { action: "ram:SetPasswordPolicy", how: "permits weaker passwords for the whole account", source: ram },
  {
    action: "ram:SetSecurityPreference",
    how: "permits logon without MFA for the whole account",
    source: setPreference,
  },
  { action: "ram:SetUserSsoSettings", how: "replaces logon to the whole account by another provider's", source: ims },
  { action: "ram:UnbindMFADevice", how: "takes the second factor from a user", source: ram },
  { action: "ram:UpdateOIDCProvider", how: "changes whom the provider lets in", source: ims },
  {
    action: "ram:UpdateSAMLProvider",
    how: "replaces the provider's metadata, and with it who logs on as anyone",
    source: "RAM API IMS 2019-08-15, UpdateSAMLProvider",
  },
  { action: "actiontrail:DeleteTrail", how: "ends the record of what happens in the account", source: trail },
  { action: "actiontrail:StopLogging", how: "ends the record of what happens in the account", source: trail },
];
