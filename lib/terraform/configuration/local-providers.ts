/** Providers that call no service: their resources are local to Terraform. */
const localProviders: ReadonlySet<string> = new Set(["random", "null", "local", "time", "terraform"]);

export function isLocalProvider(name: string): boolean {
  return localProviders.has(name);
}

/** Whether a resource type, e.g. `random_pet`, is of such a provider. */
export function isLocalType(type: string): boolean {
  return type.includes("_") && isLocalProvider(type.slice(0, type.indexOf("_")));
}
