/** Terraform's name of an argument: `accessKey` is `access_key`. */
export function argumentName(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
