import { isJsonObject } from "../policy/json-value";
import type { SourcePlace } from "./places/source-place";

/** A resource or data source of a construct tree, a synthesized stack, a plan or a state. */
export interface Resource {
  readonly kind: "resource" | "data";
  /** e.g. `alicloud_ram_policy` */
  readonly type: string;
  readonly name: string;
  /** As in expressions, e.g. `data.<type>.<name>` or `module.m.<type>.<name>[0]`. */
  readonly address: string;
  /** Strings are Terraform templates. */
  readonly arguments: Readonly<Record<string, unknown>>;
  /** Whether Terraform already manages or imports it instead of creating it. */
  readonly imported: boolean;
  /** Alias of its provider; empty for the default provider. */
  readonly providerAlias: string;
  /** Path of its construct, e.g. `team/SandboxTeam/Policy`; its address if the input has no path. */
  readonly path: string;
  /** The `count` or `for_each`, if only Terraform can evaluate it. */
  readonly iterated?: string;
  /** Where its block is in the source. @default - the input has no positions */
  readonly location?: SourcePlace;
  /** Where its arguments are in the source, by name, as far as they have positions. */
  readonly argumentLocations?: ReadonlyMap<string, SourcePlace>;
}

/** The alias in `alicloud.<alias>`; empty without one. */
export function aliasOf(provider: unknown): string {
  return typeof provider === "string" ? (provider.split(".")[1] ?? "") : "";
}

/** The construct path that the framework writes into arguments as metadata. */
export function constructPathIn(given: Readonly<Record<string, unknown>>): string | undefined {
  const { path } = metadataIn(given);
  return typeof path === "string" ? path : undefined;
}

/** The stack trace of the construct, innermost call first, if the framework wrote one. */
export function stackTraceIn(given: Readonly<Record<string, unknown>>): readonly string[] | undefined {
  const { stackTrace } = metadataIn(given);
  return Array.isArray(stackTrace) ? stackTrace.filter((frame) => typeof frame === "string") : undefined;
}

function metadataIn(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const comment = given["//"];
  const metadata = isJsonObject(comment) ? comment["metadata"] : undefined;
  return isJsonObject(metadata) ? metadata : {};
}
