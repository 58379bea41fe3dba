import { DefaultTokenResolver, StringConcat, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";

/** A value with its framework tokens replaced by the Terraform expressions that they stand for. */
export function resolveValue(scope: IConstruct, value: unknown): unknown {
  return Tokenization.resolve(value, {
    scope,
    preparing: false,
    resolver: new DefaultTokenResolver(new StringConcat()),
  });
}

/** A text with its framework tokens replaced, e.g. `${alicloud_ram_group.dev.group_name}`. */
export function resolveText(scope: IConstruct, text: string): string {
  return String(resolveValue(scope, text));
}
