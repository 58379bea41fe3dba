import { isJsonObject } from "../policy/json-value";

/** A resource or data source of a construct tree, a synthesized stack, a plan or a state. */
export interface Resource {
  readonly kind: "resource" | "data";
  /** e.g. `alicloud_ram_policy` */
  readonly type: string;
  readonly name: string;
  /** `<type>.<name>` as expressions refer to it: after `data.` for a data source, with modules and index where it has them. */
  readonly address: string;
  /** Expressions stand as `${...}`. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Whether Terraform manages it already, or takes it over, instead of creating it. */
  readonly imported: boolean;
  /** Alias of its provider; empty for the default one. */
  readonly providerAlias: string;
  /** Path of the construct that made it, e.g. `team/SandboxTeam/Policy`; its address where the input does not say. */
  readonly path: string;
  /** The `count` or `for_each` that makes several of it, where only Terraform knows how many. */
  readonly iterated?: string;
}

/** The alias in `alicloud.<alias>`; empty for the default provider. */
export function aliasOf(provider: unknown): string {
  return typeof provider === "string" ? (provider.split(".")[1] ?? "") : "";
}

/** The path of the construct that the framework wrote into arguments; `undefined` where it wrote none. */
export function constructPathIn(given: Readonly<Record<string, unknown>>): string | undefined {
  const comment = given["//"];
  const metadata = isJsonObject(comment) ? comment["metadata"] : undefined;
  const path = isJsonObject(metadata) ? metadata["path"] : undefined;
  return typeof path === "string" ? path : undefined;
}
