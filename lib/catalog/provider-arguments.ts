/** The arguments that a configuration can set, from the schema of the provider. */
export interface ProviderArguments {
  /** Day of reading, `YYYY-MM-DD`. */
  readonly read: string;
  readonly source: string;
  /** By resource type, e.g. `name rule(type value)`: arguments in a block are in brackets. `null` where they were not read. */
  readonly types: Readonly<Record<string, string | null>>;
}
