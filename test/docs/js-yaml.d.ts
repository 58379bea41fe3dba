declare module "js-yaml" {
  /** @throws YAMLException for text that is not YAML */
  export function load(text: string): unknown;
}
