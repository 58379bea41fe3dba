/** An action with which its holder can weaken how identities log on, or how activities are recorded. */
export interface SecuritySetting {
  /** A pattern if no page lists the service's actions. */
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
  { action: "ims:*", how: "covers the second API for identities, with logon, MFA and identity providers", source: ims },
  { action: "ram:AddClientIdToOIDCProvider", how: "lets another application log on by the provider", source: ims },
  { action: "ram:AddFingerprintToOIDCProvider", how: "accepts another certificate for the provider", source: ims },
  { action: "ram:CreateOIDCProvider", how: "lets an identity provider of the holder's choice log on", source: ims },
  { action: "ram:CreateSAMLProvider", how: "lets an identity provider of the holder's choice log on", source: ims },
  { action: "ram:DeleteVirtualMFADevice", how: "removes a user's second factor", source: ram },
  { action: "ram:DisableVirtualMFA", how: "removes a user's second factor", source: ims },
  { action: "ram:SetPasswordPolicy", how: "allows weaker passwords for the whole account", source: ram },
  {
    action: "ram:SetSecurityPreference",
    how: "allows logon without MFA for the whole account",
    source: setPreference,
  },
  { action: "ram:SetUserSsoSettings", how: "lets another provider log on for the whole account", source: ims },
  { action: "ram:UnbindMFADevice", how: "removes a user's second factor", source: ram },
  { action: "ram:UpdateOIDCProvider", how: "changes which tokens the provider accepts", source: ims },
  {
    action: "ram:UpdateSAMLProvider",
    how: "replaces the provider's metadata, which determines who can log on as anyone",
    source: "RAM API IMS 2019-08-15, UpdateSAMLProvider",
  },
  { action: "actiontrail:DeleteTrail", how: "stops the recording of activities in the account", source: trail },
  { action: "actiontrail:StopLogging", how: "stops the recording of activities in the account", source: trail },
];
