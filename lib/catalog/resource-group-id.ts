/** Whether a text is the id of a resource group. */
export function isResourceGroupId(text: string): boolean {
  return /^rg-[A-Za-z0-9-]+$/.test(text);
}

/** Whether a text can be the alias in the default domain of an account, e.g. the account's id. */
export function isAccountAlias(text: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9-]*$/.test(text);
}
