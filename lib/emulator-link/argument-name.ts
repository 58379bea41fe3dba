/** The Terraform argument of a property, e.g. `access_key` for `accessKey`. */
export function argumentName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
